package dev.vigil.client.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans as people write and read them. */
public final class Times {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ssX").withZone(ZoneId.systemDefault());

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX").withZone(ZoneId.systemDefault());

    private Times() {}

    /** Reads {@code 23h59m40s}. */
    public static Duration span(String value) {
        String span = value.toUpperCase(Locale.ROOT);
        int days = span.indexOf('D') + 1;
        String rest = span.substring(days);
        return Duration.parse(
                "P" + span.substring(0, days) + (rest.isEmpty() && days > 0 ? "" : "T" + rest));
    }

    /**
     * {@code 11-24 20:00:00+08}: this machine's zone, named, as a due time may be compared with one
     * from elsewhere.
     */
    public static String clock(long epochMs) {
        return CLOCK.format(Instant.ofEpochMilli(epochMs));
    }

    /** {@code 2026-11-24 20:00:00+08:00}, where the year is in doubt. */
    public static String date(long epochMs) {
        return DATE.format(Instant.ofEpochMilli(epochMs));
    }

    /** {@code 14:05} of today, {@code 11-28 14:05} of this year, else with the year; no zone. */
    public static String within(long epochMs, long nowMs) {
        ZonedDateTime time = Instant.ofEpochMilli(epochMs).atZone(ZoneId.systemDefault());
        ZonedDateTime now = Instant.ofEpochMilli(nowMs).atZone(ZoneId.systemDefault());
        String day = time.getYear() == now.getYear() ? "MM-dd " : "yyyy-MM-dd ";
        boolean today = time.toLocalDate().equals(now.toLocalDate());
        return DateTimeFormatter.ofPattern((today ? "" : day) + "HH:mm").format(time);
    }

    /** {@code 11:55:00} or {@code -0:00:20}. */
    public static String left(long ms) {
        Duration span = Duration.ofMillis(Math.abs(ms));
        return String.format(
                Locale.ROOT,
                "%s%d:%02d:%02d",
                ms < 0 ? "-" : "",
                span.toHours(),
                span.toMinutesPart(),
                span.toSecondsPart());
    }

    /** {@code 11:55:00 left} or {@code 0:00:20 overdue}. */
    public static String remaining(long ms) {
        return ms < 0 ? left(-ms) + " overdue" : left(ms) + " left";
    }

    /** {@code 3 h 10 min}, {@code 2 d 4 h}, {@code 20 s}: the two largest units, rounded down. */
    public static String about(long ms) {
        Duration span = Duration.ofMillis(Math.abs(ms));
        if (span.toHours() >= 48) {
            return span.toDays()
                    + " d"
                    + (span.toHoursPart() > 0 ? " " + span.toHoursPart() + " h" : "");
        }
        if (span.toHours() > 0) {
            int minutes = span.toMinutesPart();
            return span.toHours() + " h" + (minutes > 0 ? " " + minutes + " min" : "");
        }
        return span.toMinutes() > 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }

    /** {@code 1:02.5}, a position in a piece. */
    public static String position(long ms) {
        long tenths = Math.round(ms / 100.0);
        return String.format(Locale.ROOT, "%d:%04.1f", tenths / 600, tenths % 600 / 10.0);
    }
}
