package dev.vigil.flink.verdict;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.owned;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.LoadedOperators;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.rights.RightsFunction;
import dev.vigil.policy.Limits;
import dev.vigil.policy.ListIndex;
import dev.vigil.policy.SessionJudge;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that the judge keeps of a session. */
class JudgedSessionSizeTest {
    private static final ListIndex LIST = new ListIndex();

    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN", "HK", "US");

    private final TypeSerializer<JudgedSession> serializer =
            TypeInformation.of(JudgedSession.class).createSerializer(new SerializerConfigImpl());

    /** Songs that have owners, policies, a permission that does not fit, and an entry each. */
    @Test
    void aSessionOfAnyLengthIsBelow200Kilobytes() throws Exception {
        JudgedSession state = JudgedSession.fresh(SESSION);
        int most = 0;
        for (int i = 0; i < 500; i++) {
            state = judged(state, song(i, true));
            state = judged(state, song(i, false));
            most = Math.max(most, i % 10 == 0 ? bytes(state) : 0);
        }
        System.out.println(
                "judged session: "
                        + bytes(judged(JudgedSession.fresh(SESSION), song(0, true)))
                        + " bytes with one match, "
                        + most
                        + " at most");
        assertThat(state.left()).isPositive();
        assertThat(most).isBetween(40_000, 200_000);
    }

    /** 120 matches of works that have 1,000 owners with a policy each, of which each may decide. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOwnersOfWorksAreBounded(boolean started) throws Exception {
        JudgedSession state = JudgedSession.fresh(SESSION);
        int most = 0;
        try (var rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, Limits.DEFAULT, 0),
                        RightsInput::workId,
                        Types.STRING,
                        null)) {
            LoadedOperators.load(rights);
            for (int work = 0; work < 30; work++) {
                registered(rights, "work-" + work);
                for (int match = 0; match < 4; match++) {
                    Evidence heard =
                            evidence(
                                    "m-" + work + "-" + match,
                                    "work-" + work,
                                    NOON_MS + 10_000L * work,
                                    4_000,
                                    match == 0);
                    rights.processElement(
                            RightsInput.match(new OpenMatch(SESSION, started ? LIVE : null, heard)),
                            0);
                    Finding finding = TestingOperators.out(rights).get(0);
                    state = SessionJudge.judge(state, finding, LIST, true, NOON_MS).session();
                    most = Math.max(most, match == 0 ? bytes(state) : 0);
                }
            }
        }
        System.out.println("judged session: " + most + " bytes at most, started " + started);
        assertThat(state.findings()).hasSize(100);
        assertThat(most).isBetween(10_000, started ? 1_400_000 : 100_000);
        if (started) {
            assertThat(state.published().decisions())
                    .extracting(Decision::action)
                    .as("the strictest stays")
                    .containsOnly(Action.GEO_BLOCK);
        }
    }

    private static void registered(
            KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights,
            String workId)
            throws Exception {
        List<OwnerShare> shares = new ArrayList<>();
        for (int owner = 0; owner < 1_000; owner++) {
            shares.add(new OwnerShare("owner-" + owner, List.of(), List.of()));
            Action wished = workId.equals("work-3") ? Action.BLOCK : Action.WARN;
            MatchRule[] rules =
                    Stream.of("CN", "HK", "US")
                            .map(
                                    t ->
                                            MatchRuleBuilder.builder()
                                                    .territory(t)
                                                    .action(wished)
                                                    .build())
                            .toArray(MatchRule[]::new);
            MatchPolicy wish = TestingRights.policy("owner-" + owner, 1, rules);
            rights.processElement(RightsInput.policy(workId, wish), 0);
        }
        rights.processElement(
                RightsInput.work(
                        "owner-0", new RegisteredWork(workId, 1, null, null, null, shares)),
                0);
    }

    private static JudgedSession judged(JudgedSession state, Finding finding) {
        String workId = finding.evidence().workId();
        LIST.put(TestingRights.of(entry(ListClass.STAYDOWN), "staydown.item-of-" + workId, workId));
        return SessionJudge.judge(state, finding, LIST, true, NOON_MS + 1_000).session();
    }

    private static Finding song(int number, boolean open) {
        String workId = "work-isrc-CN-A01-26-" + (10_000 + number);
        Owners owners =
                TestingRights.owners(
                        TestingRights.registered(1, 30_000L, "harbour-records", "CN", "HK"),
                        TestingRights.policy(
                                "harbour-records",
                                4,
                                MatchRule.always(Action.BLOCK),
                                MatchRule.always(Action.WARN)));
        return owned(
                finding(
                        LIVE,
                        evidence(
                                "live-room-4711/" + (100_000 + number),
                                workId,
                                NOON_MS,
                                4_000,
                                open),
                        authorization("deal-of-the-year-2026")),
                owners);
    }

    private int bytes(JudgedSession state) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        serializer.serialize(state, out);
        return out.length();
    }
}
