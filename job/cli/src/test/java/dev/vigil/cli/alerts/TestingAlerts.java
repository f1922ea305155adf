package dev.vigil.cli.alerts;

import dev.vigil.client.alerts.AlertmanagerForm;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.Outgoing;
import java.time.Duration;
import java.util.List;

/** What the notice job writes of a notice that runs, breaks its promise, or is done. */
public final class TestingAlerts {
    static final long HOUR_MS = Duration.ofHours(1).toMillis();
    static final long DAY_MS = 24 * HOUR_MS;

    private TestingAlerts() {}

    /** Of a notice that is due in two hours at its time. */
    public static Outgoing alert(String noticeId, String level, String severity, long firesAt) {
        EscalationAlert alert =
                EscalationAlertBuilder.builder()
                        .alertKey(noticeId + "/1/" + level)
                        .noticeId(noticeId)
                        .generation(1)
                        .level(level)
                        .severity(severity)
                        .notifier("studio")
                        .receivedAt(firesAt - 22 * HOUR_MS)
                        .dueAt(firesAt + 2 * HOUR_MS)
                        .firesAt(firesAt)
                        .elapsedMs(22 * HOUR_MS)
                        .remainingMs(2 * HOUR_MS)
                        .itemsOpen(List.of(noticeId + "-item"))
                        .recipients(List.of("legal"))
                        .skippedLevels(List.of())
                        .runbook("")
                        .moreOpen(0)
                        .build();
        return Outgoing.escalation(alert, AlertmanagerForm.RUNBOOK);
    }

    static Outgoing resolved(String noticeId, long stoppedAt, String... levels) {
        EscalationResolved resolved =
                EscalationResolvedBuilder.builder()
                        .alertKey(noticeId + "/1/resolved")
                        .noticeId(noticeId)
                        .generation(1)
                        .outcome(NoticeState.ACTIONED)
                        .stoppedAt(stoppedAt)
                        .dueAt(stoppedAt + HOUR_MS)
                        .firedLevels(List.of(levels))
                        .moreLevels(0)
                        .build();
        return Outgoing.resolved(resolved, AlertmanagerForm.RUNBOOK);
    }

    static Outgoing breach(String noticeId, long dueAt) {
        return Outgoing.breach(
                new BreachRecord(
                        noticeId + "/1",
                        noticeId,
                        1,
                        "studio",
                        dueAt - DAY_MS,
                        dueAt,
                        List.of(noticeId + "-item"),
                        "OPEN",
                        0,
                        null));
    }

    static Outgoing correction(String noticeId, long dueAt, boolean cleared) {
        return Outgoing.correction(
                new BreachCorrection(
                        noticeId + "/1", noticeId, 1, dueAt, dueAt + (cleared ? -1 : 1), cleared));
    }

    /** As it comes from its topic. */
    static Event event(Outgoing outgoing) {
        return new Event(
                outgoing.topic(), 0, 0, outgoing.key(), outgoing.envelope(), outgoing.data());
    }

    public static void send(Bus bus, Outgoing... records) throws Exception {
        for (Outgoing record : records) {
            bus.send(Topic.named(record.topic()), record.key(), record.envelope(), record.data());
        }
    }
}
