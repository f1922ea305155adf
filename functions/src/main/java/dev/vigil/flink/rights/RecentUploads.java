package dev.vigil.flink.rights;

import dev.vigil.flink.Steps;
import dev.vigil.policy.Recents;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.rights.RecentChange;
import dev.vigil.schema.rights.RecentRange;
import dev.vigil.schema.rights.RecentUpload;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Of a work, uploads whose matches are over: they wait for the look-back, and a change is taken to
 * those that it concerns. Where a window of the work is announced they wait for its opening, but
 * not for longer than {@link Recents#longestMs}.
 *
 * <p>A part of {@link RightsFunction}: what a reference blocks is counted there, and an upload that
 * is blocked afterwards counts like any other.
 */
final class RecentUploads implements RecheckWalk.Store {
    /** Uploads that are forgotten in one step. */
    private static final int FORGOTTEN = 100;

    /** After an opening the walk to its uploads has begun. */
    private static final long SETTLED_MS = 60_000;

    private final long lookBackMs;
    private final MapState<Long, RecentUpload> uploads;
    private final ValueState<RecentRange> range;
    private final RecheckWalk walk;
    private final Steps steps;

    /**
     * @param lookBackMs how long an upload is judged again; 0 for never
     */
    RecentUploads(RuntimeContext runtime, long lookBackMs, Steps steps) {
        this.lookBackMs = lookBackMs;
        this.steps = steps;
        uploads =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.RECENT_UPLOADS,
                                Types.LONG,
                                TypeInformation.of(RecentUpload.class)));
        range =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.RECENT_RANGE, RecentRange.class));
        walk = new RecheckWalk(StateName.RECENT_WALK, this, steps, runtime);
    }

    @Override
    public long first() throws Exception {
        RecentRange known = range.value();
        return known == null ? 0 : known.first();
    }

    @Override
    public long next() throws Exception {
        RecentRange known = range.value();
        return known == null ? 0 : known.next();
    }

    @Override
    public OpenMatch get(long number) throws Exception {
        return uploads.get(number).match();
    }

    /** A match that is over. */
    void keep(OpenMatch match, TimerService timers) throws Exception {
        if (lookBackMs == 0 || !Recents.isRecent(match)) {
            return;
        }
        long now = timers.currentProcessingTime();
        RecentRange known = range.value();
        long next = known == null ? 0 : known.next();
        uploads.put(next, new RecentUpload(match, now));
        if (known == null) {
            range.update(new RecentRange(0, 1, now + lookBackMs));
            timers.registerProcessingTimeTimer(now + lookBackMs);
        } else {
            range.update(new RecentRange(known.first(), next + 1, known.forgetAt()));
        }
    }

    void changed(RecentChange change, TimerService timers) throws Exception {
        walk.changed(change, timers);
    }

    /**
     * @param lastOpening of the windows that are announced; null for none
     */
    void onTimer(
            long timestamp,
            boolean loaded,
            Long lastOpening,
            TimerService timers,
            RecheckWalk.Visit visit)
            throws Exception {
        walk.onTimer(timestamp, loaded, timers, visit);
        RecentRange known = range.value();
        if (known != null && known.forgetAt() <= timestamp) {
            forget(known, lastOpening, timers);
        }
    }

    /** In steps too: they were kept in the order of their time. */
    private void forget(RecentRange known, Long lastOpening, TimerService timers) throws Exception {
        long now = timers.currentProcessingTime();
        if (walk.isRunning()) {
            forgetAt(known.first(), known.next(), now + RecheckWalk.LOOK_AGAIN_MS, timers);
            return;
        }
        long first = known.first();
        long stop = Math.min(known.next(), first + FORGOTTEN);
        while (first < stop && until(first, lastOpening) <= now) {
            uploads.remove(first++);
        }
        if (first == known.next()) {
            range.clear();
        } else {
            long until = until(first, lastOpening);
            forgetAt(first, known.next(), Math.max(until, steps.next(0, timers)), timers);
        }
    }

    private void forgetAt(long first, long next, long atMs, TimerService timers) throws Exception {
        range.update(new RecentRange(first, next, atMs));
        timers.registerProcessingTimeTimer(atMs);
    }

    private long until(long number, Long lastOpening) throws Exception {
        long overAt = uploads.get(number).overAt();
        long until = overAt + lookBackMs;
        return lastOpening == null
                ? until
                : Math.max(
                        until,
                        Math.min(overAt + Recents.longestMs(lookBackMs), lastOpening + SETTLED_MS));
    }
}
