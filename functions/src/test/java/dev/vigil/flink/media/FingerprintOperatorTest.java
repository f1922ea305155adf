package dev.vigil.flink.media;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.ended;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Sessions are on the heap between checkpoints and in state with each. */
class FingerprintOperatorTest {
    private static final int RATE_HZ = 11_025;
    private static final int SESSIONS = 12;
    private static final int SEGMENTS = 10;
    private static final short[] MUSIC = TestingMusic.play(100, 40);

    private static MediaInput segment(int session, int seq) {
        int from = session * RATE_HZ + 2 * RATE_HZ * seq;
        return MediaInput.segment(
                new Segment(
                        SESSION + session,
                        seq,
                        NOON_MS + 2_000L * seq,
                        RATE_HZ,
                        1,
                        Arrays.copyOfRange(MUSIC, from, from + 2 * RATE_HZ)));
    }

    private static void hear(
            KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint,
            int from,
            int to)
            throws Exception {
        for (int seq = from; seq < to; seq++) {
            for (int session = 0; session < SESSIONS; session++) {
                fingerprint.processElement(segment(session, seq), 0);
            }
        }
    }

    private static void end(
            KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint)
            throws Exception {
        for (int session = 0; session < SESSIONS; session++) {
            fingerprint.processElement(ended(SESSION + session, SEGMENTS), 0);
        }
        assertThat(stateEntries(fingerprint)).isZero();
        assertThat(dead(fingerprint)).isEmpty();
    }

    private static Map<String, String> texts(List<SearchInput> packets) {
        Map<String, String> bySession = new TreeMap<>();
        for (SearchInput input : packets) {
            var packet = input.packet().packet();
            String text =
                    packet.fromFrame()
                            + "-"
                            + packet.toFrame()
                            + Arrays.toString(packet.peaks())
                            + Arrays.toString(packet.loud())
                            + input.packet().captureBase();
            bySession.merge(input.packet().sessionId(), text, String::concat);
        }
        return bySession;
    }

    private static Map<String, String> uninterrupted() throws Exception {
        try (var fingerprint = TestingOperators.fingerprint(7, null)) {
            fingerprint.setProcessingTime(NOON_MS);
            hear(fingerprint, 0, SEGMENTS);
            end(fingerprint);
            return texts(out(fingerprint));
        }
    }

    @Test
    void aSegmentWritesNothingAndACheckpointAll() throws Exception {
        try (var fingerprint = TestingOperators.fingerprint(7, null)) {
            fingerprint.setProcessingTime(NOON_MS);
            hear(fingerprint, 0, 5);
            assertThat(stateEntries(fingerprint)).isZero();
            fingerprint.snapshot(1, 1);
            assertThat(stateEntries(fingerprint)).isEqualTo(SESSIONS);
            hear(fingerprint, 5, 7);
            assertThat(nextSeq(fingerprint)).as("of the checkpoint").isEqualTo(5);
            fingerprint.snapshot(2, 2);
            assertThat(nextSeq(fingerprint)).isEqualTo(7);
        }
    }

    private static long nextSeq(
            KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint)
            throws Exception {
        KeyedStateBackend<String> state = fingerprint.getOperator().getKeyedStateBackend();
        state.setCurrentKey(SESSION + 3);
        ValueState<FingerprintState> ear =
                state.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(StateName.EAR, FingerprintState.class));
        return ear.value().nextSeq();
    }

    /** What comes behind the barrier belongs to the next checkpoint: a replay brings it again. */
    @Test
    void aRestoreGoesOnFromTheBarrierExactly() throws Exception {
        List<SearchInput> packets = new ArrayList<>();
        OperatorSubtaskState barrier;
        try (var fingerprint = TestingOperators.fingerprint(7, null)) {
            fingerprint.setProcessingTime(NOON_MS);
            hear(fingerprint, 0, 3);
            fingerprint.snapshot(1, 1);
            hear(fingerprint, 3, 4);
            barrier = fingerprint.snapshot(2, 2);
            packets.addAll(out(fingerprint));
            hear(fingerprint, 4, 9);
        }
        try (var fingerprint = TestingOperators.fingerprint(7, barrier)) {
            fingerprint.setProcessingTime(NOON_MS);
            hear(fingerprint, 4, SEGMENTS);
            end(fingerprint);
            packets.addAll(out(fingerprint));
        }
        assertThat(texts(packets)).isEqualTo(uninterrupted());
    }

    @Test
    void twoTasksGoOnWhereOneWas() throws Exception {
        List<SearchInput> packets = new ArrayList<>();
        OperatorSubtaskState whole;
        try (var one = TestingOperators.fingerprint(7, null)) {
            one.setProcessingTime(NOON_MS);
            hear(one, 0, 4);
            whole = one.snapshot(1, 1);
            packets.addAll(out(one));
        }
        int of = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            whole, KeyGroups.MAX_PARALLELISM, 1, 2, subtask);
            try (var task =
                    TestingOperators.fingerprint(new FingerprintFunction(7), 2, subtask, part)) {
                task.setProcessingTime(NOON_MS);
                int here = stateEntries(task);
                of += here;
                for (int session = 0; session < SESSIONS; session++) {
                    if (KeyGroups.of(SESSION + session) / (KeyGroups.MAX_PARALLELISM / 2)
                            == subtask) {
                        for (int seq = 4; seq < SEGMENTS; seq++) {
                            task.processElement(segment(session, seq), 0);
                        }
                        task.processElement(ended(SESSION + session, SEGMENTS), 0);
                    }
                }
                packets.addAll(out(task));
            }
        }
        assertThat(of).isEqualTo(SESSIONS);
        assertThat(texts(packets)).isEqualTo(uninterrupted());
    }

    @Test
    void sessionsBeyondTheRoomOnTheHeapGoOnFromState() throws Exception {
        try (var fingerprint =
                TestingOperators.fingerprint(new FingerprintFunction(7, 3), 1, 0, null)) {
            fingerprint.setProcessingTime(NOON_MS);
            hear(fingerprint, 0, 4);
            assertThat(TestingMetrics.value(fingerprint, "activeSessions")).isEqualTo(3);
            assertThat(stateEntries(fingerprint)).isEqualTo(SESSIONS);
            hear(fingerprint, 4, SEGMENTS);
            end(fingerprint);
            assertThat(texts(out(fingerprint))).isEqualTo(uninterrupted());
        }
    }
}
