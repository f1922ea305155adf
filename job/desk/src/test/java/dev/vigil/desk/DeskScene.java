package dev.vigil.desk;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.desk.DeskNoted;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A working day as records of the topics, which the real projections bring into a store: notices in
 * each state, alerts, notifiers, dead letters.
 */
public final class DeskScene {
    public static final long NOW = TestingVisit.NOW;

    private static final long S = 1_000;
    private static final long MIN = 60 * S;
    private static final long H = 60 * MIN;

    private final TestingTopicLog log;
    private final String prefix;
    private final UnaryOperator<String> words;

    /**
     * A scene on topics.
     *
     * @param prefix of each id: scenes with different ones are in one store
     * @param words what is put in place of each text that is no id
     */
    public DeskScene(TestingTopicLog log, String prefix, UnaryOperator<String> words) {
        this.log = log;
        this.prefix = prefix;
        this.words = words;
    }

    /** The plain scene, with what the records side adds to it. */
    public static Store in(Store store) throws BusException {
        TestingTopicLog log = new TestingTopicLog();
        new DeskScene(log, "", UnaryOperator.identity()).send();
        read(store, log);
        return store;
    }

    /** Brings all that is on the topics into a store. */
    public static void read(Store store, TestingTopicLog log) throws BusException {
        TestingTopicLog reader = log.reader().polling(1_000);
        try (Projector projector =
                new Projector(store, reader, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        }
    }

    /** An id of this scene. */
    public String id(String id) {
        return prefix + id;
    }

    private String word(String text) {
        return words.apply(text);
    }

    /** All of it. */
    public void send() {
        day();
        eachState();
    }

    /** Of each kind of record one at least. */
    public void day() {
        health();
        notifiers();
        overdue();
        soon();
        held();
        fresh();
        countered();
        incomplete();
        done();
        directive();
        untaken();
        otherAlerts();
        deadLetters();
    }

    private void health() {
        log.send(
                EventType.CLOCK_HEALTH,
                ClockHealth.NOTICE_CLOCK,
                NOW - 3 * H,
                new ClockHealth(
                        ClockMotion.RUNNING, NOW - 3 * H, NOW - 3 * H, NOW - 3 * H - 360, 360L));
        log.send(
                EventType.CLOCK_HEALTH,
                ClockHealth.LEDGER_CLOCK,
                NOW - H,
                new ClockHealth(
                        ClockMotion.STOPPED,
                        NOW - 20 * MIN,
                        NOW - 20 * MIN,
                        NOW - 25 * MIN,
                        5 * MIN,
                        word("a transaction is open in verdicts-2 at offset 881"),
                        new StopReason(
                                StopCode.OPEN_TRANSACTION.name(),
                                List.of(word("verdicts-2"), "881"))));
    }

    private void notifiers() {
        standing("studio", StandingLevel.WATCH, false, 12, 7, 3);
        standing("harbour", StandingLevel.TRUSTED, false, 140, 139, 0);
        standing("agent-4", StandingLevel.RESTRICTED, true, 400, 20, 300);
    }

    private void standing(
            String name, StandingLevel level, boolean floods, int received, int upheld, int no) {
        boolean isRestricted = level == StandingLevel.RESTRICTED;
        log.send(
                EventType.NOTIFIER_STANDING,
                id(name),
                NOW - 10 * 24 * H,
                new NotifierStanding(
                        id(name),
                        level,
                        floods,
                        received,
                        upheld,
                        no,
                        isRestricted ? 1 : 0,
                        1,
                        NOW - 16 * 24 * H,
                        isRestricted ? Long.valueOf(NOW + 14 * 24 * H) : null,
                        word("UNFOUNDED_AFTER_WARNING"),
                        isRestricted ? Long.valueOf(NOW - 17 * 24 * H) : null,
                        isRestricted ? Long.valueOf(NOW - 16 * 24 * H) : null,
                        NOW - 10 * 24 * H));
    }

    // Notices ---------------------------------------------------------------------------------

    private NoticeReceivedBuilder received(String notice, String notifier, long at, int items) {
        return NoticeReceivedBuilder.builder()
                .noticeId(id(notice))
                .channel(word("form"))
                .receivedAt(at)
                .notifier(id(notifier))
                .works(
                        List.of(
                                new NoticeWork(
                                        word("The Film 电影"),
                                        id("the-film"),
                                        RightType.ON_DEMAND,
                                        word("doc:title-3"))))
                .items(items(notice, items))
                .statement(word("These rooms show our film without permission."))
                .requestedMeasure(word("take it down"))
                .content(
                        new NoticeContent(
                                word("agent"),
                                word("register:77"),
                                word("register:77/mail"),
                                null,
                                List.of(word("doc:shot-1"), word("doc:shot-2")),
                                true,
                                true));
    }

    private List<NoticeItem> items(String notice, int many) {
        return IntStream.range(0, many)
                .mapToObj(
                        n ->
                                new NoticeItem(
                                        item(notice, n),
                                        word("https://video.example/room/" + notice + "/" + n)))
                .toList();
    }

    private String item(String notice, int n) {
        return id("room-" + notice + "-" + n);
    }

    private void file(NoticeReceivedBuilder notice) {
        log.send(EventType.NOTICE_RECEIVED, notice.noticeId(), notice.receivedAt(), notice.build());
    }

    private NoticeStatusBuilder status(String notice, String notifier, long from, long due) {
        return NoticeStatusBuilder.builder()
                .noticeId(id(notice))
                .generation(1)
                .state(NoticeState.VALID)
                .notifier(id(notifier))
                .receivedAt(from)
                .dueAt(due)
                .asOf(NOW - S)
                .remainingMs(due - NOW + S)
                .itemsOpen(List.of(item(notice, 0)))
                .itemsDone(List.of())
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .intake(IntakeState.ACCEPTED)
                .action(ActionState.REQUESTED)
                .forward(ForwardState.FORWARDED)
                .counter(CounterState.NONE)
                .clock(ClockState.RUNNING)
                .next(NextStep.ACT)
                .nextBy(due);
    }

    private void tell(NoticeStatusBuilder status) {
        log.send(EventType.NOTICE_STATUS, status.noticeId(), status.asOf(), status.build());
    }

    private void alert(
            String notice, String level, String severity, long from, long due, long at, Long ack) {
        String key = id(notice) + "/1/" + level;
        log.send(
                EventType.ESCALATION,
                key,
                at,
                EscalationAlertBuilder.builder()
                        .alertKey(key)
                        .noticeId(id(notice))
                        .generation(1)
                        .level(level)
                        .severity(word(severity))
                        .notifier(id("studio"))
                        .receivedAt(from)
                        .dueAt(due)
                        .firesAt(at)
                        .elapsedMs(at - from)
                        .remainingMs(due - at)
                        .itemsOpen(List.of(item(notice, 0)))
                        .recipients(List.of(word("handler"), word("team lead")))
                        .ackRequiredBy(ack)
                        .catchUp(level.equals("E3"))
                        .skippedLevels(level.equals("E3") ? List.of("E2") : List.of())
                        .runbook("notice.md#" + level)
                        .build());
    }

    private void overdue() {
        long from = NOW - 24 * H - 140 * S;
        long due = NOW - 140 * S;
        file(received("n-2", "studio", from, 2));
        log.send(
                EventType.NOTICE_TRIAGED,
                id("n-2"),
                from + H,
                NoticeTriagedBuilder.builder()
                        .noticeId(id("n-2"))
                        .outcome(TriageOutcome.ACCEPTED)
                        .at(from + H)
                        .actor(word("os:wang@desk"))
                        .reason(word("complete"))
                        .build());
        log.send(
                EventType.FORWARD_DELIVERED,
                id("n-2"),
                from + 2 * H,
                new ForwardDelivered(
                        id("n-2"), false, word("user-8"), word("mail"), from + 2 * H, null));
        alert("n-2", "E0", "info", from, due, from, null);
        alert("n-2", "E3", "warning+", from, due, from + 18 * H, null);
        alert("n-2", "E4", "major", from, due, from + 20 * H, from + 20 * H + 30 * MIN);
        log.send(
                EventType.ALERT_ACKNOWLEDGED,
                id("n-2"),
                from + 20 * H + 10 * MIN,
                new AlertAcknowledged(
                        id("n-2"),
                        id("n-2") + "/1/E4",
                        word("wang"),
                        from + 20 * H + 10 * MIN,
                        word("on it")));
        alert("n-2", "E5", "critical", from, due, from + 22 * H, from + 22 * H + 15 * MIN);
        alert("n-2", "E7", "emergency", from, due, due - 15 * MIN, due - 10 * MIN);
        alert("n-2", "E7", "emergency", from, due, due - 15 * MIN, due - 10 * MIN);
        log.send(
                EventType.DESK_CLAIMED,
                "notice/" + id("n-2"),
                from + 30 * MIN,
                new DeskClaimed("notice/" + id("n-2"), null, null, from + 30 * MIN));
        log.send(
                EventType.DESK_NOTED,
                "notice/" + id("n-2"),
                from + 40 * MIN,
                new DeskNoted(
                        "notice/" + id("n-2"),
                        id("note-1"),
                        word("the host was called"),
                        from + 40 * MIN));
        command("n-2", 0, due - 6 * MIN);
        confirmed("n-2", 1, due - H);
        alert("n-2", "E8", "breach", from, due, due + 10 * S, null);
        log.send(
                EventType.BREACH,
                id("n-2"),
                due + 10 * S,
                new BreachRecord(
                        id("n-2") + "/1/breach",
                        id("n-2"),
                        1,
                        id("studio"),
                        from,
                        due,
                        List.of(item("n-2", 0)),
                        "NOT_DONE_WHEN_DUE",
                        null,
                        ClockTrack.STANDARD));
        tell(
                status("n-2", "studio", from, due)
                        .state(NoticeState.OVERDUE)
                        .overdue(true)
                        .clock(ClockState.BREACHED)
                        .action(ActionState.PARTIAL)
                        .lastLevel("E8")
                        .itemsDone(List.of(item("n-2", 1)))
                        .listedWorks(List.of(id("the-film")))
                        .track(ClockTrack.LISTED));
    }

    private void command(String notice, int n, long at) {
        log.send(
                EventType.NOTICE_COMMAND,
                item(notice, n),
                at,
                new NoticeCommand(
                        id(notice) + "/1/disable/" + item(notice, n),
                        id(notice),
                        item(notice, n),
                        word("https://video.example/room"),
                        Measure.BLOCK,
                        at,
                        at + 5 * MIN,
                        word("PROVISIONAL_DISABLE")));
    }

    private void confirmed(String notice, int n, long at) {
        ActionConfirmed confirmed =
                ActionConfirmedBuilder.builder()
                        .confirmationId(id("c-" + notice + "-" + n))
                        .itemId(item(notice, n))
                        .measure(Measure.DELETE)
                        .effectiveAt(at)
                        .executor(word("ops-2"))
                        .evidence(word("doc:log-9"))
                        .accountId(id("user-8"))
                        .publishedAt(at - 30 * H)
                        .itemKind("video")
                        .build();
        log.send(EventType.ACTION_CONFIRMED, item(notice, n), at + 5 * MIN, confirmed);
        log.send(
                EventType.NOTICE_OUTCOME,
                item(notice, n),
                at,
                new ItemOutcome(
                        id(notice),
                        item(notice, n),
                        id("user-8"),
                        at - 30 * H,
                        "video",
                        id("the-film"),
                        ItemOutcomeKind.ACTED,
                        at,
                        at,
                        1));
    }

    private void soon() {
        long from = NOW - 17 * MIN - 19 * S;
        long due = NOW + 12 * MIN + 41 * S;
        file(received("n-7", "harbour", from, 1).live(true));
        alert("n-7", "E0", "info", from, due, from, null);
        alert("n-7", "E6", "critical+", from, due, NOW - 2 * MIN, NOW + 3 * MIN);
        tell(
                status("n-7", "harbour", from, due)
                        .intake(IntakeState.RECEIVED)
                        .state(NoticeState.RECEIVED)
                        .forward(ForwardState.PENDING)
                        .next(NextStep.TRIAGE)
                        .lastLevel("E6")
                        .track(ClockTrack.LIVE));
    }

    private void held() {
        long from = NOW - 20 * H;
        file(received("n-9", "agent-4", from, 3));
        log.send(
                EventType.NOTICE_HELD,
                id("n-9"),
                NOW - 5 * H,
                new NoticeHeld(id("n-9"), NOW - 5 * H, false, word("court 12-3"), null));
        tell(
                status("n-9", "agent-4", from, NOW + 9 * H)
                        .clock(ClockState.PAUSED)
                        .lastLevel("E2")
                        .next(NextStep.RESUME)
                        .nextBy(null));
    }

    private void fresh() {
        long from = NOW - 24 * MIN;
        file(
                received("n-31", "studio", from, 60)
                        .works(
                                List.of(
                                        new NoticeWork(word("One"), null),
                                        new NoticeWork(word("Two"), id("two")),
                                        new NoticeWork(word("Three"), null),
                                        new NoticeWork(word("Four"), null),
                                        new NoticeWork(word("Five"), null))));
        alert("n-31", "E0", "info", from, from + 24 * H, from, null);
        List<String> open = IntStream.range(0, 60).mapToObj(n -> item("n-31", n)).toList();
        tell(
                status("n-31", "studio", from, from + 24 * H)
                        .lastLevel("E0")
                        .itemsOpen(open)
                        .intake(IntakeState.RECEIVED)
                        .missing(List.of(Element.ADDRESS))
                        .forward(ForwardState.PENDING));
    }

    private void countered() {
        long from = NOW - 6 * 24 * H;
        file(received("n-12", "harbour", from, 1));
        confirmed("n-12", 0, from + 3 * H);
        log.send(
                EventType.COUNTER_NOTICE,
                id("n-12"),
                from + 30 * H,
                new CounterNotice(id("n-12"), from + 30 * H, List.of(), word("authorized"), null));
        log.send(
                EventType.FORWARD_DELIVERED,
                id("n-12"),
                from + 31 * H,
                new ForwardDelivered(
                        id("n-12"), true, id("harbour"), word("mail"), from + 31 * H, null));
        for (ProceedingKind kind : ProceedingKind.values()) {
            log.send(
                    EventType.PROCEEDING_FILED,
                    id("n-12"),
                    from + 40 * H,
                    new ProceedingFiled(
                            id("n-12"),
                            kind,
                            from + 40 * H,
                            word("a court"),
                            word("no. 7"),
                            kind == ProceedingKind.DELAY ? Integer.valueOf(5) : null));
        }
        log.send(
                EventType.PROCEEDING_DECIDED,
                id("n-12"),
                from + 60 * H,
                new ProceedingDecided(id("n-12"), true, from + 60 * H, word("doc:judgment")));
        log.send(
                EventType.STAYDOWN_REQUESTED,
                item("n-12", 0),
                from + 4 * H,
                new StayDown(item("n-12", 0), id("n-12"), true, from + 4 * H));
        tell(
                status("n-12", "harbour", from, from + 24 * H)
                        .state(NoticeState.COUNTERED)
                        .clock(ClockState.STOPPED)
                        .action(ActionState.ACTIONED)
                        .counter(CounterState.COUNTER_FORWARDED)
                        .counterDueAt(NOW + 9 * 24 * H)
                        .itemsOpen(List.of())
                        .itemsDone(List.of(item("n-12", 0)))
                        .next(NextStep.PROCEEDING)
                        .nextBy(NOW + 9 * 24 * H));
    }

    private void incomplete() {
        long from = NOW - 5 * H;
        file(received("n-14", "studio", from, 1));
        log.send(
                EventType.NOTICE_TRIAGED,
                id("n-14"),
                from + H,
                NoticeTriagedBuilder.builder()
                        .noticeId(id("n-14"))
                        .outcome(TriageOutcome.INCOMPLETE)
                        .at(from + H)
                        .actor(word("wang"))
                        .missing(List.of(Element.ADDRESS, Element.TRUTH))
                        .reason(word("no address"))
                        .build());
        for (TriageOutcome outcome : TriageOutcome.values()) {
            log.send(
                    EventType.NOTICE_TRIAGED,
                    id("n-14"),
                    from + 90 * MIN,
                    NoticeTriagedBuilder.builder()
                            .noticeId(id("n-14"))
                            .outcome(outcome)
                            .at(from + 90 * MIN)
                            .actor(word("wang"))
                            .reason(word("as the law has it"))
                            .duplicateOf(outcome == TriageOutcome.DUPLICATE ? id("n-2") : null)
                            .build());
        }
        log.send(
                EventType.NOTICE_SUPPLEMENTED,
                id("n-14"),
                from + 2 * H,
                new NoticeSupplemented(
                        id("n-14"),
                        from + 2 * H,
                        List.of(Element.ADDRESS),
                        List.of(new NoticeItem(id("room-added"), word("https://x.example"))),
                        word("doc:more")));
        tell(
                status("n-14", "studio", from, from + 24 * H)
                        .state(NoticeState.INCOMPLETE)
                        .intake(IntakeState.INCOMPLETE)
                        .clock(ClockState.VOID)
                        .action(ActionState.NONE)
                        .missing(List.of(Element.TRUTH))
                        .reason(word("no address"))
                        .next(NextStep.SUPPLEMENT)
                        .nextBy(NOW + 60 * H));
    }

    private void done() {
        long from = NOW - 40 * H;
        file(received("n-20", "harbour", from, 1));
        alert("n-20", "E0", "info", from, from + 24 * H, from, null);
        confirmed("n-20", 0, from + 25 * H);
        log.send(
                EventType.BREACH,
                id("n-20"),
                from + 24 * H + 10 * S,
                new BreachRecord(
                        id("n-20") + "/1/breach",
                        id("n-20"),
                        1,
                        id("harbour"),
                        from,
                        from + 24 * H,
                        List.of(item("n-20", 0)),
                        "NOT_DONE_WHEN_DUE",
                        null,
                        ClockTrack.STANDARD));
        for (boolean cleared : new boolean[] {true, false}) {
            log.send(
                    EventType.BREACH_CORRECTION,
                    id("n-20"),
                    from + 25 * H,
                    new BreachCorrection(
                            id("n-20") + "/1/breach",
                            id("n-20"),
                            1,
                            from + 24 * H,
                            from + 25 * H,
                            cleared));
        }
        log.send(
                EventType.ESCALATION_RESOLVED,
                id("n-20") + "/1/resolved",
                from + 25 * H,
                EscalationResolvedBuilder.builder()
                        .alertKey(id("n-20") + "/1/resolved")
                        .noticeId(id("n-20"))
                        .generation(1)
                        .outcome(NoticeState.CLOSED_LATE)
                        .stoppedAt(from + 25 * H)
                        .dueAt(from + 24 * H)
                        .firedLevels(List.of("E0"))
                        .build());
        log.send(
                EventType.ACTION_REVERSED,
                item("n-20", 0),
                from + 30 * H,
                new ItemBack(item("n-20", 0), from + 30 * H, word("seen again"), null));
        for (LinkKind kind : LinkKind.values()) {
            log.send(
                    EventType.NOTICE_LINK,
                    id("n-20"),
                    from + H,
                    new NoticeLink(
                            kind,
                            id("n-20"),
                            item("n-20", 0),
                            id("n-2"),
                            from,
                            id("harbour"),
                            null));
        }
        tell(
                status("n-20", "harbour", from, from + 24 * H)
                        .state(NoticeState.CLOSED_LATE)
                        .overdue(true)
                        .clock(ClockState.CLOSED_LATE)
                        .action(ActionState.ACTIONED)
                        .lastLevel("E0")
                        .itemsOpen(List.of())
                        .itemsDone(List.of(item("n-20", 0)))
                        .next(null)
                        .nextBy(null)
                        .asOf(from + 25 * H));
    }

    private void directive() {
        long from = NOW - 2 * H;
        file(
                received("n-40", "harbour", from, 1)
                        .dueAt(NOW + 5 * H)
                        .directive(
                                new Directive(
                                        DirectiveKind.INFORM,
                                        id("bureau"),
                                        word("doc 2026-9"),
                                        word("all rooms of a day"),
                                        List.of(word("names of the accounts")))));
        tell(
                status("n-40", "harbour", from, NOW + 5 * H)
                        .track(ClockTrack.DIRECTIVE)
                        .lastLevel("E0"));
    }

    private void untaken() {
        file(received("n-50", "studio", NOW - 3 * MIN, 1));
    }

    /** Each state once, whatever else has it. */
    private void eachState() {
        for (NoticeState state : NoticeState.values()) {
            String notice = "s-" + state.name().toLowerCase(Locale.ROOT);
            long from = NOW - 12 * H;
            file(received(notice, "studio", from, 1));
            log.send(
                    EventType.NOTICE_WITHDRAWN,
                    id(notice),
                    from + H,
                    new NoticeWithdrawn(id(notice), from + H, word("settled")));
            tell(status(notice, "studio", from, from + 24 * H).state(state));
        }
    }

    private void otherAlerts() {
        String command = id("live-77") + "/command/1";
        log.send(
                EventType.COMMAND_UNCONFIRMED,
                command + "/unconfirmed",
                NOW - 10 * MIN,
                CommandUnconfirmedBuilder.builder()
                        .alertKey(command + "/unconfirmed")
                        .commandId(command)
                        .sessionId(id("live-77"))
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of("CN"))
                        .workId(id("the-film"))
                        .verdictId(id("live-77") + "/v")
                        .issuedAt(NOW - 16 * MIN)
                        .attempts(3)
                        .deadline(NOW - 11 * MIN)
                        .failure(word("the platform does not answer"))
                        .build());
        log.send(
                EventType.LEDGER_ALERT,
                id("user-8") + "/proposal/UNDECIDED",
                NOW - 4 * H,
                new LedgerAlert(
                        id("user-8") + "/proposal/UNDECIDED",
                        LedgerAlertKind.UNDECIDED,
                        id("user-8"),
                        word("proposal 1"),
                        NOW - 28 * H,
                        NOW - 4 * H,
                        1,
                        null));
    }

    private void deadLetters() {
        letter("notices/0/5", "KEY_MISMATCH", id("n-2"), "{\"noticeId\":\"n-2\"}", null);
        letter("notices/0/6", "INVALID_JSON", null, "\u0000\u0001\u0002\uFFFD", 12L);
        log.send(
                Topic.NOTICES,
                EventType.NOTICE_RECEIVED,
                id("broken"),
                NOW - H,
                "{\"noticeId\":17}".getBytes(StandardCharsets.UTF_8));
        log.send(
                Topic.NOTICES,
                id("no-event").getBytes(StandardCharsets.UTF_8),
                NOW - H,
                word("no event").getBytes(StandardCharsets.UTF_8),
                new RecordHeaders().add("ce_type", word("x").getBytes(StandardCharsets.UTF_8)));
    }

    private void letter(String place, String reason, String key, String body, Long leftOut) {
        String id = id(place);
        log.send(
                Topic.NOTICE_DEAD_LETTERS,
                EventType.DEAD_LETTER,
                id,
                NOW - 50 * MIN,
                Json.bytes(
                        new DeadLetter(
                                id,
                                "notices",
                                0,
                                5,
                                "door",
                                reason,
                                word("key: expected 'n-3', got 'n-2'; send it with its key"),
                                key,
                                body.getBytes(StandardCharsets.UTF_8),
                                leftOut)));
    }

    /** The ids of its notices. */
    public List<String> notices() {
        List<String> all = new ArrayList<>(List.of("n-2", "n-12", "n-14", "n-20", "n-40", "n-50"));
        return all.stream().map(this::id).toList();
    }
}
