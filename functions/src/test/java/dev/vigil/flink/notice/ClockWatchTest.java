package dev.vigil.flink.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final long START_MS = 1_795_514_400_000L;
    private static final long STANDSTILL_MS = 60_000;
    private static final StopReason REASON =
            StopReason.of(StopCode.OPEN_TRANSACTION, "notices-1", 17);

    private OneInputStreamOperatorTestHarness<String, ClockHealth> watch;

    @BeforeEach
    void open() throws Exception {
        watch = new OneInputStreamOperatorTestHarness<>(new ClockWatchOperator(STANDSTILL_MS));
        watch.setProcessingTime(START_MS);
        watch.open();
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
    }

    @Test
    void timeThatRunsIsToldOnce() throws Exception {
        for (int second = 1; second <= 300; second++) {
            at(second * 1_000);
            watch.processWatermark(START_MS + second * 1_000 - 200);
        }
        assertThat(told())
                .containsExactly(
                        new ClockHealth(
                                ClockMotion.RUNNING,
                                START_MS + 1_000,
                                START_MS + 1_000,
                                START_MS + 800,
                                200L));
    }

    @Test
    void timeThatStandsIsToldOnceWithItsReasonAndOnceWhenItGoesOn() throws Exception {
        watch.processWatermark(START_MS - 200);
        watch.processElement(REASON.line(), 0);
        at(59_500);
        assertThat(told()).hasSize(1);
        at(600_000);
        watch.processWatermark(START_MS + 599_000);
        assertThat(told().subList(1, told().size()))
                .containsExactly(
                        new ClockHealth(
                                ClockMotion.STOPPED,
                                START_MS,
                                START_MS + 60_000,
                                START_MS - 200,
                                60_200L,
                                "a transaction is open in notices-1 at offset 17",
                                REASON),
                        new ClockHealth(
                                ClockMotion.RUNNING,
                                START_MS + 600_000,
                                START_MS + 600_000,
                                START_MS + 599_000,
                                1_000L));
    }

    @Test
    void timeThatNeverBeganStandsToo() throws Exception {
        at(60_000);
        assertThat(told())
                .singleElement()
                .satisfies(
                        health -> {
                            assertThat(health.state()).isEqualTo(ClockMotion.STOPPED);
                            assertThat(health.watermark()).isNull();
                            assertThat(health.lagMs()).isNull();
                            assertThat(health.reason()).startsWith("no source reports a reason");
                        });
    }

    @Test
    void theReasonOfAnEarlierStandstillIsForgotten() throws Exception {
        watch.processElement(REASON.line(), 0);
        watch.processWatermark(START_MS - 200);
        at(60_000);
        assertThat(told().get(1).reason()).startsWith("no source reports a reason");
    }

    @Test
    void theEndOfTimeIsNotTakenForHealth() throws Exception {
        watch.processWatermark(Long.MAX_VALUE);
        at(60_000);
        assertThat(told()).extracting(ClockHealth::state).containsExactly(ClockMotion.STOPPED);
    }

    /** Step by step, as a timer sees no more than the time at which it fires. */
    private void at(long sinceStartMs) throws Exception {
        for (long ms = watch.getProcessingTime() + 500; ms < START_MS + sinceStartMs; ms += 500) {
            watch.setProcessingTime(ms);
        }
        watch.setProcessingTime(START_MS + sinceStartMs);
    }

    private List<ClockHealth> told() {
        return watch.extractOutputValues();
    }
}
