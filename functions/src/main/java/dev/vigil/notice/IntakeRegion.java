package dev.vigil.notice;

import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.Covered;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.Intake;
import dev.vigil.schema.notice.IntakeBuilder;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.ItemState;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notifier.NoticeOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Region INTAKE: whether a notice counts as one. An incomplete one is as if it had never been sent,
 * which makes mis-triage the main way to cheat the deadline: triage has a short clock of its own,
 * and a wrong "incomplete" starts the statutory one where it would have been.
 */
final class IntakeRegion {
    private final ClockRules rules;
    private final ClockRegion clock;

    IntakeRegion(ClockRules rules, ClockRegion clock) {
        this.rules = rules;
        this.clock = clock;
    }

    WorkingCase open(NoticeReceived notice, Facts facts) {
        WorkingCase dossier =
                new WorkingCase(notice.noticeId(), notice.notifier(), notice.receivedAt());
        dossier.state.directiveDueAt(clock.directiveDueAt(notice));
        dossier.state.track(clock.track(notice, facts));
        dossier.state.regime(
                notice.regime() != null
                        ? notice.regime()
                        : rules.regime(
                                notice.works().stream()
                                        .map(NoticeWork::rightType)
                                        .filter(Objects::nonNull)
                                        .findFirst()
                                        .orElse(null)));
        dossier.state.workIds(
                notice.works().stream().map(NoticeWork::workId).filter(Objects::nonNull).toList());
        List<Element> missing = Completeness.missing(notice);
        // Whether an order counts is not the platform's to decide.
        boolean accepted =
                notice.directive() != null
                        || rules.handling().acceptComplete() && missing.isEmpty();
        dossier.state.intake(
                IntakeBuilder.builder()
                        .state(accepted ? IntakeState.ACCEPTED : IntakeState.RECEIVED)
                        .missing(missing)
                        .decidedAt(accepted ? notice.receivedAt() : null)
                        .build());
        clock.start(dossier, notice.receivedAt(), items(notice.allItems()), facts);
        return dossier;
    }

    private static List<ItemState> items(List<NoticeItem> items) {
        return items.stream().map(item -> ItemState.open(item.itemId(), item.locator())).toList();
    }

    /** A repeat changes nothing, unless its stamp is earlier or it names further items. */
    void repeated(WorkingCase dossier, NoticeReceived notice, Facts facts, Step step) {
        join(dossier, notice.allItems(), notice.receivedAt(), facts, step);
        if (notice.receivedAt() < dossier.state.firstReceivedAt()) {
            long before = dossier.state.firstReceivedAt();
            if (dossier.state.track() == ClockTrack.DIRECTIVE && notice.dueAt() == null) {
                clock.directiveEarlier(dossier, before, notice.receivedAt());
            }
            dossier.state.firstReceivedAt(notice.receivedAt());
            for (Clock run : dossier.clocks) {
                // A run that has stopped is judged again: what was in time may be late now.
                if (!run.isVoid() && run.state.startedAt() == before) {
                    clock.startEarlier(dossier, run, notice.receivedAt());
                }
            }
        }
    }

    /** An item that joins later has its own T0. */
    private void join(
            WorkingCase dossier, List<NoticeItem> named, long at, Facts facts, Step step) {
        Set<String> known = new HashSet<>();
        dossier.items().forEach(item -> known.add(item.itemId()));
        List<ItemState> joining =
                items(named).stream().filter(item -> !known.contains(item.itemId())).toList();
        if (joining.isEmpty()) {
            return;
        }
        joining.forEach(item -> known.add(item.itemId()));
        if (!NoticeItem.fitsOneNotice(known)) {
            step.refuse(
                    "items: expected no more than one notice can hold, got "
                            + joining.size()
                            + " beside those it has; file another notice with them");
            return;
        }
        boolean covered = dossier.state.intake().state() == IntakeState.DUPLICATE;
        if (covered) {
            // The other notice does not have these.
            counting(dossier, at);
        }
        boolean triagedLate =
                dossier.state.intake().state() == IntakeState.INCOMPLETE
                        && !dossier.last().isVoid();
        if (dossier.isCounting() || triagedLate) {
            clock.startAnother(dossier, at, joining, facts, step);
        } else if (dossier.last().isVoid()) {
            dossier.add(dossier.last(), joining);
        }
    }

    void supplemented(WorkingCase dossier, NoticeSupplemented brought, Facts facts, Step step) {
        List<Element> missing =
                dossier.state.intake().missing().stream()
                        .filter(element -> !brought.elements().contains(element))
                        .toList();
        Intake before = dossier.state.intake();
        dossier.state.intake(before.withMissing(missing));
        boolean waits = before.state() == IntakeState.INCOMPLETE;
        boolean untriaged =
                before.state() == IntakeState.RECEIVED && rules.handling().acceptComplete();
        if (missing.isEmpty() && (waits || untriaged)) {
            dossier.state.intake(
                    dossier.state
                            .intake()
                            .decided(IntakeState.ACCEPTED, brought.receivedAt(), null));
            restart(dossier, brought.receivedAt(), facts, step);
        }
        join(dossier, brought.items(), brought.receivedAt(), facts, step);
    }

    /**
     * A void clock begins again at {@code at}, in a new generation; for content that was down then
     * it begins when it was back.
     */
    private void restart(WorkingCase dossier, long at, Facts facts, Step step) {
        if (!dossier.last().isVoid()) {
            return;
        }
        List<ItemState> upThen = new ArrayList<>();
        List<ItemState> backLater = new ArrayList<>();
        for (ItemState item : dossier.items()) {
            if (counts(dossier, item)) {
                boolean wasUp = item.backAt() == null || item.backAt() <= at;
                (wasUp ? upThen : backLater).add(item);
            }
        }
        if (!upThen.isEmpty()) {
            clock.startAnother(dossier, at, upThen, facts, step);
        }
        for (ItemState item : backLater) {
            clock.startAnother(dossier, item.backAt(), List.of(item), facts, step);
        }
    }

    /** What was done while the clock was void is done in the new run, which then stops at once. */
    private static boolean counts(WorkingCase dossier, ItemState item) {
        return item.doneAt() == null || dossier.latestOf(item.itemId()).isVoid();
    }

    void triaged(WorkingCase dossier, NoticeTriaged decision, Facts facts, Step step) {
        if (dossier.state.intake().state() == IntakeState.WITHDRAWN) {
            step.refuse("triage: expected a notice in force, got one that was withdrawn");
            return;
        }
        boolean needsReason =
                switch (decision.outcome()) {
                    case REJECTED, DECLINED -> decision.reason() == null;
                    case ACCEPTED, INCOMPLETE, DUPLICATE -> false;
                };
        if (needsReason) {
            step.refuse(
                    "triage: expected a reason for "
                            + decision.outcome()
                            + ", got none; a refusal needs a reason");
            return;
        }
        switch (decision.outcome()) {
            case ACCEPTED -> accepted(dossier, decision, facts, step);
            case INCOMPLETE -> incomplete(dossier, decision, step);
            case REJECTED -> rejected(dossier, decision, step);
            case DUPLICATE -> duplicate(dossier, decision, step);
            case DECLINED -> declined(dossier, decision);
        }
    }

    /** Where an earlier decision was wrong, T0 goes back to the first stamp. */
    private void accepted(WorkingCase dossier, NoticeTriaged decision, Facts facts, Step step) {
        boolean neverCounted = dossier.last().isVoid();
        if (dossier.state.intake().state() == IntakeState.DUPLICATE) {
            dossier.clocks.forEach(Clock::uncover);
        }
        dossier.state.intake(
                dossier.state.intake().decided(IntakeState.ACCEPTED, decision.at(), null));
        if (neverCounted) {
            restart(dossier, dossier.state.firstReceivedAt(), facts, step);
        } else if (Boolean.TRUE.equals(decision.fromStart())) {
            Clock run = supplemented(dossier);
            if (run != null) {
                clock.startEarlier(dossier, run, dossier.state.firstReceivedAt());
            }
        }
    }

    /** The last run that took up what a void one had left; null for none. */
    private static Clock supplemented(WorkingCase dossier) {
        Clock found = null;
        for (int i = 1; i < dossier.clocks.size(); i++) {
            Clock before = dossier.clocks.get(i - 1);
            Clock run = dossier.clocks.get(i);
            boolean takesUp =
                    run.items().stream()
                            .anyMatch(item -> item.backAt() == null && before.has(item.itemId()));
            found = before.isVoid() && takesUp && !run.isVoid() ? run : found;
        }
        return found;
    }

    private void incomplete(WorkingCase dossier, NoticeTriaged decision, Step step) {
        List<Element> missing =
                decision.missing().isEmpty()
                        ? dossier.state.intake().missing()
                        : decision.missing();
        if (missing.isEmpty()) {
            step.refuse(
                    "triage: expected what is missing, got an incomplete without any and a notice"
                            + " that has everything; name the missing elements");
            return;
        }
        boolean repeated =
                dossier.state.intake().state() == IntakeState.INCOMPLETE
                        && Objects.equals(dossier.state.intake().decidedAt(), decision.at());
        if (repeated) {
            return;
        }
        if (dossier.state.intake().state() != IntakeState.RECEIVED
                && dossier.state.intake().state() != IntakeState.ACCEPTED) {
            step.refuse(
                    "triage: expected a notice that counts, got one that is "
                            + dossier.state.intake().state());
            return;
        }
        boolean inTime = decision.at() <= dossier.triageDueAt();
        dossier.state.intake(
                new Intake(
                        IntakeState.INCOMPLETE,
                        missing,
                        decision.at(),
                        inTime
                                ? decision.reason()
                                : "triaged too late to stop the clock; " + decision.reason(),
                        null,
                        inTime ? Long.valueOf(decision.at() + rules.handling().lapseMs()) : null,
                        null));
        if (inTime) {
            end(dossier, ClockState.VOID, decision.at());
            release(dossier, decision.at(), step);
        }
    }

    private void rejected(WorkingCase dossier, NoticeTriaged decision, Step step) {
        boolean forged = Boolean.TRUE.equals(decision.forged());
        boolean unfounded = Boolean.TRUE.equals(decision.manifestlyUnfounded());
        ItemOutcomeKind of = unfounded ? ItemOutcomeKind.UNFOUNDED : ItemOutcomeKind.DECLINED;
        dossier.state.intake(
                dossier.state
                        .intake()
                        .decided(IntakeState.REJECTED, decision.at(), decision.reason())
                        .withRejectedAs(forged ? ItemOutcomeKind.FORGED : of));
        end(dossier, ClockState.VOID, decision.at());
        release(dossier, decision.at(), step);
        NoticeOutcome refused = unfounded ? NoticeOutcome.UNFOUNDED : NoticeOutcome.OTHER;
        step.concludes(forged ? NoticeOutcome.FORGED : refused, decision.at());
    }

    private void duplicate(WorkingCase dossier, NoticeTriaged decision, Step step) {
        if (decision.duplicateOf() == null
                || decision.duplicateOf().equals(dossier.state.noticeId())) {
            step.refuse(
                    "triage: expected duplicateOf, the id of another notice, got '"
                            + decision.duplicateOf()
                            + "'; name the notice that covers this one");
            return;
        }
        covered(dossier, decision.duplicateOf(), decision.at(), step);
    }

    private static void covered(WorkingCase dossier, String by, long at, Step step) {
        dossier.state.intake(
                IntakeBuilder.builder()
                        .state(IntakeState.DUPLICATE)
                        .missing(dossier.state.intake().missing())
                        .decidedAt(at)
                        .duplicateOf(by)
                        .build());
        dossier.live()
                .filter(run -> run.items().stream().anyMatch(item -> item.doneAt() == null))
                .forEach(run -> run.end(ClockState.VOID, at));
        step.concludes(NoticeOutcome.OTHER, at);
    }

    private static void declined(WorkingCase dossier, NoticeTriaged decision) {
        Set<String> named = new HashSet<>(decision.itemIds());
        for (ItemState item : dossier.items()) {
            if (item.isOpen() && (named.isEmpty() || named.contains(item.itemId()))) {
                dossier.latestOf(item.itemId())
                        .prove(item.itemId(), decision.at(), ActionState.DECLINED, decision.at());
            }
        }
        Intake before = dossier.state.intake();
        dossier.state.intake(before.withReason(decision.reason()));
    }

    void withdrawn(WorkingCase dossier, NoticeWithdrawn withdrawn, Step step) {
        dossier.state.intake(
                dossier.state
                        .intake()
                        .decided(IntakeState.WITHDRAWN, withdrawn.at(), withdrawn.reason()));
        end(dossier, ClockState.STOPPED, withdrawn.at());
        release(dossier, withdrawn.at(), step);
    }

    void lapse(WorkingCase dossier, long nowMs) {
        Long lapsesAt = dossier.state.intake().lapsesAt();
        if (lapsesAt != null && lapsesAt <= nowMs) {
            dossier.state.intake(
                    dossier.state
                            .intake()
                            .decided(
                                    IntakeState.LAPSED, lapsesAt, dossier.state.intake().reason()));
        }
    }

    /** A run without open items is done, only not yet recorded as such: it ends as what it is. */
    private static void end(WorkingCase dossier, ClockState how, long at) {
        dossier.live().filter(run -> !run.isAllDone()).forEach(run -> run.end(how, at));
    }

    // Between notices ----------------------------------------------------------------------

    /** A later notice of the same notifier names the item: this one covers it. */
    void claimedAgain(WorkingCase dossier, String itemId, String other, Step step) {
        Clock run = dossier.latestOf(itemId);
        boolean stands =
                run != null
                        && run.isLive()
                        && run.hasOpen(itemId)
                        && !mayBeNone(dossier, run, itemId);
        Covered cover = new Covered(other, itemId);
        if (!stands || dossier.covers.contains(cover)) {
            return;
        }
        if (dossier.covers.size() < WorkingCase.MOST_COVERS) {
            dossier.covers.add(cover);
            step.links().add(link(dossier, LinkKind.DUPLICATE, cover, null));
        } else {
            step.refuse(
                    "covers: expected no more than "
                            + WorkingCase.MOST_COVERS
                            + " items of later notices that this one covers, got '"
                            + itemId
                            + "' of '"
                            + other
                            + "'; that notice counts by itself, reject it as a duplicate");
        }
    }

    /** Content that may have to come back: a run of it that has no number may be undone. */
    private static boolean mayBeNone(WorkingCase dossier, Clock run, String itemId) {
        boolean mayHaveToReturn =
                switch (dossier.state.counter().state()) {
                    case COUNTERED, COUNTER_FORWARDED, PROCEEDING_FILED -> true;
                    case NONE, COUNTER_INCOMPLETE, RESTORE_DUE, RESTORED, UPHELD -> false;
                };
        return run.state.generation() == 0
                && run.item(itemId).backAt() != null
                && mayHaveToReturn
                && dossier.countered().contains(itemId);
    }

    /** This notice is gone: those that it covered count again. */
    private static void release(WorkingCase dossier, long at, Step step) {
        dossier.covers.forEach(
                cover -> step.links().add(link(dossier, LinkKind.RELEASED, cover, at)));
        dossier.covers.clear();
    }

    private static NoticeLink link(
            WorkingCase dossier, LinkKind kind, Covered cover, Long releasedAt) {
        return new NoticeLink(
                kind,
                cover.noticeId(),
                cover.itemId(),
                dossier.state.noticeId(),
                dossier.state.firstReceivedAt(),
                dossier.state.notifier(),
                releasedAt);
    }

    void linked(WorkingCase dossier, NoticeLink link, long at, Facts facts, Step step) {
        if (link.kind() == LinkKind.RELEASED) {
            released(dossier, link, at, facts, step);
        } else if (isBefore(link, dossier)) {
            coveredBy(dossier, link, at, step);
        }
    }

    /** One order for all notices, so that no two can cover each other. */
    private static boolean isBefore(NoticeLink link, WorkingCase dossier) {
        return link.ofReceivedAt() < dossier.state.firstReceivedAt()
                || link.ofReceivedAt() == dossier.state.firstReceivedAt()
                        && link.ofNoticeId().compareTo(dossier.state.noticeId()) < 0;
    }

    private static void coveredBy(WorkingCase dossier, NoticeLink link, long at, Step step) {
        Clock run = dossier.latestOf(link.itemId());
        if (run == null || !run.isLive() || !dossier.mayRun()) {
            return;
        }
        run.change(
                link.itemId(),
                item -> item.isOpen() ? item.withCoveredBy(link.ofNoticeId()) : item);
        boolean allCovered =
                run.isAllDone()
                        && dossier.items().stream().allMatch(item -> item.coveredBy() != null);
        if (allCovered) {
            covered(dossier, link.ofNoticeId(), at, step);
        }
    }

    private void released(WorkingCase dossier, NoticeLink link, long at, Facts facts, Step step) {
        Clock run = dossier.latestOf(link.itemId());
        if (run == null || run.isLive() && !dossier.mayRun()) {
            return;
        }
        run.change(
                link.itemId(),
                item ->
                        link.ofNoticeId().equals(item.coveredBy())
                                ? item.withCoveredBy(null)
                                : item);
        boolean wasDuplicate =
                dossier.state.intake().state() == IntakeState.DUPLICATE
                        && (link.ofNoticeId().equals(dossier.state.intake().duplicateOf())
                                || run.hasOpen(link.itemId()));
        if (wasDuplicate) {
            counting(dossier, at);
            restart(dossier, dossier.state.firstReceivedAt(), facts, step);
        } else if (dossier.isCounting() && !run.isLive()) {
            startAlone(dossier, run, link, facts, step);
        }
    }

    /**
     * The rest of its run is done: the item that was covered goes on from the same T0, together
     * with the others of its release, wherever a watermark comes between them. So it is the same
     * run after a failure.
     */
    private void startAlone(
            WorkingCase dossier, Clock run, NoticeLink link, Facts facts, Step step) {
        ItemState item = run.item(link.itemId());
        if (!item.isOpen()) {
            return;
        }
        String release = link.ofNoticeId() + "/" + link.releasedAt();
        Clock others = ofRelease(dossier, run, release);
        if (others != null) {
            dossier.add(others, List.of(item));
        } else {
            clock.startAnother(dossier, run.state.startedAt(), List.of(item), release, facts, step);
        }
    }

    /** A later run with the same T0; null for none. */
    private static Clock ofRelease(WorkingCase dossier, Clock run, String release) {
        for (int i = dossier.clocks.size() - 1; dossier.clocks.get(i) != run; i--) {
            Clock later = dossier.clocks.get(i);
            if (release.equals(later.state.released())
                    && later.isLive()
                    && later.state.startedAt() == run.state.startedAt()) {
                return later;
            }
        }
        return null;
    }

    /** No other notice covers it any more. */
    private static void counting(WorkingCase dossier, long at) {
        boolean complete = dossier.state.intake().missing().isEmpty();
        dossier.state.intake(
                dossier.state
                        .intake()
                        .decided(complete ? IntakeState.ACCEPTED : IntakeState.RECEIVED, at, null));
    }
}
