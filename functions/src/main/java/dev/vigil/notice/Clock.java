package dev.vigil.notice;

import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.Run;
import dev.vigil.schema.notice.RunBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One run of the clock while a step works on it. It stops when no item is open, never by a decision
 * alone, and what it has fired it never fires again.
 */
final class Clock {
    /** A record that was written just now may still be on its way back. */
    private static final long SEEN_WITHIN_MS = 10_000;

    /**
     * Of published levels and of answers to them the last ones are kept: a reminder a day adds up.
     */
    private static final int MOST_TOLD = 64;

    private static final String CLEARED = "breach/cleared";
    private static final String CLOSED_LATE = "breach/closed-late";

    private final Ladder ladder;

    /** The run itself, but for its items. */
    final RunBuilder state;

    /** By id, as named: a change costs the same however many there are. */
    private final Map<String, ItemState> items = new LinkedHashMap<>();

    private int open;
    private boolean changed;

    /** A new run; numbered when the clock first reaches {@code startedAt}. */
    Clock(Ladder ladder, int place, long startedAt, List<ItemState> items) {
        this(
                ladder,
                RunBuilder.builder()
                        .place(place)
                        .clock(ClockState.RUNNING)
                        .startedAt(startedAt)
                        .schedule(List.of())
                        .items(items)
                        .reached(-1)
                        .fired(List.of())
                        .acknowledged(List.of())
                        .build());
        changed = true;
    }

    Clock(Ladder ladder, Run run) {
        this.ladder = ladder;
        state = RunBuilder.builder(run);
        add(run.items());
    }

    Run run() {
        return state.items(List.copyOf(items.values())).build();
    }

    // What it is ---------------------------------------------------------------------------

    /** Goes on until every item is done; a paused clock does too. */
    boolean isLive() {
        return isLive(state.clock());
    }

    static boolean isLive(ClockState state) {
        return state == ClockState.RUNNING
                || state == ClockState.PAUSED
                || state == ClockState.BREACHED;
    }

    /** Nothing is left to publish of its end, though some items may not be asked to stay down. */
    boolean isConcluded() {
        return !isLive() && state.resolved() && state.concluded();
    }

    boolean isVoid() {
        return state.clock() == ClockState.VOID;
    }

    /** As named. */
    Collection<ItemState> items() {
        return items.values();
    }

    /** Null where it is none of this run. */
    ItemState item(String itemId) {
        return items.get(itemId);
    }

    boolean has(String itemId) {
        return items.containsKey(itemId);
    }

    boolean hasOpen(String itemId) {
        return has(itemId) && item(itemId).isOpen();
    }

    /** In this step an item of it became another, or its number. */
    boolean isChanged() {
        return changed;
    }

    /** The clock has reached its T0. */
    void number(int generation) {
        state.generation(generation);
        changed = true;
    }

    boolean isAllDone() {
        return open == 0;
    }

    int openItems() {
        return open;
    }

    List<String> open() {
        return ids(ItemState::isOpen);
    }

    List<String> ids(Predicate<ItemState> which) {
        return items.values().stream().filter(which).map(ItemState::itemId).toList();
    }

    /** Items that join a run. */
    void add(Collection<ItemState> joining) {
        joining.forEach(this::put);
    }

    private void put(ItemState item) {
        ItemState before = items.put(item.itemId(), item);
        changed |= before != null;
        open += (item.isOpen() ? 1 : 0) - (before != null && before.isOpen() ? 1 : 0);
    }

    String lastLevel() {
        return state.fired().isEmpty() ? null : state.fired().get(state.fired().size() - 1);
    }

    // Its time -----------------------------------------------------------------------------

    /** Deadline and ladder as the rules are now: they hold for this run from here on. */
    void arm(ClockTrack track, long spanMs) {
        state.dueAt(state.startedAt() + spanMs + state.pausedMs());
        state.schedule(ladder.schedule(track, spanMs));
    }

    /** An earlier stamp has come to light: everything moves back by the same span. */
    void startEarlier(long at) {
        if (at < state.startedAt()) {
            state.dueAt(state.dueAt() - (state.startedAt() - at));
            state.startedAt(at);
        }
    }

    /** When the clock reaches a rung; null for one that this run does not have. */
    private Long at(int rung) {
        if (rung >= Ladder.BREACH) {
            return state.dueAt() + ladder.afterDue(rung);
        }
        long offset = state.schedule().get(rung);
        return offset < 0 ? null : Long.valueOf(state.startedAt() + state.pausedMs() + offset);
    }

    long firesAt(int rung) {
        return at(rung);
    }

    private int nextRung() {
        int rung = state.reached() + 1;
        while (at(rung) == null) {
            rung++;
        }
        return rung;
    }

    /**
     * Rungs behind the last one that the clock has reached by now; of reminders the last one only,
     * however many years they go back.
     */
    List<Integer> passed(long nowMs, boolean triaged) {
        List<Integer> passed = new ArrayList<>();
        int rung = nextRung();
        while (at(rung) <= nowMs) {
            state.reached(rung < Ladder.BREACH ? rung : lastRung(rung, nowMs));
            if (rung == Ladder.BREACH && state.reached() > rung) {
                passed.add(rung);
            }
            if (!triaged || !ladder.isOnlyUntriaged(state.reached())) {
                passed.add(state.reached());
            }
            rung = nextRung();
        }
        return passed;
    }

    private int lastRung(int passed, long nowMs) {
        return Math.max(passed, ladder.lastAfterDue(nowMs - state.dueAt()));
    }

    /** When the last level is repeated for want of an answer or of action; null for never. */
    Long repeatAt() {
        if (state.reached() < 0 || state.reached() >= Ladder.BREACH || state.lastToldAt() == null) {
            return null;
        }
        Long withinMs = ladder.of(state.reached()).ackWithinMs();
        boolean followed =
                state.ackedAt() != null
                        && state.progressedAt() != null
                        && state.progressedAt() >= state.lastToldAt();
        if (withinMs == null || followed || !isTold(Ladder.name(state.reached()))) {
            return null;
        }
        long sinceMs =
                state.ackedAt() == null
                        ? state.lastToldAt()
                        : Math.max(state.ackedAt(), state.lastToldAt());
        long repeatAt = sinceMs + withinMs;
        return repeatAt < at(nextRung()) ? Long.valueOf(repeatAt) : null;
    }

    /** When this run is to be looked at again; null for never. */
    Long nextAt(long nowMs) {
        if (state.generation() == 0) {
            return state.startedAt();
        }
        Long nextAt = isUnseen() ? Long.valueOf(nowMs + SEEN_WITHIN_MS) : null;
        if (!isLive()) {
            return nextAt;
        }
        if (state.clock() == ClockState.PAUSED) {
            return sooner(nextAt, state.pauseEndsAt());
        }
        return sooner(sooner(nextAt, at(nextRung())), repeatAt());
    }

    static Long sooner(Long one, Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    // What happens to it -------------------------------------------------------------------

    /** True where something changed. */
    boolean change(String itemId, UnaryOperator<ItemState> how) {
        ItemState before = items.get(itemId);
        ItemState after = before == null ? null : how.apply(before);
        if (Objects.equals(before, after)) {
            return false;
        }
        put(after);
        return true;
    }

    /**
     * A measure is proved; the earliest proof of an item counts, one from before it was back no.
     */
    boolean prove(String itemId, long effectiveAt, ActionState outcome, long eventTime) {
        boolean proved =
                change(
                        itemId,
                        item -> {
                            boolean over = item.backAt() != null && effectiveAt < item.backAt();
                            boolean known = item.doneAt() != null && item.doneAt() <= effectiveAt;
                            return over || known ? item : item.done(effectiveAt, outcome);
                        });
        if (proved) {
            state.progressedAt(eventTime);
        }
        return proved;
    }

    /** No other notice covers its items. */
    void uncover() {
        List.copyOf(items.values()).forEach(item -> put(item.withCoveredBy(null)));
    }

    void pause(long at, Long endsAt) {
        state.clock(ClockState.PAUSED);
        state.pausedAt(Math.max(at, state.startedAt()));
        state.pauseEndsAt(endsAt);
    }

    void resume(long at) {
        long endsAt = state.pauseEndsAt() == null ? at : Math.min(at, state.pauseEndsAt());
        long spanMs = Math.max(0, endsAt - state.pausedAt());
        state.pausedMs(state.pausedMs() + spanMs);
        state.dueAt(state.dueAt() + spanMs);
        state.clock(ClockState.RUNNING);
        state.pausedAt(null);
        state.pauseEndsAt(null);
    }

    /** Its alerts end, and a pause with them: the time of a hold makes no end a late one. */
    void end(ClockState how, long at) {
        if (state.clock() == ClockState.PAUSED) {
            resume(at);
        }
        state.clock(how);
        state.stoppedAt(at);
    }

    /** True where this run has published that level. */
    boolean acknowledge(String alertKey, String level, long at) {
        if (isTold(level) && !state.acknowledged().contains(alertKey)) {
            List<String> all = plus(state.acknowledged(), alertKey);
            state.acknowledged(
                    List.copyOf(all.subList(Math.max(0, all.size() - MOST_TOLD), all.size())));
            if (Ladder.rung(level) == state.reached()) {
                state.ackedAt(at);
            }
        }
        return isTold(level);
    }

    /**
     * What is lower than all that is kept was published, or passed unpublished and never will be.
     */
    boolean isTold(String level) {
        return isTold(state.fired(), state.firedBefore(), level);
    }

    private static boolean isTold(List<String> fired, int firedBefore, String level) {
        return fired.contains(level)
                || firedBefore > 0
                        && Ladder.isLevel(level)
                        && fired.stream()
                                .allMatch(kept -> Ladder.order(level) < Ladder.order(kept));
    }

    private void told(String level) {
        state.fired(plus(state.fired(), level));
        if (state.fired().size() > MOST_TOLD) {
            String lowest =
                    state.fired().stream()
                            .min(Comparator.comparingLong(Ladder::order))
                            .orElseThrow();
            state.fired(state.fired().stream().filter(kept -> !kept.equals(lowest)).toList());
            state.firedBefore(state.firedBefore() + 1);
        }
    }

    /** A level went out. */
    void fire(int rung, String level, long toldAt) {
        told(level);
        state.repeats(Ladder.repeats(level));
        // A rung above may have passed in silence: E1 of a notice that triage has looked at.
        state.reached(Math.max(state.reached(), rung));
        state.lastToldAt(toldAt);
        state.ackedAt(null);
    }

    /**
     * This is on the topic already, so it went out, whatever the state remembers. False for a
     * correction that is not the run's own, or not yet.
     */
    boolean adopt(Adopted found) {
        switch (found.what()) {
            case "resolved" -> state.resolved(true);
            case "breach" -> state.breachSeen(true);
            case CLEARED, CLOSED_LATE -> {
                boolean mine =
                        state.correction() != null && found.what().equals(what(state.correction()));
                state.correctionSeen(state.correctionSeen() | mine);
                return mine;
            }
            default -> adoptLevel(found.what(), found.toldAt());
        }
        return true;
    }

    /** True where adoption would change nothing, as for all that this job has just sent itself. */
    static boolean knows(Run run, Adopted found) {
        return run.generation() == found.generation()
                && switch (found.what()) {
                    case "resolved" -> run.resolved();
                    case "breach" -> run.breachSeen();
                    case CLEARED, CLOSED_LATE ->
                            run.correctionSeen() && found.what().equals(what(run.correction()));
                    default -> isTold(run.fired(), run.firedBefore(), found.what());
                };
    }

    /** Throws IllegalArgumentException for what no run publishes. */
    static void check(String what) {
        if (!List.of("resolved", "breach", CLEARED, CLOSED_LATE).contains(what)) {
            Ladder.rung(what);
        }
    }

    /** What the id of a correction ends in, behind notice and generation. */
    static String what(BreachCorrection correction) {
        return correction.cleared() ? CLEARED : CLOSED_LATE;
    }

    private void adoptLevel(String level, long toldAt) {
        if (isTold(level)) {
            return;
        }
        int rung = Ladder.rung(level);
        int repeat = Ladder.repeats(level);
        if (rung > state.reached() || rung == state.reached() && repeat > state.repeats()) {
            fire(rung, level, toldAt);
        } else {
            told(level);
        }
    }

    // Its records --------------------------------------------------------------------------

    /** Published and not on record, or taken back when it was: no end undoes a broken promise. */
    boolean owesBreach() {
        boolean takenBackLate =
                state.clock() == ClockState.STOPPED
                        && !isAllDone()
                        && state.stoppedAt() > firesAt(Ladder.BREACH);
        return state.breach() == null && (state.reached() >= Ladder.BREACH || takenBackLate);
    }

    /** A record that another incarnation wrote and no reader has seen: its transaction was lost. */
    boolean isLost(String incarnation) {
        return isUnseen() && !incarnation.equals(state.writtenBy());
    }

    /** Its breach or correction was not read back yet: it may have to be written again. */
    boolean isUnseen() {
        return state.breach() != null && !state.breachSeen()
                || state.correction() != null && !state.correctionSeen();
    }

    private static List<String> plus(List<String> list, String one) {
        List<String> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }
}
