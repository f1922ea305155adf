package dev.vigil.flink.register;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.LoadedGate;
import dev.vigil.flink.PureFailure;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.address.Ids;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.register.OverlapSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by work. Keeps who owns it, and what its recordings have in common with others: 100 of
 * these, more are counted and left out. Emits this side of an overlap when it is found, when the
 * owners change, and when its recording is read anew or goes. No timers. Must not look at who was
 * there first, or at the other side.
 *
 * <p>A start without state begins with what was published: recordings that are there then are not
 * asked for again.
 *
 * <p>A report of an earlier reading may come after the news of the later one: when a recording was
 * read anew, or went, is kept for a day. Times are those of the tasks that read the references, so
 * their clocks should agree. Which version of the other recording was found is not known: while a
 * new version of it is being read, it may still be the one before.
 */
public final class OverlapSidesFunction
        extends KeyedProcessFunction<String, OverlapInput, OverlapSide>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "overlap sides";

    /** Reports that are older than that don't come any more. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final List<String> topics;
    private transient ValueState<Ids> owners;
    private transient MapState<String, FoundOverlap> overlaps;
    private transient MapState<String, Long> renewed;
    private transient Counter leftOut;
    private transient LoadedGate[] gates;
    private transient boolean isRestored;

    /**
     * @param topics of the source that reads back what was published
     */
    public OverlapSidesFunction(List<String> topics) {
        this.topics = List.copyOf(topics);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        isRestored = context.isRestored();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public void open(OpenContext context) {
        owners =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(StateName.OVERLAP_OWNERS, Ids.class));
        overlaps =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.FOUND_OVERLAPS,
                                        Types.STRING,
                                        TypeInformation.of(FoundOverlap.class)));
        MapStateDescriptor<String, Long> kept =
                new MapStateDescriptor<>(StateName.RENEWED_RECORDINGS, Types.STRING, Types.LONG);
        kept.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
        renewed = getRuntimeContext().getMapState(kept);
        leftOut = getRuntimeContext().getMetricGroup().counter("overlapsLeftOut");
        gates = new LoadedGate[KeyGroups.MAX_PARALLELISM];
        for (int i = 0; i < gates.length; i++) {
            gates[i] = new LoadedGate(topics);
        }
    }

    @Override
    public void processElement(OverlapInput input, Context context, Collector<OverlapSide> out)
            throws Exception {
        switch (input.kind()) {
            case FOUND -> found(input.found(), context, out);
            case OWNED -> owned(input.owners(), out);
            case RENEWED -> renewed(input.referenceId(), input.at(), out);
            case PUBLISHED -> published(input.found(), context, out);
            case ENDED -> ended(input.found(), context, out);
            case LOADED -> gate(context).mark(input.loaded());
        }
    }

    private void found(FoundOverlap found, Context context, Collector<OverlapSide> out)
            throws Exception {
        Long renewedAt = renewed.get(found.referenceId());
        if (renewedAt != null && found.at() < renewedAt) {
            return;
        }
        FoundOverlap known = overlaps.get(found.overlapId());
        if (known == null && isFull()) {
            leftOut.inc();
            return;
        }
        Optional<FoundOverlap> now =
                PureFailure.guarded(
                        STAGE,
                        found.overlapId(),
                        found.at(),
                        context,
                        () -> Overlaps.with(known, found));
        if (now.isPresent() && !now.get().equals(known)) {
            overlaps.put(found.overlapId(), now.get());
            out.collect(new OverlapSide(now.get(), owners(), false));
        }
    }

    private LoadedGate gate(Context context) {
        return gates[KeyGroups.of(context.getCurrentKey())];
    }

    /** What this job has found is in its state: that counts, and is ahead of what it published. */
    private boolean isReadBack(Context context) {
        return !isRestored && !gate(context).isOpen();
    }

    private void published(FoundOverlap found, Context context, Collector<OverlapSide> out)
            throws Exception {
        if (isReadBack(context)) {
            found(found, context, out);
        }
    }

    private void ended(FoundOverlap found, Context context, Collector<OverlapSide> out)
            throws Exception {
        FoundOverlap known = overlaps.get(found.overlapId());
        if (known != null && known.at() <= found.at() && isReadBack(context)) {
            overlaps.remove(found.overlapId());
            out.collect(new OverlapSide(known, owners(), true));
        }
    }

    private boolean isFull() throws Exception {
        int count = 0;
        for (String ignored : overlaps.keys()) {
            count++;
        }
        return count >= Overlaps.MOST_OF_A_WORK;
    }

    private void owned(List<String> now, Collector<OverlapSide> out) throws Exception {
        if (now.equals(owners())) {
            return;
        }
        owners.update(new Ids(now));
        for (FoundOverlap one : overlaps.values()) {
            out.collect(new OverlapSide(one, now, false));
        }
    }

    /** What was found by a reading before that one: what still holds is found again. */
    private void renewed(String referenceId, long at, Collector<OverlapSide> out) throws Exception {
        renewed.put(referenceId, at);
        List<FoundOverlap> gone = new ArrayList<>();
        for (Map.Entry<String, FoundOverlap> one : overlaps.entries()) {
            boolean isOfIt = one.getValue().referenceId().equals(referenceId);
            if (isOfIt && one.getValue().at() < at) {
                gone.add(one.getValue());
            }
        }
        for (FoundOverlap one : gone) {
            overlaps.remove(one.overlapId());
            out.collect(new OverlapSide(one, owners(), true));
        }
    }

    private List<String> owners() throws Exception {
        Ids known = owners.value();
        return known == null ? List.of() : known.ids();
    }
}
