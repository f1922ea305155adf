package dev.vigil.flink.figures;

import dev.vigil.figures.FigureKey;
import dev.vigil.figures.FigureRules;
import dev.vigil.figures.FigureTotals;
import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.OneTimer;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.KeptFigure;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: a figure of a day. State: what was counted, and what was published. Timer: one in event
 * time, when it is published or forgotten. Emits the figure, whole; nothing before all that was
 * there at the start is read. Must not publish what has not changed, less than before, nor begin a
 * figure anew that was forgotten.
 */
public final class FiguresFunction extends KeyedProcessFunction<String, FigureFact, DailyFigure>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final FigureRules rules;
    private transient ValueState<KeptFigure> kept;
    private transient StoppedAt stopped;

    public FiguresFunction(FigureRules rules) {
        this.rules = rules;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        stopped = new StoppedAt(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        stopped.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        kept =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(StateName.FIGURE, KeptFigure.class));
    }

    @Override
    public void processElement(FigureFact fact, Context context, Collector<DailyFigure> out)
            throws Exception {
        TimerService timers = context.timerService();
        long watermarkMs = timers.currentWatermark();
        boolean isLoading = watermarkMs == Long.MIN_VALUE;
        KeptFigure before = kept.value();
        long nowMs = stopped.now(watermarkMs);
        if (before == null && rules.figureUntil(FigureKey.of(fact.figureId())) <= nowMs) {
            return;
        }
        KeptFigure after = FigureTotals.take(before, fact, isLoading);
        if (!after.equals(before)) {
            kept.update(due(after, isLoading ? watermarkMs + 1 : publishAt(nowMs), timers));
        }
    }

    /** Of all tasks and figures at one moment: a reader sees figures of one time. */
    private static long publishAt(long nowMs) {
        return (nowMs / FigureRules.PUBLISH_MS + 1) * FigureRules.PUBLISH_MS;
    }

    /** No later than it is due already. */
    private static KeptFigure due(KeptFigure figure, long atMs, TimerService timers) {
        boolean isDue = figure.timerAt() != null && figure.timerAt() <= atMs;
        return isDue ? figure : figure.withTimerAt(OneTimer.at(figure.timerAt(), atMs, timers));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DailyFigure> out)
            throws Exception {
        KeptFigure figure = kept.value();
        if (figure == null || figure.timerAt() == null || figure.timerAt() != timestamp) {
            return;
        }
        TimerService timers = context.timerService();
        String figureId = context.getCurrentKey();
        KeptFigure whole = FigureTotals.restored(figure);
        if (FigureTotals.isNews(whole)) {
            out.collect(FigureTotals.record(figureId, whole));
        }
        long until = rules.figureUntil(FigureKey.of(figureId));
        if (until <= stopped.now(CaughtUpTime.ofTimer(timestamp, timers))) {
            kept.clear();
        } else {
            kept.update(
                    whole.with()
                            .published(whole.counted())
                            .timerAt(OneTimer.at(null, until, timers))
                            .build());
        }
    }
}
