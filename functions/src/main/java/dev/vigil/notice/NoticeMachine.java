package dev.vigil.notice;

import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One notice: state and an event give the next state, or state and the time that the clock has
 * reached give what falls due. Five regions run in parallel (job/docs/domain.md, The clock of a
 * notice); the public status follows from them. Events only change the state; what has a key of its
 * own is published when the clock moves, behind everything that the job has read.
 */
public class NoticeMachine {
    /** One that is over is looked at again after this long while its items are asked for. */
    private static final long STILL_KEEPING_DOWN_MS = 60_000;

    private final ClockRules rules;
    private final Ladder ladder;
    private final ClockRegion clock;
    private final IntakeRegion intake;
    private final CounterRegion counter;

    public NoticeMachine(ClockRules rules) {
        this.rules = rules;
        ladder = new Ladder(rules);
        clock = new ClockRegion(rules, ladder);
        intake = new IntakeRegion(rules, clock);
        counter = new CounterRegion(rules, clock);
    }

    /** The first record of a notice. */
    public Step opened(NoticeInput input, Facts facts) {
        WorkingCase dossier = intake.open(input.received(), facts);
        return closed(dossier, null, input.time(), facts, new Step());
    }

    /** Any later record; {@code input.time()} is now. */
    public Step on(NoticeCase known, NoticeInput input, Facts facts) {
        if (input.kind() == NoticeInput.Kind.ADOPTED && knows(known, input.adopted())) {
            Step step = new Step();
            step.leadsTo(known, null);
            return step;
        }
        Step step = on(known, List.of(input), facts);
        boolean answer = input.kind() == NoticeInput.Kind.ACKNOWLEDGED;
        if (answer && step.next().runs().equals(known.runs())) {
            // An answer that waits for its level is nothing that anybody would see.
            step.leadsTo(step.next(), null);
        }
        return step;
    }

    /** Some records in order, in one step: what it costs does not grow with their number. */
    public Step on(NoticeCase known, List<NoticeInput> inputs, Facts facts) {
        return on(known, inputs, null, facts);
    }

    /**
     * The same where all that was written until then has been read: what was to elapse before one
     * of them has elapsed.
     *
     * @param readMs the watermark (UTC epoch ms); what is dated behind it may still have others
     *     ahead of it that are not read
     */
    public Step onAll(NoticeCase known, List<NoticeInput> inputs, long readMs, Facts facts) {
        return on(known, inputs, readMs, facts);
    }

    private Step on(NoticeCase known, List<NoticeInput> inputs, Long readMs, Facts facts) {
        Step step = new Step();
        WorkingCase dossier = new WorkingCase(known, ladder);
        for (NoticeInput input : inputs) {
            if (readMs != null) {
                elapse(dossier, Math.min(ReadOrder.atMs(input) - 1, readMs), step);
            }
            take(dossier, input, facts, step);
            step.taken(input);
        }
        long nowMs = inputs.stream().mapToLong(NoticeInput::time).max().orElseThrow();
        closed(dossier, known, nowMs, facts, step);
        return step;
    }

    /** What ends by itself, whatever comes. */
    private void elapse(WorkingCase dossier, long nowMs, Step step) {
        counter.elapse(dossier, nowMs, step);
        intake.lapse(dossier, nowMs);
        clock.resume(dossier, nowMs);
    }

    private void take(WorkingCase dossier, NoticeInput input, Facts facts, Step step) {
        switch (input.kind()) {
            case RECEIVED -> intake.repeated(dossier, input.received(), facts, step);
            case TRIAGED -> intake.triaged(dossier, input.triaged(), facts, step);
            case SUPPLEMENTED -> intake.supplemented(dossier, input.supplemented(), facts, step);
            case WITHDRAWN -> intake.withdrawn(dossier, input.withdrawn(), step);
            case LINKED -> intake.linked(dossier, input.link(), input.time(), facts, step);
            case HELD -> clock.held(dossier, input.held(), step);
            case ACKNOWLEDGED -> clock.acknowledged(dossier, input.acknowledged());
            case ADOPTED -> clock.adopted(dossier, input.adopted(), step);
            case FORWARDED -> counter.forwarded(dossier, input.forwarded(), step);
            case COUNTERED -> counter.countered(dossier, input.counter(), step);
            case PROCEEDING_FILED -> counter.filed(dossier, input.filed(), step);
            case PROCEEDING_DECIDED -> counter.decided(dossier, input.decided(), facts, step);
            case ITEM_NEWS -> news(dossier, input.news(), input.time(), facts, step);
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that the notice clock reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    /** The same of one with many items, or of many records. */
    public static boolean isEarly(Set<String> named, NoticeInput input) {
        return input.kind() == NoticeInput.Kind.ITEM_NEWS && !named.contains(input.news().itemId());
    }

    /**
     * News of an item that the notice does not name: the record that names it goes another way and
     * may still come. Given to {@link #on} before, it would be lost.
     */
    public static boolean isEarly(NoticeCase known, NoticeInput input) {
        return input.kind() == NoticeInput.Kind.ITEM_NEWS
                && known.runs().stream()
                        .flatMap(run -> run.items().stream())
                        .noneMatch(item -> item.itemId().equals(input.news().itemId()));
    }

    public static Set<String> named(NoticeCase known) {
        Set<String> named = new HashSet<>();
        known.runs().forEach(run -> run.items().forEach(item -> named.add(item.itemId())));
        return named;
    }

    /**
     * What one item, another notice or the job itself reports: a large notice gets as many as it
     * has items or runs.
     */
    public static boolean mayWait(NoticeInput input) {
        return switch (input.kind()) {
            case ITEM_NEWS, LINKED, ADOPTED -> true;
            default -> false;
        };
    }

    /** What may begin a run, or concerns another notice, waits for no more than the watermark. */
    public static boolean isUrgent(NoticeInput input) {
        return switch (input.kind()) {
            case ITEM_NEWS ->
                    switch (input.news().kind()) {
                        case DONE, NOT_FOUND, BARRED -> false;
                        case CLAIMED_AGAIN, LIFTED, BACK -> true;
                    };
            case LINKED -> input.link().kind() != LinkKind.DUPLICATE;
            case ADOPTED -> false;
            default -> true;
        };
    }

    /** How many news end no run, whatever they are: fewer than any run has open items. */
    public static int room(NoticeCase known) {
        return known.runs().stream()
                .filter(run -> Clock.isLive(run.clock()))
                .mapToInt(run -> (int) run.items().stream().filter(ItemState::isOpen).count())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static boolean knows(NoticeCase known, Adopted found) {
        return known.runs().stream().anyMatch(run -> Clock.knows(run, found));
    }

    private void news(WorkingCase dossier, ItemNews news, long eventTime, Facts facts, Step step) {
        String itemId = news.itemId();
        switch (news.kind()) {
            case DONE -> {
                clock.proved(dossier, itemId, ActionState.ACTIONED, news.at(), eventTime);
                counter.removed(dossier, itemId, news.at());
            }
            case NOT_FOUND -> {
                clock.proved(dossier, itemId, ActionState.NOT_FOUND, news.at(), eventTime);
                counter.removed(dossier, itemId, news.at());
            }
            case BARRED ->
                    clock.proved(dossier, itemId, ActionState.DECLINED, eventTime, eventTime);
            case CLAIMED_AGAIN -> intake.claimedAgain(dossier, itemId, news.otherNoticeId(), step);
            case LIFTED, BACK -> {
                if (!counter.restored(dossier, itemId, news.at(), facts, step)) {
                    clock.back(dossier, itemId, news.at(), facts, step);
                }
            }
        }
        if (news.origin() != null) {
            dossier.latestOf(itemId).change(itemId, item -> item.withOrigin(news.origin()));
        }
    }

    /** The clock has reached {@code nowMs}. */
    public Step due(NoticeCase known, long nowMs, Facts facts) {
        Step step = new Step();
        WorkingCase dossier = new WorkingCase(known, ladder);
        if (dossier.isUnpublished()) {
            // A late proof or an earlier stamp: it is published before it is forgotten.
            dossier.state.closedAt(null);
        }
        boolean isOver =
                dossier.state.closedAt() != null
                        && nowMs >= dossier.state.closedAt() + keepMs(dossier);
        if (isOver && isKeepingDown(known)) {
            step.leadsTo(known.withNextAt(nowMs + STILL_KEEPING_DOWN_MS), null);
            return step;
        }
        if (isOver) {
            return step;
        }
        counter.elapse(dossier, nowMs, step);
        clock.number(dossier, nowMs, facts);
        intake.lapse(dossier, nowMs);
        counter.due(dossier, step);
        clock.due(dossier, nowMs, facts, step);
        if (dossier.state.closedAt() == null && dossier.isSettled()) {
            dossier.state.closedAt(nowMs);
        }
        closed(dossier, known, nowMs, facts, step);
        boolean again = known.nextAt() != null && known.nextAt() <= dossier.statusAt(nowMs);
        if (again && step.status() == null && dossier.state.closedAt() == null) {
            step.leadsTo(step.next(), PublicStatus.of(dossier, nowMs, facts));
        }
        Long nextAt = step.next().nextAt();
        if (nextAt != null && nextAt <= nowMs) {
            // A timer that fires at once again would hold the task for ever.
            throw new IllegalStateException(
                    "next look: expected a time after " + nowMs + ", got " + nextAt);
        }
        return step;
    }

    /** Some of its items have not been asked to stay down yet: {@link #keepDown} goes on. */
    public static boolean isKeepingDown(NoticeCase known) {
        return known.runs().stream().anyMatch(run -> run.keptDown() != null);
    }

    /** Asks for some items more that they stay down; nothing else of the notice moves. */
    public Step keepDown(NoticeCase known) {
        Step step = new Step();
        WorkingCase dossier = new WorkingCase(known, ladder);
        dossier.clocks.forEach(run -> ClockRegion.keepDown(dossier, run, step));
        step.leadsTo(dossier.freeze(known.nextAt()), null);
        return step;
    }

    /**
     * Publishes what became of some items, where that is new; nothing else of the notice moves. By
     * then the job has read all that was written, so after a failure nothing older is published
     * again than what was.
     */
    public Step publishOutcomes(NoticeCase known) {
        Step step = new Step();
        WorkingCase dossier = new WorkingCase(known, ladder);
        ItemOutcomes.publish(dossier, step);
        step.leadsTo(dossier.freeze(known.nextAt()), null);
        return step;
    }

    private Step closed(
            WorkingCase dossier, NoticeCase before, long nowMs, Facts facts, Step step) {
        NoticeCase next = dossier.freeze(dossier.nextAt(nowMs, keepMs(dossier)));
        NoticeStatus status =
                differsOnlyInTimer(before, next) ? null : PublicStatus.of(dossier, nowMs, facts);
        step.leadsTo(next.equals(before) ? before : next, status);
        if (dossier.isChangedSince(before) && ItemOutcomes.isAnyNew(dossier)) {
            step.owesOutcomes();
        }
        return step;
    }

    /** A look at what has not come back yet, every few seconds, is nothing to publish. */
    private static boolean differsOnlyInTimer(NoticeCase before, NoticeCase next) {
        return before != null && next.withNextAt(before.nextAt()).equals(before);
    }

    /** A removed item may be countered for long; anything else is only kept to know its repeats. */
    private long keepMs(WorkingCase dossier) {
        boolean removed =
                dossier.items().stream().anyMatch(item -> item.outcome() == ActionState.ACTIONED);
        boolean mayBeCountered = removed && dossier.state.counter().state() == CounterState.NONE;
        return mayBeCountered ? rules.counter().keepMs() : rules.handling().forgetMs();
    }
}
