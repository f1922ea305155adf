package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.notice.TestingNotices;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceChangedBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.StatementOfReasonsBuilder;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was decided rests on what was there; what does not is named with its place. */
class ClosureTest {
    private static final long T0_MS = TestingLogs.T0_MS;
    private static final long DAY_MS = 86_400_000;

    private record Fact(Topic topic, String key, Object content) {
        String place(int offset) {
            return topic.topicName() + "/0/" + offset;
        }
    }

    private static ListEntry entry() {
        return TestingRights.of(TestingRights.entry(ListClass.STAYDOWN), "e-1", "w-1");
    }

    private static WorkRuling ruling() {
        return WorkRulingBuilder.builder()
                .workId("w-1")
                .listEntryId("e-1")
                .listEntryVersion(1L)
                .authorizationId("a-1")
                .authorizationVersion(3L)
                .policyOwnerId("owner-1")
                .policyVersion(2L)
                .build();
    }

    private static Verdict verdict(WorkRuling ruling) {
        return VerdictBuilder.builder()
                .verdictId("v-1")
                .revision(4)
                .sessionId("s-1")
                .rulings(List.of(ruling))
                .build();
    }

    private static ActionConfirmed confirmed(String commandId) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("k-1")
                .itemId("i-1")
                .measure(Measure.BLOCK)
                .effectiveAt(T0_MS)
                .commandId(commandId)
                .build();
    }

    private static OffenceChanged offence(String ground) {
        return OffenceChangedBuilder.builder()
                .offence(
                        OffenceBuilder.builder()
                                .accountId("account-1")
                                .offenceId("session/s-1")
                                .kind(OffenceKind.values()[0])
                                .occurredAt(T0_MS)
                                .verdictId("v-1")
                                .reasons(
                                        List.of(
                                                new OffenceReason(
                                                        ground,
                                                        GroundKind.NOTICE,
                                                        1L,
                                                        List.of(),
                                                        true)))
                                .build())
                .state(OffenceState.values()[0])
                .changedAt(T0_MS)
                .build();
    }

    /** All of it rests on each other. */
    private static List<Fact> facts() {
        return new ArrayList<>(
                List.of(
                        new Fact(
                                Topic.WORKS,
                                "w-1",
                                RegisteredWorkBuilder.builder()
                                        .workId("w-1")
                                        .version(1)
                                        .owners(
                                                List.of(
                                                        new OwnerShare(
                                                                "owner-1", List.of(), List.of())))
                                        .build()),
                        new Fact(Topic.LIST, "e-1", entry()),
                        new Fact(
                                Topic.AUTHORIZATIONS,
                                "a-1",
                                AuthorizationBuilder.builder()
                                        .authorizationId("a-1")
                                        .version(3)
                                        .grantee("account-1")
                                        .workIds(List.of("w-1"))
                                        .rightTypes(List.of(RightType.values()[0]))
                                        .from(T0_MS)
                                        .build()),
                        new Fact(
                                Topic.POLICIES,
                                "owner-1",
                                new MatchPolicy("owner-1", 2, List.of(), null)),
                        new Fact(Topic.NOTICES, "n-1", TestingNotices.notice("n-1", T0_MS, "i-1")),
                        new Fact(Topic.VERDICTS, "s-1", verdict(ruling())),
                        new Fact(
                                Topic.COMMANDS,
                                "s-1",
                                EnforcementCommandBuilder.builder()
                                        .commandId("c-1")
                                        .sessionId("s-1")
                                        .verdictId("v-1")
                                        .build()),
                        new Fact(
                                Topic.COMMANDS,
                                "i-1",
                                new NoticeCommand(
                                        "c-2",
                                        "n-1",
                                        "i-1",
                                        null,
                                        Measure.BLOCK,
                                        T0_MS,
                                        T0_MS,
                                        "NOTICE")),
                        new Fact(Topic.SESSION_CONFIRMATIONS, "s-1", confirmed("c-1")),
                        new Fact(Topic.CONFIRMATIONS, "i-1", confirmed("c-2")),
                        new Fact(
                                Topic.REASONS,
                                "s-1",
                                StatementOfReasonsBuilder.builder()
                                        .statementId("v-1/reasons")
                                        .verdictId("v-1")
                                        .revision(4)
                                        .build()),
                        new Fact(
                                Topic.NOTICE_STATUS,
                                "n-1",
                                NoticeStatusBuilder.builder().noticeId("n-1").build()),
                        new Fact(Topic.OFFENCES, "account-1/session/s-1", offence("list/e-1")),
                        new Fact(Topic.OFFENCES, "account-1/session/s-2", offence("notice/n-1"))));
    }

    private static List<LogFinding> findings(Closure closure, List<Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            closure.add(fact.place(i), T0_MS, fact.topic().topicName(), fact.key(), fact.content());
        }
        return closure.finish();
    }

    /** In whatever order the topics are read. */
    @Test
    void whatRestsOnWhatWasThereIsFounded() {
        for (int seed = 0; seed < 50; seed++) {
            List<Fact> facts = facts();
            Collections.shuffle(facts, new Random(seed));
            assertThat(findings(new Closure(), facts)).as("seed %d", seed).isEmpty();
        }
    }

    /** Each of them is taken out by itself, and named by all that rested on it, and no others. */
    @Test
    void whatRestsOnNothingIsNamedWithItsPlace() {
        assertUnfounded(0, "works", List.of("verdicts/0/4"));
        assertUnfounded(1, "list", List.of("verdicts/0/4", "offences/0/11"));
        assertUnfounded(2, "authorizations", List.of("verdicts/0/4"));
        assertUnfounded(3, "policies", List.of("verdicts/0/4"));
        assertUnfounded(
                4, "notices", List.of("commands/0/6", "notice.status/0/10", "offences/0/12"));
        assertUnfounded(
                5,
                "verdicts",
                List.of("commands/0/5", "offences/0/11", "offences/0/12", "reasons/0/9"));
        assertUnfounded(6, "commands", List.of("session.confirmations/0/7"));
        assertUnfounded(7, "commands", List.of("confirmations/0/8"));
    }

    private static void assertUnfounded(int index, String topic, List<String> places) {
        List<Fact> facts = facts();
        Fact gone = facts.remove(index);
        assertThat(gone.topic().topicName()).isEqualTo(topic);
        List<LogFinding> found = findings(new Closure(), facts);
        assertThat(found).allMatch(one -> one.fault() == LogFault.UNFOUNDED);
        assertThat(found).extracting(LogFinding::place).containsExactlyInAnyOrderElementsOf(places);
    }

    @Test
    void anOlderVersionIsNotEnough() {
        List<Fact> facts = facts();
        facts.set(5, new Fact(Topic.VERDICTS, "s-1", verdict(ruling().withListEntryVersion(2L))));
        assertThat(findings(new Closure(), facts))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.place()).isEqualTo("verdicts/0/5");
                            assertThat(found.message())
                                    .contains("list entry e-1 of version 2", "got version 1");
                        });
        Collections.reverse(facts);
        assertThat(findings(new Closure(), facts)).as("read the other way round").hasSize(1);
    }

    @Test
    void whatWasWithdrawnWasThere() {
        List<Fact> facts = facts();
        facts.set(1, new Fact(Topic.LIST, "e-1", null));
        assertThat(findings(new Closure(), facts)).isEmpty();
    }

    /** What retention has taken is no finding; what is behind it and rests on nothing is one. */
    @Test
    void whatMayBeGoneIsCountedAndNoFinding() {
        Closure closure = new Closure();
        closure.unseenBefore("verdicts", T0_MS);
        List<Fact> facts = facts();
        facts.remove(5);
        assertThat(findings(closure, facts)).isEmpty();
        assertThat(closure.notSeen()).isEqualTo(4);
        closure.add(
                "commands/0/99",
                T0_MS + 3 * DAY_MS,
                "commands",
                "s-9",
                EnforcementCommandBuilder.builder().commandId("c-9").verdictId("v-9").build());
        assertThat(closure.finish()).extracting(LogFinding::place).containsExactly("commands/0/99");
        assertThat(closure.notSeen()).isEqualTo(4);
    }

    @Test
    void whatNamesNothingThatWasThereHasALimitAndIsCountedBehindIt() {
        Closure closure = new Closure(100, 10);
        for (int i = 0; i < 200; i++) {
            closure.add("commands/0/" + i, T0_MS, "commands", "k", confirmed("unknown-" + i));
        }
        assertThat(closure.finish()).hasSize(10);
        assertThat(closure.notJudged()).isEqualTo(Map.of("commands", 190L));
    }

    /** What it did not keep was there all the same. */
    @Test
    void whatItDidNotKeepIsNeverCalledUnfounded() {
        Closure closure = new Closure(5, 100);
        closure.add("confirmations/0/0", T0_MS, "confirmations", "k", confirmed("c-19"));
        closure.add("confirmations/0/1", T0_MS, "confirmations", "k", confirmed("never-there"));
        for (int i = 0; i < 20; i++) {
            Object command =
                    EnforcementCommandBuilder.builder().commandId("c-" + i).sessionId("s").build();
            closure.add("commands/0/" + i, T0_MS, "commands", "s", command);
        }
        for (int i = 0; i < 20; i++) {
            Object confirmed = confirmed("c-" + i);
            closure.add("confirmations/1/" + i, T0_MS, "confirmations", "k", confirmed);
        }
        Object status = NoticeStatusBuilder.builder().noticeId("n-none").build();
        closure.add("notice.status/0/0", T0_MS, "notice.status", "n-none", status);
        assertThat(closure.finish())
                .as(
                        "what is of a kind that is kept whole, or was named before the limit, is judged")
                .extracting(LogFinding::place)
                .containsExactly("confirmations/0/1", "notice.status/0/0");
        assertThat(closure.notJudged()).isEqualTo(Map.of("commands", 15L));
    }

    @Test
    void whereAllWasKeptAllWasJudged() {
        Closure closure = new Closure(facts().size(), 100);
        assertThat(findings(closure, facts())).isEmpty();
        assertThat(closure.notJudged()).isEmpty();
    }

    @Test
    void theTableHoldsWhatWasPut() {
        VersionTable table = new VersionTable();
        Random random = new Random(7);
        long[] keys = random.longs(100_000).toArray();
        keys[0] = 0;
        for (int i = 0; i < keys.length; i++) {
            assertThat(table.holds(keys[i])).isFalse();
            table.put(keys[i], i);
            table.put(keys[i], i - 1);
        }
        assertThat(table.size()).isEqualTo(keys.length);
        for (int i = 0; i < keys.length; i++) {
            assertThat(table.version(keys[i])).isEqualTo(i);
        }
    }
}
