package dev.vigil.flink;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.owned;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.ListIndex;
import dev.vigil.policy.SessionJudge;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.event.Action;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.MatchRule;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.JudgedSession;
import dev.vigil.schema.state.Owners;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

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
