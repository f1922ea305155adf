package dev.vigil.flink;

import dev.vigil.schema.event.Measure;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.state.ItemLedger;
import dev.vigil.schema.state.StateName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keyed by item: one confirmation serves every notice on that item, whichever came first. */
public final class Items extends KeyedProcessFunction<String, NoticeInput, NoticeInput> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<ItemLedger> ledger;

    @Override
    public void open(OpenContext context) {
        ledger =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.ITEM_LEDGER, ItemLedger.class));
    }

    @Override
    public void processElement(NoticeInput input, Context context, Collector<NoticeInput> out)
            throws Exception {
        ItemLedger known = ledger.value() == null ? ItemLedger.EMPTY : ledger.value();
        if (input.kind() == NoticeInput.Kind.ITEM_OPEN) {
            opened(known, input, out);
        } else if (input.confirmed().measure() == Measure.LIFT) {
            lifted(known, input.confirmed().effectiveAt());
        } else {
            confirmed(known, input, out);
        }
    }

    private void opened(ItemLedger known, NoticeInput input, Collector<NoticeInput> out)
            throws Exception {
        if (known.doneAt() != null) {
            out.collect(
                    NoticeInput.itemDone(
                            input.noticeId(), input.itemId(), known.doneAt(), input.time()));
        }
        if (!known.openNotices().contains(input.noticeId())) {
            List<String> open = new ArrayList<>(known.openNotices());
            open.add(input.noticeId());
            ledger.update(new ItemLedger(open, known.doneAt(), known.liftedAt()));
        }
    }

    /** The content is back: what was done before proves nothing to a notice that comes later. */
    private void lifted(ItemLedger known, long liftedAt) throws Exception {
        if (known.liftedAt() == null || known.liftedAt() < liftedAt) {
            boolean undone = known.doneAt() != null && known.doneAt() <= liftedAt;
            Long doneAt = undone ? null : known.doneAt();
            ledger.update(new ItemLedger(known.openNotices(), doneAt, liftedAt));
        }
    }

    private void confirmed(ItemLedger known, NoticeInput input, Collector<NoticeInput> out)
            throws Exception {
        long effectiveAt = input.confirmed().effectiveAt();
        if (known.liftedAt() != null && effectiveAt < known.liftedAt()) {
            return;
        }
        for (String noticeId : known.openNotices()) {
            out.collect(NoticeInput.itemDone(noticeId, input.itemId(), effectiveAt, input.time()));
        }
        // The notices stay: an earlier proof may still come and clear a breach.
        long earliest =
                known.doneAt() == null ? effectiveAt : Math.min(known.doneAt(), effectiveAt);
        ledger.update(new ItemLedger(known.openNotices(), earliest, known.liftedAt()));
    }
}
