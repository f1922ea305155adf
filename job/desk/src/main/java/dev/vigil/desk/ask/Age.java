package dev.vigil.desk.ask;

/**
 * How old something is that a page shows.
 *
 * @param ms null where it is not known
 * @param reason of a clock that does not run; null for none
 */
public record Age(Trust trust, Long ms, String reason) {
    /** How far it can be trusted. */
    public enum Trust {
        GOOD,
        WARN,
        ALARM,
        /** Not known, which is never good. */
        UNKNOWN
    }

    /** Good below the first limit, an alarm from the second one on. */
    public static Age of(long ms, long warnMs, long alarmMs) {
        Trust trust = ms >= alarmMs ? Trust.ALARM : ms >= warnMs ? Trust.WARN : Trust.GOOD;
        return new Age(trust, ms, null);
    }

    public static Age unknown() {
        return new Age(Trust.UNKNOWN, null, null);
    }

    public boolean isGood() {
        return trust == Trust.GOOD;
    }
}
