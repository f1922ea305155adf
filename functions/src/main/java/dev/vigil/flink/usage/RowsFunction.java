package dev.vigil.flink.usage;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.OneTimer;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.usage.KeptRow;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.usage.UsageRows;
import dev.vigil.usage.UsageRules;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: a row of usage. State: its figures and its last record. Timer: one in event time, when it is
 * published, settled or forgotten. Emits the row, whole; nothing before all that was there at the
 * start is read. Must not publish what has not changed, nor begin a row anew whose time is over.
 */
public final class RowsFunction extends KeyedProcessFunction<String, UsageInput, UsageRow> {
    private static final long serialVersionUID = 1L;

    /** Changes of rows whose time is over, since the task started. */
    public static final String TOO_LATE = "usageTooLate";

    /** A row that failed is tried again after this long. */
    private static final long RETRY_MS = 60_000;

    private static final String STAGE = "rows";

    private final UsageRules rules;
    private transient UsageRows rows;
    private transient ValueState<KeptRow> kept;
    private transient Counter tooLate;

    public RowsFunction(UsageRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        rows = new UsageRows(rules);
        kept =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(StateName.USAGE_ROW, KeptRow.class));
        tooLate = getRuntimeContext().getMetricGroup().counter(TOO_LATE);
    }

    @Override
    public void processElement(UsageInput input, Context context, Collector<UsageRow> out)
            throws Exception {
        TimerService timers = context.timerService();
        long nowMs = timers.currentWatermark();
        boolean isLoading = nowMs == Long.MIN_VALUE;
        KeptRow before = kept.value();
        Optional<Optional<KeptRow>> taken =
                PureFailure.guarded(
                        STAGE,
                        input.at(),
                        context,
                        () -> Optional.ofNullable(rows.take(before, input, isLoading, nowMs)));
        if (taken.isEmpty()) {
            return;
        }
        if (taken.get().isEmpty()) {
            if (input.kind() == UsageInput.Kind.CHANGED) {
                tooLate.inc();
            }
            return;
        }
        KeptRow row = taken.get().get();
        if (!row.equals(before)) {
            long within = isLoading ? 1 : UsageRules.PUBLISH_MS;
            kept.update(row.withTimerAt(OneTimer.within(within, row.timerAt(), timers)));
        }
    }

    private static KeptRow timer(KeptRow row, long atMs, TimerService timers) {
        return row.withTimerAt(OneTimer.at(row.timerAt(), atMs, timers));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<UsageRow> out)
            throws Exception {
        KeptRow before = kept.value();
        if (before == null || before.timerAt() == null || before.timerAt() != timestamp) {
            return;
        }
        TimerService timers = context.timerService();
        long nowMs = CaughtUpTime.ofTimer(timestamp, timers);
        String rowId = context.getCurrentKey();
        KeptRow fired = before.withTimerAt(null);
        Optional<UsageRows.Step> step =
                PureFailure.guarded(STAGE, nowMs, context, () -> rows.at(rowId, fired, nowMs));
        if (step.isEmpty()) {
            kept.update(timer(fired, nowMs + RETRY_MS, timers));
            return;
        }
        if (step.get().published() != null) {
            out.collect(step.get().published());
        }
        if (step.get().next() == null) {
            kept.clear();
        } else {
            kept.update(timer(step.get().next(), step.get().nextAt(), timers));
        }
    }
}
