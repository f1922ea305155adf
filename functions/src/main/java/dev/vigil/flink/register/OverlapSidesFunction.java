package dev.vigil.flink.register;

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
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by work. Keeps who owns it, and what its recordings have in common with others: 100 of
 * these, more are counted and left out. Emits this side of an overlap when it is found, when the
 * owners change, and when its recording is read anew or goes. No timers. Must not look at who was
 * there first, or at the other side.
 *
 * <p>A report of an earlier reading may come after the news of the later one: when a recording was
 * read anew, or went, is kept for a day. Times are those of the tasks that read the references, so
 * their clocks should agree. Which version of the other recording was found is not known: while a
 * new version of it is being read, it may still be the one before.
 */
public final class OverlapSidesFunction
        extends KeyedProcessFunction<String, OverlapInput, OverlapSide> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "overlap sides";

    /** Reports that are older than that don't come any more. */
    private static final Duration KEPT = Duration.ofDays(1);

    private transient ValueState<Ids> owners;
    private transient MapState<String, FoundOverlap> overlaps;
    private transient MapState<String, Long> renewed;
    private transient Counter leftOut;

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
    }

    @Override
    public void processElement(OverlapInput input, Context context, Collector<OverlapSide> out)
            throws Exception {
        switch (input.kind()) {
            case FOUND -> found(input.found(), context, out);
            case OWNED -> owned(input.owners(), out);
            case RENEWED -> renewed(input.referenceId(), input.at(), out);
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
