package dev.vigil.flink.rights;

import dev.vigil.flink.LoadedRelay;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.RightsInput;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by entry: a new version goes to its work, and to the one that it has left, whose running
 * sessions would otherwise stay blocked by an entry that is no longer theirs. A withdrawn entry is
 * forgotten after an age; a compacted topic may bring it again, and it goes nowhere.
 */
public final class ListEntryChangesFunction
        extends KeyedProcessFunction<String, RightsInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<ListEntry> latest;
    private transient LoadedRelay relay;
    private transient Counter turnedBack;

    @Override
    public void open(OpenContext context) {
        latest =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.LATEST_ENTRY, ListEntry.class));
        relay = new LoadedRelay(getRuntimeContext().getTaskInfo());
        turnedBack = getRuntimeContext().getMetricGroup().counter("turnedBackListEntries");
    }

    long turnedBack() {
        return turnedBack.getCount();
    }

    /** Entries by their id, markers by the key group that they represent. */
    public static String key(RightsInput input) {
        return input.kind() == RightsInput.Kind.LOADED ? input.workId() : input.entry().entryId();
    }

    @Override
    public void processElement(RightsInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        switch (input.kind()) {
            case LIST -> relisted(input, context, out);
            case LOADED -> relay.pass(input.loaded(), out);
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that ListEntryChanges reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private void relisted(RightsInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        ListEntry entry = input.entry();
        ListEntry known = latest.value();
        if (known != null && entry.version() < known.version()) {
            // The last of its key on a compacted topic: a job without state would take it.
            turnedBack.inc();
        }
        if (known == null && isForgotten(entry, context)
                || known != null && !entry.supersedes(known)) {
            return;
        }
        latest.update(entry);
        if (entry.withdrawnAt() != null) {
            context.timerService()
                    .registerProcessingTimeTimer(
                            Endings.spread(
                                    entry.withdrawnAt() + Listed.KEEP_GONE_MS,
                                    entry.entryId(),
                                    Listed.GONE_SPREAD_MS));
        }
        out.collect(RightsInput.list(entry.workId(), entry).withPublishedAt(input.publishedAt()));
        if (known != null && !known.workId().equals(entry.workId())) {
            out.collect(
                    RightsInput.list(known.workId(), entry).withPublishedAt(input.publishedAt()));
        }
    }

    private static boolean isForgotten(ListEntry entry, Context context) {
        long nowMs = context.timerService().currentProcessingTime();
        return entry.withdrawnAt() != null && entry.withdrawnAt() + Listed.KEEP_GONE_MS <= nowMs;
    }

    /** A later version may be in force again, or withdrawn later. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RightsInput> out)
            throws Exception {
        ListEntry known = latest.value();
        if (known != null && isForgotten(known, context)) {
            latest.clear();
        }
    }
}
