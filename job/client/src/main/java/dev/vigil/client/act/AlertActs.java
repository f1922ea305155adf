package dev.vigil.client.act;

import dev.vigil.client.notice.NoticeWords;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A person has seen an alert. */
public final class AlertActs {
    private AlertActs() {}

    /**
     * Of a notice the change of its state is the answer. No job waits for one that is about no
     * notice: what forwards the alert ends it.
     *
     * @param actor pointer to the person
     * @param note what is being done, or null
     */
    public static Act acknowledge(
            ActFacts known, String alertKey, String actor, String note, long nowMs)
            throws IOException {
        int end = alertKey.indexOf('/');
        if (end < 1) {
            throw new ActRefused(
                    "alert.key",
                    "ALERT: expected an alert key such as n-2/1/E4, got '"
                            + alertKey
                            + "'; see vigil watch escalations media.alerts ledger.alerts",
                    alertKey);
        }
        Optional<AlertFacts> other = known.alert(alertKey);
        if (other.isPresent()) {
            requireActive(other.get());
            return act(alertKey, new AlertAcknowledged(null, alertKey, actor, nowMs, note));
        }
        String noticeId = alertKey.substring(0, end);
        NoticeActs.requireFiled(known, noticeId);
        requireFired(known, noticeId, alertKey);
        return act(noticeId, new AlertAcknowledged(noticeId, alertKey, actor, nowMs, note));
    }

    private static Act act(String key, AlertAcknowledged seen) {
        return Act.of(Topic.ACKS, EventType.ALERT_ACKNOWLEDGED, key, seen.at(), seen);
    }

    private static void requireActive(AlertFacts alert) throws ActRefused {
        if (alert.isOver()) {
            throw new ActRefused(
                    "alert.over",
                    "ALERT: expected one that is open, got '"
                            + alert.alertKey()
                            + "', which is over",
                    alert.alertKey());
        }
    }

    private static void requireFired(ActFacts known, String noticeId, String alertKey)
            throws IOException {
        List<String> fired = known.alertsOf(noticeId);
        if (!fired.contains(alertKey)) {
            throw new ActRefused(
                    "alert.notfired",
                    "ALERT: expected an alert that was fired, got '"
                            + alertKey
                            + "'; fired "
                            + (fired.isEmpty() ? "is none yet" : "are " + NoticeWords.names(fired)),
                    alertKey);
        }
        Optional<NoticeStatus> status = known.status(noticeId);
        if (status.isPresent() && status.get().acknowledged().contains(alertKey)) {
            throw new ActRefused(
                    "alert.seen",
                    "ALERT: expected one that is not acknowledged yet, got '"
                            + alertKey
                            + "', which is; see vigil notice show "
                            + noticeId,
                    alertKey);
        }
    }

    /** {@code n-2/1/E4: acknowledged by wang}. */
    public static String words(AlertAcknowledged seen) {
        return seen.alertKey() + ": acknowledged by " + seen.actor();
    }
}
