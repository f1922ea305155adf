package dev.vigil.notice;

import dev.vigil.schema.notice.Acked;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.Counter;
import dev.vigil.schema.notice.Covered;
import dev.vigil.schema.notice.Forward;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeCaseBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.staydown.StayDown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One notice with its five regions, while a step works on it. */
final class WorkingCase {
    /** At the next watermark: any time that is past. */
    static final long AT_ONCE = 0;

    /** Far more often than the topic of the statuses forgets one: a notice may wait for years. */
    private static final long STATUS_EVERY_MS = 30L * 24 * 3_600_000;

    /** Where a notice has as many runs, those that are over leave. */
    static final int KEPT_RUNS = 100;

    /** Items of all runs together: twice as many as a notice may name, and each may be open. */
    static final int MOST_RUN_ITEMS = 20_000;

    /** Items of later notices that a notice covers. */
    static final int MOST_COVERS = 10_000;

    /** Records that are read back for runs that have not begun: a year of reminders of many. */
    static final int MOST_ADOPTED = 10_000;

    /** The notice itself, but for its lists. */
    final NoticeCaseBuilder state;

    final List<Clock> clocks = new ArrayList<>(1);
    private Map<String, List<Clock>> runs;
    private int runItems;

    /** In this step: only the clock ends what is open. */
    private boolean noneMayLeave;

    final Set<Covered> covers = new LinkedHashSet<>(0);

    /** Items of the counter-notice that are back; frozen into it. */
    final Set<String> restored = new LinkedHashSet<>(0);

    private Set<String> countered;
    private List<String> counteredAsNamed;
    final List<Adopted> adopted = new ArrayList<>(0);
    final List<Acked> acked = new ArrayList<>(0);

    WorkingCase(String noticeId, String notifier, long firstReceivedAt) {
        state =
                NoticeCaseBuilder.builder()
                        .noticeId(noticeId)
                        .notifier(notifier)
                        .firstReceivedAt(firstReceivedAt)
                        .forward(Forward.PENDING)
                        .counter(Counter.NONE);
    }

    WorkingCase(NoticeCase known, Ladder ladder) {
        state = NoticeCaseBuilder.builder(known);
        known.runs().forEach(run -> add(new Clock(ladder, run)));
        covers.addAll(known.covers());
        restored.addAll(known.counter().restored());
        adopted.addAll(known.adopted());
        acked.addAll(known.acked());
    }

    NoticeCase freeze(Long nextAt) {
        Counter counter = state.counter();
        if (restored.size() != counter.restored().size()) {
            state.counter(counter.restored(counter.state(), List.copyOf(restored)));
        }
        return state.runs(clocks.stream().map(Clock::run).toList())
                .covers(List.copyOf(covers))
                .adopted(List.copyOf(adopted))
                .acked(List.copyOf(acked))
                .nextAt(nextAt)
                .build();
    }

    // What it is ---------------------------------------------------------------------------

    Stream<Clock> live() {
        return clocks.stream().filter(Clock::isLive);
    }

    boolean isTriaged() {
        return state.intake().state() != IntakeState.RECEIVED;
    }

    /** Counts, or may come to count: a run of it may begin. */
    boolean mayRun() {
        return switch (state.intake().state()) {
            case RECEIVED, INCOMPLETE, ACCEPTED, DUPLICATE -> true;
            case REJECTED, LAPSED, WITHDRAWN -> false;
        };
    }

    boolean isCounting() {
        return isAccepted() || state.intake().state() == IntakeState.RECEIVED;
    }

    boolean isAccepted() {
        return state.intake().state() == IntakeState.ACCEPTED;
    }

    Clock last() {
        return clocks.get(clocks.size() - 1);
    }

    /** The latest run that has the item; null for none. */
    Clock latestOf(String itemId) {
        List<Clock> with = runsOf(itemId);
        return with.isEmpty() ? null : with.get(with.size() - 1);
    }

    /** Runs that have the item, the latest one last. */
    List<Clock> runsOf(String itemId) {
        if (clocks.size() == 1) {
            return last().has(itemId) ? clocks : List.of();
        }
        if (runs == null) {
            // When it is first asked for: a notice may have as many runs as items.
            runs = new HashMap<>();
            clocks.forEach(run -> index(run, run.items()));
        }
        return runs.getOrDefault(itemId, List.of());
    }

    private void index(Clock run, Collection<ItemState> items) {
        if (runs != null) {
            items.forEach(item -> with(item).add(run));
        }
    }

    private List<Clock> with(ItemState item) {
        return runs.computeIfAbsent(item.itemId(), id -> new ArrayList<>(1));
    }

    /** Of the next run: behind all that are there. */
    int nextPlace() {
        return clocks.isEmpty() ? 0 : last().state.place() + 1;
    }

    /** Another run, the latest one of its items. */
    void add(Clock run) {
        clocks.add(run);
        runItems += run.items().size();
        index(run, run.items());
    }

    /** Items that join a run, which is the latest one that has them from now on. */
    void add(Clock run, Collection<ItemState> joining) {
        run.add(joining);
        runItems += joining.size();
        index(run, joining);
    }

    private void remove(int at) {
        Clock run = clocks.remove(at);
        runItems -= run.items().size();
        run.items().forEach(item -> with(item).remove(run));
    }

    /** Runs of one such item that have not begun, and are not the first one, were none. */
    void undo(Predicate<ItemState> which) {
        List<Clock> later = clocks.subList(1, clocks.size());
        later.removeIf(
                run ->
                        run.state.generation() == 0
                                && run.items().size() == 1
                                && which.test(run.items().iterator().next()));
        runs = null;
        runItems = clocks.stream().mapToInt(run -> run.items().size()).sum();
    }

    /** Items of the counter-notice. */
    Set<String> countered() {
        if (counteredAsNamed != state.counter().itemIds()) {
            counteredAsNamed = state.counter().itemIds();
            countered = new HashSet<>(counteredAsNamed);
        }
        return countered;
    }

    /** False where E1 is switched off or merges into the next level. */
    boolean remindsOfTriage() {
        return clocks.get(0).state.schedule().get(1) >= 0;
    }

    /** Until then triage may decide "incomplete"; E1 reminds it, where there is one. */
    long triageDueAt() {
        Clock first = clocks.get(0);
        return remindsOfTriage()
                ? first.state.startedAt() + first.state.schedule().get(1)
                : first.state.dueAt();
    }

    /** Items as their latest run has them; there may be ten thousand. */
    Collection<ItemState> items() {
        if (clocks.size() == 1) {
            return last().items();
        }
        return clocks.stream()
                .flatMap(
                        clock ->
                                clock.items().stream()
                                        .filter(item -> latestOf(item.itemId()) == clock))
                .toList();
    }

    /** Requests that the recording of an item stays down, or that it may return. */
    StayDown stayDown(String itemId, boolean down, long at) {
        return new StayDown(
                itemId,
                state.noticeId(),
                down,
                at,
                state.workIds().size() == 1 ? state.workIds().get(0) : null);
    }

    String key(Clock clock, String what) {
        return key(clock.state.generation(), what);
    }

    String key(int generation, String what) {
        return state.noticeId() + "/" + generation + "/" + what;
    }

    // Its runs -----------------------------------------------------------------------------

    /** False where a run of that many items has no room beside those that may not leave. */
    boolean makeRoom(int joining) {
        if (!noneMayLeave) {
            leave(joining, false);
            // No late proof clears the breach of a run that has left; better than no clock at all.
            leave(joining, true);
        }
        // The items of so few runs are bounded by those that a notice may name.
        return runItems + joining <= MOST_RUN_ITEMS || clocks.size() < KEPT_RUNS;
    }

    /**
     * Runs that are over leave, the earliest first, until there is room. The first one stays, and
     * the one with the highest number, which must not be given twice.
     *
     * @param broken runs with a breach, which leave only where the items are too many
     */
    private void leave(int joining, boolean broken) {
        int lastGeneration = lastGeneration();
        int at = 1;
        while (isCrowded(joining, broken)) {
            if (at == clocks.size()) {
                noneMayLeave = true;
                return;
            }
            Clock run = clocks.get(at);
            boolean mayLeave = run.state.generation() != lastGeneration && isOver(run, broken);
            if (mayLeave && handsOver(at, broken)) {
                remove(at);
            } else {
                at++;
            }
        }
    }

    private boolean isCrowded(int joining, boolean broken) {
        return runItems + joining > MOST_RUN_ITEMS || !broken && clocks.size() >= KEPT_RUNS;
    }

    /** Nothing is left to publish or to take back. */
    private static boolean isOver(Clock run, boolean broken) {
        return run.state.generation() > 0
                && run.isConcluded()
                && run.state.keptDown() == null
                && (run.state.breach() != null) == broken
                && !run.isUnseen()
                && !isToBePublished(run);
    }

    /**
     * Items that no later run has go to the next run that is over, if they were back and are down
     * again. False where there are others: they may be judged once more, and their run stays.
     */
    private boolean handsOver(int at, boolean broken) {
        Clock run = clocks.get(at);
        List<ItemState> own = new ArrayList<>();
        for (ItemState item : run.items()) {
            if (latestOf(item.itemId()) == run) {
                boolean isDownAgain = item.doneAt() != null && item.backAt() != null;
                if (run.isVoid() || !isDownAgain) {
                    return false;
                }
                own.add(item);
            }
        }
        for (Clock heir :
                own.isEmpty() ? List.<Clock>of() : clocks.subList(at + 1, clocks.size())) {
            if (!heir.isVoid() && isOver(heir, broken)) {
                add(heir, own);
                return true;
            }
        }
        return own.isEmpty();
    }

    /** Where the clock has not moved, as in a backlog, an item begins no more runs than these. */
    boolean hasBegunTooOften(String itemId) {
        return runsOf(itemId).stream().filter(run -> run.state.generation() == 0).count()
                >= KEPT_RUNS;
    }

    private int lastGeneration() {
        return clocks.stream().mapToInt(run -> run.state.generation()).max().orElse(0);
    }

    /** True for a run that was there and has left. */
    boolean hasLeft(int generation) {
        return generation < lastGeneration()
                && clocks.stream().noneMatch(run -> run.state.generation() == generation);
    }

    /** How many runs it has had. */
    int allRuns() {
        long numbered = clocks.stream().filter(run -> run.state.generation() > 0).count();
        return (int) (clocks.size() + lastGeneration() - numbered);
    }

    // Its public status --------------------------------------------------------------------

    NoticeState state() {
        return switch (state.intake().state()) {
            case WITHDRAWN -> NoticeState.WITHDRAWN;
            case REJECTED -> NoticeState.REJECTED;
            case DUPLICATE -> NoticeState.DUPLICATE;
            case LAPSED -> NoticeState.LAPSED;
            case INCOMPLETE -> last().isVoid() ? NoticeState.INCOMPLETE : clockState();
            case RECEIVED, ACCEPTED -> {
                NoticeState countered = counterState();
                yield countered == null ? clockState() : countered;
            }
        };
    }

    private NoticeState counterState() {
        return switch (state.counter().state()) {
            case NONE, COUNTER_INCOMPLETE -> null;
            case COUNTERED, COUNTER_FORWARDED, PROCEEDING_FILED, RESTORE_DUE ->
                    NoticeState.COUNTERED;
            case UPHELD -> NoticeState.UPHELD;
            case RESTORED -> NoticeState.RESTORED;
        };
    }

    private NoticeState clockState() {
        if (live().anyMatch(clock -> clock.state.clock() == ClockState.BREACHED)) {
            return NoticeState.OVERDUE;
        }
        ActionState action = action();
        if (live().findAny().isEmpty()) {
            return outcome(last());
        }
        if (action == ActionState.PARTIAL) {
            return NoticeState.PARTIAL;
        }
        if (!isAccepted()) {
            return NoticeState.RECEIVED;
        }
        boolean delivered = state.forward().deliveredAt() != null;
        return delivered ? NoticeState.FORWARDED : NoticeState.VALID;
    }

    /** How a run ended, for its {@code resolved}. */
    NoticeState outcome(Clock clock) {
        return switch (clock.state.clock()) {
            case CLEARED -> NoticeState.CLEARED;
            case CLOSED_LATE -> NoticeState.CLOSED_LATE;
            case VOID, STOPPED ->
                    switch (state.intake().state()) {
                        case REJECTED -> NoticeState.REJECTED;
                        case DUPLICATE -> NoticeState.DUPLICATE;
                        case LAPSED -> NoticeState.LAPSED;
                        case WITHDRAWN -> NoticeState.WITHDRAWN;
                        case RECEIVED, INCOMPLETE, ACCEPTED ->
                                clock.isVoid() ? NoticeState.INCOMPLETE : doneAs(clock);
                    };
            case RUNNING, PAUSED, BREACHED ->
                    throw new IllegalStateException(
                            state.noticeId()
                                    + ": expected a clock that has ended, got "
                                    + clock.state.clock());
        };
    }

    private static NoticeState doneAs(Clock clock) {
        List<ActionState> outcomes =
                clock.items().stream().map(ItemState::outcome).filter(Objects::nonNull).toList();
        if (outcomes.contains(ActionState.ACTIONED)) {
            return NoticeState.ACTIONED;
        }
        return outcomes.contains(ActionState.NOT_FOUND)
                ? NoticeState.NOT_FOUND
                : NoticeState.DECLINED;
    }

    /** Region ACTION: it follows from the items. */
    ActionState action() {
        Collection<ItemState> items = items();
        boolean someOpen = items.stream().anyMatch(ItemState::isOpen);
        List<ActionState> outcomes =
                items.stream().map(ItemState::outcome).filter(Objects::nonNull).toList();
        if (someOpen) {
            ActionState asked = isAccepted() ? ActionState.REQUESTED : ActionState.NONE;
            return outcomes.isEmpty() ? asked : ActionState.PARTIAL;
        }
        if (outcomes.isEmpty()) {
            return ActionState.NONE;
        }
        if (outcomes.contains(ActionState.ACTIONED)) {
            return ActionState.ACTIONED;
        }
        return outcomes.contains(ActionState.NOT_FOUND)
                ? ActionState.NOT_FOUND
                : ActionState.DECLINED;
    }

    /** Whether something may have become of an item since. */
    boolean isChangedSince(NoticeCase before) {
        return before != null
                && (clocks.stream().anyMatch(Clock::isChanged)
                        || !before.intake().equals(state.intake())
                        || !before.counter().equals(state.counter()));
    }

    // Its one timer ------------------------------------------------------------------------

    /** When the clock must look again; null for never. */
    Long nextAt(long nowMs, long keepMs) {
        if (isUnpublished()) {
            return AT_ONCE;
        }
        Long nextAt = Clock.sooner(state.intake().lapsesAt(), state.counter().elapsesAt());
        for (Clock clock : clocks) {
            nextAt = Clock.sooner(nextAt, clock.nextAt(nowMs));
        }
        long last =
                state.closedAt() == null
                        ? statusAt(nowMs) + STATUS_EVERY_MS
                        : state.closedAt() + keepMs;
        return Clock.sooner(nextAt, last);
    }

    /** When its status was last due to be published again, though nothing changed. */
    long statusAt(long nowMs) {
        return nowMs - Math.floorMod(nowMs - state.firstReceivedAt(), STATUS_EVERY_MS);
    }

    /** Something that only a timer may publish is waiting for one. */
    boolean isUnpublished() {
        boolean ended = clocks.stream().anyMatch(WorkingCase::isToBePublished);
        return ended || state.counter().isToBeOrdered() || state.closedAt() == null && isSettled();
    }

    private static boolean isToBePublished(Clock clock) {
        boolean allDone = clock.isLive() && clock.isAllDone();
        boolean ended = !clock.isLive() && !clock.isConcluded();
        return allDone
                || ended
                || isLateAfterAll(clock)
                || isToBeCleared(clock)
                || clock.owesBreach();
    }

    /** Stopped in time, and now an earlier stamp has come to light; what is done since is not. */
    static boolean isLateAfterAll(Clock clock) {
        return clock.state.clock() == ClockState.STOPPED
                && clock.isAllDone()
                && clock.items().stream()
                        .map(ItemState::doneAt)
                        .anyMatch(at -> at != null && at > clock.state.dueAt())
                && clock.items().stream()
                        .map(ItemState::doneAt)
                        .allMatch(at -> at == null || at <= clock.state.stoppedAt());
    }

    /** Closed late, and now there is proof that it was in time; without any proof it is not. */
    static boolean isToBeCleared(Clock clock) {
        List<Long> done =
                clock.items().stream().map(ItemState::doneAt).filter(Objects::nonNull).toList();
        return clock.state.clock() == ClockState.CLOSED_LATE
                && !done.isEmpty()
                && done.stream().allMatch(at -> at <= clock.state.dueAt());
    }

    /** Nothing is left to do. */
    boolean isSettled() {
        boolean ended = clocks.stream().allMatch(Clock::isConcluded);
        boolean waits =
                switch (state.counter().state()) {
                    case NONE, COUNTER_INCOMPLETE, UPHELD, RESTORED -> false;
                    case COUNTERED, COUNTER_FORWARDED, PROCEEDING_FILED, RESTORE_DUE -> true;
                };
        return ended && !waits && state.intake().lapsesAt() == null;
    }
}
