package dev.vigil.flink.rights;

import dev.vigil.flink.LoadedRelay;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.RightsInput;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by entry: a new version goes to its work, and to the one that it has left, whose running
 * sessions would otherwise stay blocked by an entry that is no longer theirs. Which version stays,
 * and until when, is {@link LatestVersion}'s: a withdrawn one is forgotten.
 */
public final class ListEntryChangesFunction
        extends KeyedProcessFunction<String, RightsInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    private transient LatestVersion<ListEntry> latest;
    private transient LoadedRelay relay;
    private transient Counter turnedBack;

    @Override
    public void open(OpenContext context) {
        latest =
                new LatestVersion<>(
                        getRuntimeContext()
                                .getState(
                                        new ValueStateDescriptor<>(
                                                StateName.LATEST_ENTRY, ListEntry.class)),
                        ListEntry::supersedes,
                        ListEntryChangesFunction::forgetAt,
                        Listed.GONE_SPREAD_MS);
        relay = new LoadedRelay(getRuntimeContext().getTaskInfo());
        turnedBack = getRuntimeContext().getMetricGroup().counter("turnedBackListEntries");
    }

    long turnedBack() {
        return turnedBack.getCount();
    }

    /** Entries by their id, markers by the key group that they represent. */
    public static String key(RightsInput input) {
        return switch (input.kind()) {
            case LOADED -> input.workId();
            case GONE -> input.gone();
            default -> input.entry().entryId();
        };
    }

    @Override
    public void processElement(RightsInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        switch (input.kind()) {
            case LIST -> relisted(input, context, out);
            case LOADED -> relay.pass(input.loaded(), out);
            case GONE -> gone();
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that ListEntryChanges reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private static Long forgetAt(ListEntry entry) {
        return entry.withdrawnAt() == null ? null : entry.withdrawnAt() + Listed.KEEP_GONE_MS;
    }

    /** A tombstone changes nothing here, but a job without state would not find the entry. */
    private void gone() throws Exception {
        ListEntry known = latest.known();
        if (known != null && known.withdrawnAt() == null) {
            turnedBack.inc();
        }
    }

    private void relisted(RightsInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        ListEntry entry = input.entry();
        ListEntry known = latest.known();
        if (known != null && entry.version() < known.version()) {
            // The last of its key on a compacted topic: a job without state would take it.
            turnedBack.inc();
        }
        if (!latest.take(entry, known, context)) {
            return;
        }
        out.collect(RightsInput.list(entry.workId(), entry).withPublishedAt(input.publishedAt()));
        if (known != null && !known.workId().equals(entry.workId())) {
            out.collect(
                    RightsInput.list(known.workId(), entry).withPublishedAt(input.publishedAt()));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RightsInput> out)
            throws Exception {
        latest.onTimer(context);
    }
}
