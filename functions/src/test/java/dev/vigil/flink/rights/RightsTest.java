package dev.vigil.flink.rights;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.owners;
import static dev.vigil.policy.TestingRights.policy;
import static dev.vigil.policy.TestingRights.registered;
import static dev.vigil.policy.TestingRights.session;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.policy.Limits;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.match.SharedVote;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.reference.SharedStretch;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final Limits LIMITS = new Limits(24 * HOUR_MS, 10, 2, 2);

    private static final SessionStarted MINE = session(SessionKind.LIVE);
    private static final SessionStarted OTHERS =
            SessionStartedBuilder.builder()
                    .sessionId("session-2")
                    .kind(SessionKind.LIVE)
                    .accountId("account-2")
                    .serviceTerritories(List.of())
                    .startAt(NOON_MS)
                    .build();

    private KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights;

    @BeforeEach
    void open() throws Exception {
        rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, LIMITS, 0),
                        RightsInput::workId,
                        Types.STRING,
                        null);
    }

    @AfterEach
    void close() throws Exception {
        rights.close();
    }

    @Test
    void anAuthorizationIsJudgedForExactlyTheMatchesOfItsGrantee() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(OTHERS, "m2", WORK, true);
        match(MINE, "m3", "work-2", true);
        assertThat(out(rights)).hasSize(3).allMatch(f -> f.authorizations().isEmpty());

        authorize(authorization("a"));
        List<Finding> again = out(rights);
        assertThat(again).extracting(f -> f.evidence().matchId()).containsExactly("m1");
        assertThat(again.get(0).authorizations()).containsExactly(authorization("a"));
        authorize(authorization("a"));
        assertThat(out(rights)).as("a version seen before").isEmpty();
    }

    @Test
    void whoLosesAnAuthorizationIsJudgedAgainAndSoIsWhoGetsIt() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(OTHERS, "m2", WORK, true);
        authorize(authorization("a"));
        out(rights);
        authorize(amended("a", 2, "account-2"));
        List<Finding> again = out(rights);
        assertThat(again)
                .extracting(f -> f.evidence().matchId())
                .containsExactlyInAnyOrder("m1", "m2");
        assertThat(again)
                .allMatch(f -> f.authorizations().isEmpty() == f.evidence().matchId().equals("m1"));
    }

    @Test
    void authorizationsOfAccountChannelAndOrganisationAreFoundAmongManyOthers() throws Exception {
        loaded(0, 1);
        for (int i = 0; i < 50; i++) {
            authorize(amended("other-" + i, 1, "account-of-" + i));
        }
        authorize(amended("c", 1, "organisation-1"));
        authorize(amended("b", 1, "channel-1"));
        authorize(amended("a", 1, "channel-1"));
        SessionStarted session =
                SessionStartedBuilder.builder()
                        .sessionId("s-1")
                        .kind(SessionKind.LIVE)
                        .accountId("account-1")
                        .channelId("channel-1")
                        .organisationId("organisation-1")
                        .serviceTerritories(List.of("CN"))
                        .startAt(NOON_MS)
                        .build();
        match(session, "m1", WORK, true);
        assertThat(out(rights).get(0).authorizations())
                .extracting(Authorization::authorizationId)
                .containsExactly("a", "b", "c");
        authorize(amended("a", 2, "channel-2"));
        authorize(amended("c", 2, "account-1"));
        out(rights);
        match(session, "m1", WORK, true);
        assertThat(out(rights).get(0).authorizations())
                .extracting(deal -> deal.authorizationId() + " " + deal.version())
                .containsExactly("b 1", "c 2");
    }

    @Test
    void aListChangeIsCarriedToTheOpenMatchesOfItsWork() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(MINE, "m2", WORK, true);
        match(MINE, "m2", WORK, false);
        out(rights);
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        List<Finding> again = out(rights);
        assertThat(again).extracting(f -> f.evidence().matchId()).containsExactly("m1");
        assertThat(again.get(0).changes().entries()).containsExactly(entry(ListClass.STAYDOWN));
    }

    @Test
    void whatWasFoundBeforeTheRegisterIsLoadedIsJudgedAgainThoughTheMatchIsOver() throws Exception {
        match(MINE, "m1", WORK, true);
        match(MINE, "m1", WORK, false);
        assertThat(out(rights)).hasSize(2).noneMatch(Finding::authorizationsLoaded);
        loaded(0, 2);
        rights.setProcessingTime(1_000);
        assertThat(out(rights)).as("one of two partitions").isEmpty();

        authorize(authorization("a"));
        out(rights);
        loaded(1, 2);
        rights.setProcessingTime(2_000);
        List<Finding> again = out(rights);
        assertThat(again).hasSize(1).allMatch(Finding::authorizationsLoaded);
        assertThat(again.get(0).authorizations()).hasSize(1);
        assertThat(again.get(0).evidence().open()).isFalse();
        assertThat(rights.numProcessingTimeTimers()).isZero();
        assertThat(stateEntries(rights)).as("the authorization, and whose it is").isEqualTo(2);
    }

    @Test
    void aChangeAfterARestoreIsJudgedAgainOnceLoaded() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        out(rights);
        var snapshot = rights.snapshot(1, 1);
        rights.close();
        rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, LIMITS, 0),
                        RightsInput::workId,
                        Types.STRING,
                        snapshot);

        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        rights.setProcessingTime(1_000);
        assertThat(out(rights)).as("it waits until all is loaded").isEmpty();
        loaded(0, 1);
        rights.setProcessingTime(2_000);
        List<Finding> again = out(rights);
        assertThat(again).hasSize(1).allMatch(Finding::authorizationsLoaded);
        assertThat(again.get(0).changes().entries()).containsExactly(entry(ListClass.STAYDOWN));
    }

    @Test
    void nobodyIsJudgedBeforeEveryRegisterIsLoaded() throws Exception {
        for (String topic : TestingRights.REGISTERS) {
            match(MINE, "m1", WORK, true);
            assertThat(out(rights)).noneMatch(Finding::authorizationsLoaded);
            loaded(topic, 0, 1);
        }
        match(MINE, "m1", WORK, true);
        assertThat(out(rights)).hasSize(1).allMatch(Finding::authorizationsLoaded);
    }

    @Test
    void ownersAndTheirWishesAreCarriedToTheOpenMatchesOnceForEachChange() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(MINE, "m2", WORK, true);
        out(rights);
        MatchPolicy wish = policy("owner", 2, MatchRule.always(Action.WARN));
        send(RightsInput.policy(WORK, wish));
        send(RightsInput.work("owner", registered(3, null, "owner")));
        send(RightsInput.work("other", registered(3, null, "owner")));
        send(RightsInput.work("owner", registered(2, null, "other")));
        send(RightsInput.policy(WORK, policy("owner", 1, MatchRule.always(Action.BLOCK))));
        List<Finding> again = out(rights);
        assertThat(again).as("two changes, two matches").hasSize(4);
        assertThat(again.get(3).owners()).isEqualTo(owners(registered(3, null, "owner"), wish));
    }

    @Test
    void timeIsAddedUpOverTheSessionsOfAnAccountOfWorksThatMayBeQuoted() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, false);
        assertThat(out(rights)).extracting(f -> f.evidence().usedMs()).containsOnlyNulls();
        assertThat(stateEntries(rights)).as("nothing is counted").isZero();

        send(RightsInput.work("owner", registered(1, 10_000L, "owner")));
        match(MINE, "m2", WORK, true);
        match(MINE, "m2", WORK, false);
        match(again(MINE), "m3", WORK, false);
        match(OTHERS, "m4", WORK, false);
        assertThat(out(rights))
                .extracting(f -> f.evidence().usedMs())
                .containsExactly(4_000L, 4_000L, 8_000L, 4_000L);
        assertThat(stateEntries(rights)).as("the owners, and the accounts").isEqualTo(2);
        rights.setStateTtlProcessingTime(25 * HOUR_MS);
        match(MINE, "m5", WORK, false);
        assertThat(out(rights)).extracting(f -> f.evidence().usedMs()).containsExactly(4_000L);
    }

    /** Another session of the same account. */
    private static SessionStarted again(SessionStarted known) {
        return SessionStartedBuilder.builder()
                .sessionId("session-3")
                .kind(known.kind())
                .accountId(known.accountId())
                .serviceTerritories(List.of())
                .startAt(NOON_MS)
                .build();
    }

    @Test
    void aReferenceBlocksAsManySessionsAsItMayThenWaitsForAPerson() throws Exception {
        loaded(0, 1);
        match(stranger(1), "m1", WORK, true);
        match(stranger(2), "m2", WORK, true);
        match(stranger(3), "m3", WORK, true);
        assertThat(standings()).containsOnly(EvidenceStanding.UNCOUNTED);
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        assertThat(standings())
                .containsExactlyInAnyOrder(
                        EvidenceStanding.COUNTED,
                        EvidenceStanding.COUNTED,
                        EvidenceStanding.QUARANTINED);
        assertThat(health()).containsExactly("QUARANTINED FLOOD 2");
        assertThat(TestingMetrics.value(rights, "quarantinedReferences")).isEqualTo(1);

        var snapshot = rights.snapshot(1, 1);
        rights.close();
        rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, LIMITS, 0),
                        RightsInput::workId,
                        Types.STRING,
                        snapshot);
        loaded(0, 1);
        match(stranger(4), "m4", WORK, true);
        assertThat(standings()).containsExactly(EvidenceStanding.QUARANTINED);

        send(review(ReviewOutcome.CONFIRMED, null));
        assertThat(standings()).hasSize(4).containsOnly(EvidenceStanding.COUNTED);
        assertThat(health()).containsExactly("CONFIRMED PERSON 0");
        assertThat(TestingMetrics.value(rights, "quarantinedReferences")).isZero();
        send(review(ReviewOutcome.OVERTURNED, "s-1"));
        assertThat(standings())
                .filteredOn(standing -> standing == EvidenceStanding.QUARANTINED)
                .hasSize(1);
        send(review(ReviewOutcome.OVERTURNED, "s-2"));
        assertThat(standings()).hasSize(4).containsOnly(EvidenceStanding.QUARANTINED);
        assertThat(health()).containsExactly("QUARANTINED OVERTURNED 0");
    }

    @Test
    void whoIsAuthorizedDoesNotCountAgainstAReference() throws Exception {
        loaded(0, 1);
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        authorize(authorization("a"));
        for (int i = 0; i < 5; i++) {
            match(MINE, "m" + i, WORK, true);
        }
        assertThat(standings()).containsOnly(EvidenceStanding.UNCOUNTED);
        assertThat(health()).isEmpty();
    }

    @Test
    void evidenceBelowTheFloorIsWeak() throws Exception {
        rights.close();
        rights =
                TestingOperators.keyed(
                        new RightsFunction(
                                TestingRights.REGISTERS, new Limits(HOUR_MS, 20.1, 2, 2), 0),
                        RightsInput::workId,
                        Types.STRING,
                        null);
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        assertThat(standings()).containsExactly(EvidenceStanding.WEAK);
    }

    @Test
    void anyOrderOfUpdatesEndsInTheSameFinding() throws Exception {
        List<RightsInput> updates =
                new ArrayList<>(
                        List.of(
                                RightsInput.authorization(WORK, authorization("a")),
                                RightsInput.authorization(WORK, amended("a", 2, "account-2")),
                                RightsInput.authorization(WORK, amended("a", 2, "account-1")),
                                RightsInput.work("o", registered(1, 1L, "o")),
                                RightsInput.work("o", registered(2, null, "o")),
                                RightsInput.policy(
                                        WORK, policy("o", 1, MatchRule.always(Action.WARN))),
                                RightsInput.policy(
                                        WORK, policy("o", 2, MatchRule.always(Action.MUTE))),
                                RightsInput.list(WORK, entry(ListClass.STAYDOWN)),
                                RightsInput.list(WORK, withdrawn(entry(ListClass.STAYDOWN)))));
        Finding expected = null;
        for (long seed = 1; seed <= 30; seed++) {
            Collections.shuffle(updates, new Random(seed));
            open();
            loaded(0, 1);
            for (RightsInput update : updates) {
                send(update);
            }
            match(MINE, "m1", WORK, true);
            Finding finding = out(rights).get(0);
            expected = expected == null ? finding : expected;
            assertThat(finding).as("seed %d", seed).isEqualTo(expected);
            rights.close();
        }
        assertThat(expected.owners().work().version()).isEqualTo(2);
        open();
    }

    private static SessionStarted stranger(int n) {
        return SessionStartedBuilder.builder()
                .sessionId("s-" + n)
                .kind(SessionKind.LIVE)
                .accountId("account-" + (n + 10))
                .serviceTerritories(List.of())
                .startAt(NOON_MS)
                .build();
    }

    private static RightsInput reference(long version, long peaks, long durationMs) {
        return RightsInput.reference(
                new ReferenceManifest(
                        WORK,
                        "reference-1",
                        version,
                        null,
                        FingerprintProfile.AUDIO_1.id(),
                        1,
                        peaks,
                        durationMs,
                        "0".repeat(64),
                        0L));
    }

    @Test
    void aThinReferenceMatchesAndBlocksNothingUntilAPersonConfirms() throws Exception {
        loaded(0, 1);
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        send(reference(1, 499, 100_000));
        assertThat(health()).containsExactly("THIN FEW_PEAKS 0");
        match(stranger(1), "m1", WORK, true);
        assertThat(standings()).containsExactly(EvidenceStanding.QUARANTINED);
        send(review(ReviewOutcome.CONFIRMED, null));
        assertThat(standings()).containsExactly(EvidenceStanding.COUNTED);
        assertThat(health()).containsExactly("CONFIRMED PERSON 0");
        send(reference(1, 499, 100_000));
        assertThat(health()).as("a repeat").isEmpty();
        assertThat(standings()).isEmpty();
    }

    /** Which length is right is known with the work, and what it has blocked is lifted then. */
    @Test
    void aReferenceOfAnotherLengthThanItsWorkIsThinUntilOneOfThemIsCorrected() throws Exception {
        loaded(0, 1);
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        send(reference(1, 5_000, 90_000));
        assertThat(health()).isEmpty();
        match(stranger(1), "m1", WORK, true);
        assertThat(standings()).containsExactly(EvidenceStanding.COUNTED);
        send(RightsInput.work("o", registered(1, null, "o")));
        assertThat(health()).containsExactly("THIN LENGTH 1");
        assertThat(standings()).contains(EvidenceStanding.QUARANTINED);
        send(reference(2, 5_000, 98_000));
        assertThat(health()).containsExactly("PROBATION null 1");
        assertThat(standings()).containsExactly(EvidenceStanding.COUNTED);
        send(reference(1, 5_000, 90_000));
        assertThat(health()).as("an older version").isEmpty();
    }

    private static RightsInput shared(boolean holds, long toMs) {
        return RightsInput.shared(
                new SharedRecording(
                        "overlap-1",
                        WORK,
                        "reference-1",
                        "ident",
                        "master",
                        false,
                        holds,
                        List.of(new SharedStretch(0, toMs, 0, toMs, true)),
                        NOON_MS));
    }

    private List<SharedVote> votes() {
        return out(rights).stream().map(f -> f.evidence().vote()).toList();
    }

    /** Which may be known before the match, after it, and after a restore. */
    @Test
    void whatWorksShareIsKnownToEveryMatchOfTheRecording() throws Exception {
        loaded(0, 1);
        send(reference(1, 5_000, 100_000));
        match(stranger(1), "m1", WORK, true);
        assertThat(votes()).containsExactly(SharedVote.ALL);
        send(shared(true, 4_000));
        assertThat(votes()).as("judged again").containsExactly(SharedVote.LAW);
        send(shared(true, 4_000));
        assertThat(votes()).as("a repeat").isEmpty();
        match(stranger(2), "m2", WORK, true);
        assertThat(votes()).containsExactly(SharedVote.LAW);

        var snapshot = rights.snapshot(1, 1);
        rights.close();
        rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, LIMITS, 0),
                        RightsInput::workId,
                        Types.STRING,
                        snapshot);
        loaded(0, 1);
        match(stranger(3), "m3", WORK, true);
        assertThat(votes()).containsExactly(SharedVote.LAW);
        send(review(ReviewOutcome.ASSERTED, null));
        assertThat(votes()).hasSize(3).containsOnly(SharedVote.ALL);
        send(reference(2, 5_000, 100_000));
        assertThat(votes()).as("recorded anew").hasSize(3).containsOnly(SharedVote.LAW);
        send(shared(false, 4_000));
        assertThat(votes()).hasSize(3).containsOnly(SharedVote.ALL);
    }

    private static RightsInput review(ReviewOutcome outcome, String sessionId) {
        return RightsInput.review(
                new ReferenceReview(WORK, "reference-1", outcome, sessionId, "r-1", NOON_MS));
    }

    private List<EvidenceStanding> standings() {
        return out(rights).stream().map(f -> f.evidence().standing()).toList();
    }

    private List<String> health() {
        return side(rights, RightsFunction.HEALTH).stream()
                .map(h -> h.state() + " " + h.reason() + " " + h.blocked())
                .toList();
    }

    @Test
    void nothingIsLeftOfAMatchThatIsOver() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(MINE, "m1", WORK, false);
        assertThat(stateEntries(rights)).isZero();
        assertThat(rights.numProcessingTimeTimers()).isZero();
    }

    /** Each timer that fires is a mailbox action of its own. */
    @Test
    void aChangeReachesThousandsOfOpenMatchesInSmallSteps() throws Exception {
        loaded(0, 1);
        int matches = 25 * RecheckWalk.STEP + 1;
        for (int i = 0; i < matches; i++) {
            match(stranger(i), "m" + i, WORK, true);
        }
        out(rights);
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        List<Finding> first = out(rights);
        assertThat(first).as("at once").hasSize(RecheckWalk.STEP);
        Set<String> reached = new TreeSet<>(ids(first));
        for (int ms = 1; rights.numProcessingTimeTimers() > 0; ms++) {
            rights.setProcessingTime(ms);
            List<Finding> step = out(rights);
            assertThat(step).hasSizeLessThanOrEqualTo(RecheckWalk.STEP);
            assertThat(step).allMatch(f -> !f.changes().entries().isEmpty());
            reached.addAll(ids(step));
        }
        assertThat(reached).hasSize(matches);
    }

    @Test
    void anAuthorizationOfOneAmongThousandsReadsNoMoreThanItMayInAStep() throws Exception {
        loaded(0, 1);
        match(MINE, "mine", WORK, true);
        for (int i = 0; i < 2 * RecheckWalk.LOOKS; i++) {
            match(stranger(i), "m" + i, WORK, true);
        }
        out(rights);
        authorize(authorization("a"));
        assertThat(out(rights)).as("the first of three steps").isEmpty();
        rights.setProcessingTime(1);
        assertThat(out(rights)).as("the second of three steps").isEmpty();
        rights.setProcessingTime(2);
        assertThat(ids(out(rights))).containsExactly("mine");
        assertThat(rights.numProcessingTimeTimers()).isZero();
    }

    /** The walk is ahead of the broadcast for some, behind it for others. */
    @Test
    void aMatchThatReportsDuringAWalkCarriesTheChangeToo() throws Exception {
        loaded(0, 1);
        for (int i = 0; i < 3 * RecheckWalk.STEP; i++) {
            match(stranger(i), "m" + i, WORK, true);
        }
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        send(RightsInput.list(WORK, withdrawn(entry(ListClass.STAYDOWN))));
        out(rights);
        match(MINE, "new", WORK, true);
        assertThat(out(rights).get(0).changes().entries())
                .containsExactly(withdrawn(entry(ListClass.STAYDOWN)));
    }

    /** Matches that open and close while a change is on its way move others about. */
    @Test
    void aWalkMissesNoMatchWhateverOpensAndClosesMeanwhile() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            open();
            loaded(0, 1);
            List<String> open = new ArrayList<>();
            for (int i = 0; i < 4 * RecheckWalk.STEP; i++) {
                open.add("m" + i);
                match(stranger(i), "m" + i, WORK, true);
            }
            out(rights);
            send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
            Set<String> reached = new TreeSet<>(ids(out(rights)));
            Set<String> owed = new TreeSet<>(open);
            for (int ms = 1; rights.numProcessingTimeTimers() > 0; ms++) {
                for (int i = random.nextInt(60); i > 0; i--) {
                    String over = open.remove(random.nextInt(open.size()));
                    owed.remove(over);
                    match(MINE, over, WORK, false);
                }
                for (int i = random.nextInt(60); i > 0; i--) {
                    open.add("new-" + ms + "-" + i);
                    match(MINE, "new-" + ms + "-" + i, WORK, true);
                }
                out(rights);
                rights.setProcessingTime(ms);
                reached.addAll(ids(out(rights)));
            }
            assertThat(reached).as("seed %d", seed).containsAll(owed);
            Collections.shuffle(open, random);
            for (String over : open) {
                match(MINE, over, WORK, false);
            }
            assertThat(stateEntries(rights))
                    .as("seed %d: the entry, its place and what was blocked", seed)
                    .isEqualTo(3);
            rights.close();
        }
        open();
    }

    @Test
    void anAuthorizationThatEndedBeforeTheSessionBeganIsNotNamed() throws Exception {
        loaded(0, 1);
        authorize(ends("over", MINE.startAt()));
        authorize(ends("ends-later", MINE.startAt() + 1));
        match(MINE, "m1", WORK, true);
        assertThat(out(rights).get(0).authorizations())
                .extracting(Authorization::authorizationId)
                .containsExactly("ends-later");
    }

    @Test
    void anEndedAuthorizationLeavesAfterAnAgeAndDoesNotComeBack() throws Exception {
        loaded(0, 1);
        rights.setProcessingTime(NOON_MS);
        for (int week = 0; week < 100; week++) {
            authorize(ends("deal-" + week, NOON_MS + week));
        }
        authorize(authorization("goes-on"));
        assertThat(rights.numProcessingTimeTimers()).isEqualTo(100);
        rights.setProcessingTime(NOON_MS + RightsFunction.keepEndedMs(0) - 1);
        assertThat(TestingMetrics.value(rights, "endedAuthorizationsForgotten")).isZero();
        rights.setProcessingTime(
                NOON_MS + RightsFunction.keepEndedMs(0) + 100 + WorkAuthorizations.SPREAD_MS);
        assertThat(TestingMetrics.value(rights, "endedAuthorizationsForgotten")).isEqualTo(100);
        assertThat(stateEntries(rights)).as("one, and whose it is").isEqualTo(2);
        assertThat(rights.numProcessingTimeTimers()).isZero();
        authorize(ends("deal-1", NOON_MS + 1));
        assertThat(stateEntries(rights)).as("read again from its topic").isEqualTo(2);
    }

    @Test
    void anAmendmentWithALaterEndStays() throws Exception {
        loaded(0, 1);
        rights.setProcessingTime(NOON_MS);
        authorize(ends("a", NOON_MS + 1));
        authorize(amended("a", 2, "account-1"));
        rights.setProcessingTime(NOON_MS + 2 * RightsFunction.keepEndedMs(0));
        match(MINE, "m1", WORK, true);
        assertThat(out(rights).get(0).authorizations()).hasSize(1);
    }

    private static Authorization ends(String id, long to) {
        return authorization(
                id,
                1,
                "account-1",
                List.of(WORK),
                List.of(RightType.LIVE_RELAY),
                List.of(),
                NOON_MS - 10 * HOUR_MS,
                to,
                null,
                null);
    }

    @Test
    void anEntryThatIsGoneLeavesAfterAnAgeWithTheRecordOfItsReference() throws Exception {
        loaded(0, 1);
        rights.setProcessingTime(NOON_MS);
        ListEntry entry = onReference("e-1", "reference-1");
        send(RightsInput.list(WORK, entry));
        send(RightsInput.list(WORK, onReference("moved", "reference-2")));
        match(MINE, "m1", WORK, false);
        assertThat(stateEntries(rights)).as("entries, their places and a record").isEqualTo(3);
        send(RightsInput.list(WORK, entry.withdrawn(NOON_MS)));
        ListEntry moved = TestingRights.of(entry, "moved", "work-2").issued(2, NOON_MS);
        send(RightsInput.list(WORK, moved));
        rights.setProcessingTime(NOON_MS + Listed.KEEP_GONE_MS);
        send(RightsInput.list(WORK, entry));
        match(OTHERS, "m2", WORK, false);
        assertThat(out(rights))
                .last()
                .extracting(f -> f.evidence().standing())
                .as("an earlier version is kept out")
                .isEqualTo(EvidenceStanding.UNCOUNTED);
        rights.setProcessingTime(NOON_MS + Listed.KEEP_GONE_MS + Listed.GONE_SPREAD_MS + 1);
        assertThat(stateEntries(rights)).isZero();
        assertThat(TestingMetrics.value(rights, "goneEntriesForgotten")).isEqualTo(2);
        send(RightsInput.list(WORK, entry.withdrawn(NOON_MS)));
        assertThat(stateEntries(rights)).as("read again from its topic").isZero();
    }

    /** A work may have thousands of recordings that stay down. */
    @Test
    void aMatchIsWeighedByTheEntriesOfItsReferenceAlone() throws Exception {
        loaded(0, 1);
        for (int i = 2; i < 1_000; i++) {
            send(RightsInput.list(WORK, onReference("e-" + i, "reference-" + i)));
        }
        match(MINE, "m1", WORK, true);
        assertThat(standings()).containsExactly(EvidenceStanding.UNCOUNTED);
        send(RightsInput.list(WORK, onReference("e-1", "reference-1")));
        assertThat(standings()).containsExactly(EvidenceStanding.COUNTED);
    }

    /** The pictures of a recording are a reference of their own. */
    @Test
    void aMatchOfPicturesIsWeighedByTheEntriesOfItsRecording() throws Exception {
        loaded(0, 1);
        OpenMatch seen =
                new OpenMatch(
                        MINE.sessionId(),
                        MINE,
                        evidence("v1", WORK, NOON_MS, 4_000, true)
                                .with()
                                .referenceId(RecordingId.pictures("reference-1"))
                                .picture(new PictureMatch(9, false, 0, 0, 1024, 1024, false))
                                .build());
        send(RightsInput.match(seen));
        assertThat(standings()).containsExactly(EvidenceStanding.UNCOUNTED);
        send(RightsInput.list(WORK, onReference("e-1", "reference-1")));
        assertThat(standings()).containsExactly(EvidenceStanding.COUNTED);
        OpenMatch later = seen.weighed(seen.evidence().withMatchId("v2"));
        send(RightsInput.match(later));
        assertThat(standings()).containsExactly(EvidenceStanding.COUNTED);
    }

    /** A court may order thousands of recordings of a work to be blocked, each by itself. */
    @Test
    void whileMatchesAreJudgedAgainEachIsBroughtTheChangesOfItsReferenceAlone() throws Exception {
        loaded(0, 1);
        ListEntry before = onReference("moved", "reference-1");
        send(RightsInput.list(WORK, before));
        for (int i = 0; i < 3 * RecheckWalk.STEP; i++) {
            match(OTHERS, "m" + i, WORK, true);
        }
        out(rights);
        ListEntry first = onReference("e-first", "reference-1");
        send(RightsInput.list(WORK, first));
        assertThat(out(rights)).as("the first step").hasSize(RecheckWalk.STEP);
        for (int i = 1; i <= 2_000; i++) {
            send(RightsInput.list(WORK, onReference(ListClass.ORDER, "e-" + i, "reference-" + i)));
        }
        ListEntry moved = TestingRights.of(before, "moved", "work-2").issued(2, NOON_MS);
        send(RightsInput.list(WORK, moved));
        assertThat(out(rights)).as("it waits").isEmpty();
        ListEntry order = onReference(ListClass.ORDER, "e-1", "reference-1");
        match(OTHERS, "m-late", WORK, true);
        assertThat(changes(out(rights))).containsOnly(List.of(order, first, moved));
        List<Finding> again = new ArrayList<>();
        for (int ms = 1; ms < 10; ms++) {
            rights.setProcessingTime(ms);
            again.addAll(out(rights));
        }
        assertThat(again).hasSize(2 * RecheckWalk.STEP + 3 * RecheckWalk.STEP + 1);
        assertThat(changes(again.subList(0, 2 * RecheckWalk.STEP))).containsOnly(List.of(first));
        assertThat(changes(again.subList(2 * RecheckWalk.STEP, again.size())))
                .containsOnly(List.of(order, first, moved));
        assertThat(rights.numProcessingTimeTimers()).as("what has left is forgotten").isEqualTo(1);
    }

    private static List<List<ListEntry>> changes(List<Finding> findings) {
        return findings.stream().map(f -> f.changes().entries()).toList();
    }

    private static ListEntry onReference(String entryId, String referenceId) {
        return onReference(ListClass.STAYDOWN, entryId, referenceId);
    }

    private static ListEntry onReference(ListClass of, String entryId, String referenceId) {
        return ListEntryBuilder.builder()
                .entryId(entryId)
                .version(1)
                .listClass(of)
                .workId(WORK)
                .issuedAt(NOON_MS)
                .referenceIds(List.of(referenceId))
                .build();
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(f -> f.evidence().matchId()).toList();
    }

    private static Authorization amended(String id, long version, String grantee) {
        return authorization(
                id,
                version,
                grantee,
                List.of(WORK),
                List.of(RightType.LIVE_RELAY),
                List.of(),
                NOON_MS,
                null,
                null,
                null);
    }

    private void match(SessionStarted context, String matchId, String workId, boolean open)
            throws Exception {
        send(
                RightsInput.match(
                        new OpenMatch(
                                context.sessionId(),
                                context,
                                evidence(matchId, workId, NOON_MS, 4_000, open))));
    }

    private void authorize(Authorization authorization) throws Exception {
        send(RightsInput.authorization(WORK, authorization));
    }

    private void loaded(int partition, int partitions) throws Exception {
        for (String topic : TestingRights.REGISTERS) {
            loaded(topic, partition, partitions);
        }
    }

    private void loaded(String topic, int partition, int partitions) throws Exception {
        for (String key : KeyGroups.oneKeyEach()) {
            send(RightsInput.loaded(key, new Loaded(topic, partition, partitions)));
        }
    }

    private void send(RightsInput input) throws Exception {
        rights.processElement(input, 0);
    }
}
