package dev.vigil.flink.account;

import static dev.vigil.account.TestingCases.NOON_MS;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.UnattributedOffence;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the platform names no accounts is an alert, once an hour at most. */
class UnattributedFunctionTest {
    private static final long HOUR_MS = UnattributedFunction.HOUR_MS;

    private KeyedOneInputStreamOperatorTestHarness<String, UnattributedOffence, LedgerAlert> all;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        all =
                TestingOperators.keyed(
                        new UnattributedFunction(),
                        one -> UnattributedFunction.KEY,
                        Types.STRING,
                        restored);
    }

    @AfterEach
    void close() throws Exception {
        all.close();
    }

    @Test
    void theFirstIsAnAlertAndTheRestFollowOnceAnHour() throws Exception {
        all.processWatermark(NOON_MS);
        read("session:s-1", NOON_MS);
        assertThat(out(all)).as("before time moves").isEmpty();
        List<LedgerAlert> alerts = new ArrayList<>();
        for (int minute = 0; minute < 180; minute++) {
            long nowMs = NOON_MS + minute * 60_000L;
            for (int i = 0; i < 100; i++) {
                read("session:" + minute + "-" + i, nowMs);
            }
            all.processWatermark(nowMs + 1);
            alerts.addAll(out(all));
        }
        assertThat(alerts)
                .extracting(
                        LedgerAlert::alertKey,
                        LedgerAlert::kind,
                        LedgerAlert::accountId,
                        LedgerAlert::subject,
                        LedgerAlert::since,
                        LedgerAlert::resolvedAt)
                .containsOnly(
                        tuple(
                                "UNATTRIBUTED",
                                LedgerAlertKind.UNATTRIBUTED,
                                null,
                                "session:s-1",
                                NOON_MS,
                                null));
        assertThat(alerts).extracting(LedgerAlert::count).containsExactly(101L, 6_101L, 12_101L);
        assertThat(all.numEventTimeTimers()).isOne();
    }

    @Test
    void anHourWithoutOneEndsIt() throws Exception {
        all.processWatermark(NOON_MS);
        read("item:i-1", NOON_MS);
        all.processWatermark(NOON_MS + 1);
        assertThat(out(all)).hasSize(1);
        all.processWatermark(NOON_MS + 1 + HOUR_MS);
        assertThat(out(all))
                .extracting(LedgerAlert::count, LedgerAlert::resolvedAt)
                .containsExactly(tuple(1L, NOON_MS + 1 + HOUR_MS));
        assertThat(stateEntries(all)).isZero();
        assertThat(all.numEventTimeTimers()).isZero();
        read("item:i-2", NOON_MS + 5 * HOUR_MS);
        all.processWatermark(NOON_MS + 5 * HOUR_MS);
        assertThat(out(all)).extracting(LedgerAlert::subject).containsExactly("item:i-2");
    }

    /** A start without state reads two months of them. */
    @Test
    void whatWasOverBeforeAStartIsNoAlert() throws Exception {
        for (int day = 60; day > 0; day--) {
            read("session:" + day, NOON_MS - day * 24 * HOUR_MS);
        }
        assertThat(out(all)).isEmpty();
        all.processWatermark(NOON_MS);
        assertThat(out(all)).isEmpty();
        assertThat(stateEntries(all)).isZero();
        assertThat(all.numEventTimeTimers()).isZero();
    }

    @Test
    void nothingIsToldTwiceAfterARestart() throws Exception {
        all.processWatermark(NOON_MS);
        read("session:s-1", NOON_MS);
        all.processWatermark(NOON_MS + 1);
        OperatorSubtaskState snapshot = all.snapshot(1, 1);
        close();
        open(snapshot);
        all.processWatermark(NOON_MS + 2);
        assertThat(out(all)).isEmpty();
        read("session:s-2", NOON_MS + HOUR_MS);
        all.processWatermark(NOON_MS + HOUR_MS + 1);
        assertThat(out(all)).extracting(LedgerAlert::count).containsExactly(2L);
    }

    private void read(String caseId, long timeMs) throws Exception {
        all.processElement(new UnattributedOffence(caseId, timeMs), Long.MIN_VALUE);
    }
}
