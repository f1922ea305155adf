package dev.vigil.cli.notice;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.client.notice.Register;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Somebody has seen an alert. */
@Command(
        name = "ack",
        description = {
            "Acknowledge an alert.",
            "Of a notice: its repeats wait for action; where nothing is done it comes again. The next level comes anyway.",
            "Of a session or the list: it is no longer shown by Alertmanager."
        },
        footer = {
            "",
            "Example:",
            "  vigil notice ack n-2/1/E4 --by wang --note 'on it'",
            "  vigil notice ack room-77/command/1/unconfirmed --by wang"
        })
public final class NoticeAckCommand extends SendingVerb {
    @Parameters(
            paramLabel = "ALERT",
            description = "key of the alert, as on escalations, media.alerts or ledger.alerts")
    private String alertKey;

    @Option(names = "--by", required = true, description = "who has seen it")
    private String actor;

    @Option(names = "--note", description = "what is being done")
    private String note;

    @Override
    public Integer call() throws IOException {
        int end = alertKey.indexOf('/');
        if (end < 1) {
            throw new IOException(
                    "ALERT: expected an alert key such as n-2/1/E4, got '"
                            + alertKey
                            + "'; see vigil watch escalations media.alerts ledger.alerts");
        }
        String noticeId = alertKey.substring(0, end);
        long now = System.currentTimeMillis();
        try (Bus bus = bus()) {
            CommandUnconfirmed media =
                    bus.latest(Topic.MEDIA_ALERTS, CommandUnconfirmed.class).get(alertKey);
            if (media != null) {
                return acknowledge(bus, media.resolvedAt(), now);
            }
            LedgerAlert ofAccount =
                    bus.latest(Topic.LEDGER_ALERTS, LedgerAlert.class).get(alertKey);
            if (ofAccount != null) {
                return acknowledge(bus, ofAccount.resolvedAt(), now);
            }
            Register.read(bus).require(noticeId);
            requireFired(bus, noticeId);
            return send(
                    bus,
                    EventType.ALERT_ACKNOWLEDGED,
                    noticeId,
                    now,
                    new AlertAcknowledged(noticeId, alertKey, actor, now, note),
                    List.of(noticeId));
        }
    }

    /** No job waits for it: what forwards the alert ends it. */
    private int acknowledge(Bus bus, Long resolvedAt, long now) throws IOException {
        if (resolvedAt != null) {
            throw new IOException(
                    "ALERT: expected one that is open, got '" + alertKey + "', which is over");
        }
        bus.send(
                Topic.ACKS,
                EventType.ALERT_ACKNOWLEDGED,
                alertKey,
                now,
                new AlertAcknowledged(null, alertKey, actor, now, note));
        say(alertKey + ": acknowledged by " + actor);
        return 0;
    }

    @Override
    String words(NoticeStatus status) {
        boolean taken = status.acknowledged().contains(alertKey);
        return (taken ? alertKey + ": acknowledged by " + actor + "; " : "") + super.words(status);
    }

    private void requireFired(Bus bus, String noticeId) throws IOException {
        List<String> fired =
                bus.all(Topic.ESCALATIONS, EscalationAlert.class).stream()
                        .map(EscalationAlert::alertKey)
                        .distinct()
                        .filter(key -> key.startsWith(noticeId + "/"))
                        .toList();
        if (!fired.contains(alertKey)) {
            throw new IOException(
                    "ALERT: expected an alert that was fired, got '"
                            + alertKey
                            + "'; fired "
                            + (fired.isEmpty()
                                    ? "is none yet"
                                    : "are " + NoticeWords.names(fired)));
        }
        NoticeStatus status = Register.status(bus, noticeId);
        if (status != null && status.acknowledged().contains(alertKey)) {
            throw new IOException(
                    "ALERT: expected one that is not acknowledged yet, got '"
                            + alertKey
                            + "', which is; see vigil notice show "
                            + noticeId);
        }
    }
}
