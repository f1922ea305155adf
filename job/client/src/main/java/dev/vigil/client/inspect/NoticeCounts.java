package dev.vigil.client.inspect;

import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notifier.NotifierStanding;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Notices, their clocks, and directives of authorities. */
final class NoticeCounts {
    private static final String DONE_LATE = "DONE_LATE";

    private final Tally tally;
    private final KeyedSpill<NoticeStep> notices;
    private final KeyedSpill<ClockStep> clocks;
    private final KeyedSpill<BreachStep> breaches;
    private final KeyedSpill<Named> outcomes;
    private final KeyedSpill<Named> notifiers;

    /** How a notice is, or when one of its clocks stopped. */
    record NoticeStep(Shown shown, Long stoppedAt) {}

    record Shown(
            String track,
            String state,
            long receivedAt,
            long dueAt,
            long asOf,
            String lastLevel,
            boolean overdue,
            String place) {}

    record Stopped(long atMs, long dueAt) {}

    /** What is known of a run of a notice's clock: one of the two. */
    record ClockStep(Stopped stopped, Missed missed) {}

    /** What a breach or its correction says of a run; the later constant counts. */
    enum Missed {
        NOT_DONE,
        DONE_LATE,
        /** A breach that was none: done in time, and proved late. */
        CLEARED
    }

    /** A breach, or what was corrected of it. */
    record BreachStep(Breach breach, Correction correction) {}

    record Breach(String noticeId, long dueAt, String cause, int itemsOpen, String place) {}

    record Correction(long doneAt, boolean cleared) {}

    record Named(String name) {}

    NoticeCounts(Tally tally) {
        this.tally = tally;
        notices = tally.spilled(NoticeStep.class);
        clocks = tally.spilled(ClockStep.class);
        breaches = tally.spilled(BreachStep.class);
        outcomes = tally.spilled(Named.class);
        notifiers = tally.spilled(Named.class);
        tally.on(NoticeReceived.class, this::received);
        tally.on(NoticeStatus.class, this::status);
        tally.on(EscalationResolved.class, (record, it) -> stopped(it));
        tally.on(BreachRecord.class, this::breach);
        tally.on(BreachCorrection.class, (record, it) -> corrected(it));
        tally.on(
                ItemOutcome.class,
                (record, it) ->
                        outcomes.put(
                                it.noticeId() + " " + it.itemId(), new Named(it.outcome().name())));
        tally.on(CounterNotice.class, this::counterNotice);
        tally.on(
                NotifierStanding.class,
                (record, it) -> notifiers.put(it.notifier(), new Named(it.level().name())));
        tally.atEnd(this::finish);
    }

    private void received(InspectedRecord record, NoticeReceived notice) {
        tally.distinct(InspectionFigure.NOTICES, notice.noticeId(), "");
        if (notice.directive() == null) {
            return;
        }
        tally.distinct(
                InspectionFigure.DIRECTIVES, notice.noticeId(), notice.directive().kind().name());
        List<String> deliverables = notice.directive().deliverables();
        tally.row(
                InspectionTable.DIRECTIVES,
                notice.receivedAt(),
                record.place(),
                notice.noticeId(),
                notice.directive().kind(),
                notice.directive().authority(),
                notice.directive().documentRef(),
                notice.receivedAt(),
                notice.dueAt(),
                deliverables == null ? "" : String.join("; ", deliverables));
    }

    private void status(InspectedRecord record, NoticeStatus it) {
        Shown shown =
                new Shown(
                        Tally.text(it.track()),
                        Tally.text(it.state()),
                        it.receivedAt(),
                        it.dueAt(),
                        it.asOf(),
                        it.lastLevel(),
                        it.overdue(),
                        record.place());
        notices.put(it.noticeId(), new NoticeStep(shown, null));
    }

    private void stopped(EscalationResolved it) {
        Stopped stopped = new Stopped(it.stoppedAt(), it.dueAt());
        clocks.put(run(it.noticeId(), it.generation()), new ClockStep(stopped, null));
        notices.put(it.noticeId(), new NoticeStep(null, it.stoppedAt()));
    }

    private void breach(InspectedRecord record, BreachRecord it) {
        int open = it.itemsOpen().size() + (it.moreOpen() == null ? 0 : it.moreOpen());
        Breach breach = new Breach(it.noticeId(), it.dueAt(), it.causeCode(), open, record.place());
        breaches.put(it.breachId(), new BreachStep(breach, null));
        Missed missed = it.causeCode().equals(DONE_LATE) ? Missed.DONE_LATE : Missed.NOT_DONE;
        clocks.put(run(it.noticeId(), it.generation()), new ClockStep(null, missed));
    }

    private void corrected(BreachCorrection it) {
        breaches.put(
                it.breachId(), new BreachStep(null, new Correction(it.doneAt(), it.cleared())));
        Missed missed = it.cleared() ? Missed.CLEARED : Missed.DONE_LATE;
        clocks.put(run(it.noticeId(), it.generation()), new ClockStep(null, missed));
    }

    private static String run(String noticeId, int generation) {
        return noticeId + "/" + generation;
    }

    private void counterNotice(InspectedRecord record, CounterNotice counter) {
        tally.distinct(InspectionFigure.COUNTER_NOTICES, counter.noticeId(), "");
        tally.row(
                InspectionTable.DISPUTES,
                counter.receivedAt(),
                record.place(),
                "counter-notice",
                "",
                counter.noticeId(),
                counter.reasonCode(),
                counter.receivedAt(),
                "");
    }

    private void finish() {
        notices.each(this::countNotice);
        clocks.each((id, all) -> countClock(all));
        breaches.each(this::countBreach);
        outcomes.each((id, all) -> countLast(InspectionFigure.OUTCOMES, all));
        notifiers.each((id, all) -> countLast(InspectionFigure.NOTIFIERS, all));
    }

    private void countLast(InspectionFigure figure, List<Named> all) {
        tally.count(figure, all.get(all.size() - 1).name());
    }

    private void countNotice(String id, List<NoticeStep> all) {
        Shown shown = Tally.last(all.stream().map(NoticeStep::shown).toList());
        if (shown == null) {
            return;
        }
        Long stoppedAt = Tally.last(all.stream().map(NoticeStep::stoppedAt).toList());
        tally.count(InspectionFigure.NOTICES_BY_STATE, shown.state());
        tally.count(InspectionFigure.NOTICES_BY_TRACK, shown.track());
        if (stoppedAt != null) {
            tally.time(
                    InspectionFigure.TIME_TO_ACTION, Math.max(0, stoppedAt - shown.receivedAt()));
        }
        tally.row(
                InspectionTable.NOTICES,
                shown.receivedAt(),
                shown.place(),
                id,
                shown.track(),
                shown.state(),
                shown.receivedAt(),
                shown.dueAt(),
                shown.asOf(),
                shown.lastLevel(),
                shown.overdue());
    }

    /**
     * A breach outlives the record that its clock has stopped, and what is known last of it counts.
     */
    private void countClock(List<ClockStep> all) {
        Stopped stopped = Tally.last(all.stream().map(ClockStep::stopped).toList());
        Optional<Missed> missed =
                all.stream()
                        .map(ClockStep::missed)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder());
        boolean isInTime =
                missed.map(it -> it == Missed.CLEARED)
                        .orElseGet(() -> stopped.atMs() <= stopped.dueAt());
        boolean isStopped = stopped != null || missed.get() != Missed.NOT_DONE;
        if (isInTime) {
            tally.count(InspectionFigure.CLOCKS_IN_TIME, "");
        } else {
            tally.count(
                    isStopped ? InspectionFigure.CLOCKS_LATE : InspectionFigure.CLOCKS_OVERDUE, "");
        }
    }

    private void countBreach(String id, List<BreachStep> all) {
        Breach breach = Tally.last(all.stream().map(BreachStep::breach).toList());
        Correction correction = Tally.last(all.stream().map(BreachStep::correction).toList());
        if (correction != null) {
            tally.count(
                    InspectionFigure.BREACH_CORRECTIONS, Boolean.toString(correction.cleared()));
        }
        if (breach != null) {
            tally.count(InspectionFigure.BREACHES, breach.cause());
            tally.row(
                    InspectionTable.BREACHES,
                    breach.dueAt(),
                    breach.place(),
                    breach.noticeId(),
                    breach.dueAt(),
                    breach.cause(),
                    breach.itemsOpen(),
                    correction == null ? null : correction.doneAt());
        }
    }
}
