package dev.vigil.bench.desk;

import static dev.vigil.bench.desk.DeskPlan.DAY_MS;
import static dev.vigil.bench.desk.DeskPlan.HOUR_MS;
import static dev.vigil.bench.desk.DeskPlan.MINUTE_MS;

import dev.vigil.notice.AlertForm;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Notices from their receipt to their end, as the platform, people and the notice job write them:
 * 10 records each. What happens hours later is written hours later, between the records of others,
 * as on topics.
 */
final class DeskNotices {
    private static final String RUNBOOK = "job/docs/runbooks/notice.md";

    private static final String STATEMENT =
            "The rooms below show our work whole, with its sound, to any visitor. We have"
                    + " licensed it to no platform in these territories before its window, and have informed"
                    + " the operator of the rooms so twice.";

    /** What becomes of a notice, each of so many in a hundred. */
    private enum Fate {
        DONE(91),
        INCOMPLETE(4),
        REJECTED(2),
        COUNTERED(2),
        LATE(1);

        private final int percent;

        Fate(int percent) {
            this.percent = percent;
        }

        static Fate of(int percentile) {
            int below = 0;
            for (Fate fate : values()) {
                below += fate.percent;
                if (percentile < below) {
                    return fate;
                }
            }
            return DONE;
        }
    }

    private final DeskPlan plan;
    private final EventSink out;

    DeskNotices(DeskPlan plan, EventSink out) {
        this.plan = plan;
        this.out = out;
    }

    /** All that happens when this notice is received: to it, and to earlier ones. */
    void step(long notice) {
        received(notice);
        before(notice, HOUR_MS, this::triaged);
        before(notice, 12 * HOUR_MS, this::reminded);
        before(notice, 19 * HOUR_MS, this::acted);
        before(notice, 24 * HOUR_MS + MINUTE_MS, this::breached);
        before(notice, 30 * HOUR_MS, this::late);
        before(notice, 2 * DAY_MS, this::countered);
        before(notice, 5 * DAY_MS, this::lapsed);
        before(notice, 17 * DAY_MS, this::upheld);
    }

    private interface Stage {
        void of(long notice);
    }

    private void before(long notice, long ms, Stage stage) {
        long earlier = notice - Math.max(1, plan.noticesIn(ms));
        if (earlier >= 0) {
            stage.of(earlier);
        }
    }

    private Fate fate(long notice) {
        return Fate.of(plan.random("fate", notice).nextInt(100));
    }

    private boolean isOneIn(String what, long notice, int many) {
        return plan.random(what, notice).nextInt(many) == 0;
    }

    private long dueAt(long notice) {
        return plan.receivedAt(notice) + DAY_MS;
    }

    private List<String> items(long notice) {
        return IntStream.range(0, plan.items(notice))
                .mapToObj(n -> DeskPlan.item(notice, n))
                .toList();
    }

    // Stages --------------------------------------------------------------------------------------

    private void received(long notice) {
        long at = plan.receivedAt(notice);
        String id = DeskPlan.notice(notice);
        List<NoticeItem> items = new ArrayList<>();
        for (String item : items(notice)) {
            items.add(new NoticeItem(item, "https://video.example/watch/" + item + "?from=search"));
        }
        out.send(
                EventType.NOTICE_RECEIVED,
                id,
                at,
                NoticeReceivedBuilder.builder()
                        .noticeId(id)
                        .channel("web form")
                        .receivedAt(at)
                        .notifier(plan.notifier(notice))
                        .works(
                                List.of(
                                        new NoticeWork(
                                                "Night Harbour " + notice % 977,
                                                plan.workOfNotice(notice),
                                                RightType.ON_DEMAND,
                                                "evidence/title-" + notice)))
                        .items(items)
                        .statement(STATEMENT)
                        .requestedMeasure("remove")
                        .content(content(notice))
                        .live(isOneIn("live", notice, 40) ? true : null)
                        .build());
        alert(notice, "E0", "info", at, null);
        report(
                status(notice, NoticeState.RECEIVED, at)
                        .intake(IntakeState.RECEIVED)
                        .next(NextStep.TRIAGE)
                        .nextBy(at + 4 * HOUR_MS));
    }

    private static NoticeContent content(long notice) {
        return new NoticeContent(
                "agent",
                "register/party-" + notice % 500,
                "register/contact-" + notice % 500,
                "register/address-" + notice % 500,
                List.of("evidence/" + notice + "-a", "evidence/" + notice + "-b"),
                true,
                true);
    }

    private void triaged(long notice) {
        long at = plan.receivedAt(notice) + HOUR_MS;
        String id = DeskPlan.notice(notice);
        String person = plan.person(notice);
        Fate fate = fate(notice);
        if (isOneIn("claim", notice, 3)) {
            String subject = "notice/" + id;
            out.send(
                    EventType.DESK_CLAIMED,
                    subject,
                    at,
                    new DeskClaimed(subject, null, null, at),
                    person);
        }
        TriageOutcome outcome =
                fate == Fate.INCOMPLETE
                        ? TriageOutcome.INCOMPLETE
                        : fate == Fate.REJECTED ? TriageOutcome.REJECTED : TriageOutcome.ACCEPTED;
        out.send(
                EventType.NOTICE_TRIAGED,
                id,
                at,
                NoticeTriagedBuilder.builder()
                        .noticeId(id)
                        .outcome(outcome)
                        .at(at)
                        .actor(person)
                        .missing(
                                outcome == TriageOutcome.INCOMPLETE
                                        ? List.of(Element.EVIDENCE)
                                        : List.of())
                        .reason(outcome == TriageOutcome.ACCEPTED ? null : "No proof of title.")
                        .build(),
                person);
        if (outcome == TriageOutcome.ACCEPTED) {
            forwarded(notice, at, person);
        } else {
            ended(notice, fate, at);
        }
    }

    private void forwarded(long notice, long at, String person) {
        String id = DeskPlan.notice(notice);
        if (isOneIn("forward", notice, 2)) {
            out.send(
                    EventType.FORWARD_DELIVERED,
                    id,
                    at,
                    new ForwardDelivered(
                            id, false, DeskPlan.account((int) (notice % 997)), "mail", at, null),
                    person);
        }
        report(
                status(notice, NoticeState.FORWARDED, at)
                        .next(NextStep.ACT)
                        .nextBy(dueAt(notice))
                        .forward(ForwardState.FORWARDED));
    }

    private void ended(long notice, Fate fate, long at) {
        boolean isRejected = fate == Fate.REJECTED;
        report(
                status(notice, isRejected ? NoticeState.REJECTED : NoticeState.INCOMPLETE, at)
                        .intake(isRejected ? IntakeState.REJECTED : IntakeState.INCOMPLETE)
                        .action(ActionState.NONE)
                        .clock(ClockState.VOID)
                        .missing(isRejected ? List.of() : List.of(Element.EVIDENCE))
                        .reason("No proof of title.")
                        .next(isRejected ? null : NextStep.SUPPLEMENT)
                        .nextBy(isRejected ? null : Long.valueOf(at + 4 * DAY_MS)));
        resolved(notice, isRejected ? NoticeState.REJECTED : NoticeState.INCOMPLETE, at);
    }

    private void reminded(long notice) {
        Fate fate = fate(notice);
        boolean isRunning = fate != Fate.INCOMPLETE && fate != Fate.REJECTED;
        if (!isRunning || !isOneIn("reminded", notice, 3)) {
            return;
        }
        long at = plan.receivedAt(notice) + 12 * HOUR_MS;
        alert(notice, "E2", "warning", at, null);
        String level = "E2";
        if (isOneIn("critical", notice, 8)) {
            level = "E5";
            alert(notice, level, "critical", at, at + 30 * MINUTE_MS);
            String id = DeskPlan.notice(notice);
            out.send(
                    EventType.ALERT_ACKNOWLEDGED,
                    id,
                    at + MINUTE_MS,
                    new AlertAcknowledged(
                            id,
                            key(notice, level),
                            plan.person(notice),
                            at + MINUTE_MS,
                            "The host is called."),
                    plan.person(notice));
        }
        report(
                status(notice, NoticeState.VALID, at)
                        .lastLevel(level)
                        .next(NextStep.ACT)
                        .nextBy(dueAt(notice)));
    }

    private void acted(long notice) {
        Fate fate = fate(notice);
        if (fate == Fate.DONE || fate == Fate.COUNTERED) {
            long at = plan.receivedAt(notice) + 19 * HOUR_MS;
            confirmed(notice, at);
            done(notice, NoticeState.ACTIONED, ClockState.STOPPED, at);
        }
    }

    private void breached(long notice) {
        if (fate(notice) != Fate.LATE) {
            return;
        }
        long due = dueAt(notice);
        alert(notice, "E7", "emergency", due - 15 * MINUTE_MS, due - 10 * MINUTE_MS);
        alert(notice, "E8", "breach", due, due + 10 * MINUTE_MS);
        out.send(
                EventType.BREACH,
                DeskPlan.notice(notice),
                due + 10_000,
                new BreachRecord(
                        breach(notice),
                        DeskPlan.notice(notice),
                        1,
                        plan.notifier(notice),
                        plan.receivedAt(notice),
                        due,
                        items(notice),
                        "NOT_DONE_WHEN_DUE",
                        null,
                        ClockTrack.STANDARD));
        report(
                status(notice, NoticeState.OVERDUE, due + 10_000)
                        .overdue(true)
                        .clock(ClockState.BREACHED)
                        .lastLevel("E8")
                        .next(NextStep.ACT)
                        .nextBy(due));
    }

    private static String breach(long notice) {
        return DeskPlan.notice(notice) + "/1/breach";
    }

    private void late(long notice) {
        if (fate(notice) != Fate.LATE) {
            return;
        }
        long at = plan.receivedAt(notice) + 30 * HOUR_MS;
        confirmed(notice, at);
        out.send(
                EventType.BREACH_CORRECTION,
                DeskPlan.notice(notice),
                at,
                new BreachCorrection(
                        breach(notice), DeskPlan.notice(notice), 1, dueAt(notice), at, false));
        done(notice, NoticeState.CLOSED_LATE, ClockState.CLOSED_LATE, at);
    }

    private void confirmed(long notice, long at) {
        for (String item : items(notice)) {
            String account = DeskPlan.account((int) (notice % plan.accounts()));
            out.send(
                    EventType.ACTION_CONFIRMED,
                    item,
                    at,
                    ActionConfirmedBuilder.builder()
                            .confirmationId("c-" + item)
                            .itemId(item)
                            .measure(Measure.DELETE)
                            .effectiveAt(at)
                            .executor("ops-" + notice % 7)
                            .evidence("log/" + item)
                            .accountId(account)
                            .publishedAt(at - 60 * HOUR_MS)
                            .itemKind("video")
                            .build());
            out.send(
                    EventType.NOTICE_OUTCOME,
                    item,
                    at,
                    new ItemOutcome(
                            DeskPlan.notice(notice),
                            item,
                            account,
                            at - 60 * HOUR_MS,
                            "video",
                            plan.workOfNotice(notice),
                            ItemOutcomeKind.ACTED,
                            at,
                            at,
                            1));
        }
    }

    private void done(long notice, NoticeState state, ClockState clock, long at) {
        report(
                status(notice, state, at)
                        .overdue(state == NoticeState.CLOSED_LATE)
                        .clock(clock)
                        .action(ActionState.ACTIONED)
                        .itemsOpen(List.of())
                        .itemsDone(items(notice))
                        .next(null)
                        .nextBy(null));
        resolved(notice, state, at);
    }

    private void countered(long notice) {
        if (fate(notice) != Fate.COUNTERED) {
            return;
        }
        long at = plan.receivedAt(notice) + 2 * DAY_MS;
        String id = DeskPlan.notice(notice);
        out.send(
                EventType.COUNTER_NOTICE,
                id,
                at,
                new CounterNotice(id, at, List.of(), "authorized", null));
        report(
                status(notice, NoticeState.COUNTERED, at)
                        .clock(ClockState.STOPPED)
                        .action(ActionState.ACTIONED)
                        .counter(CounterState.COUNTER_FORWARDED)
                        .counterDueAt(at + 15 * DAY_MS)
                        .itemsOpen(List.of())
                        .itemsDone(items(notice))
                        .next(NextStep.PROCEEDING)
                        .nextBy(at + 15 * DAY_MS));
    }

    private void lapsed(long notice) {
        if (fate(notice) == Fate.INCOMPLETE) {
            report(
                    status(notice, NoticeState.LAPSED, plan.receivedAt(notice) + 5 * DAY_MS)
                            .intake(IntakeState.LAPSED)
                            .action(ActionState.NONE)
                            .clock(ClockState.VOID)
                            .next(null)
                            .nextBy(null));
        }
    }

    private void upheld(long notice) {
        if (fate(notice) == Fate.COUNTERED) {
            report(
                    status(notice, NoticeState.UPHELD, plan.receivedAt(notice) + 17 * DAY_MS)
                            .clock(ClockState.STOPPED)
                            .action(ActionState.ACTIONED)
                            .counter(CounterState.UPHELD)
                            .itemsOpen(List.of())
                            .itemsDone(items(notice))
                            .next(null)
                            .nextBy(null));
        }
    }

    // Records -------------------------------------------------------------------------------------

    private NoticeStatusBuilder status(long notice, NoticeState state, long at) {
        return NoticeStatusBuilder.builder()
                .noticeId(DeskPlan.notice(notice))
                .generation(1)
                .state(state)
                .notifier(plan.notifier(notice))
                .receivedAt(plan.receivedAt(notice))
                .dueAt(dueAt(notice))
                .asOf(at)
                .remainingMs(dueAt(notice) - at)
                .lastLevel("E0")
                .itemsOpen(items(notice))
                .itemsDone(List.of())
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .intake(IntakeState.ACCEPTED)
                .action(ActionState.REQUESTED)
                .forward(ForwardState.PENDING)
                .counter(CounterState.NONE)
                .clock(ClockState.RUNNING);
    }

    private void report(NoticeStatusBuilder status) {
        out.send(EventType.NOTICE_STATUS, status.noticeId(), status.asOf(), status.build());
    }

    static String key(long notice, String level) {
        return DeskPlan.notice(notice) + "/1/" + level;
    }

    /**
     * An alert of a running notice, and its status with it.
     *
     * @param ackBy when it has to be acknowledged; null for never
     */
    void alerted(long notice, String level, long at, long ackBy) {
        alert(notice, level, "critical", at, ackBy);
        report(
                status(notice, NoticeState.VALID, at)
                        .lastLevel(level)
                        .next(NextStep.ACT)
                        .nextBy(dueAt(notice)));
    }

    private void alert(long notice, String level, String severity, long at, Long ackBy) {
        EscalationAlert alert =
                EscalationAlertBuilder.builder()
                        .alertKey(key(notice, level))
                        .noticeId(DeskPlan.notice(notice))
                        .generation(1)
                        .level(level)
                        .severity(severity)
                        .notifier(plan.notifier(notice))
                        .receivedAt(plan.receivedAt(notice))
                        .dueAt(dueAt(notice))
                        .firesAt(at)
                        .elapsedMs(at - plan.receivedAt(notice))
                        .remainingMs(dueAt(notice) - at)
                        .itemsOpen(items(notice))
                        .recipients(List.of("duty", "lead"))
                        .ackRequiredBy(ackBy)
                        .skippedLevels(List.of())
                        .track(ClockTrack.STANDARD)
                        .build();
        String acknowledge = "vigil notice ack " + alert.alertKey() + " --by NAME";
        out.send(
                EventType.ESCALATION,
                alert.alertKey(),
                at,
                alert.with(
                        AlertForm.labels(alert),
                        AlertForm.annotations(alert, RUNBOOK, acknowledge)));
    }

    private void resolved(long notice, NoticeState outcome, long at) {
        EscalationResolved resolved =
                EscalationResolvedBuilder.builder()
                        .alertKey(DeskPlan.notice(notice) + "/1/resolved")
                        .noticeId(DeskPlan.notice(notice))
                        .generation(1)
                        .outcome(outcome)
                        .stoppedAt(at)
                        .dueAt(dueAt(notice))
                        .firedLevels(List.of("E0"))
                        .build();
        out.send(
                EventType.ESCALATION_RESOLVED,
                resolved.alertKey(),
                at,
                resolved.with(
                        AlertForm.labels(resolved), AlertForm.annotations(resolved, RUNBOOK)));
    }
}
