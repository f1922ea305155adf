package dev.vigil.flink.usage;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.usage.Meter;
import dev.vigil.usage.UsageRules;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: a session. State: what it has shown of works, its measures and its audience. Timer: one in
 * event time, when it is forgotten. Emits how the figures of rows change, and occasions for offers.
 * Must not add up revisions, nor keep a piece without a limit.
 */
public final class MeterFunction extends KeyedProcessFunction<String, MeterInput, UsageInput> {
    private static final long serialVersionUID = 1L;

    /** Sessions with an audience of which no work was found while they were kept. */
    public static final String UNMATCHED = "audienceUnmatched";

    private static final String STAGE = "meter";

    private final UsageRules rules;
    private transient Meter meter;
    private transient ValueState<MeteredSession> session;
    private transient Counter unmatched;

    public MeterFunction(UsageRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        meter = new Meter(rules.days());
        session =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.METERED_SESSION, MeteredSession.class));
        unmatched = getRuntimeContext().getMetricGroup().counter(UNMATCHED);
    }

    @Override
    public void processElement(MeterInput fact, Context context, Collector<UsageInput> out)
            throws Exception {
        MeteredSession before = session.value();
        Optional<Meter.Step> step =
                PureFailure.guarded(STAGE, fact.time(), context, () -> meter.on(before, fact));
        if (step.isEmpty() || step.get().next() == before) {
            return;
        }
        step.get().changes().forEach(out::collect);
        session.update(step.get().next());
        if (before == null) {
            context.timerService().registerEventTimeTimer(Meter.keptUntil(step.get().next()));
        }
    }

    /** Moved on only when it fires: most sessions are touched many times. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<UsageInput> out)
            throws Exception {
        MeteredSession kept = session.value();
        long until = Meter.keptUntil(kept);
        if (until <= CaughtUpTime.ofTimer(timestamp, context.timerService())) {
            if (kept.works().isEmpty() && !kept.reports().isEmpty()) {
                unmatched.inc();
            }
            session.clear();
        } else {
            context.timerService().registerEventTimeTimer(until);
        }
    }
}
