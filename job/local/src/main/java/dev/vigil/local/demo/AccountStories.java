package dev.vigil.local.demo;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.embedded.MovedClock;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What happens to two accounts. One repeats, over sixty days that the clock of the demo is moved
 * through; the other is warned today because of an entry that was a mistake.
 */
final class AccountStories {
    /** Four of its videos are taken down. */
    static final String REPEATING = "account-7781";

    /** Its upload is blocked by an entry that is withdrawn. */
    static final String MISTAKEN = "account-9002";

    /** Who decides at the platform; the demo's bus for decisions names the same person. */
    static final String PERSON = "desk:person-12";

    /** What its counter-notice is about. */
    static final String REVERSED = "item:video-3";

    private static final Duration SPAN = Duration.ofDays(60);
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    /** Of what follows from an act; a job that restores on a busy machine takes a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long LOOK_EVERY_MS = 20;

    private final Bus bus;
    private final Bus desk;
    private final AccountChecks checks;
    private final List<Act> acts = new ArrayList<>();
    private final long beginMs;
    private volatile Act missed;

    /** What a person or the platform does, and how it is seen that the jobs have dealt with it. */
    private record Act(long atMs, Doing doing, BooleanSupplier done) {}

    /** Sends records that are stamped with a time. */
    interface Doing {
        void at(long nowMs) throws BusException;
    }

    /**
     * @param bus of the platform
     * @param desk of the person who decides
     */
    AccountStories(Bus bus, Bus desk, Seen seen, long beginMs) {
        this.bus = bus;
        this.desk = desk;
        this.checks = new AccountChecks(seen);
        this.beginMs = beginMs;
        opened();
        repeats();
        decided();
        reversed();
    }

    /** When sixty days begin that end now. */
    static long beginMs() {
        return System.currentTimeMillis() - SPAN.toMillis();
    }

    /** Of the account that repeats. */
    Observed repeated() {
        Observed observed = checks.repeated(REPEATING, REVERSED);
        Act last = missed;
        return last == null
                ? observed
                : Observed.failed(
                        "nothing followed from what was done on day "
                                + (last.atMs() - beginMs) / DAY_MS
                                + "; "
                                + observed.words());
    }

    /** Of the account that was warned because of an entry that was a mistake. */
    Observed neverHappened(String session) {
        return checks.neverHappened(MISTAKEN, "session:" + session);
    }

    /** Lets sixty days pass; the first act that leads to nothing ends them. */
    void pass() throws BusException, InterruptedException {
        for (Act act : acts) {
            MovedClock.moveTo(act.atMs());
            act.doing().at(MovedClock.nowMs());
            if (!await(act.done())) {
                missed = act;
                return;
            }
        }
    }

    private static boolean await(BooleanSupplier done) throws InterruptedException {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > endNanos) {
                return false;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        return true;
    }

    private long day(double days) {
        return beginMs + Math.round(days * DAY_MS);
    }

    private void act(long atMs, Doing doing, BooleanSupplier done) {
        acts.add(new Act(atMs, doing, () -> done.getAsBoolean() && checks.isAnswered(REPEATING)));
    }

    // The account that repeats ---------------------------------------------------------------

    private void opened() {
        act(
                day(0),
                now ->
                        bus.send(
                                Topic.ACCOUNTS,
                                EventType.ACCOUNT_OPENED,
                                REPEATING + "/opened",
                                now,
                                new AccountOpened(REPEATING, now)),
                () -> checks.isWarned(REPEATING, WarningKind.REMINDER));
    }

    private void repeats() {
        takenDown(1, day(2), () -> checks.isWarned(REPEATING, WarningKind.FIRST));
        takenDown(2, day(10), () -> isStrike(LadderStep.S1, "item:video-2"));
        settled(day(10), LadderStep.S1, Measure.LIVE_OFF);
        over(day(17), LadderStep.S1);
        takenDown(3, day(20), () -> isStrike(LadderStep.S2, REVERSED));
        settled(day(20), LadderStep.S2, Measure.UPLOADS_HELD);
        over(day(34), LadderStep.S2);
        takenDown(4, day(36), () -> checks.isWarned(REPEATING, WarningKind.PROPOSAL));
        settled(day(36), LadderStep.S3, Measure.UPLOADS_HELD);
        // What the platform confirms of them makes another version, and one is decided as it is.
        act(day(36) + 2 * HOUR_MS, now -> {}, () -> checks.isReportConfirmed(REPEATING));
    }

    /** The standing is often read before the letter, which is to be answered at its own time. */
    private boolean isStrike(LadderStep step, String offenceId) {
        return checks.isAt(REPEATING, step)
                && checks.isWarnedOf(REPEATING, WarningKind.STRIKE, offenceId);
    }

    /** A notice on a video of the day before, which the platform removes within the hour. */
    private void takenDown(int number, long atMs, BooleanSupplier done) {
        String item = "video-" + number;
        act(
                atMs,
                now ->
                        bus.send(
                                Topic.NOTICES,
                                EventType.NOTICE_RECEIVED,
                                "notice-" + number,
                                now,
                                NoticeReceivedBuilder.builder()
                                        .noticeId("notice-" + number)
                                        .channel("demo")
                                        .receivedAt(now)
                                        .notifier("studio-1")
                                        .works(
                                                List.of(
                                                        new NoticeWork(
                                                                "The Series",
                                                                Role.SERIES.workId())))
                                        .items(List.of(new NoticeItem(item, null)))
                                        .statement("we own it")
                                        .build()),
                () -> true);
        act(atMs + HOUR_MS, now -> measure(item, Measure.DELETE, atMs - DAY_MS / 2, now), done);
    }

    private void measure(String item, Measure measure, long publishedAt, long now)
            throws BusException {
        bus.send(
                Topic.CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                item,
                now,
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-" + item + "-" + measure)
                        .itemId(item)
                        .measure(measure)
                        .effectiveAt(now)
                        .executor("demo")
                        .accountId(REPEATING)
                        .publishedAt(publishedAt)
                        .itemKind("video")
                        .build());
    }

    /** A step up that held for ten seconds is carried out. */
    private void settled(long atMs, LadderStep step, Measure measure) {
        act(
                atMs + HOUR_MS + MINUTE_MS,
                now -> {},
                () -> checks.isCommanded(REPEATING, step, measure));
    }

    /** A measure whose time is over is lifted. */
    private void over(long atMs, LadderStep step) {
        act(
                atMs + HOUR_MS + MINUTE_MS,
                now -> {},
                () -> checks.isCommanded(REPEATING, step, Measure.LIFT));
    }

    private void decided() {
        act(
                day(37),
                now -> {
                    DepartmentReport draft = checks.report(REPEATING).orElseThrow();
                    decide(
                            EventType.REPORT_DECIDED,
                            now,
                            new ReportDecided(
                                    draft.reportId(),
                                    REPEATING,
                                    draft.version(),
                                    ReportDecision.APPROVE,
                                    PERSON,
                                    null,
                                    now));
                },
                () -> checks.isReported(REPEATING, ReportState.APPROVED));
        act(
                day(37) + HOUR_MS,
                now -> {
                    DepartmentReport approved = checks.report(REPEATING).orElseThrow();
                    decide(
                            EventType.REPORT_DELIVERED,
                            now,
                            new ReportDelivered(
                                    approved.reportId(),
                                    REPEATING,
                                    approved.version(),
                                    DeliveryState.SENT,
                                    "EMS",
                                    "file-2211",
                                    PERSON,
                                    now));
                },
                () -> checks.isReported(REPEATING, ReportState.SENT));
        act(
                day(38),
                now -> {
                    Proposal proposal = checks.proposal(REPEATING).orElseThrow();
                    decide(
                            EventType.STANDING_DECIDED,
                            now,
                            new StandingDecided(
                                    proposal.proposalId(),
                                    REPEATING,
                                    ProposalDecision.DECLINE,
                                    null,
                                    PERSON,
                                    "a first-year student, has stopped",
                                    now));
                },
                () -> checks.isDeclined(REPEATING));
    }

    private void decide(EventType type, long now, Object decision) throws BusException {
        desk.send(Topic.DECISIONS, type, REPEATING, now, decision);
    }

    /** The user objects, the notifier stays silent for fifteen days: the video comes back. */
    private void reversed() {
        act(
                day(39),
                now ->
                        bus.send(
                                Topic.COUNTER_NOTICES,
                                EventType.COUNTER_NOTICE,
                                "notice-3",
                                now,
                                new CounterNotice("notice-3", now, null, "authorized", complete())),
                () -> checks.isAt(REPEATING, LadderStep.S2));
        act(
                day(40),
                now ->
                        bus.send(
                                Topic.NOTICES,
                                EventType.FORWARD_DELIVERED,
                                "notice-3",
                                now,
                                new ForwardDelivered(
                                        "notice-3", true, "studio-1", "mail", now, null)),
                () -> true);
        act(day(56.5), now -> {}, () -> checks.isFallen(REPEATING, REVERSED));
        act(
                day(56.5) + HOUR_MS,
                now -> measure("video-3", Measure.LIFT, day(19.5), now),
                () -> checks.isReported(REPEATING, ReportState.CORRECTED));
    }

    private static NoticeContent complete() {
        return new NoticeContent(
                "principal",
                "reg/811",
                "reg/811/mail",
                "reg/811/post",
                List.of("permission-17"),
                true,
                true);
    }

    // The account that was warned by mistake ---------------------------------------------------

    /** Its upload is blocked, it is warned; then the entry turns out to be a mistake. */
    void mistake(Doing withdrawal) throws BusException, InterruptedException {
        if (await(
                () ->
                        checks.isWarned(MISTAKEN, WarningKind.FIRST)
                                && checks.isAnswered(MISTAKEN))) {
            withdrawal.at(System.currentTimeMillis());
        }
    }
}
