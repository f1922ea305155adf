package dev.vigil.flink.account;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertBuilder;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.UnattributedOffence;
import dev.vigil.schema.account.UnattributedOffences;
import dev.vigil.schema.address.StateName;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: one for all, the kind of the alert. State: how many offences name no account, since when.
 * Timer: one in event time, the next alert or its end. Emits an alert with the first, once an hour
 * while there are more, and when there were none for an hour. Must not emit before all topics are
 * caught up, nor for what was over then.
 */
public final class UnattributedFunction
        extends KeyedProcessFunction<String, UnattributedOffence, LedgerAlert> {
    private static final long serialVersionUID = 1L;

    public static final String KEY = LedgerAlertKind.UNATTRIBUTED.name();

    static final long HOUR_MS = 3_600_000;

    private transient ValueState<UnattributedOffences> known;

    @Override
    public void open(OpenContext context) {
        known =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.UNATTRIBUTED_OFFENCES,
                                        UnattributedOffences.class));
    }

    @Override
    public void processElement(UnattributedOffence one, Context context, Collector<LedgerAlert> out)
            throws Exception {
        UnattributedOffences before = known.value();
        if (before == null) {
            known.update(new UnattributedOffences(one.caseId(), one.time(), one.time(), 1, 0));
            var timers = context.timerService();
            timers.registerEventTimeTimer(timers.currentWatermark() + 1);
        } else {
            known.update(
                    before.with()
                            .lastAt(Math.max(before.lastAt(), one.time()))
                            .count(before.count() + 1)
                            .build());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LedgerAlert> out)
            throws Exception {
        UnattributedOffences all = known.value();
        long nowMs = CaughtUpTime.ofTimer(timestamp, context.timerService());
        boolean isOver = all.lastAt() + HOUR_MS <= nowMs;
        if (isOver) {
            known.clear();
            if (all.told() > 0) {
                out.collect(alert(all, nowMs, nowMs));
            }
            return;
        }
        if (all.count() > all.told()) {
            out.collect(alert(all, nowMs, null));
            known.update(all.withTold(all.count()));
        }
        context.timerService().registerEventTimeTimer(nowMs + HOUR_MS);
    }

    private static LedgerAlert alert(UnattributedOffences all, long atMs, Long resolvedAt) {
        return LedgerAlertBuilder.builder()
                .alertKey(KEY)
                .kind(LedgerAlertKind.UNATTRIBUTED)
                .subject(all.caseId())
                .since(all.since())
                .at(atMs)
                .count(all.count())
                .resolvedAt(resolvedAt)
                .build();
    }
}
