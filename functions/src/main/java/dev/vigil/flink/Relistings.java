package dev.vigil.flink;

import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.StateName;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by entry: a new version goes to its work, and to the one that it has left, whose running
 * sessions would otherwise stay blocked by an entry that is no longer theirs.
 */
public final class Relistings extends KeyedProcessFunction<String, ListInput, RightsInput> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<ListEntry> latest;

    @Override
    public void open(OpenContext context) {
        latest =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.LATEST_ENTRY, ListEntry.class));
    }

    @Override
    public void processElement(ListInput input, Context context, Collector<RightsInput> out)
            throws Exception {
        ListEntry entry = input.entry();
        ListEntry known = latest.value();
        if (known != null && !entry.supersedes(known)) {
            return;
        }
        latest.update(entry);
        out.collect(RightsInput.list(entry.workId(), entry));
        if (known != null && !known.workId().equals(entry.workId())) {
            out.collect(RightsInput.list(known.workId(), entry));
        }
    }
}
