package dev.vigil.flink;

import dev.vigil.policy.Recents;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.JudgeInput;
import dev.vigil.schema.flow.RecentInput;
import dev.vigil.schema.flow.Recheck;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.state.RecentRange;
import dev.vigil.schema.state.RecentUpload;
import dev.vigil.schema.state.RecentWalk;
import dev.vigil.schema.state.StateName;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by work and a part of its sessions: uploads whose matches are over wait here for the
 * look-back, and a change is taken to those that it concerns. In small steps, each in a timer of
 * its own, so that whatever else the task has to do comes between them.
 *
 * <p>Findings of uploads pass through, so that a change can't overtake the finding that it changes.
 */
public final class Recent extends KeyedProcessFunction<String, RecentInput, JudgeInput> {
    private static final long serialVersionUID = 1L;

    /** Milliseconds that the longest step has taken since the task started. */
    public static final String LONGEST_STEP = "longestRecheckStepMs";

    /** Uploads in one step: with the time to hand them on, well below 200 ms. */
    static final int STEP = 100;

    private final long lookBackMs;
    private transient MapState<Long, RecentUpload> uploads;
    private transient ValueState<RecentRange> range;
    private transient ValueState<RecentWalk> walk;

    /**
     * Steps of all keys of a task stand at times of their own: due together, they fire together.
     */
    private transient long lastStepAt;

    private transient long longestStepMs;

    /**
     * @param lookBackMs how long an upload is judged again; 0 for never
     */
    public Recent(long lookBackMs) {
        this.lookBackMs = lookBackMs;
    }

    @Override
    public void open(OpenContext context) {
        uploads =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.RECENT_UPLOADS,
                                        Types.LONG,
                                        TypeInformation.of(RecentUpload.class)));
        range =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.RECENT_RANGE, RecentRange.class));
        walk =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.RECENT_WALK, RecentWalk.class));
        getRuntimeContext().getMetricGroup().gauge(LONGEST_STEP, (Gauge<Long>) () -> longestStepMs);
    }

    @Override
    public void processElement(RecentInput input, Context context, Collector<JudgeInput> out)
            throws Exception {
        switch (input.kind()) {
            case FINDING -> {
                out.collect(JudgeInput.finding(input.finding()));
                if (Rights.isRecent(input.finding(), lookBackMs)) {
                    keep(input.finding(), context);
                }
            }
            case CHANGE -> change(input.change(), context);
            default ->
                    throw new IllegalStateException(
                            "Recent was given " + input.kind() + ", which is not its own");
        }
    }

    private void keep(Finding finding, Context context) throws Exception {
        SessionStarted session = finding.context();
        long until = context.timerService().currentProcessingTime() + lookBackMs;
        RecentRange known = range.value();
        long next = known == null ? 0 : known.next();
        uploads.put(
                next,
                new RecentUpload(
                        finding.sessionId(),
                        finding.evidence().matchId(),
                        session.accountId(),
                        session.channelId(),
                        session.organisationId(),
                        until));
        range.update(new RecentRange(known == null ? 0 : known.first(), next + 1));
        if (known == null) {
            context.timerService().registerProcessingTimeTimer(until);
        }
    }

    private void change(RecentChange change, Context context) throws Exception {
        RecentRange known = range.value();
        RecentWalk running = walk.value();
        if (running != null) {
            walk.update(running.waits(change));
        } else if (known != null) {
            begin(List.of(change), known, context);
        }
    }

    private void begin(List<RecentChange> changes, RecentRange of, Context context)
            throws Exception {
        long at = nextStep(0, context);
        walk.update(new RecentWalk(changes, List.of(), of.first(), of.next(), at));
        context.timerService().registerProcessingTimeTimer(at);
    }

    /**
     * A rest as long as the step before it: a step waits for who reads it, and timers go before all
     * other input, so that findings and checkpoints would wait for the end of the walk.
     */
    private long nextStep(long tookMs, Context context) {
        long now = context.timerService().currentProcessingTime();
        lastStepAt = Math.max(lastStepAt, now) + Math.max(1, tookMs);
        return lastStepAt;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<JudgeInput> out)
            throws Exception {
        long began = context.timerService().currentProcessingTime();
        RecentWalk running = walk.value();
        if (running != null && running.stepAt() <= timestamp) {
            step(running, began, context, out);
        }
        forget(began, context);
        long took = context.timerService().currentProcessingTime() - began;
        longestStepMs = Math.max(longestStepMs, took);
    }

    private void step(RecentWalk running, long began, Context context, Collector<JudgeInput> out)
            throws Exception {
        long stop = Math.min(running.end(), running.cursor() + STEP);
        for (long number = running.cursor(); number < stop; number++) {
            // Forgotten meanwhile: null.
            RecentUpload upload = uploads.get(number);
            Optional<Recheck> recheck =
                    upload == null ? Optional.empty() : Recents.recheck(running.changes(), upload);
            if (recheck.isPresent()) {
                out.collect(JudgeInput.recheck(recheck.get()));
            }
        }
        RecentRange left = range.value();
        if (stop < running.end() && left != null) {
            long took = context.timerService().currentProcessingTime() - began;
            long at = nextStep(took, context);
            walk.update(
                    new RecentWalk(
                            running.changes(),
                            running.waiting(),
                            Math.max(stop, left.first()),
                            running.end(),
                            at));
            context.timerService().registerProcessingTimeTimer(at);
        } else {
            walk.clear();
            if (!running.waiting().isEmpty() && left != null) {
                begin(running.waiting(), left, context);
            }
        }
    }

    /** In steps too: they were kept in the order of their time. */
    private void forget(long nowMs, Context context) throws Exception {
        RecentRange known = range.value();
        if (known == null) {
            return;
        }
        long first = known.first();
        long stop = Math.min(known.next(), first + STEP);
        while (first < stop && uploads.get(first).until() <= nowMs) {
            uploads.remove(first++);
        }
        if (first == known.next()) {
            range.clear();
        } else if (first > known.first()) {
            range.update(new RecentRange(first, known.next()));
            long next = uploads.get(first).until();
            context.timerService()
                    .registerProcessingTimeTimer(Math.max(next, nextStep(0, context)));
        }
    }
}
