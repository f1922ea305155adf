package dev.vigil.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/** The days of a zone; they may have 23 or 25 hours. */
public final class UsageDays {
    private final ZoneId zone;

    public UsageDays(ZoneId zone) {
        this.zone = zone;
    }

    /** The day of a moment (UTC epoch ms), as ISO 8601 writes it. */
    public String of(long ms) {
        return date(ms).toString();
    }

    /** First moment of a day (UTC epoch ms). */
    public long from(String day) {
        return start(LocalDate.parse(day));
    }

    /** First moment of the next day (UTC epoch ms). */
    public long to(String day) {
        return start(LocalDate.parse(day).plusDays(1));
    }

    /** First moment that is not in the statement of a month: its last day is settled then. */
    public long closesAt(YearMonth month) {
        return start(month.plusMonths(1).atDay(1)) + UsageRules.SETTLE_MS;
    }

    /** The statement that what is found at a moment (UTC epoch ms) is in. */
    YearMonth statement(long ms) {
        return YearMonth.from(date(ms - UsageRules.SETTLE_MS));
    }

    /** The first midnight behind a moment (UTC epoch ms). */
    long midnightBehind(long ms) {
        return start(date(ms).plusDays(1));
    }

    private LocalDate date(long ms) {
        return Instant.ofEpochMilli(ms).atZone(zone).toLocalDate();
    }

    private long start(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
