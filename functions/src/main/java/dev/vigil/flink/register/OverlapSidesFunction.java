package dev.vigil.flink.register;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.LoadedGate;
import dev.vigil.flink.PureFailure;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.register.OverlapOwners;
import dev.vigil.schema.register.OverlapSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by work. Keeps who owns it, and what its recordings have in common with others: 100 of
 * these, first what they had later, then the most in common; others are counted and left out. Emits
 * this side of an overlap when it is found, when the owners change, and when either recording is
 * read anew or goes. Must not look at the other side, nor, but to make room, at who was first.
 *
 * <p>What is emitted before all registers are read has no owners, and is not published: works of
 * one owner would be as of two. A timer looks whether they are read.
 *
 * <p>Reads back what was published. A start without state begins with that: recordings that are
 * there then are not asked for again. And that the other recording of an overlap went is known to
 * its own work alone: the end that is published for it takes the entry of this one.
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

    /** While the registers are read it is looked this often whether they are. */
    private static final long LOOK_AGAIN_MS = 250;

    private static final Comparator<FoundOverlap> LEAST_FIRST =
            Comparator.comparing(Overlaps::isLater).thenComparingLong(FoundOverlap::commonMs);

    private final List<String> topics;
    private transient ValueState<OverlapOwners> owners;
    private transient MapState<String, FoundOverlap> overlaps;
    private transient MapState<String, Long> renewed;
    private transient Counter leftOut;
    private transient LoadedGate[] gates;

    /**
     * @param topics of the source that reads the registers, and what was published
     */
    public OverlapSidesFunction(List<String> topics) {
        this.topics = List.copyOf(topics);
    }

    @Override
    public void open(OpenContext context) {
        owners =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.OVERLAP_OWNERS, OverlapOwners.class));
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
            case OWNED -> owned(input.owners(), context, out);
            case RENEWED -> renewed(input.referenceId(), input.at(), out);
            case PUBLISHED -> published(input.found(), context, out);
            case ENDED -> ended(input.found(), out);
            case LOADED -> gate(context).mark(input.loaded());
        }
    }

    private LoadedGate gate(Context context) {
        return gates[KeyGroups.of(context.getCurrentKey())];
    }

    private void found(FoundOverlap found, Context context, Collector<OverlapSide> out)
            throws Exception {
        if (takes(found, context, out) || overlaps.contains(found.overlapId())) {
            return;
        }
        if (isOutdated(found) || Overlaps.isLater(found)) {
            // The other work may have it: the end that is published frees its place there.
            goes(found, out);
        } else {
            // The other recording is held by it, with a place here or without.
            emit(found, context, out);
        }
    }

    /** False where it is outdated, or there is no room for it. */
    private boolean takes(FoundOverlap found, Context context, Collector<OverlapSide> out)
            throws Exception {
        FoundOverlap known = overlaps.get(found.overlapId());
        if (isOutdated(found) || known == null && !hasRoom(found, out)) {
            return false;
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
            emit(now.get(), context, out);
        }
        return true;
    }

    /** Its recording was read anew since, or went. */
    private boolean isOutdated(FoundOverlap found) throws Exception {
        Long renewedAt = renewed.get(found.referenceId());
        return renewedAt != null && found.at() < renewedAt;
    }

    /**
     * What has the least in common makes room: else a hundred jingles would hide a copy. What this
     * recording had first does so before all it had later, and holds the other one as before: else
     * a hundred works that are registered later would end what a copy is held by.
     */
    private boolean hasRoom(FoundOverlap found, Collector<OverlapSide> out) throws Exception {
        FoundOverlap least = found;
        int count = 0;
        for (FoundOverlap one : overlaps.values()) {
            least = LEAST_FIRST.compare(one, least) < 0 ? one : least;
            count++;
        }
        if (count < Overlaps.MOST_OF_A_WORK) {
            return true;
        }
        leftOut.inc();
        if (least == found) {
            return false;
        }
        if (Overlaps.isLater(least)) {
            goes(least, out);
        } else {
            overlaps.remove(least.overlapId());
        }
        return true;
    }

    private void goes(FoundOverlap one, Collector<OverlapSide> out) throws Exception {
        overlaps.remove(one.overlapId());
        out.collect(new OverlapSide(one, owners(), true));
    }

    private void emit(FoundOverlap one, Context context, Collector<OverlapSide> out)
            throws Exception {
        boolean isRead = gate(context).isOpen();
        out.collect(new OverlapSide(one, isRead ? owners() : null, false));
        if (!isRead) {
            looksAgain(context.timerService());
        }
    }

    /** At times that all works share. */
    private static void looksAgain(TimerService timers) {
        long looks = timers.currentProcessingTime() / LOOK_AGAIN_MS + 1;
        timers.registerProcessingTimeTimer(looks * LOOK_AGAIN_MS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<OverlapSide> out)
            throws Exception {
        if (!gate(context).isOpen()) {
            looksAgain(context.timerService());
            return;
        }
        for (FoundOverlap one : overlaps.values()) {
            emit(one, context, out);
        }
    }

    /** What this job has found since is in its state, and is ahead of what it has published. */
    private void published(FoundOverlap found, Context context, Collector<OverlapSide> out)
            throws Exception {
        if (gate(context).isOpen()) {
            return;
        }
        if (isOutdated(found)) {
            found(found, context, out);
        } else {
            // What has no place here holds the other recording as before.
            takes(found, context, out);
        }
    }

    private void ended(FoundOverlap found, Collector<OverlapSide> out) throws Exception {
        FoundOverlap known = overlaps.get(found.overlapId());
        if (known != null && known.at() <= found.at()) {
            goes(known, out);
        }
    }

    private void owned(OverlapOwners now, Context context, Collector<OverlapSide> out)
            throws Exception {
        OverlapOwners known = owners();
        if (!now.supersedes(known)) {
            return;
        }
        owners.update(now);
        boolean isSame =
                now.parties().equals(known.parties()) && now.stakes().equals(known.stakes());
        if (!isSame) {
            for (FoundOverlap one : overlaps.values()) {
                emit(one, context, out);
            }
        }
    }

    /**
     * What was found by a reading before that one: what still holds is found again. A search may
     * end after the news that its recording went.
     */
    private void renewed(String referenceId, long at, Collector<OverlapSide> out) throws Exception {
        Long last = renewed.get(referenceId);
        if (last != null && at <= last) {
            return;
        }
        renewed.put(referenceId, at);
        List<FoundOverlap> outdated = new ArrayList<>();
        for (FoundOverlap one : overlaps.values()) {
            if (isOutdated(one)) {
                outdated.add(one);
            }
        }
        for (FoundOverlap one : outdated) {
            goes(one, out);
        }
    }

    private OverlapOwners owners() throws Exception {
        OverlapOwners known = owners.value();
        return known == null ? OverlapOwners.NONE : known;
    }
}
