package dev.vigil.notice;

import dev.vigil.notice.Rung.SideEffect;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.Acked;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notifier.NoticeOutcome;
import java.util.Comparator;
import java.util.List;

/**
 * Regions CLOCK and ACTION: runs begin, levels fire, proof stops them. The clock runs from the
 * stamp of the intake edge and keeps running through decisions, nights and outages; it fires the
 * highest level passed and names those skipped; a breach is written once and never unwritten.
 */
final class ClockRegion {
    /** Published later than this, a level has the time that is left now, and that it is late. */
    private static final long CATCH_UP_MS = 60_000;

    /** Of a directive that names no time. */
    private static final long DIRECTIVE_MS = 24 * 3_600_000;

    /** Answers that wait for their level: more than the levels of a notice, fewer than a flood. */
    private static final int MOST_ACKED = 64;

    /** Items of one notice that are asked to stay down at a stretch. */
    static final int MOST_KEPT_DOWN = 1_000;

    private final ClockRules rules;
    private final Ladder ladder;

    ClockRegion(ClockRules rules, Ladder ladder) {
        this.rules = rules;
        this.ladder = ladder;
    }

    /** When a directive is due; null for another notice. */
    Long directiveDueAt(NoticeReceived notice) {
        if (notice.directive() == null || notice.dueAt() != null) {
            return notice.dueAt();
        }
        return notice.receivedAt() + DIRECTIVE_MS;
    }

    /** One that names no time is due a day after it was first received. Version 0.1.0 lost some. */
    void directiveEarlier(WorkingCase dossier, long before, long at) {
        Long known = dossier.state.directiveDueAt();
        if (known == null || known == before + DIRECTIVE_MS) {
            dossier.state.directiveDueAt(at + DIRECTIVE_MS);
        }
    }

    ClockTrack track(NoticeReceived notice, Facts facts) {
        if (directiveDueAt(notice) != null) {
            return ClockTrack.DIRECTIVE;
        }
        if (Boolean.TRUE.equals(notice.live())) {
            return ClockTrack.LIVE;
        }
        return facts.listedAt(notice.receivedAt()) ? ClockTrack.LISTED : ClockTrack.STANDARD;
    }

    /**
     * A run begins beside those that a notice has: of items that join, of content that is back.
     * Where it has many, those that are over leave.
     */
    void startAnother(WorkingCase dossier, long at, List<ItemState> items, Facts facts, Step step) {
        startAnother(dossier, at, items, null, facts, step);
    }

    /** The same of items of one release; null for none. */
    void startAnother(
            WorkingCase dossier,
            long at,
            List<ItemState> items,
            String released,
            Facts facts,
            Step step) {
        for (ItemState item : items) {
            if (dossier.hasBegunTooOften(item.itemId())) {
                step.refuse(
                        "clocks: expected no more than "
                                + WorkingCase.KEPT_RUNS
                                + " of an item before the first has begun, got another for '"
                                + item.itemId()
                                + "'; file another notice if it is open");
                return;
            }
        }
        if (!dossier.makeRoom(items.size())) {
            step.refuse(
                    "clocks: expected no more than "
                            + WorkingCase.MOST_RUN_ITEMS
                            + " items in those of a notice that are not over, got another for '"
                            + items.get(0).itemId()
                            + "'; file another notice with the items that are open");
            return;
        }
        start(dossier, at, items, facts);
        dossier.last().state.released(released);
        dossier.state.closedAt(null);
    }

    /** The first run of a notice. */
    void start(WorkingCase dossier, long at, List<ItemState> items, Facts facts) {
        Clock run = new Clock(ladder, dossier.nextPlace(), at, items);
        dossier.add(run);
        arm(dossier, run, facts);
    }

    /** The list may have been read only now: a notice on the standard track is looked at again. */
    private void arm(WorkingCase dossier, Clock run, Facts facts) {
        boolean plain =
                dossier.state.track() == ClockTrack.STANDARD
                        || dossier.state.track() == ClockTrack.LISTED;
        if (plain && run == dossier.clocks.get(0)) {
            dossier.state.track(
                    facts.listedAt(run.state.startedAt())
                            ? ClockTrack.LISTED
                            : ClockTrack.STANDARD);
        }
        long spanMs =
                dossier.state.track() == ClockTrack.DIRECTIVE
                        ? dossier.state.directiveDueAt() - dossier.state.firstReceivedAt()
                        : rules.spanMs(dossier.state.track());
        run.arm(dossier.state.track(), spanMs);
    }

    /** A directive keeps the due time that the authority gave it. */
    void startEarlier(WorkingCase dossier, Clock run, long at) {
        run.startEarlier(at);
        if (dossier.state.track() == ClockTrack.DIRECTIVE
                && at == dossier.state.firstReceivedAt()) {
            run.arm(dossier.state.track(), dossier.state.directiveDueAt() - at);
        }
    }

    /** Throws IllegalArgumentException for what is no level: kept, it would stop the clock. */
    void adopted(WorkingCase dossier, Adopted found, Step step) {
        Clock.check(found.what());
        boolean known = dossier.clocks.stream().anyMatch(run -> adopt(dossier, run, found));
        if (known || dossier.adopted.contains(found) || dossier.hasLeft(found.generation())) {
            return;
        }
        if (dossier.adopted.size() < WorkingCase.MOST_ADOPTED) {
            dossier.adopted.add(found);
        } else {
            step.refuse(
                    "adopted: expected no more than "
                            + WorkingCase.MOST_ADOPTED
                            + " records of clocks that have not begun, got "
                            + dossier.key(found.generation(), found.what())
                            + "; it may be published again with another time");
        }
    }

    private static boolean adopt(WorkingCase dossier, Clock run, Adopted found) {
        boolean mine = run.state.generation() == found.generation() && run.adopt(found);
        if (mine) {
            dossier.acked.removeIf(seen -> acknowledge(dossier, run, seen));
        }
        return mine;
    }

    /** After a failure the answer to a level may be read before the level is read back. */
    void acknowledged(WorkingCase dossier, AlertAcknowledged seen) {
        Acked acked = new Acked(seen.alertKey(), seen.at());
        boolean told = dossier.clocks.stream().anyMatch(run -> acknowledge(dossier, run, acked));
        if (!told) {
            dossier.acked.add(acked);
        }
        if (dossier.acked.size() > MOST_ACKED) {
            dossier.acked.remove(0);
        }
    }

    private static boolean acknowledge(WorkingCase dossier, Clock run, Acked seen) {
        String prefix = dossier.key(run, "");
        return seen.alertKey().startsWith(prefix)
                && run.acknowledge(
                        seen.alertKey(), seen.alertKey().substring(prefix.length()), seen.at());
    }

    void held(WorkingCase dossier, NoticeHeld held, Step step) {
        if (held.resumed()) {
            dossier.live()
                    .filter(run -> run.state.clock() == ClockState.PAUSED)
                    .forEach(run -> run.resume(held.at()));
        } else if (!rules.handling().pauses()) {
            step.refuse(
                    "hold: expected rules that allow it, got a hold by "
                            + held.documentRef()
                            + "; set pauses in the clock's rules, or act in time");
        } else {
            boolean limited = Boolean.TRUE.equals(held.byNotifier());
            Long endsAt = limited ? held.at() + rules.handling().notifierPauseMs() : null;
            dossier.live()
                    // Later it undoes no breach, though it may be read before that is published.
                    .filter(
                            run ->
                                    run.state.clock() == ClockState.RUNNING
                                            && held.at() <= run.state.dueAt())
                    .forEach(run -> run.pause(held.at(), endsAt));
        }
    }

    void proved(WorkingCase dossier, String itemId, ActionState outcome, long at, long eventTime) {
        for (Clock run : dossier.runsOf(itemId)) {
            if (listens(run, itemId)) {
                run.prove(itemId, at, outcome, eventTime);
            }
        }
    }

    /**
     * A void run may come to life by a supplement, a covered item when its cover is gone; a run
     * that is done may be judged again.
     */
    private static boolean listens(Clock run, String itemId) {
        return run.isLive()
                || run.isVoid()
                || run.isAllDone()
                || run.state.clock() == ClockState.CLOSED_LATE
                || run.has(itemId) && run.item(itemId).coveredBy() != null;
    }

    /** The content is back at the same item: a new generation, the whole ladder re-armed. */
    void back(WorkingCase dossier, String itemId, long at, Facts facts, Step step) {
        Clock run = dossier.latestOf(itemId);
        if (run == null) {
            return;
        }
        ItemState item = run.item(itemId);
        boolean wasEnforced = item.outcome() == ActionState.ACTIONED && item.doneAt() <= at;
        if (wasEnforced && run.isVoid()) {
            run.change(itemId, known -> known.back(at));
        } else if (wasEnforced && dossier.mayRun()) {
            // It may have been back before the notice arrived, which was not late then.
            long from = Math.max(at, run.state.startedAt());
            startAnother(dossier, from, List.of(item.back(at)), facts, step);
        }
    }

    // The clock has moved ------------------------------------------------------------------

    /** Pauses that end by themselves. */
    void resume(WorkingCase dossier, long nowMs) {
        dossier.clocks.forEach(run -> resume(run, nowMs));
    }

    private static void resume(Clock run, long nowMs) {
        Long endsAt = run.state.clock() == ClockState.PAUSED ? run.state.pauseEndsAt() : null;
        if (endsAt != null && endsAt <= nowMs) {
            run.resume(endsAt);
        }
    }

    void due(WorkingCase dossier, long nowMs, Facts facts, Step step) {
        for (Clock run : List.copyOf(dossier.clocks)) {
            if (run.state.generation() == 0) {
                continue;
            }
            resume(run, nowMs);
            // First: what is written below makes this incarnation the writer.
            rewrite(run, facts, step);
            if (run.owesBreach()) {
                breach(dossier, run, "NOT_DONE_WHEN_DUE", facts, step);
            }
            settle(dossier, run, nowMs, facts, step);
            if (run.state.clock() == ClockState.RUNNING
                    || run.state.clock() == ClockState.BREACHED) {
                reach(dossier, run, nowMs, facts, step);
            }
        }
    }

    /** By T0, so that a replay counts the same whatever order its topics are read in. */
    void number(WorkingCase dossier, long nowMs, Facts facts) {
        List<Clock> begun =
                dossier.clocks.stream()
                        .filter(run -> run.state.generation() == 0)
                        .filter(
                                run ->
                                        run.state.startedAt() <= nowMs
                                                || !run.isLive()
                                                || run.isAllDone())
                        .sorted(
                                Comparator.<Clock>comparingLong(run -> run.state.startedAt())
                                        .thenComparing(
                                                run -> run.items().iterator().next().itemId()))
                        .toList();
        int last = dossier.clocks.stream().mapToInt(run -> run.state.generation()).max().orElse(0);
        for (Clock run : begun) {
            run.number(++last);
            if (run.isLive()) {
                arm(dossier, run, facts);
            }
            dossier.adopted.removeIf(found -> adopt(dossier, run, found));
        }
        // All that was published has been read back: what is answered here was never published.
        dossier.acked.clear();
    }

    private void settle(WorkingCase dossier, Clock run, long nowMs, Facts facts, Step step) {
        if (run.isLive() && run.isAllDone()) {
            done(dossier, run, nowMs, facts, step);
        } else if (WorkingCase.isLateAfterAll(run)) {
            breach(dossier, run, "DONE_LATE", facts, step);
            run.state.clock(ClockState.CLOSED_LATE);
        } else if (WorkingCase.isToBeCleared(run)) {
            run.state.clock(ClockState.CLEARED);
            correct(dossier, run, lastDone(run, nowMs), facts, step);
        }
        if (!run.isLive() && !run.state.resolved()) {
            run.state.resolved(true);
            step.resolved().add(resolved(dossier, run));
        }
        if (!run.isLive() && !run.state.concluded()) {
            // Also of an end that was read back: a repeat of what follows from it is harmless.
            run.state.concluded(true);
            upheld(dossier, run, step);
        }
    }

    private void done(WorkingCase dossier, Clock run, long nowMs, Facts facts, Step step) {
        long doneAt = lastDone(run, nowMs);
        if (run.state.clock() == ClockState.PAUSED) {
            // What is done while the clock is paused is not late, whatever its due time was.
            run.resume(doneAt);
        }
        boolean inTime = doneAt <= run.state.dueAt();
        boolean told = run.state.breach() != null || run.state.reached() >= Ladder.BREACH;
        if (!inTime || told) {
            // Late beyond doubt, though the grace may not be over: the record is due all the same.
            breach(dossier, run, told ? "NOT_DONE_WHEN_DUE" : "DONE_LATE", facts, step);
        }
        run.end(
                !told && inTime
                        ? ClockState.STOPPED
                        : inTime ? ClockState.CLEARED : ClockState.CLOSED_LATE,
                doneAt);
        if (told) {
            correct(dossier, run, doneAt, facts, step);
        }
    }

    private static long lastDone(Clock run, long nowMs) {
        long last =
                run.items().stream()
                        .filter(item -> item.doneAt() != null)
                        .mapToLong(ItemState::doneAt)
                        .max()
                        .orElse(nowMs);
        return Math.max(run.state.startedAt(), last);
    }

    private void upheld(WorkingCase dossier, Clock run, Step step) {
        boolean removed =
                run.items().stream().anyMatch(item -> item.outcome() == ActionState.ACTIONED);
        if (run.isVoid() || !removed || run.state.stoppedAt() == null) {
            return;
        }
        step.concludes(NoticeOutcome.UPHELD, upheldAt(dossier, run));
        if (rules.handling().stayDown()
                && dossier.isAccepted()
                && dossier.state.track() != ClockTrack.LIVE) {
            run.state.keptDown(0);
            keepDown(dossier, run, step);
        }
    }

    /** When it was done; later where until then a decision said that the notice does not count. */
    private static long upheldAt(WorkingCase dossier, Clock run) {
        Long countsSince = dossier.isCounting() ? dossier.state.intake().decidedAt() : null;
        return countsSince == null
                ? run.state.stoppedAt()
                : Math.max(run.state.stoppedAt(), countsSince);
    }

    /** Some at a stretch; the next ones with the next watermark. */
    static void keepDown(WorkingCase dossier, Clock run, Step step) {
        if (run.state.keptDown() == null) {
            return;
        }
        run.items().stream()
                .skip(run.state.keptDown())
                .limit(MOST_KEPT_DOWN)
                .filter(item -> item.outcome() == ActionState.ACTIONED)
                .filter(item -> !Directive.isDeliverable(item.itemId()))
                .map(item -> dossier.stayDown(item.itemId(), true, run.state.stoppedAt()))
                .forEach(step.stayDowns()::add);
        int asked = run.state.keptDown() + MOST_KEPT_DOWN;
        run.state.keptDown(asked < run.items().size() ? Integer.valueOf(asked) : null);
    }

    private void reach(WorkingCase dossier, Clock run, long nowMs, Facts facts, Step step) {
        List<Integer> passed = run.passed(nowMs, dossier.isTriaged());
        if (run.state.reached() >= Ladder.BREACH) {
            breach(dossier, run, "NOT_DONE_WHEN_DUE", facts, step);
            run.state.clock(ClockState.BREACHED);
        }
        if (!passed.isEmpty()) {
            int highest = passed.get(passed.size() - 1);
            List<String> skipped = Ladder.names(passed.subList(0, passed.size() - 1));
            long firesAt = run.firesAt(highest);
            fire(dossier, run, Ladder.name(highest), firesAt, skipped, nowMs, step);
            effects(dossier, run, passed, nowMs, facts, step);
        } else {
            repeat(dossier, run, nowMs, step);
        }
    }

    private void repeat(WorkingCase dossier, Clock run, long nowMs, Step step) {
        Long repeatAt = run.repeatAt();
        if (repeatAt != null && repeatAt <= nowMs) {
            long withinMs = ladder.of(run.state.reached()).ackWithinMs();
            int more = (int) ((nowMs - repeatAt) / withinMs);
            String level = Ladder.repeat(run.state.reached(), run.state.repeats() + 1 + more);
            fire(dossier, run, level, repeatAt + more * withinMs, List.of(), nowMs, step);
        }
    }

    private void fire(
            WorkingCase dossier,
            Clock run,
            String level,
            long firesAt,
            List<String> skipped,
            long nowMs,
            Step step) {
        int rung = Ladder.rung(level);
        boolean catchUp = !skipped.isEmpty() || nowMs - firesAt > CATCH_UP_MS;
        long toldAt = catchUp ? nowMs : firesAt;
        if (!run.isTold(level)) {
            step.alerts().add(alert(dossier, run, level, firesAt, toldAt, catchUp, skipped));
        }
        run.fire(rung, level, toldAt);
    }

    private void effects(
            WorkingCase dossier,
            Clock run,
            List<Integer> passed,
            long nowMs,
            Facts facts,
            Step step) {
        boolean asked =
                passed.stream()
                        .anyMatch(
                                rung -> ladder.of(rung).effect() == SideEffect.PROVISIONAL_DISABLE);
        boolean allowed =
                rules.escalation().provisionalDisable()
                        && dossier.isAccepted()
                        && dossier.state.intake().missing().isEmpty()
                        && !facts.flagged();
        if (asked && allowed) {
            for (ItemState item : run.items()) {
                if (item.isOpen() && !Directive.isDeliverable(item.itemId())) {
                    step.commands().add(disable(dossier, run, item, nowMs));
                }
            }
        }
    }

    // What is written ----------------------------------------------------------------------

    private void breach(WorkingCase dossier, Clock run, String cause, Facts facts, Step step) {
        if (run.state.breach() != null) {
            return;
        }
        ListedIds open = ListedIds.of(run.open());
        run.state.breach(
                new BreachRecord(
                        dossier.key(run, "breach"),
                        dossier.state.noticeId(),
                        run.state.generation(),
                        dossier.state.notifier(),
                        run.state.startedAt(),
                        run.state.dueAt(),
                        open.ids(),
                        cause,
                        open.more(),
                        dossier.state.track()));
        run.state.writtenBy(facts.incarnation());
        if (!run.state.breachSeen()) {
            step.breaches().add(run.state.breach());
        }
    }

    private static void correct(
            WorkingCase dossier, Clock run, long doneAt, Facts facts, Step step) {
        run.state.correction(
                new BreachCorrection(
                        dossier.key(run, "breach"),
                        dossier.state.noticeId(),
                        run.state.generation(),
                        run.state.dueAt(),
                        doneAt,
                        doneAt <= run.state.dueAt()));
        run.state.writtenBy(facts.incarnation());
        run.state.correctionSeen(dossier.adopted.removeIf(found -> adopt(dossier, run, found)));
        if (!run.state.correctionSeen()) {
            step.corrections().add(run.state.correction());
        }
    }

    /** An outage longer than a transaction lives takes records with it that state calls written. */
    private static void rewrite(Clock run, Facts facts, Step step) {
        if (!run.isLost(facts.incarnation())) {
            return;
        }
        if (run.state.breach() != null && !run.state.breachSeen()) {
            step.breaches().add(run.state.breach());
        }
        if (run.state.correction() != null && !run.state.correctionSeen()) {
            step.corrections().add(run.state.correction());
        }
        run.state.writtenBy(facts.incarnation());
    }

    private EscalationAlert alert(
            WorkingCase dossier,
            Clock run,
            String level,
            long firesAt,
            long toldAt,
            boolean catchUp,
            List<String> skipped) {
        Rung rung = ladder.of(Ladder.rung(level));
        ListedIds open = ListedIds.of(run.open());
        return EscalationAlertBuilder.builder()
                .alertKey(dossier.key(run, level))
                .noticeId(dossier.state.noticeId())
                .generation(run.state.generation())
                .level(level)
                .severity(rung.severity())
                .notifier(dossier.state.notifier())
                .receivedAt(run.state.startedAt())
                .dueAt(run.state.dueAt())
                .firesAt(firesAt)
                .elapsedMs(firesAt - run.state.startedAt())
                .remainingMs(run.state.dueAt() - toldAt)
                .itemsOpen(open.ids())
                .recipients(rung.recipients())
                .ackRequiredBy(rung.ackWithinMs() == null ? null : toldAt + rung.ackWithinMs())
                .catchUp(catchUp)
                .skippedLevels(skipped)
                .track(dossier.state.track())
                .moreOpen(open.more())
                .build();
    }

    private static EscalationResolved resolved(WorkingCase dossier, Clock run) {
        return EscalationResolvedBuilder.builder()
                .alertKey(dossier.key(run, "resolved"))
                .noticeId(dossier.state.noticeId())
                .generation(run.state.generation())
                .outcome(dossier.outcome(run))
                .stoppedAt(run.state.stoppedAt())
                .dueAt(run.state.dueAt())
                .firedLevels(run.state.fired())
                .moreLevels(run.state.firedBefore())
                .build();
    }

    private static NoticeCommand disable(
            WorkingCase dossier, Clock run, ItemState item, long nowMs) {
        return new NoticeCommand(
                dossier.key(run, "disable/" + item.itemId()),
                dossier.state.noticeId(),
                item.itemId(),
                item.locator(),
                Measure.BLOCK,
                nowMs,
                run.state.dueAt(),
                "PROVISIONAL_DISABLE");
    }
}
