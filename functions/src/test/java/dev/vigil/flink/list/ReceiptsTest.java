package dev.vigil.flink.list;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ReceiptInput;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private KeyedOneInputStreamOperatorTestHarness<String, ReceiptInput, ListReceipt> receipts;

    @BeforeEach
    void open() throws Exception {
        open(null);
        receipts.setProcessingTime(NOON_MS);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        receipts =
                TestingOperators.keyed(
                        new ReceiptsFunction(), ReceiptInput::batch, Types.STRING, restored);
    }

    @AfterEach
    void close() throws Exception {
        receipts.close();
    }

    @Test
    void aBurstIsOneReceiptAndLaterNewsAnother() throws Exception {
        for (int subtask = 0; subtask < 4; subtask++) {
            answer(subtask, 4);
        }
        session(ReceiptInput.Kind.REJUDGED);
        assertThat(out(receipts)).isEmpty();
        receipts.setProcessingTime(NOON_MS + 2_000);
        List<ListReceipt> first = out(receipts);
        assertThat(first).hasSize(1);
        assertThat(first.get(0).rejudged()).isEqualTo(1);
        assertThat(first.get(0).revision()).isEqualTo(1);

        session(ReceiptInput.Kind.STOPPED);
        receipts.setProcessingTime(NOON_MS + 9_000);
        assertThat(out(receipts))
                .singleElement()
                .satisfies(second -> assertThat(second.revision()).isEqualTo(2))
                .satisfies(second -> assertThat(second.stopped()).isEqualTo(1));
    }

    @Test
    void aDayAfterItsLastNewsNothingIsLeft() throws Exception {
        answer(0, 1);
        session(ReceiptInput.Kind.REJUDGED);
        receipts.setProcessingTime(NOON_MS + 23 * HOUR_MS);
        assertThat(stateEntries(receipts)).as("the book and its entry").isEqualTo(2);
        receipts.setProcessingTime(NOON_MS + 24 * HOUR_MS + 2_000);
        assertThat(stateEntries(receipts)).isZero();
        assertThat(receipts.numProcessingTimeTimers()).isZero();
    }

    /** What was counted before the checkpoint is not lost, and the timer tells it. */
    @Test
    void aRestoreGoesOnWhereTheCheckpointWas() throws Exception {
        answer(0, 2);
        session(ReceiptInput.Kind.REJUDGED);
        OperatorSubtaskState snapshot = receipts.snapshot(1, 1);
        receipts.close();
        open(snapshot);
        receipts.setProcessingTime(NOON_MS + 500);
        answer(1, 2);
        receipts.setProcessingTime(NOON_MS + 3_000);
        assertThat(out(receipts))
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.complete()).isTrue())
                .satisfies(receipt -> assertThat(receipt.rejudged()).isEqualTo(1));
    }

    private void answer(int subtask, int of) throws Exception {
        receipts.processElement(
                ReceiptInput.effective(
                        new ListEffective(
                                "e",
                                1,
                                false,
                                "b",
                                ListReader.JUDGE,
                                subtask,
                                of,
                                NOON_MS - 100,
                                NOON_MS)),
                0);
    }

    private void session(ReceiptInput.Kind kind) throws Exception {
        receipts.processElement(ReceiptInput.session(kind, "b", ListReader.JUDGE, NOON_MS + 10), 0);
    }
}
