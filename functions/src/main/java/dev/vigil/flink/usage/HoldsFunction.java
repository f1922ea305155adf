package dev.vigil.flink.usage;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.usage.KeptConflicts;
import dev.vigil.schema.usage.KeptHold;
import dev.vigil.schema.usage.KeptOwners;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.usage.Holds;
import dev.vigil.usage.UsageRules;
import java.util.HashMap;
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
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Key: a work. State: its owners, their conflicts that are open, and the rows of usage with what
 * they were informed of both. Timer: one in event time, when the first of those rows is forgotten;
 * a row that is held is not. Emits each change of a row, and behind it whose the row is where that
 * is new; occasions for offers where there is no conflict. Must not decide who is right.
 */
public final class HoldsFunction extends KeyedProcessFunction<String, UsageInput, UsageInput> {
    private static final long serialVersionUID = 1L;

    /** What may be offered. */
    public static final OutputTag<UsageInput> OFFERS =
            new OutputTag<>("offers", TypeInformation.of(UsageInput.class));

    /**
     * Rows of a work that a change of its owners reaches by itself; the others with their next
     * change. A work in ten territories on sixty bases has 27,000 in the 45 days that a start
     * without state reads back.
     */
    static final int MOST_ROWS = 30_000;

    /** Rows beyond those, since the task started. */
    public static final String NOT_REACHED = "usageRowsNotReached";

    private static final String STAGE = "holds";
    private static final long SWEEP_MS = 24L * 3_600_000;

    private final UsageRules rules;
    private transient ValueState<KeptConflicts> conflicts;
    private transient ValueState<KeptOwners> owners;
    private transient MapState<String, KeptHold> rows;
    private transient Counter notReached;

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
        owners =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.WORK_OWNERS, KeptOwners.class));
        rows =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.WORK_ROWS,
                                        Types.STRING,
                                        TypeInformation.of(KeptHold.class)));
        notReached = getRuntimeContext().getMetricGroup().counter(NOT_REACHED);
    }

    @Override
    public void processElement(UsageInput input, Context context, Collector<UsageInput> out)
            throws Exception {
        switch (input.kind()) {
            case CHANGED, ROW_PUBLISHED -> {
                out.collect(input);
                if (!rows.contains(input.rowId())) {
                    begin(input, context, out);
                }
            }
            case OFFER -> {
                if (!Holds.isContested(conflicts(), input.at())) {
                    context.output(OFFERS, input);
                }
            }
            case CONFLICT -> {
                KeptConflicts known = conflicts();
                Optional<KeptConflicts> next =
                        PureFailure.guarded(
                                STAGE,
                                input.at(),
                                context,
                                () -> Holds.on(known, input.conflict()));
                if (next.isPresent() && next.get() != known) {
                    keep(next.get());
                    change(input, context, out);
                }
            }
            case WORK -> {
                KeptOwners known = owners();
                KeptOwners next = known.with(input.work());
                if (next != known) {
                    owners.update(next);
                    change(input, context, out);
                }
            }
            default -> out.collect(input);
        }
    }

    private KeptConflicts conflicts() throws Exception {
        KeptConflicts known = conflicts.value();
        return known == null ? KeptConflicts.NONE : known;
    }

    private KeptOwners owners() throws Exception {
        KeptOwners known = owners.value();
        return known == null ? KeptOwners.NONE : known;
    }

    /** A row that was not seen before. */
    private void begin(UsageInput input, Context context, Collector<UsageInput> out)
            throws Exception {
        KeptConflicts known = conflicts();
        KeptOwners its = owners();
        Optional<KeptHold> hold =
                PureFailure.guarded(
                        STAGE,
                        input.at(),
                        context,
                        () -> new Holds(rules, known, its).of(input.rowId()));
        // One that is over already would be swept at once, with a walk of all that left before it.
        if (hold.isEmpty() || isOver(hold.get(), context.timerService().currentWatermark())) {
            return;
        }
        if (known.rows() < MOST_ROWS) {
            rows.put(input.rowId(), hold.get());
            conflicts.update(new KeptConflicts(known.open(), known.rows() + 1));
            if (known.rows() == 0) {
                context.timerService().registerEventTimeTimer(hold.get().until());
            }
        } else {
            notReached.inc();
            if (input.kind() == UsageInput.Kind.ROW_PUBLISHED) {
                // Until owners and conflicts are read, it is what it was.
                return;
            }
        }
        out.collect(owned(input, input.rowId(), hold.get()));
    }

    private static boolean isOver(KeptHold hold, long nowMs) {
        return hold.until() <= nowMs && !hold.held();
    }

    /** Owners, or their conflicts, have changed. */
    private void change(UsageInput input, Context context, Collector<UsageInput> out)
            throws Exception {
        Holds holds = new Holds(rules, conflicts(), owners());
        Map<String, KeptHold> changed = new HashMap<>();
        for (Map.Entry<String, KeptHold> row : rows.entries()) {
            Optional<KeptHold> hold =
                    PureFailure.guarded(STAGE, input.at(), context, () -> holds.of(row.getKey()));
            if (hold.isPresent() && !hold.get().equals(row.getValue())) {
                changed.put(row.getKey(), hold.get());
            }
        }
        for (Map.Entry<String, KeptHold> row : changed.entrySet()) {
            rows.put(row.getKey(), row.getValue());
            out.collect(owned(input, row.getKey(), row.getValue()));
        }
    }

    private static UsageInput owned(UsageInput input, String rowId, KeptHold hold) {
        return UsageInput.owned(input.workId(), rowId, input.at(), hold.held(), hold.shares());
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
        Iterator<Map.Entry<String, KeptHold>> all = rows.iterator();
        while (all.hasNext()) {
            KeptHold hold = all.next().getValue();
            if (isOver(hold, nowMs)) {
                all.remove();
            } else {
                left++;
                nextAt = Math.min(nextAt, hold.until());
            }
        }
        keep(new KeptConflicts(conflicts().open(), left));
        if (left == 0) {
            rows.clear();
        }
        if (left > 0) {
            // Once a day is enough: a row that was forgotten ignores it.
            context.timerService().registerEventTimeTimer(Math.max(nextAt, nowMs + SWEEP_MS));
        }
    }
}
