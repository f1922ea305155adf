package dev.vigil.flink.usage;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.OneTimer;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.usage.KeptOffers;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.usage.Offers;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: an account and a work ({@link UsageInput#offerKey}). State: what it has shown in a week, and
 * the offers that were made. Timer: one in event time, with the next watermark or when something of
 * that is over. Emits an offer, at most one of an owner in 30 days; none before all that was there
 * at the start is read.
 */
public final class OffersFunction extends KeyedProcessFunction<String, UsageInput, LicenseOffered> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "offers";

    private transient ValueState<KeptOffers> kept;

    @Override
    public void open(OpenContext context) {
        kept =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.LICENSE_OFFERS, KeptOffers.class));
    }

    @Override
    public void processElement(UsageInput input, Context context, Collector<LicenseOffered> out)
            throws Exception {
        KeptOffers before = kept.value();
        Optional<KeptOffers> taken =
                PureFailure.guarded(STAGE, input.at(), context, () -> Offers.take(before, input));
        if (taken.isPresent()) {
            KeptOffers next = taken.get();
            TimerService timers = context.timerService();
            kept.update(next.withTimerAt(OneTimer.soon(next.timerAt(), timers)));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LicenseOffered> out)
            throws Exception {
        KeptOffers before = kept.value();
        if (before == null || before.timerAt() == null || before.timerAt() != timestamp) {
            return;
        }
        TimerService timers = context.timerService();
        long nowMs = CaughtUpTime.ofTimer(timestamp, timers);
        KeptOffers fired = before.withTimerAt(null);
        Optional<Offers.Step> step =
                PureFailure.guarded(
                        STAGE,
                        nowMs,
                        context,
                        () -> Offers.at(context.getCurrentKey(), fired, nowMs));
        if (step.isEmpty() || step.get().next() == null) {
            kept.clear();
        } else {
            Long nextAt = OneTimer.at(null, step.get().nextAt(), timers);
            kept.update(step.get().next().withTimerAt(nextAt));
        }
        step.ifPresent(made -> made.offered().forEach(out::collect));
    }
}
