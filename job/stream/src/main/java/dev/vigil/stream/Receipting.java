package dev.vigil.stream;

import dev.vigil.flink.list.ReceiptsFunction;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ReceiptInput;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What each job that reads the list publishes of it: from when a version is in effect, task by
 * task, and one receipt for each batch.
 *
 * @param answers uid of the filter of what is in effect
 * @param effectiveOut uid of what publishes it
 * @param receipts uid of the stage that gathers answers to receipts
 * @param receiptsOut uid of what publishes them
 */
record Receipting(String answers, String effectiveOut, String receipts, String receiptsOut) {
    /** Publishes what tasks have answered. */
    void wire(DataStream<ReceiptInput> told, Outbox outbox) {
        outbox.publish(
                told.filter(input -> input.kind() == ReceiptInput.Kind.EFFECTIVE)
                        .uid(answers)
                        .name("answers"),
                input -> Outgoing.effective(input.effective()),
                effectiveOut,
                "effective out");
        SingleOutputStreamOperator<ListReceipt> gathered =
                told.keyBy(ReceiptInput::batch)
                        .process(new ReceiptsFunction())
                        .uid(receipts)
                        .name("receipts");
        outbox.publish(outbox.stage(gathered), Outgoing::receipt, receiptsOut, "receipts out");
    }
}
