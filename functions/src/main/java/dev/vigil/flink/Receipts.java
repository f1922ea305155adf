package dev.vigil.flink;

import dev.vigil.schema.event.ListReceipt;
import dev.vigil.schema.flow.ReceiptInput;
import dev.vigil.schema.state.ReceiptBook;
import dev.vigil.schema.state.StateName;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by batch: answers and re-judged sessions to the receipt, told at most once a second. Its
 * own state is exactly-once, so that a replay counts nothing twice.
 */
public final class Receipts extends KeyedProcessFunction<String, ReceiptInput, ListReceipt> {
    private static final long serialVersionUID = 1L;

    /** News come in bursts, one for each subtask and session. */
    private static final long GATHER_MS = 1_000;

    private transient ValueState<ReceiptBook> book;

    @Override
    public void open(OpenContext context) {
        book =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.RECEIPT_BOOK, ReceiptBook.class));
    }

    @Override
    public void processElement(ReceiptInput input, Context context, Collector<ListReceipt> out)
            throws Exception {
        book.update(dev.vigil.policy.Receipts.take(book.value(), input));
        lookAt(context.timerService().currentProcessingTime() + GATHER_MS, context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ListReceipt> out)
            throws Exception {
        ReceiptBook known = book.value();
        long nowMs = context.timerService().currentProcessingTime();
        if (known == null) {
            return;
        }
        if (dev.vigil.policy.Receipts.isOver(known, nowMs)) {
            book.clear();
            return;
        }
        if (dev.vigil.policy.Receipts.worthTelling(known, nowMs)) {
            ReceiptBook told = dev.vigil.policy.Receipts.told(known);
            book.update(told);
            out.collect(dev.vigil.policy.Receipts.receipt(told));
        }
        boolean more = !book.value().told();
        lookAt(
                more ? nowMs + GATHER_MS : known.newsAt() + dev.vigil.policy.Receipts.OPEN_MS,
                context);
    }

    /** Rounded up, so that the timers of a burst are one. */
    private static void lookAt(long atMs, Context context) {
        context.timerService()
                .registerProcessingTimeTimer(atMs - Math.floorMod(atMs, GATHER_MS) + GATHER_MS);
    }
}
