package dev.vigil.desk.project;

import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Random records of notices, and any others: few ids, so that each is written again and again. */
final class TestingHistory {
    private static final long T0 = 1_795_507_200_000L;

    /** What PostgreSQL refuses in a text, half of a pair, what turns text around, markup. */
    private static final String HOSTILE = "\u0000 \uD800 \u202E <img src=x onerror=alert(1)> 片";

    private final Random random;
    private final TestingTopicLog log;
    private long now = T0;

    TestingHistory(long seed, TestingTopicLog log) {
        random = new Random(seed);
        this.log = log;
    }

    /** Sends that many records. */
    void send(int records) {
        for (int i = 0; i < records; i++) {
            now += random.nextInt(60_000);
            one();
        }
    }

    private void one() {
        String notice = "n-" + random.nextInt(4);
        String item = "片-" + random.nextInt(5);
        switch (random.nextInt(20)) {
            case 0, 1 -> log.send(EventType.NOTICE_RECEIVED, notice, now, received(notice));
            case 2 ->
                    log.send(
                            EventType.NOTICE_SUPPLEMENTED,
                            notice,
                            now,
                            new NoticeSupplemented(
                                    notice, now, null, List.of(new NoticeItem(item, null)), null));
            case 3, 4, 5 -> log.send(EventType.NOTICE_STATUS, notice, now, status(notice));
            case 6 -> log.send(EventType.NOTICE_OUTCOME, item, now, outcome(notice, item));
            case 7 -> log.send(EventType.ACTION_CONFIRMED, item, now, confirmed(item));
            case 8 ->
                    log.send(
                            EventType.ACTION_REVERSED,
                            item,
                            now,
                            new ItemBack(item, now, HOSTILE, null));
            case 9 -> log.send(EventType.ESCALATION, key(notice), now, alert(notice));
            case 10 -> breach(notice);
            case 11 ->
                    log.send(
                            EventType.ALERT_ACKNOWLEDGED,
                            notice,
                            now,
                            new AlertAcknowledged(notice, key(notice), "wang", now, HOSTILE));
            case 12 ->
                    log.send(
                            EventType.PROCEEDING_DECIDED,
                            notice,
                            now,
                            new ProceedingDecided(notice, random.nextBoolean(), now, null));
            case 13 -> letter(notice);
            case 14 -> broken(notice);
            case 15 -> log.hole(Topic.BREACHES, random.nextInt(2), 1 + random.nextInt(3));
            default -> GoldenEvents.send(random.nextInt(GoldenEvents.count()), log);
        }
    }

    private String key(String notice) {
        return notice + "/1/E" + now % 3;
    }

    private NoticeReceived received(String notice) {
        return NoticeReceivedBuilder.builder()
                .noticeId(notice)
                .channel("form")
                .receivedAt(now)
                .notifier("studio-" + random.nextInt(2))
                .works(List.of(new NoticeWork("The Film", "the-film", RightType.ON_DEMAND, null)))
                .items(List.of(new NoticeItem("片-" + random.nextInt(5), "https://x/" + now)))
                .live(random.nextBoolean() ? true : null)
                .build();
    }

    private NoticeStatus status(String notice) {
        boolean over = random.nextInt(4) == 0;
        return NoticeStatusBuilder.builder()
                .noticeId(notice)
                .generation(1 + random.nextInt(2))
                .state(over ? NoticeState.ACTIONED : NoticeState.VALID)
                .overdue(random.nextBoolean())
                .notifier("studio-0")
                .receivedAt(T0)
                .dueAt(T0 + 86_400_000)
                .asOf(now)
                .remainingMs(T0 + 86_400_000 - now)
                .lastLevel("E" + random.nextInt(8))
                .itemsOpen(over ? List.of() : List.of("片-" + random.nextInt(5)))
                .itemsDone(List.of("片-" + random.nextInt(5)))
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .clock(over ? ClockState.STOPPED : ClockState.RUNNING)
                .next(over ? null : NextStep.ACT)
                .nextBy(over ? null : Long.valueOf(T0 + 86_400_000))
                .build();
    }

    private ItemOutcome outcome(String notice, String item) {
        ItemOutcomeKind[] kinds = ItemOutcomeKind.values();
        return new ItemOutcome(
                notice,
                item,
                "u-7",
                null,
                null,
                "the-film",
                kinds[random.nextInt(kinds.length)],
                now,
                null,
                1);
    }

    private ActionConfirmed confirmed(String item) {
        return new ActionConfirmed(
                "c-" + now,
                item,
                Measure.DELETE,
                now,
                "ops",
                null,
                null,
                "u-7",
                now,
                "video",
                null,
                null);
    }

    private EscalationAlert alert(String notice) {
        return EscalationAlertBuilder.builder()
                .alertKey(key(notice))
                .noticeId(notice)
                .generation(1)
                .level("E" + now % 3)
                .severity("major")
                .notifier("studio-0")
                .receivedAt(T0)
                .dueAt(T0 + 86_400_000)
                .firesAt(now)
                .elapsedMs(now - T0)
                .remainingMs(T0 + 86_400_000 - now)
                .itemsOpen(List.of())
                .recipients(List.of("handler"))
                .ackRequiredBy(random.nextBoolean() ? Long.valueOf(now + 900_000) : null)
                .catchUp(random.nextBoolean())
                .skippedLevels(List.of())
                .runbook("notice.md#e1")
                .build();
    }

    private void breach(String notice) {
        String id = notice + "/1/breach";
        if (random.nextBoolean()) {
            log.send(
                    EventType.BREACH,
                    notice,
                    now,
                    new BreachRecord(
                            id,
                            notice,
                            1,
                            "studio-0",
                            T0,
                            now,
                            List.of(),
                            "NOT_DONE_WHEN_DUE",
                            null,
                            ClockTrack.STANDARD));
        } else {
            log.send(
                    EventType.BREACH_CORRECTION,
                    notice,
                    now,
                    new BreachCorrection(id, notice, 1, now, now, random.nextBoolean()));
        }
    }

    private void letter(String notice) {
        String id = "notices/0/" + random.nextInt(9);
        log.send(
                Topic.NOTICE_DEAD_LETTERS,
                EventType.DEAD_LETTER,
                id,
                now,
                Json.bytes(
                        new DeadLetter(
                                id,
                                "notices",
                                0,
                                5,
                                "door",
                                "KEY_MISMATCH",
                                HOSTILE,
                                notice,
                                new byte[] {0, 1},
                                null)));
        log.send(
                EventType.LEDGER_ALERT,
                "u-7/x",
                now,
                new LedgerAlert(
                        "u-7/x", LedgerAlertKind.UNDECIDED, "u-7", "p-1", now, now, 1, null));
        log.send(
                EventType.ESCALATION_RESOLVED,
                notice + "/1/resolved",
                now,
                EscalationResolvedBuilder.builder()
                        .alertKey(notice + "/1/resolved")
                        .noticeId(notice)
                        .generation(1)
                        .outcome(NoticeState.ACTIONED)
                        .stoppedAt(now)
                        .dueAt(now)
                        .firedLevels(List.of())
                        .build());
    }

    /** What no reader can use, and what none may take for a notice. */
    private void broken(String notice) {
        byte[] key = notice.getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(5)) {
            case 0 -> log.send(Topic.NOTICES, null, now, new byte[] {1, 2}, new RecordHeaders());
            case 1 -> log.send(Topic.NOTICES, key, now, null, new RecordHeaders());
            case 2 ->
                    log.send(
                            Topic.NOTICES,
                            EventType.NOTICE_RECEIVED,
                            notice,
                            now,
                            "{\"noticeId\":17}".getBytes(StandardCharsets.UTF_8));
            case 3 -> log.send(EventType.NOTICE_STATUS, "another", now, status(notice));
            default ->
                    log.send(
                            Topic.NOTICES,
                            new byte[] {(byte) 0xFF, 0},
                            now,
                            new byte[0],
                            new RecordHeaders()
                                    .add("ce_id", null)
                                    .add("ce_id", new byte[] {(byte) 0xC0})
                                    .add(HOSTILE.substring(4), new byte[0]));
        }
    }
}
