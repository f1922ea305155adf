package dev.vigil.flink.notice;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.flink.notifier.Standings;
import dev.vigil.notice.ClockRules;
import dev.vigil.notice.Facts;
import dev.vigil.notice.NoticeMachine;
import dev.vigil.notice.ReadOrder;
import dev.vigil.notice.Step;
import dev.vigil.notifier.Consequences;
import dev.vigil.policy.ListIndex;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.staydown.StayDown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Keyed by notice: one event-time timer, the next thing that the clock must do. Now is the event's
 * own time when an event comes, and the larger of timer and watermark when a timer fires; the
 * watermark is never read on an event, for after a restore it is the minimum.
 *
 * <p>A timer fires behind everything that was in the log: the records of others, and what this job
 * has published itself, which comes back as ADOPTED. So after a failure nothing is published again
 * with another body, and nothing that was lost stays lost (ADR 5).
 */
public final class NoticeClockFunction
        extends KeyedBroadcastProcessFunction<String, NoticeInput, ListInput, EscalationAlert> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<EscalationResolved> RESOLVED = tag(EscalationResolved.class);
    public static final OutputTag<BreachRecord> BREACHES = tag(BreachRecord.class);
    public static final OutputTag<BreachCorrection> CORRECTIONS = tag(BreachCorrection.class);
    public static final OutputTag<NoticeStatus> STATUS = tag(NoticeStatus.class);
    public static final OutputTag<NoticeCommand> COMMANDS = tag(NoticeCommand.class);
    public static final OutputTag<NoticeLink> LINKS = tag(NoticeLink.class);
    public static final OutputTag<StayDown> STAY_DOWNS = tag(StayDown.class);
    public static final OutputTag<NotifierInput> OUTCOMES = tag(NotifierInput.class);
    public static final OutputTag<ItemOutcome> ITEM_OUTCOMES = tag(ItemOutcome.class);
    public static final OutputTag<ReceiptInput> RECEIPTS = tag(ReceiptInput.class);

    /** What failed of a clock is tried again after this long. */
    private static final long RETRY_MS = 60_000;

    private static final String STAGE = "notice-clock";

    private final ClockRules rules;
    private final ClockInbox.Gathering gathering;
    private final SerializableFunction<ClockRules, NoticeMachine> machines;
    private transient NoticeMachine machine;
    private transient String incarnation;
    private transient ClockCases cases;
    private transient ClockInbox inbox;
    private transient OpenNotices openNotices;
    private transient ListProjection list;

    public NoticeClockFunction(ClockRules rules) {
        this(rules, ClockInbox.Gathering.DEFAULT);
    }

    NoticeClockFunction(ClockRules rules, ClockInbox.Gathering gathering) {
        this(rules, gathering, NoticeMachine::new);
    }

    NoticeClockFunction(
            ClockRules rules,
            ClockInbox.Gathering gathering,
            SerializableFunction<ClockRules, NoticeMachine> machines) {
        this.rules = rules;
        this.gathering = gathering;
        this.machines = machines;
    }

    private static <T> OutputTag<T> tag(Class<T> type) {
        return new OutputTag<>(type.getSimpleName(), TypeInformation.of(type));
    }

    @Override
    public void open(OpenContext context) {
        machine = machines.apply(rules);
        incarnation = UUID.randomUUID().toString();
        openNotices = new OpenNotices(getRuntimeContext().getMetricGroup(), wall());
        cases = new ClockCases(getRuntimeContext());
        inbox = new ClockInbox(getRuntimeContext(), gathering);
        list = new ListProjection(ListReader.NOTICE_CLOCK, Facts::uses, Facts::isOver);
    }

    /** For a metric only, which is read outside of any record. */
    private LongSupplier wall() {
        return ((StreamingRuntimeContext) getRuntimeContext()).getProcessingTimeService()
                ::getCurrentProcessingTime;
    }

    @Override
    public void processElement(
            NoticeInput input, ReadOnlyContext context, Collector<EscalationAlert> out)
            throws Exception {
        boolean isStarting = context.currentWatermark() == Long.MIN_VALUE;
        boolean waits = isStarting && waitsForTheFirstWatermark(input);
        if (inbox.gather(input, waits, context.timestamp(), context.timerService())) {
            if (inbox.isFull()) {
                takeGathered(cases.value(), null, context, out);
            }
            return;
        }
        NoticeCase before =
                isStarting ? cases.value() : takeGathered(cases.value(), null, context, out);
        if (before == null && input.kind() == NoticeInput.Kind.RECEIVED) {
            open(input, context, out);
        } else if (before == null || NoticeMachine.isEarly(before, input)) {
            keep(input, context);
            return;
        } else {
            attempt(before, input, context.timestamp(), context, out);
        }
        if (isStarting) {
            inbox.gatherEarly(context.timerService());
        } else if (names(input)) {
            takeEarly(context, out);
        }
    }

    /**
     * After a start the topics are read in any order, a month of one ahead of another: what follows
     * on a notice waits until all of it is there, and is taken by its own time. What was published
     * is known at once.
     */
    private boolean waitsForTheFirstWatermark(NoticeInput input) throws Exception {
        return switch (input.kind()) {
            case ADOPTED -> false;
            case RECEIVED -> cases.value() != null;
            default -> true;
        };
    }

    /**
     * What has waited is taken before anything else is.
     *
     * @param readMs all that was written until then has been read; null where that is not known
     */
    private NoticeCase takeGathered(
            NoticeCase before, Long readMs, ReadOnlyContext context, Collector<EscalationAlert> out)
            throws Exception {
        Long reachedMs = inbox.reachedMs();
        List<NoticeInput> waiting = inbox.takeGathered();
        if (waiting.isEmpty()) {
            return before;
        }
        if (before != null && waiting.stream().anyMatch(NoticeClockFunction::names)) {
            // What waited longer was read first.
            waiting.addAll(0, inbox.early());
            inbox.early(List.of(), context.timerService());
        }
        List<NoticeInput> left = ReadOrder.of(waiting);
        Turns turns = new Turns(reachedMs, readMs);
        int many;
        do {
            many = left.size();
            left = stillEarly(left, turns, context, out);
        } while (left.size() < many && !left.isEmpty());
        for (NoticeInput input : left) {
            keep(input, context);
        }
        return cases.value();
    }

    private static boolean names(NoticeInput input) {
        return input.kind() == NoticeInput.Kind.RECEIVED
                || input.kind() == NoticeInput.Kind.SUPPLEMENTED;
    }

    private void open(NoticeInput input, ReadOnlyContext context, Collector<EscalationAlert> out)
            throws Exception {
        List<String> works =
                input.received().works().stream()
                        .map(work -> work.workId())
                        .filter(Objects::nonNull)
                        .toList();
        Facts facts = facts(input.received().notifier(), works, context);
        Optional<Step> step =
                PureFailure.guarded(
                        STAGE, input.time(), context, () -> machine.opened(input, facts));
        if (step.isPresent()) {
            apply(null, step.get(), context.timestamp(), context, out);
        }
    }

    /** What waited for the notice, or for one of its items. */
    private void takeEarly(ReadOnlyContext context, Collector<EscalationAlert> out)
            throws Exception {
        if (!inbox.isAnyEarly()) {
            return;
        }
        List<NoticeInput> waiting = ReadOrder.of(inbox.early());
        Turns turns = new Turns(context.timestamp(), null);
        int before;
        do {
            // One that waited may name the item that another one waits for.
            before = waiting.size();
            waiting = stillEarly(waiting, turns, context, out);
        } while (waiting.size() < before);
        inbox.early(waiting, context.timerService());
    }

    /**
     * How some records are taken one after another.
     *
     * @param reachedMs the watermark ahead of them
     * @param readMs until when all that was written has been read; null where that is not known
     */
    private record Turns(Long reachedMs, Long readMs) {}

    /**
     * Goes no further than a record that names items: what waited for it is next. News of items
     * that are next to each other are taken together.
     */
    private List<NoticeInput> stillEarly(
            List<NoticeInput> waiting,
            Turns turns,
            ReadOnlyContext context,
            Collector<EscalationAlert> out)
            throws Exception {
        List<NoticeInput> left = new ArrayList<>();
        List<NoticeInput> together = new ArrayList<>();
        NoticeCase now = cases.value();
        Set<String> known = now == null ? Set.of() : NoticeMachine.named(now);
        boolean named = false;
        for (NoticeInput input : waiting) {
            if (named || now == null || NoticeMachine.isEarly(known, input)) {
                left.add(input);
            } else {
                together.add(input);
                named = names(input);
            }
        }
        attempt(now, together, turns, context, out);
        return left;
    }

    private void keep(NoticeInput input, ReadOnlyContext context) throws Exception {
        if (!inbox.keep(input, context.timerService())) {
            refuse(
                    input,
                    "TOO_MANY_EARLY",
                    "noticeId: expected the notice '"
                            + input.noticeId()
                            + "', got too many records about it before; file it, then send this"
                            + " again",
                    context);
        }
    }

    @Override
    public void processBroadcastElement(
            ListInput input, Context context, Collector<EscalationAlert> out) throws Exception {
        if (input.kind() == ListInput.Kind.ENTRY) {
            listed(input, context);
        } else if (input.kind() == ListInput.Kind.NOTIFIER) {
            Standings.merge(context.getBroadcastState(Standings.BY_NOTIFIER), input.notifier());
        } else if (input.kind() == ListInput.Kind.LOADED && !openNotices.isCounted()) {
            // The one moment, once a start, at which a function may see all of its keys.
            context.applyToKeyedState(
                    ClockCases.open(), (key, head) -> openNotices.count(cases.value()));
            openNotices.counted();
        }
    }

    private void listed(ListInput input, Context context) throws Exception {
        list.take(input, getRuntimeContext().getTaskInfo(), context)
                .ifPresent(answer -> context.output(RECEIPTS, answer));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EscalationAlert> out)
            throws Exception {
        long nowMs = CaughtUpTime.ofTimer(timestamp, context.timerService());
        NoticeCase before = cases.value();
        boolean isDue = before != null && before.nextAt() != null && before.nextAt() <= timestamp;
        boolean keepsDown = inbox.takeKeepDown(timestamp);
        if (isDue || keepsDown || inbox.isDue(nowMs)) {
            // Also ahead of a step that writes the case: what waits is counted with it.
            before = takeGathered(before, inbox.isDue(nowMs) ? nowMs : null, context, out);
            // They may have ended what was due, or have something to publish at once.
            isDue = isDue && before != null && before.nextAt() != null && before.nextAt() <= nowMs;
        }
        if (keepsDown && before != null && NoticeMachine.isKeepingDown(before)) {
            before = keepDown(before, nowMs, context, out);
        }
        if (isDue) {
            due(before, nowMs, context, out);
        }
        if (inbox.isEarlyDue(timestamp)) {
            dropEarly(nowMs, context);
        }
        if (inbox.takeOutcomes(timestamp)) {
            publishOutcomes(nowMs, context, out);
        }
    }

    /** Beside the clock, at the next watermark: no level waits for it. */
    private void publishOutcomes(long nowMs, OnTimerContext context, Collector<EscalationAlert> out)
            throws Exception {
        NoticeCase now = cases.value();
        if (now == null) {
            return;
        }
        Optional<Step> step =
                PureFailure.guarded(STAGE, nowMs, context, () -> machine.publishOutcomes(now));
        if (step.isPresent()) {
            apply(now, step.get(), null, context, out);
        }
    }

    private void due(
            NoticeCase before, long nowMs, OnTimerContext context, Collector<EscalationAlert> out)
            throws Exception {
        Facts facts = facts(before.notifier(), before.workIds(), context);
        Optional<Step> step =
                PureFailure.guarded(STAGE, nowMs, context, () -> machine.due(before, nowMs, facts));
        if (step.isPresent()) {
            NoticeCase next = apply(before, step.get(), null, context, out);
            keepDownLater(next, nowMs, context);
            return;
        }
        // The clock must not stop until the next record: it is tried again.
        NoticeCase later = before.withNextAt(nowMs + RETRY_MS);
        moveTimer(before, later, context);
        cases.move(before, later);
    }

    /** Beside the clock, at the next watermark: no level waits for it. */
    private NoticeCase keepDown(
            NoticeCase before, long nowMs, OnTimerContext context, Collector<EscalationAlert> out)
            throws Exception {
        Optional<Step> step =
                PureFailure.guarded(STAGE, nowMs, context, () -> machine.keepDown(before));
        if (step.isEmpty()) {
            inbox.keepDownAt(nowMs + RETRY_MS, context.timerService());
            return before;
        }
        NoticeCase next = apply(before, step.get(), null, context, out);
        keepDownLater(next, nowMs, context);
        return next;
    }

    /** Unless a time is set: what failed waits for that. */
    private void keepDownLater(NoticeCase next, long nowMs, OnTimerContext context)
            throws Exception {
        if (next != null && NoticeMachine.isKeepingDown(next) && !inbox.isToKeepDown()) {
            inbox.keepDownAt(nowMs + 1, context.timerService());
        }
    }

    /**
     * The notice has never arrived: what is about it becomes a dead letter. News of an item that
     * the notice did not take is: it was sent for nothing.
     */
    private void dropEarly(long nowMs, OnTimerContext context) throws Exception {
        List<NoticeInput> left = new ArrayList<>();
        for (NoticeInput waiting : inbox.early()) {
            if (!ClockInbox.isTooEarly(waiting, nowMs)) {
                left.add(waiting);
            } else if (waiting.kind() != NoticeInput.Kind.ADOPTED
                    && waiting.kind() != NoticeInput.Kind.ITEM_NEWS) {
                refuse(
                        waiting,
                        "UNKNOWN_NOTICE",
                        "noticeId: expected a notice that was filed, got '"
                                + waiting.noticeId()
                                + "'; file it, then send this again",
                        context);
            }
        }
        inbox.early(left, context.timerService());
    }

    /** The case from now on. */
    private NoticeCase attempt(
            NoticeCase before,
            NoticeInput input,
            Long reachedMs,
            ReadOnlyContext context,
            Collector<EscalationAlert> out)
            throws Exception {
        Facts facts = facts(before.notifier(), before.workIds(), context);
        Optional<Step> step =
                PureFailure.guarded(
                        STAGE, input.time(), context, () -> machine.on(before, input, facts));
        if (step.isEmpty()) {
            return before;
        }
        refuse(step.get(), context);
        return apply(before, step.get(), reachedMs, context, out);
    }

    /** Some together; where that fails, each half by itself: one must not take others with it. */
    private NoticeCase attempt(
            NoticeCase before,
            List<NoticeInput> inputs,
            Turns turns,
            ReadOnlyContext context,
            Collector<EscalationAlert> out)
            throws Exception {
        if (inputs.isEmpty()) {
            return before;
        }
        Facts facts = facts(before.notifier(), before.workIds(), context);
        Supplier<Step> call =
                () ->
                        turns.readMs() == null
                                ? machine.on(before, inputs, facts)
                                : machine.onAll(before, inputs, turns.readMs(), facts);
        String key = context.getCurrentKey();
        long time = inputs.get(0).time();
        Optional<Step> step =
                inputs.size() == 1
                        ? PureFailure.guarded(STAGE, time, context, call)
                        : PureFailure.guarded(STAGE, key, time, letter -> {}, call);
        if (step.isEmpty() && inputs.size() == 1) {
            return before;
        }
        if (step.isEmpty()) {
            int half = inputs.size() / 2;
            NoticeCase between = attempt(before, inputs.subList(0, half), turns, context, out);
            return attempt(between, inputs.subList(half, inputs.size()), turns, context, out);
        }
        refuse(step.get(), context);
        return apply(before, step.get(), turns.reachedMs(), context, out);
    }

    private static void refuse(Step step, ReadOnlyContext context) {
        for (Step.Refusal refusal : step.refusals()) {
            refuse(refusal.input(), "NOTICE_REFUSED", refusal.reason(), context);
        }
    }

    private static void refuse(
            NoticeInput input, String code, String reason, ReadOnlyContext context) {
        context.output(
                PureFailure.DEAD,
                DeadLetterBuilder.builder()
                        .deadLetterId(letterId(input))
                        .topic("")
                        .partition(-1)
                        .offset(input.time())
                        .stage(STAGE)
                        .reason(code)
                        .message(PureFailure.cut(reason))
                        .key(input.noticeId())
                        .bytes(new byte[0])
                        .build());
    }

    /** One for each input: many items of a notice may report at the same time. */
    private static String letterId(NoticeInput input) {
        String id = STAGE + "/" + input.noticeId() + "/" + input.kind() + "/" + input.time();
        return switch (input.kind()) {
            case ITEM_NEWS -> id + "/" + input.news().kind() + "/" + input.news().itemId();
            case LINKED -> id + "/" + input.link().itemId();
            default -> id;
        };
    }

    /**
     * Publishes the results of a step.
     *
     * @param reachedMs the watermark ahead of the record; null for a timer
     * @return the case from now on
     */
    private NoticeCase apply(
            NoticeCase before,
            Step step,
            Long reachedMs,
            ReadOnlyContext context,
            Collector<EscalationAlert> out)
            throws Exception {
        step.alerts().forEach(out::collect);
        step.breaches().forEach(breach -> context.output(BREACHES, breach));
        step.corrections().forEach(correction -> context.output(CORRECTIONS, correction));
        step.resolved().forEach(resolved -> context.output(RESOLVED, resolved));
        step.commands().forEach(command -> context.output(COMMANDS, command));
        step.links().forEach(link -> context.output(LINKS, link));
        step.stayDowns().forEach(stayDown -> context.output(STAY_DOWNS, stayDown));
        step.itemOutcomes().forEach(outcome -> context.output(ITEM_OUTCOMES, outcome));
        for (Step.Outcome known : step.outcomes()) {
            context.output(
                    OUTCOMES,
                    NotifierInput.outcome(
                            step.next().noticeId(),
                            step.next().notifier(),
                            known.outcome(),
                            known.at()));
        }
        if (step.status() != null) {
            context.output(STATUS, step.status());
        }
        NoticeCase next = behindItsNews(before, step.next(), reachedMs);
        moveTimer(before, next, context);
        openNotices.move(before, next);
        cases.move(before, next);
        if (next == null) {
            inbox.clear();
        } else if (next != before) {
            inbox.follow(next);
        }
        if (next != null && step.isOwingOutcomes()) {
            inbox.outcomesAt(context.currentWatermark() + 1, context.timerService());
        }
        return next;
    }

    /**
     * A watermark that was under way when a record was read may come ahead of what the record's
     * items tell: what falls due by the record waits for the one behind it. Else a notice that
     * arrives late, with its proof long in the log, would get a breach first. What was due anyway
     * does not wait: no acknowledgement may put off a level.
     *
     * @param reachedMs the watermark that the source had given ahead of the record; null for none
     */
    private static NoticeCase behindItsNews(NoticeCase before, NoticeCase next, Long reachedMs) {
        if (next == null || next.nextAt() == null || reachedMs == null) {
            return next;
        }
        boolean wasDue = before != null && before.nextAt() != null && before.nextAt() <= reachedMs;
        return !wasDue && next.nextAt() <= reachedMs ? next.withNextAt(reachedMs + 1) : next;
    }

    private void moveTimer(NoticeCase before, NoticeCase next, ReadOnlyContext context)
            throws Exception {
        Long old = before == null ? null : before.nextAt();
        Long wanted = next == null ? null : next.nextAt();
        if (Objects.equals(old, wanted)) {
            return;
        }
        if (old != null && !inbox.needs(old)) {
            context.timerService().deleteEventTimeTimer(old);
        }
        if (wanted != null) {
            context.timerService().registerEventTimeTimer(wanted);
        }
    }

    private Facts facts(String notifier, List<String> workIds, ReadOnlyContext context)
            throws Exception {
        NotifierStanding standing =
                Standings.of(context.getBroadcastState(Standings.BY_NOTIFIER), notifier);
        boolean flagged = !Consequences.of(standing).provisionalDisable();
        ListIndex listed = list.in(context.getBroadcastState(ListProjection.ENTRIES));
        List<ListEntry> entries = new ArrayList<>();
        for (String workId : workIds) {
            entries.addAll(listed.of(workId));
        }
        return new Facts(entries, flagged, incarnation);
    }
}
