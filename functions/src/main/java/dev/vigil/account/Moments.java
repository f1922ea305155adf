package dev.vigil.account;

/** Spans in milliseconds, and the earlier of moments that may be none. */
final class Moments {
    static final long HOUR_MS = 3_600_000;
    static final long DAY_MS = 24 * HOUR_MS;
    static final long YEAR_MS = 365 * DAY_MS;

    private Moments() {}

    static Long earlier(Long one, Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    static Long later(Long one, Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
