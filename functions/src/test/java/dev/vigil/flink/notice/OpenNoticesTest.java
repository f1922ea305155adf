package dev.vigil.flink.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeWithdrawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard must not say that nothing waits when something does. */
class OpenNoticesTest {
    private static final String[] REMAINING = {"overdue", "15m", "1h", "4h", "12h", "more"};

    private KeyedBroadcastOperatorTestHarness<String, NoticeInput, ListInput, EscalationAlert>
            clock;

    @BeforeEach
    void open() throws Exception {
        clock = open(null);
        clock.setProcessingTime(T0_MS);
        loaded("list");
    }

    @AfterEach
    void close() throws Exception {
        clock.close();
    }

    @Test
    void eachStandsUnderTheTimeThatIsLeft() throws Exception {
        receivedAgo("overdue", DAY_MS + HOUR_MS);
        receivedAgo("5-minutes-left", DAY_MS - 5 * MINUTE_MS);
        receivedAgo("40-minutes-left", DAY_MS - 40 * MINUTE_MS);
        receivedAgo("3-hours-left", DAY_MS - 3 * HOUR_MS);
        receivedAgo("11-hours-left", DAY_MS - 11 * HOUR_MS);
        receivedAgo("a-day-left", 0);
        receivedAgo("another", HOUR_MS);
        assertThat(counts()).containsExactly(1, 1, 1, 1, 1, 2);

        clock.processWatermark(T0_MS);
        assertThat(counts()).as("a breach is still open").containsExactly(1, 1, 1, 1, 1, 2);

        clock.setProcessingTime(T0_MS + 30 * MINUTE_MS);
        assertThat(counts()).as("time goes on").containsExactly(2, 1, 0, 1, 1, 2);

        withdrawn("3-hours-left");
        withdrawn("overdue");
        assertThat(counts()).containsExactly(1, 1, 0, 0, 1, 2);
    }

    /** Opened, withdrawn, restored in any order: what is told is what a naive count tells. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRestartForgetsNoneAndCountsNoneTwice(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> open = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    restart();
                    // Each partition says for itself that it is loaded.
                    loaded("list");
                    loaded("notifiers");
                }
                case 1, 2 -> {
                    if (!open.isEmpty()) {
                        withdrawn(open.remove(random.nextInt(open.size())));
                    }
                }
                default -> {
                    open.add("n-" + step);
                    receivedAgo("n-" + step, 0);
                }
            }
            assertThat(counts()[5]).as("seed %d, step %d", seed, step).isEqualTo(open.size());
        }
    }

    private int[] counts() throws Exception {
        int[] counts = new int[REMAINING.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (int) TestingMetrics.value(clock, "remaining", REMAINING[i], "openNotices");
        }
        return counts;
    }

    private void receivedAgo(String noticeId, long ms) throws Exception {
        long atMs = T0_MS - ms;
        // Some are large: their runs are rows.
        String[] items =
                IntStream.rangeClosed(1, noticeId.endsWith("5") ? 200 : 1)
                        .mapToObj(item -> "item-" + item)
                        .toArray(String[]::new);
        send(NoticeInput.received(complete(noticeId, atMs, items)));
    }

    private void withdrawn(String noticeId) throws Exception {
        long atMs = T0_MS;
        send(NoticeInput.withdrawn(new NoticeWithdrawn(noticeId, atMs, null)));
    }

    private void send(NoticeInput input) throws Exception {
        clock.processElement(new StreamRecord<>(input));
    }

    private void loaded(String topic) throws Exception {
        clock.processBroadcastElement(ListInput.loaded(new Loaded(topic, 0, 1)), 0);
    }

    private void restart() throws Exception {
        OperatorSubtaskState snapshot = clock.snapshot(1, 1);
        clock.close();
        clock = open(snapshot);
        clock.setProcessingTime(T0_MS);
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, NoticeInput, ListInput, EscalationAlert>
            open(OperatorSubtaskState restored) throws Exception {
        var clock =
                TestingOperators.broadcast(
                        new NoticeClockFunction(ClockRules.DEFAULTS),
                        NoticeInput::noticeId,
                        Types.STRING,
                        1,
                        0,
                        restored);
        // It has caught up before: what is read is taken at once.
        clock.processBroadcastWatermark(1);
        clock.processWatermark(1);
        return clock;
    }
}
