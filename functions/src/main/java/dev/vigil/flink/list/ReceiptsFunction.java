package dev.vigil.flink.list;

import dev.vigil.flink.PureFailure;
import dev.vigil.policy.Receipts;
import dev.vigil.policy.Receipts.Taken;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.list.BatchEntry;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ReceiptBook;
import dev.vigil.schema.list.ReceiptInput;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by batch: answers and re-judged sessions to the receipt, published at most once a second.
 * Its own state is exactly-once, so that a replay counts nothing twice.
 */
public final class ReceiptsFunction
        extends KeyedProcessFunction<String, ReceiptInput, ListReceipt> {
    private static final long serialVersionUID = 1L;

    /** News come in bursts, one for each subtask and session. */
    private static final long GATHER_MS = 1_000;

    private static final String STAGE = "receipts";

    private transient ValueState<ReceiptBook> book;

    /** By entry: an answer reads and writes one of them. */
    private transient MapState<String, BatchEntry> entries;

    @Override
    public void open(OpenContext context) {
        book =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.RECEIPT_BOOK, ReceiptBook.class));
        entries =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.RECEIPT_ENTRIES,
                                        Types.STRING,
                                        TypeInformation.of(BatchEntry.class)));
    }

    @Override
    public void processElement(ReceiptInput input, Context context, Collector<ListReceipt> out)
            throws Exception {
        ReceiptBook before = book.value();
        String entryId = input.effective() == null ? null : input.effective().entryId();
        BatchEntry known = entryId == null ? null : entries.get(entryId);
        Optional<Taken> taken =
                PureFailure.guarded(
                        STAGE, input.at(), context, () -> Receipts.take(before, known, input));
        if (taken.isEmpty()) {
            return;
        }
        book.update(taken.get().book());
        if (entryId != null) {
            entries.put(entryId, taken.get().entry());
        }
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
        if (Receipts.isOver(known, nowMs)) {
            book.clear();
            entries.clear();
            return;
        }
        ReceiptBook now = Receipts.worthTelling(known, nowMs) ? Receipts.told(known) : known;
        if (now != known) {
            book.update(now);
            PureFailure.guarded(STAGE, nowMs, context, () -> Receipts.receipt(now))
                    .ifPresent(out::collect);
        }
        lookAt(now.told() ? known.newsAt() + Receipts.OPEN_MS : nowMs + GATHER_MS, context);
    }

    /** Rounded up, so that the timers of a burst are one. */
    private static void lookAt(long atMs, Context context) {
        context.timerService()
                .registerProcessingTimeTimer(atMs - Math.floorMod(atMs, GATHER_MS) + GATHER_MS);
    }
}
