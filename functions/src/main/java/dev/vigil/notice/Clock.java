package dev.vigil.notice;

import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.Run;
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

    /** Among the runs of its notice. */
    final int place;

    int generation;
    ClockState state = ClockState.RUNNING;
    long startedAt;
    long dueAt;
    List<Long> schedule = List.of();
    long pausedMs;
    Long pausedAt;
    Long pauseEndsAt;

    /** By id, as named: a change costs the same however many there are. */
    private final Map<String, ItemState> items = new LinkedHashMap<>();

    private int open;
    int reached = -1;
    List<String> fired = List.of();
    int firedBefore;
    int repeats;
    Long lastToldAt;
    Long ackedAt;
    Long progressedAt;
    List<String> acknowledged = List.of();
    Long stoppedAt;
    boolean resolved;
    boolean concluded;
    String released;
    Integer keptDown;
    BreachRecord breach;
    BreachCorrection correction;
    String writtenBy;
    boolean breachSeen;
    boolean correctionSeen;

    /** A new run; numbered when the clock first reaches {@code startedAt}. */
    Clock(Ladder ladder, int place, long startedAt, List<ItemState> items) {
        this.ladder = ladder;
        this.place = place;
        this.startedAt = startedAt;
        add(items);
    }

    Clock(Ladder ladder, Run run) {
        this(ladder, run.place(), run.startedAt(), run.items());
        generation = run.generation();
        state = run.clock();
        dueAt = run.dueAt();
        schedule = run.schedule();
        pausedMs = run.pausedMs();
        pausedAt = run.pausedAt();
        pauseEndsAt = run.pauseEndsAt();
        reached = run.reached();
        fired = run.fired();
        firedBefore = run.firedBefore();
        repeats = run.repeats();
        lastToldAt = run.lastToldAt();
        ackedAt = run.ackedAt();
        progressedAt = run.progressedAt();
        acknowledged = run.acknowledged();
        stoppedAt = run.stoppedAt();
        resolved = run.resolved();
        concluded = run.concluded();
        released = run.released();
        keptDown = run.keptDown();
        breach = run.breach();
        correction = run.correction();
        writtenBy = run.writtenBy();
        breachSeen = run.breachSeen();
        correctionSeen = run.correctionSeen();
    }

    Run freeze() {
        return new Run(
                place,
                generation,
                state,
                startedAt,
                dueAt,
                schedule,
                pausedMs,
                pausedAt,
                pauseEndsAt,
                List.copyOf(items.values()),
                reached,
                fired,
                firedBefore,
                repeats,
                lastToldAt,
                ackedAt,
                progressedAt,
                acknowledged,
                stoppedAt,
                resolved,
                concluded,
                released,
                keptDown,
                breach,
                correction,
                writtenBy,
                breachSeen,
                correctionSeen);
    }

    // What it is ---------------------------------------------------------------------------

    /** Goes on until every item is done; a paused clock does too. */
    boolean isLive() {
        return isLive(state);
    }

    static boolean isLive(ClockState state) {
        return state == ClockState.RUNNING
                || state == ClockState.PAUSED
                || state == ClockState.BREACHED;
    }

    /** Nothing is left to publish of its end, though some items may not be asked to stay down. */
    boolean isConcluded() {
        return !isLive() && resolved && concluded;
    }

    boolean isVoid() {
        return state == ClockState.VOID;
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
        open += (item.isOpen() ? 1 : 0) - (before != null && before.isOpen() ? 1 : 0);
    }

    String lastLevel() {
        return fired.isEmpty() ? null : fired.get(fired.size() - 1);
    }

    // Its time -----------------------------------------------------------------------------

    /** Deadline and ladder as the rules are now: they hold for this run from here on. */
    void arm(ClockTrack track, long spanMs) {
        dueAt = startedAt + spanMs + pausedMs;
        schedule = ladder.schedule(track, spanMs);
    }

    /** An earlier stamp has come to light: everything moves back by the same span. */
    void startEarlier(long at) {
        if (at < startedAt) {
            dueAt -= startedAt - at;
            startedAt = at;
        }
    }

    /** When the clock reaches a rung; null for one that this run does not have. */
    private Long at(int rung) {
        if (rung >= Ladder.BREACH) {
            return dueAt + ladder.afterDue(rung);
        }
        long offset = schedule.get(rung);
        return offset < 0 ? null : Long.valueOf(startedAt + pausedMs + offset);
    }

    long firesAt(int rung) {
        return at(rung);
    }

    private int nextRung() {
        int rung = reached + 1;
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
            reached = rung < Ladder.BREACH ? rung : lastRung(rung, nowMs);
            if (rung == Ladder.BREACH && reached > rung) {
                passed.add(rung);
            }
            if (!triaged || !ladder.isOnlyUntriaged(reached)) {
                passed.add(reached);
            }
            rung = nextRung();
        }
        return passed;
    }

    private int lastRung(int passed, long nowMs) {
        return Math.max(passed, ladder.lastAfterDue(nowMs - dueAt));
    }

    /** When the last level is repeated for want of an answer or of action; null for never. */
    Long repeatAt() {
        if (reached < 0 || reached >= Ladder.BREACH || lastToldAt == null) {
            return null;
        }
        Long withinMs = ladder.of(reached).ackWithinMs();
        boolean followed = ackedAt != null && progressedAt != null && progressedAt >= lastToldAt;
        if (withinMs == null || followed || !isTold(Ladder.name(reached))) {
            return null;
        }
        long sinceMs = ackedAt == null ? lastToldAt : Math.max(ackedAt, lastToldAt);
        long repeatAt = sinceMs + withinMs;
        return repeatAt < at(nextRung()) ? Long.valueOf(repeatAt) : null;
    }

    /** When this run wants to be looked at again; null for never. */
    Long nextAt(long nowMs) {
        if (generation == 0) {
            return startedAt;
        }
        Long nextAt = isUnseen() ? Long.valueOf(nowMs + SEEN_WITHIN_MS) : null;
        if (!isLive()) {
            return nextAt;
        }
        if (state == ClockState.PAUSED) {
            return sooner(nextAt, pauseEndsAt);
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
            progressedAt = eventTime;
        }
        return proved;
    }

    /** No other notice covers its items. */
    void uncover() {
        List.copyOf(items.values()).forEach(item -> put(item.coveredBy(null)));
    }

    void pause(long at, Long endsAt) {
        state = ClockState.PAUSED;
        pausedAt = Math.max(at, startedAt);
        pauseEndsAt = endsAt;
    }

    void resume(long at) {
        long endsAt = pauseEndsAt == null ? at : Math.min(at, pauseEndsAt);
        long spanMs = Math.max(0, endsAt - pausedAt);
        pausedMs += spanMs;
        dueAt += spanMs;
        state = ClockState.RUNNING;
        pausedAt = null;
        pauseEndsAt = null;
    }

    /** It does not count; its alerts end. */
    void end(ClockState how, long at) {
        state = how;
        stoppedAt = at;
    }

    /** True where this run has published that level. */
    boolean acknowledge(String alertKey, String level, long at) {
        if (isTold(level) && !acknowledged.contains(alertKey)) {
            List<String> all = plus(acknowledged, alertKey);
            acknowledged =
                    List.copyOf(all.subList(Math.max(0, all.size() - MOST_TOLD), all.size()));
            if (Ladder.rung(level) == reached) {
                ackedAt = at;
            }
        }
        return isTold(level);
    }

    /**
     * What is lower than all that is kept was published, or passed unpublished and never will be.
     */
    boolean isTold(String level) {
        return isTold(fired, firedBefore, level);
    }

    private static boolean isTold(List<String> fired, int firedBefore, String level) {
        return fired.contains(level)
                || firedBefore > 0
                        && Ladder.isLevel(level)
                        && fired.stream()
                                .allMatch(kept -> Ladder.order(level) < Ladder.order(kept));
    }

    private void told(String level) {
        fired = plus(fired, level);
        if (fired.size() > MOST_TOLD) {
            String lowest =
                    fired.stream().min(Comparator.comparingLong(Ladder::order)).orElseThrow();
            fired = fired.stream().filter(kept -> !kept.equals(lowest)).toList();
            firedBefore++;
        }
    }

    /** A level went out. */
    void fire(int rung, String level, long toldAt) {
        told(level);
        repeats = Ladder.repeats(level);
        // A rung above may have passed in silence: E1 of a notice that triage has looked at.
        reached = Math.max(reached, rung);
        lastToldAt = toldAt;
        ackedAt = null;
    }

    /**
     * This is on the topic already, so it went out, whatever the state remembers. False for a
     * correction that is not the run's own, or not yet.
     */
    boolean adopt(Adopted found) {
        switch (found.what()) {
            case "resolved" -> resolved = true;
            case "breach" -> breachSeen = true;
            case CLEARED, CLOSED_LATE -> {
                boolean mine = correction != null && found.what().equals(what(correction));
                correctionSeen |= mine;
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
        if (rung > reached || rung == reached && repeat > repeats) {
            fire(rung, level, toldAt);
        } else {
            told(level);
        }
    }

    // Its records --------------------------------------------------------------------------

    /** Published and not on record, or taken back when it was: no end undoes a broken promise. */
    boolean owesBreach() {
        boolean takenBackLate =
                state == ClockState.STOPPED && !isAllDone() && stoppedAt > firesAt(Ladder.BREACH);
        return breach == null && (reached >= Ladder.BREACH || takenBackLate);
    }

    /** A record that another incarnation wrote and no reader has seen: its transaction was lost. */
    boolean isLost(String incarnation) {
        return isUnseen() && !incarnation.equals(writtenBy);
    }

    /** Its breach or correction was not read back yet: it may have to be written again. */
    boolean isUnseen() {
        return breach != null && !breachSeen || correction != null && !correctionSeen;
    }

    private static List<String> plus(List<String> list, String one) {
        List<String> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }
}
