package dev.vigil.desk.ask;

/**
 * What is known of a notifier, by its last standing. Counts are of its last 90 days at that time;
 * times are UTC epoch ms.
 *
 * @param level of {@code StandingLevel}
 * @param until when a restriction ends; null where there is none
 * @param reason rule that set the level, as a stable code
 */
public record NotifierRow(
        String notifier,
        String level,
        boolean isFlooding,
        long received,
        long upheld,
        long unfounded,
        long forged,
        long overturned,
        Long since,
        Long until,
        String reason,
        Long changedAt) {}
