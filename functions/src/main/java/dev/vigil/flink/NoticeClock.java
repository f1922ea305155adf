package dev.vigil.flink;

import dev.vigil.notice.Ladder;
import dev.vigil.notice.NoticeMachine;
import dev.vigil.notice.Step;
import dev.vigil.schema.event.BreachCorrection;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.state.NoticeCase;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.WorkListing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by notice: one event-time timer, the next thing that the clock must do. Now is the event's
 * own time when an event comes, and the larger of timer and watermark when a timer fires; the
 * watermark is never read on an event, for after a restore it is the minimum (HOUSE 4).
 */
public final class NoticeClock
        extends KeyedBroadcastProcessFunction<String, NoticeInput, ListInput, EscalationAlert> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<EscalationResolved> RESOLVED =
            new OutputTag<>("resolved", TypeInformation.of(EscalationResolved.class));
    public static final OutputTag<BreachRecord> BREACHES =
            new OutputTag<>("breaches", TypeInformation.of(BreachRecord.class));
    public static final OutputTag<BreachCorrection> CORRECTIONS =
            new OutputTag<>("corrections", TypeInformation.of(BreachCorrection.class));
    public static final OutputTag<NoticeStatus> STATUS =
            new OutputTag<>("status", TypeInformation.of(NoticeStatus.class));

    /** A proof for a notice that was forgotten long ago waits in vain, but not for ever. */
    private static final Duration EARLY_TTL = Duration.ofDays(1);

    private static final String STAGE = "notice-clock";

    private final long graceMs;
    private transient NoticeMachine machine;
    private transient ValueState<NoticeCase> notice;

    /**
     * Items that were done before the notice came: it takes a shorter way than they do, but nothing
     * keeps the two in order.
     */
    private transient MapState<String, Long> earlyItems;

    /**
     * @param graceMs how long after due a breach is written (option {@code clock.grace})
     */
    public NoticeClock(long graceMs) {
        this.graceMs = graceMs;
    }

    @Override
    public void open(OpenContext context) {
        machine = new NoticeMachine(new Ladder(graceMs));
        notice =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.NOTICE_CASE, NoticeCase.class));
        MapStateDescriptor<String, Long> early =
                new MapStateDescriptor<>(StateName.EARLY_ITEMS, Types.STRING, Types.LONG);
        early.enableTimeToLive(StateTtlConfig.newBuilder(EARLY_TTL).build());
        earlyItems = getRuntimeContext().getMapState(early);
    }

    @Override
    public void processElement(
            NoticeInput input, ReadOnlyContext context, Collector<EscalationAlert> out)
            throws Exception {
        NoticeCase before = notice.value();
        if (before == null && input.kind() == NoticeInput.Kind.ITEM_DONE) {
            Long known = earlyItems.get(input.itemId());
            if (known == null || known > input.effectiveAt()) {
                earlyItems.put(input.itemId(), input.effectiveAt());
            }
            return;
        }
        attempt(before, input.time(), () -> step(before, input), context, out);
        if (before == null && input.kind() == NoticeInput.Kind.RECEIVED) {
            takeEarlyItems(input.time(), context, out);
        }
    }

    private void takeEarlyItems(
            long receivedAt, ReadOnlyContext context, Collector<EscalationAlert> out)
            throws Exception {
        for (Map.Entry<String, Long> early : earlyItems.entries()) {
            NoticeCase before = notice.value();
            attempt(
                    before,
                    receivedAt,
                    () -> machine.itemDone(before, early.getKey(), early.getValue(), receivedAt),
                    context,
                    out);
        }
        earlyItems.clear();
    }

    private Step step(NoticeCase before, NoticeInput input) {
        return switch (input.kind()) {
            case RECEIVED -> machine.received(before, input.received());
            case ITEM_DONE ->
                    machine.itemDone(before, input.itemId(), input.effectiveAt(), input.time());
            case WITHDRAWN -> machine.withdrawn(before, input.time());
            case ACKNOWLEDGED ->
                    machine.acknowledged(before, input.acknowledged().alertKey(), input.time());
            default ->
                    throw new IllegalStateException(
                            "The notice clock was given "
                                    + input.kind()
                                    + ", which is not its own");
        };
    }

    @Override
    public void processBroadcastElement(
            ListInput input, Context context, Collector<EscalationAlert> out) throws Exception {
        if (input.kind() == ListInput.Kind.ENTRY) {
            ListProjection.merge(
                    context.getBroadcastState(ListProjection.BY_WORK),
                    context.getBroadcastState(ListProjection.WORK_OF_ENTRY),
                    input.entry());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EscalationAlert> out)
            throws Exception {
        long nowMs = Math.max(timestamp, context.timerService().currentWatermark());
        refuseTheEndOfTime(nowMs);
        NoticeCase before = notice.value();
        if (before != null && Objects.equals(before.nextAt(), timestamp)) {
            attempt(before, timestamp, () -> machine.due(before, nowMs), context, out);
        }
    }

    /**
     * The largest watermark is no time: it comes when an input goes idle beside the list, or when
     * the job is drained, and would breach every notice. Better no job than that.
     */
    private static void refuseTheEndOfTime(long nowMs) {
        if (nowMs == Long.MAX_VALUE) {
            throw new IllegalStateException(
                    "event time: expected the caught-up time of the notice topics, came its"
                            + " maximum; take withIdleness off the sources, and stop the job"
                            + " without --drain");
        }
    }

    private void attempt(
            NoticeCase before,
            long position,
            Supplier<Step> decide,
            ReadOnlyContext context,
            Collector<EscalationAlert> out)
            throws Exception {
        Step step;
        try {
            step = decide.get();
        } catch (RuntimeException e) {
            context.output(
                    PureFailure.DEAD,
                    PureFailure.letter(STAGE, context.getCurrentKey(), position, e));
            return;
        }
        apply(before, step, context, out);
    }

    private void apply(
            NoticeCase before, Step step, ReadOnlyContext context, Collector<EscalationAlert> out)
            throws Exception {
        if (step.alert() != null) {
            out.collect(step.alert());
        }
        if (step.breach() != null) {
            context.output(BREACHES, step.breach());
        }
        if (step.correction() != null) {
            context.output(CORRECTIONS, step.correction());
        }
        if (step.resolved() != null) {
            context.output(RESOLVED, step.resolved());
        }
        if (step.status() != null) {
            context.output(STATUS, step.status().listed(listed(step.next(), context)));
        }
        moveTimer(before, step.next(), context);
        if (step.next() == null) {
            notice.clear();
        } else if (step.next() != before) {
            notice.update(step.next());
        }
    }

    private static void moveTimer(NoticeCase before, NoticeCase next, ReadOnlyContext context) {
        Long old = before == null ? null : before.nextAt();
        Long wanted = next == null ? null : next.nextAt();
        if (Objects.equals(old, wanted)) {
            return;
        }
        if (old != null) {
            context.timerService().deleteEventTimeTimer(old);
        }
        if (wanted != null) {
            context.timerService().registerEventTimeTimer(wanted);
        }
    }

    /** Works of the notice that stand on the list as this task knows it. */
    private static List<String> listed(NoticeCase notice, ReadOnlyContext context)
            throws Exception {
        ReadOnlyBroadcastState<String, WorkListing> byWork =
                context.getBroadcastState(ListProjection.BY_WORK);
        List<String> listed = new ArrayList<>();
        for (String workId : notice.workIds()) {
            List<ListEntry> entries = ListProjection.of(byWork, workId).entries();
            if (entries.stream().anyMatch(entry -> entry.withdrawnAt() == null)) {
                listed.add(workId);
            }
        }
        return listed;
    }
}
