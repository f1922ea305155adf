package dev.vigil.desk.ask;

import java.util.List;

/**
 * An alert that is not resolved, or that is part of a notice's history. Times are UTC epoch ms.
 *
 * @param kind what it is about
 * @param subject the notice, the session or the account; null where it is about none
 * @param generation run of the notice's clock; null of the other kinds
 * @param level of the ladder, the measure that is not confirmed, or the kind of a ledger's alert
 * @param severity null of the other kinds
 * @param ackBy when it is to be acknowledged; null where the level asks for none
 * @param isLate published after its time, as after an outage
 * @param resolvedAt null while it is active
 * @param seen who has acknowledged it
 * @param topic of the record, with its place
 */
public record AlertRow(
        String alertKey,
        AlertKind kind,
        String subject,
        Long generation,
        String level,
        String severity,
        Long firesAt,
        Long toldAt,
        Long dueAt,
        Long ackBy,
        boolean isLate,
        Long resolvedAt,
        List<Seen> seen,
        String topic,
        Long partition,
        Long offset) {
    /** What an alert is about. */
    public enum AlertKind {
        NOTICE,
        COMMAND,
        LEDGER
    }

    /**
     * An acknowledgement.
     *
     * @param actor a pointer
     * @param note null for none
     */
    public record Seen(String actor, Long at, String note) {}

    /** True of a level that is reached when the notice was due already: of a breach. */
    public boolean isOverdue() {
        return kind == AlertKind.NOTICE && firesAt != null && dueAt != null && firesAt >= dueAt;
    }

    AlertRow with(List<Seen> by) {
        return new AlertRow(
                alertKey,
                kind,
                subject,
                generation,
                level,
                severity,
                firesAt,
                toldAt,
                dueAt,
                ackBy,
                isLate,
                resolvedAt,
                List.copyOf(by),
                topic,
                partition,
                offset);
    }
}
