package dev.vigil.flink.register;

import dev.vigil.flink.PureFailure;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.register.OverlapBook;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.register.ReferenceOverlap;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by overlap. Keeps both of its sides; emits a record for each when it opens, changes or
 * ends. One that is over is kept for 90 days: a recording that is registered anew, or again, has
 * first what it had first.
 */
public final class OverlapsFunction
        extends KeyedProcessFunction<String, OverlapSide, ReferenceOverlap> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "overlaps";

    /** For who retires a recording and registers it again. */
    private static final Duration KEPT = Duration.ofDays(90);

    private transient ValueState<OverlapBook> book;

    @Override
    public void open(OpenContext context) {
        book =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.OVERLAP_BOOK, OverlapBook.class));
    }

    @Override
    public void processElement(OverlapSide side, Context context, Collector<ReferenceOverlap> out)
            throws Exception {
        OverlapBook before = book.value() == null ? OverlapBook.NEW : book.value();
        Optional<Overlaps.Step> step =
                PureFailure.guarded(
                        STAGE,
                        side.overlapId(),
                        side.found().at(),
                        context,
                        () -> Overlaps.step(before, side));
        if (step.isEmpty()) {
            return;
        }
        OverlapBook now = step.get().book();
        if (Overlaps.isOver(now)) {
            long nowMs = context.timerService().currentProcessingTime();
            now = now.over(nowMs);
            context.timerService().registerProcessingTimeTimer(nowMs + KEPT.toMillis());
        }
        book.update(now);
        step.get().published().forEach(out::collect);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ReferenceOverlap> out)
            throws Exception {
        OverlapBook kept = book.value();
        boolean isDue =
                kept != null
                        && Overlaps.isOver(kept)
                        && (kept.overSince() == null
                                || kept.overSince() + KEPT.toMillis() <= timestamp);
        if (isDue) {
            book.clear();
        }
    }
}
