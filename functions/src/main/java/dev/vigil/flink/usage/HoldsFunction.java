package dev.vigil.flink.usage;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.usage.KeptConflicts;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.usage.Holds;
import dev.vigil.usage.UsageRules;
import java.util.Iterator;
import java.util.Map;
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
import org.apache.flink.util.OutputTag;

/**
 * Key: a work. State: conflicts of its owners that are open, and the rows of usage that would have
 * to be told. Timer: one in event time, when the first of those rows is forgotten. Emits each
 * change of a row with whether it is held, and each row whose owners begin or end a conflict;
 * occasions for offers where there is none. Must not decide who is right.
 */
public final class HoldsFunction extends KeyedProcessFunction<String, UsageInput, UsageInput> {
    private static final long serialVersionUID = 1L;

    /** What may be offered. */
    public static final OutputTag<UsageInput> OFFERS =
            new OutputTag<>("offers", TypeInformation.of(UsageInput.class));

    /**
     * Rows of a work that a conflict reaches by itself; the others with their next change. A work
     * in ten territories on five bases has 900.
     */
    static final int MOST_ROWS = 10_000;

    private static final String STAGE = "holds";
    private static final long SWEEP_MS = 24L * 3_600_000;

    private final UsageRules rules;
    private transient ValueState<KeptConflicts> conflicts;
    private transient MapState<String, Long> rows;

    public HoldsFunction(UsageRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        conflicts =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.WORK_CONFLICTS, KeptConflicts.class));
        rows =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.WORK_ROWS, Types.STRING, Types.LONG));
    }

    @Override
    public void processElement(UsageInput input, Context context, Collector<UsageInput> out)
            throws Exception {
        KeptConflicts known = conflicts.value() == null ? KeptConflicts.NONE : conflicts.value();
        switch (input.kind()) {
            case CHANGED -> {
                remember(known, input.rowId(), context);
                out.collect(input.with().held(Holds.holds(known, input.rowId())).build());
            }
            case ROW_PUBLISHED -> {
                remember(known, input.rowId(), context);
                out.collect(input);
                if (Holds.holds(known, input.rowId())) {
                    out.collect(UsageInput.held(input.workId(), input.rowId(), input.at(), true));
                }
            }
            case OFFER -> {
                if (known.open().isEmpty()) {
                    context.output(OFFERS, input);
                }
            }
            case CONFLICT -> conflict(known, input, context, out);
            default -> out.collect(input);
        }
    }

    private void remember(KeptConflicts known, String rowId, Context context) throws Exception {
        if (known.rows() == MOST_ROWS || rows.contains(rowId)) {
            return;
        }
        long until = Holds.toldUntil(rowId, rules);
        rows.put(rowId, until);
        conflicts.update(new KeptConflicts(known.open(), known.rows() + 1));
        if (known.rows() == 0) {
            context.timerService().registerEventTimeTimer(until);
        }
    }

    private void conflict(
            KeptConflicts known, UsageInput input, Context context, Collector<UsageInput> out)
            throws Exception {
        Optional<KeptConflicts> next =
                PureFailure.guarded(
                        STAGE, input.at(), context, () -> Holds.on(known, input.conflict()));
        if (next.isEmpty() || next.get() == known) {
            return;
        }
        keep(next.get());
        for (String rowId : rows.keys()) {
            boolean held = Holds.holds(next.get(), rowId);
            if (held != Holds.holds(known, rowId)) {
                out.collect(UsageInput.held(input.workId(), rowId, input.at(), held));
            }
        }
    }

    private void keep(KeptConflicts next) throws Exception {
        if (next.open().isEmpty() && next.rows() == 0) {
            conflicts.clear();
        } else {
            conflicts.update(next);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<UsageInput> out)
            throws Exception {
        long nowMs = CaughtUpTime.ofTimer(timestamp, context.timerService());
        long nextAt = Long.MAX_VALUE;
        int left = 0;
        Iterator<Map.Entry<String, Long>> all = rows.iterator();
        while (all.hasNext()) {
            long until = all.next().getValue();
            if (until <= nowMs) {
                all.remove();
            } else {
                left++;
                nextAt = Math.min(nextAt, until);
            }
        }
        KeptConflicts known = conflicts.value();
        if (known != null) {
            keep(new KeptConflicts(known.open(), left));
        }
        if (left == 0) {
            rows.clear();
        }
        if (left > 0) {
            // Once a day is enough: a row that was forgotten ignores it.
            context.timerService().registerEventTimeTimer(Math.max(nextAt, nowMs + SWEEP_MS));
        }
    }
}
