package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbortedTransactionsTest {
    private static final long LIVE_MS = 1_000;

    private final AtomicLong nowMs = new AtomicLong(5_000);
    private final AbortedTransactions function =
            new AbortedTransactions(Duration.ofMillis(LIVE_MS));

    @BeforeEach
    void begin() {
        function.begin(nowMs::get);
    }

    @Test
    void aRecordThatWaitedLongerThanATransactionLivesFailsTheTask() {
        record();
        function.snapshotState(null);
        nowMs.addAndGet(LIVE_MS / 2);
        record();
        function.snapshotState(null);
        nowMs.addAndGet(LIVE_MS / 2);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> function.notifyCheckpointComplete(2))
                .withMessageContaining("expected less than transaction.timeout, 1000 ms");
    }

    @Test
    void aCheckpointInTimeMakesItVisible() {
        record();
        function.snapshotState(null);
        nowMs.addAndGet(LIVE_MS - 1);
        assertComplete();
        nowMs.addAndGet(LIVE_MS);
        function.snapshotState(null);
        assertComplete();
    }

    @Test
    void aRecordAfterTheSnapshotWaitsForTheNext() {
        function.snapshotState(null);
        record();
        nowMs.addAndGet(LIVE_MS);
        assertComplete();
    }

    @Test
    void withoutARecordAnOutageOfAnyLengthIsNothing() {
        function.snapshotState(null);
        nowMs.addAndGet(100 * LIVE_MS);
        function.snapshotState(null);
        assertComplete();
    }

    private void record() {
        function.processElement(null, null, new ListCollector<>(new ArrayList<>()));
    }

    private void assertComplete() {
        assertThatCode(() -> function.notifyCheckpointComplete(1)).doesNotThrowAnyException();
    }
}
