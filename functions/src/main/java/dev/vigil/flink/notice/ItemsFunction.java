package dev.vigil.flink.notice;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.notice.ItemBook;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.NoticeInput;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by item: one confirmation serves every notice on that item, in any order; one event that
 * brings it back concerns them all.
 */
public final class ItemsFunction extends KeyedProcessFunction<String, NoticeInput, NoticeInput> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "items";

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
        ItemLedger known = ledger.value();
        Optional<ItemBook> entered =
                PureFailure.guarded(STAGE, input.time(), context, () -> entered(known, input));
        if (entered.isEmpty()) {
            return;
        }
        ItemBook book = entered.get();
        book.news().forEach(out::collect);
        if (book.refused() != null) {
            context.output(PureFailure.DEAD, refused(context.getCurrentKey(), input, book));
        }
        ledger.update(book.ledger());
        if (known == null) {
            context.timerService().registerEventTimeTimer(book.keptUntil());
        }
    }

    private static ItemBook entered(ItemLedger known, NoticeInput input) {
        ItemBook book = new ItemBook(known == null ? ItemLedger.EMPTY : known);
        book.enter(input);
        return book;
    }

    private static DeadLetter refused(String itemId, NoticeInput input, ItemBook book) {
        return DeadLetterBuilder.builder()
                .deadLetterId(STAGE + "/" + itemId + "/" + input.kind() + "/" + input.time())
                .topic("")
                .partition(-1)
                .offset(input.time())
                .stage(STAGE)
                .reason("ITEM_FULL")
                .message(PureFailure.cut(book.refused()))
                .key(itemId)
                .bytes(new byte[0])
                .build();
    }

    /** One timer per item, moved on only when it fires: most items are touched many times. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<NoticeInput> out)
            throws Exception {
        ItemBook book = new ItemBook(ledger.value());
        long nowMs = CaughtUpTime.ofTimer(timestamp, context.timerService());
        if (book.keptUntil() <= nowMs) {
            ledger.clear();
        } else {
            context.timerService().registerEventTimeTimer(book.keptUntil());
        }
    }
}
