package dev.vigil.schema.event;

/**
 * What identifies an alert, in the form of Alertmanager's API v2: texts only, equal labels are one
 * alert, and routes and inhibitions look at nothing else. Fields stand in the order of their names.
 *
 * @param command of the platform, where the alert is about one
 * @param level and what follows from it are missing where all levels of a generation are meant
 * @param track the time promised, e.g. {@code 24h}
 * @param urgency what the receiver does: {@code page} wakes somebody, {@code ticket} waits for the
 *     working day's queue, {@code info} waits for nobody
 */
public record AlertLabels(
        String alertname,
        @MayBeMissing String command,
        @MayBeMissing String generation,
        @MayBeMissing String level,
        @MayBeMissing String notice,
        @MayBeMissing String notifier,
        @MayBeMissing String severity,
        @MayBeMissing String track,
        @MayBeMissing String urgency) {
    /** Of a notice, or of its clock. */
    public AlertLabels(
            String alertname,
            String generation,
            String level,
            String notice,
            String notifier,
            String severity,
            String track,
            String urgency) {
        this(alertname, null, generation, level, notice, notifier, severity, track, urgency);
    }
}
