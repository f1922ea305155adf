package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartyTest {
    @ParameterizedTest
    @EnumSource
    void everyTopicHasSomebodyWhoWritesAndSomebodyWhoReads(Topic topic) {
        assertThat(Party.values()).anyMatch(party -> party.writes(topic));
        assertThat(Party.values()).anyMatch(party -> party.reads(topic));
        boolean jobs =
                Stream.of(Party.MEDIA, Party.NOTICE, Party.LEDGER)
                        .anyMatch(
                                job ->
                                        topic.role() == Topic.Role.INPUT
                                                ? job.reads(topic)
                                                : job.writes(topic));
        assertThat(jobs).as("a job is on its side of " + topic).isTrue();
    }

    @Test
    void heartbeatsMayBeWrittenByTheBridge() {
        assertThat(EventType.HEARTBEAT.topics()).allMatch(Party.BRIDGE::writes);
    }

    /** What the notice job reads there it takes for its own. */
    @ParameterizedTest
    @EnumSource(names = {"ESCALATIONS", "BREACHES", "NOTICE_LINKS", "NOTIFIERS"})
    void onlyTheNoticeJobWritesWhatItAdopts(Topic topic) {
        assertThat(Party.values())
                .filteredOn(party -> party.writes(topic))
                .containsExactly(Party.NOTICE);
    }

    /** What the ledger job reads there it takes for its own. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "OFFENCES",
                "STRIKES",
                "ACCOUNT_STANDINGS",
                "WARNINGS",
                "ACCOUNT_COMMANDS",
                "DEPARTMENT",
                "REGISTER",
                "EFFECTIVE_WORKS",
                "USAGE",
                "OFFERS",
                "SIGNAL_STATES",
                "AUDIT",
                "SEALS"
            })
    void onlyTheLedgerJobWritesWhatItReadsBack(Topic topic) {
        assertThat(Party.values())
                .filteredOn(party -> party.writes(topic))
                .containsExactly(Party.LEDGER);
        assertThat(Party.LEDGER.reads(topic)).isTrue();
    }

    /** What a person decides is of one party, what platforms report of another. */
    @Test
    void whoDecidesAboutAccountsDoesNotReportAboutThem() {
        assertThat(Party.values())
                .filteredOn(party -> party.writes(Topic.DECISIONS))
                .containsExactly(Party.DESK);
        assertThat(Party.values())
                .filteredOn(party -> party.writes(Topic.DESK_LOG))
                .containsExactly(Party.DESK);
        for (Topic topic :
                new Topic[] {
                    Topic.APPEALS, Topic.RECEIPTS, Topic.ACCOUNTS, Topic.ACCOUNT_CONFIRMATIONS
                }) {
            assertThat(Party.values())
                    .filteredOn(party -> party.writes(topic))
                    .containsExactly(Party.PLATFORM);
        }
    }

    /** Whoever takes the desk over changes no list and sees no fingerprint. */
    @Test
    void theDeskWritesTheListBySomebodyElse() {
        assertThat(Topic.values())
                .filteredOn(topic -> !Party.DESK.reads(topic))
                .containsExactly(
                        Topic.MEDIA_LIVE,
                        Topic.MEDIA_UPLOADS,
                        Topic.MEDIA_FEEDS,
                        Topic.REFERENCES,
                        Topic.SIGNALS_IN,
                        Topic.SIGNALS);
        assertThat(Party.DESK.writes(Topic.LIST)).isFalse();
        assertThat(Topic.values()).noneMatch(Party.LISTING::reads);
        assertThat(Topic.values()).filteredOn(Party.LISTING::writes).containsExactly(Topic.LIST);
    }

    @Test
    void deadLettersOfNoticesReachOnlyThoseWhoMayReadOrWriteNotices() {
        assertThat(Party.values())
                .filteredOn(party -> party.reads(Topic.NOTICE_DEAD_LETTERS))
                .containsExactly(Party.LEDGER, Party.DESK, Party.BRIDGE, Party.COMPLIANCE)
                .allMatch(party -> party.reads(Topic.NOTICES) || party.writes(Topic.NOTICES));
    }

    /** Nobody else can put right what the platform has sent. */
    @Test
    void thePlatformSeesWhatIsRefusedOfIt() {
        assertThat(Topic.values())
                .filteredOn(topic -> topic.topicName().startsWith("deadletters"))
                .filteredOn(Party.PLATFORM::reads)
                .containsExactlyInAnyOrder(Topic.DEAD_LETTERS, Topic.LEDGER_DEAD_LETTERS);
    }

    /** What it does not report is for people: reports to the department, notices, who decides. */
    @Test
    void ofAccountsThePlatformReadsWhatItActsOnAndWhatItWrites() {
        assertThat(Topic.values())
                .filteredOn(Party.PLATFORM::reads)
                .contains(Topic.ACCOUNTS, Topic.ACCOUNT_CONFIRMATIONS)
                .doesNotContain(
                        Topic.OFFENCES,
                        Topic.STRIKES,
                        Topic.DEPARTMENT,
                        Topic.LEDGER_ALERTS,
                        Topic.DECISIONS);
    }

    /** Both are reached from outside of the site: neither reads a record of it. */
    @Test
    void whatFacesOtherPlatformsHasNothingElse() {
        assertThat(Topic.values()).filteredOn(Party.PEERS::reads).containsExactly(Topic.SIGNALS);
        assertThat(Topic.values())
                .filteredOn(Party.PEERS::writes)
                .containsExactly(Topic.SIGNALS_IN);
        assertThat(Topic.values())
                .filteredOn(Party.PUBLISHER::reads)
                .containsExactly(Topic.AUDIT, Topic.SEALS);
        assertThat(Topic.values()).noneMatch(Party.PUBLISHER::writes);
        for (Topic theirs : new Topic[] {Topic.SIGNALS_IN, Topic.SIGNALS}) {
            assertThat(Party.values()).filteredOn(party -> party.writes(theirs)).hasSize(1);
        }
    }

    @Test
    void onlyTheJobsWriteWhatOthersActOn() {
        for (Topic topic : new Topic[] {Topic.VERDICTS, Topic.COMMANDS, Topic.BREACHES}) {
            assertThat(Arrays.stream(Party.values()).filter(party -> party.writes(topic)))
                    .isSubsetOf(Party.MEDIA, Party.NOTICE);
        }
        assertThat(Arrays.stream(Topic.values()).filter(Party.COMPLIANCE::writes)).isEmpty();
    }
}
