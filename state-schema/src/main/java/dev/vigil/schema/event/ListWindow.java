package dev.vigil.schema.event;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A half-open window {@code [from, to)} in an explicit zone.
 *
 * @param from local date and time, ISO 8601 without offset, e.g. {@code 2026-11-24T20:00:00} Where
 *     the clocks go forward past it, the first moment after; where they go back and it comes twice,
 *     the earlier one.
 * @param to as {@code from}; null is open until withdrawn
 * @param zone IANA zone, e.g. {@code Asia/Shanghai}
 */
public record ListWindow(WindowType type, String from, @MayBeMissing String to, String zone) {
    public ListWindow {
        Check.present("window.type", type);
        long fromMs = toMs("window.from", from, zone);
        if (to != null && toMs("window.to", to, zone) <= fromMs) {
            throw new IllegalArgumentException(
                    "window.to: expected a time after from ("
                            + from
                            + "), came '"
                            + to
                            + "'; swap or correct them");
        }
    }

    /** True at {@code from}, false at {@code to}. */
    public boolean contains(long timeMs) {
        return toMs("window.from", from, zone) <= timeMs
                && (to == null || timeMs < toMs("window.to", to, zone));
    }

    private static long toMs(String name, String local, String zone) {
        try {
            long timeMs =
                    LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
            return Check.timeMs(name, timeMs);
        } catch (DateTimeException | ArithmeticException | NullPointerException e) {
            throw new IllegalArgumentException(
                    name
                            + ": expected a local time such as 2026-11-24T20:00:00 and an IANA zone"
                            + " such as Asia/Shanghai, came '"
                            + local
                            + "' and '"
                            + zone
                            + "'; correct them",
                    e);
        }
    }
}
