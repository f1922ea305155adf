package dev.vigil.flink.figures;

import dev.vigil.figures.CountingOnce;
import dev.vigil.figures.FigureRules;
import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.figures.CountedOnce;
import dev.vigil.schema.figures.FigureFact;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: a thing that is counted, as a digest. State: that it was, or the part of it that is known.
 * Timer: one in event time, when it is forgotten. Emits what is to be added to a figure, with its
 * day. Must not count a thing twice, nor one whose day is over for so long that it may be
 * forgotten.
 */
public final class CountedOnceFunction extends KeyedProcessFunction<String, FigureFact, FigureFact>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** What was too late to be counted, since the task started. */
    public static final String TOO_LATE = "figuresTooLate";

    private static final String STAGE = "figures";

    private final FigureRules rules;
    private transient CountingOnce counting;
    private transient ValueState<CountedOnce> kept;
    private transient StoppedAt stopped;
    private transient Counter tooLate;

    public CountedOnceFunction(FigureRules rules) {
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
        counting = new CountingOnce(rules);
        kept =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.COUNTED_ONCE, CountedOnce.class));
        tooLate = getRuntimeContext().getMetricGroup().counter(TOO_LATE);
    }

    @Override
    public void processElement(FigureFact fact, Context context, Collector<FigureFact> out)
            throws Exception {
        CountedOnce before = kept.value();
        long nowMs = stopped.now(context.timerService().currentWatermark());
        Optional<CountingOnce.Step> step =
                PureFailure.guarded(
                        STAGE, fact.at(), context, () -> counting.take(before, fact, nowMs));
        if (step.isEmpty()) {
            return;
        }
        if (step.get().late()) {
            tooLate.inc();
        }
        if (step.get().counted() != null) {
            out.collect(step.get().counted());
        }
        CountedOnce next = step.get().next();
        if (next != null && !next.equals(before)) {
            kept.update(next);
            context.timerService().registerEventTimeTimer(next.forgetAt());
        }
    }

    /** One of a part that was counted since is not the last. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FigureFact> out)
            throws Exception {
        CountedOnce known = kept.value();
        long nowMs = stopped.now(CaughtUpTime.ofTimer(timestamp, context.timerService()));
        if (known != null && known.forgetAt() <= nowMs) {
            kept.clear();
        }
    }
}
