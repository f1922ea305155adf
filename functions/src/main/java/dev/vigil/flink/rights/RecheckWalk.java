package dev.vigil.flink.rights;

import dev.vigil.flink.Steps;
import dev.vigil.policy.Recents;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.rights.RecentChange;
import dev.vigil.schema.rights.RecentWalk;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;

/**
 * Takes a change to those matches of a work that it concerns, in small steps, each in a timer of
 * its own, so that whatever else the task has to do comes between them. What changes meanwhile
 * waits and is taken along by the next walk.
 */
final class RecheckWalk {
    /** Matches that one step hands on: with the time for that, well below 200 ms. */
    static final int STEP = 100;

    /** Matches that one step reads: most of them may not be concerned. */
    static final int LOOKS = 1_000;

    /** While the registers load, a walk looks this often whether they are. */
    static final long LOOK_AGAIN_MS = 250;

    /** Matches by number, of which none is missing between the first and the last. */
    interface Store {
        long first() throws Exception;

        /** Behind the last one. */
        long next() throws Exception;

        OpenMatch get(long number) throws Exception;
    }

    /** What is to be done with a match that a change concerns. */
    @FunctionalInterface
    interface Visit {
        void to(OpenMatch match, RecentChange change) throws Exception;
    }

    private final Store store;
    private final Steps steps;
    private final ValueState<RecentWalk> state;

    /**
     * @param name of the state
     */
    RecheckWalk(String name, Store store, Steps steps, RuntimeContext runtime) {
        this.store = store;
        this.steps = steps;
        state = runtime.getState(new ValueStateDescriptor<>(name, RecentWalk.class));
    }

    boolean isRunning() throws Exception {
        return state.value() != null;
    }

    /** What is on its way: a match that reports meanwhile carries its entries too. */
    RecentChange underway() throws Exception {
        RecentWalk running = state.value();
        return running == null ? RecentChange.NONE : running.change().and(running.waiting());
    }

    /** Takes a change along by timers. */
    void changed(RecentChange change, TimerService timers) throws Exception {
        RecentWalk running = state.value();
        if (running != null) {
            state.update(running.waits(change));
        } else if (store.first() < store.next()) {
            begin(change, steps.next(0, timers), timers);
        }
    }

    /** Takes the first step at once: where there are few matches there is no other. */
    void changed(RecentChange change, TimerService timers, Visit visit) throws Exception {
        RecentWalk running = state.value();
        if (running != null) {
            state.update(running.waits(change));
        } else if (store.first() < store.next()) {
            step(
                    new RecentWalk(change, RecentChange.NONE, store.first(), store.next(), 0),
                    timers,
                    visit);
        }
    }

    /** Every match is visited once the registers are loaded. */
    void awaits(TimerService timers) throws Exception {
        RecentWalk running = state.value();
        if (running == null) {
            begin(RecentChange.ALL, timers.currentProcessingTime() + LOOK_AGAIN_MS, timers);
        } else if (running.change().all() && running.cursor() > store.first()) {
            state.update(running.goesOn(store.first(), running.stepAt()));
        } else if (!running.change().all() && !running.waiting().all()) {
            state.update(running.waits(RecentChange.ALL));
        }
    }

    private void begin(RecentChange change, long atMs, TimerService timers) throws Exception {
        state.update(new RecentWalk(change, RecentChange.NONE, store.first(), store.next(), atMs));
        timers.registerProcessingTimeTimer(atMs);
    }

    /**
     * @param loaded while false a walk rests: no session is cut whose authorization is still to be
     *     read
     */
    void onTimer(long timestamp, boolean loaded, TimerService timers, Visit visit)
            throws Exception {
        RecentWalk running = state.value();
        if (running == null || running.stepAt() > timestamp) {
            return;
        }
        if (loaded) {
            step(running, timers, visit);
        } else {
            goesOn(
                    running,
                    running.cursor(),
                    timers.currentProcessingTime() + LOOK_AGAIN_MS,
                    timers);
        }
    }

    private void goesOn(RecentWalk running, long from, long atMs, TimerService timers)
            throws Exception {
        state.update(running.goesOn(from, atMs));
        timers.registerProcessingTimeTimer(atMs);
    }

    private void step(RecentWalk running, TimerService timers, Visit visit) throws Exception {
        long began = timers.currentProcessingTime();
        long number = Math.max(running.cursor(), store.first());
        int looks = 0;
        int visits = 0;
        while (number < running.end() && looks++ < LOOKS && visits < STEP) {
            OpenMatch match = store.get(number++);
            if (Recents.concerns(running.change(), match)) {
                visit.to(match, running.change());
                visits++;
            }
        }
        long tookMs = timers.currentProcessingTime() - began;
        steps.took(tookMs);
        if (number < running.end()) {
            goesOn(running, number, steps.next(tookMs, timers), timers);
            return;
        }
        state.clear();
        if (!running.waiting().equals(RecentChange.NONE)) {
            changed(running.waiting(), timers);
        }
    }

    void clear() {
        state.clear();
    }
}
