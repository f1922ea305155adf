package dev.vigil.flink;

import dev.vigil.policy.Recents;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.state.RecentRange;
import dev.vigil.schema.state.RecentUpload;
import dev.vigil.schema.state.RecentWalk;
import dev.vigil.schema.state.StateName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.TimerService;

/**
 * Of a work, uploads whose matches are over: they wait for the look-back, and a change is taken to
 * those that it concerns. In small steps, each in a timer of its own, so that whatever else the
 * task has to do comes between them.
 *
 * <p>A part of {@link Rights}: what a reference blocks is counted there, and an upload that is
 * blocked afterwards counts like any other.
 */
final class Recent {
    /** Milliseconds that the longest step has taken since the task started. */
    static final String LONGEST_STEP = "longestRecheckStepMs";

    /** Uploads in one step: with the time to hand them on, well below 200 ms. */
    static final int STEP = 100;

    /** A step that met an outage, or a clock that was put forward, must not hold up all others. */
    static final long MOST_REST_MS = 10_000;

    private final long lookBackMs;
    private final MapState<Long, RecentUpload> uploads;
    private final ValueState<RecentRange> range;
    private final ValueState<RecentWalk> walk;

    /**
     * Steps of all works of a task stand at times of their own: due together, they fire together.
     */
    private long lastStepAt;

    private long longestStepMs;

    /** What is to be done with a match that a change concerns. */
    @FunctionalInterface
    interface Again {
        void emit(OpenMatch match, RecentChange change) throws Exception;
    }

    /**
     * @param lookBackMs how long an upload is judged again; 0 for never
     */
    Recent(RuntimeContext runtime, long lookBackMs) {
        this.lookBackMs = lookBackMs;
        uploads =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.RECENT_UPLOADS,
                                Types.LONG,
                                TypeInformation.of(RecentUpload.class)));
        range =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.RECENT_RANGE, RecentRange.class));
        walk =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.RECENT_WALK, RecentWalk.class));
        runtime.getMetricGroup().gauge(LONGEST_STEP, (Gauge<Long>) () -> longestStepMs);
    }

    /** A match that is over. */
    void keep(OpenMatch match, TimerService timers) throws Exception {
        if (lookBackMs == 0 || !Recents.isRecent(match)) {
            return;
        }
        long until = timers.currentProcessingTime() + lookBackMs;
        RecentRange known = range.value();
        long next = known == null ? 0 : known.next();
        uploads.put(next, new RecentUpload(match, until));
        range.update(new RecentRange(known == null ? 0 : known.first(), next + 1));
        if (known == null) {
            timers.registerProcessingTimeTimer(Rights.offBeat(until));
        }
    }

    void changed(RecentChange change, TimerService timers) throws Exception {
        RecentRange known = range.value();
        RecentWalk running = walk.value();
        if (running != null) {
            walk.update(running.waits(change));
        } else if (known != null) {
            begin(change, known, timers);
        }
    }

    private void begin(RecentChange change, RecentRange of, TimerService timers) throws Exception {
        long at = nextStep(0, timers);
        walk.update(new RecentWalk(change, RecentChange.NONE, of.first(), of.next(), at));
        timers.registerProcessingTimeTimer(at);
    }

    /**
     * A rest as long as the step before it: a step waits for who reads it, and timers go before all
     * other input, so that matches and checkpoints would wait for the end of the walk.
     *
     * @param tookMs how long that step took
     */
    private long nextStep(long tookMs, TimerService timers) {
        long now = timers.currentProcessingTime();
        long rest = Math.max(1, Math.min(tookMs, MOST_REST_MS));
        lastStepAt = Rights.offBeat(Math.max(lastStepAt, now) + rest);
        return lastStepAt;
    }

    /**
     * @param loaded while false a walk waits: nobody is cut whose authorization is still to be read
     */
    void onTimer(long timestamp, boolean loaded, TimerService timers, Again again)
            throws Exception {
        RecentRange known = range.value();
        if (known == null) {
            return;
        }
        long began = timers.currentProcessingTime();
        RecentWalk running = walk.value();
        if (running != null && running.stepAt() <= timestamp) {
            if (loaded) {
                step(running, began, timers, again);
            } else {
                rest(running, timers);
            }
        }
        forget(began, timers);
        longestStepMs = Math.max(longestStepMs, timers.currentProcessingTime() - began);
    }

    private void rest(RecentWalk running, TimerService timers) throws Exception {
        long at = Rights.offBeat(timers.currentProcessingTime() + Rights.LOOK_AGAIN_MS);
        walk.update(running.goesOn(running.cursor(), at));
        timers.registerProcessingTimeTimer(at);
    }

    private void step(RecentWalk running, long began, TimerService timers, Again again)
            throws Exception {
        long first = Math.max(running.cursor(), range.value().first());
        long stop = Math.min(running.end(), first + STEP);
        List<OpenMatch> concerned = new ArrayList<>();
        for (long number = first; number < stop; number++) {
            OpenMatch match = uploads.get(number).match();
            if (Recents.concerns(running.change(), match)) {
                concerned.add(match);
            }
        }
        for (OpenMatch match : concerned) {
            again.emit(match, running.change());
        }
        if (stop < running.end()) {
            long at = nextStep(timers.currentProcessingTime() - began, timers);
            walk.update(running.goesOn(stop, at));
            timers.registerProcessingTimeTimer(at);
        } else {
            walk.clear();
            if (!running.waiting().equals(RecentChange.NONE)) {
                begin(running.waiting(), range.value(), timers);
            }
        }
    }

    /** In steps too: they were kept in the order of their time. */
    private void forget(long nowMs, TimerService timers) throws Exception {
        RecentRange known = range.value();
        long first = known.first();
        long stop = Math.min(known.next(), first + STEP);
        while (first < stop && uploads.get(first).until() <= nowMs) {
            uploads.remove(first++);
        }
        if (first == known.next()) {
            range.clear();
            walk.clear();
        } else if (first > known.first()) {
            range.update(new RecentRange(first, known.next()));
            long next = Rights.offBeat(uploads.get(first).until());
            timers.registerProcessingTimeTimer(Math.max(next, nextStep(0, timers)));
        }
    }
}
