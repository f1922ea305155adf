package dev.vigil.schema.list;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.UnaryOperator;

/** A half-open window {@code [from, to)} in an explicit zone. */
@OnTopic
@InState
@InFlight
public record ListWindow(
        @Described("Why the window is open, for people.") WindowType type,
        @Described(
                        value =
                                "First moment in the window. A time that a change of clocks leaves"
                                        + " out is the first moment after; one that occurs twice is"
                                        + " the earlier.",
                        unit = Unit.LOCAL_TIME)
                String from,
        @Described(
                        value =
                                "First moment after the window; of a time that occurs twice the"
                                        + " later. Missing means open until withdrawn.",
                        unit = Unit.LOCAL_TIME)
                @MayBeMissing
                String to,
        @Described(value = "Time zone of from and to.", unit = Unit.ZONE) String zone) {
    /** Every JDK knows it, whatever its rules for other zones. */
    private static final String UTC = "UTC";

    /** How nearly all times are written, with seconds or without. */
    private static final String PLAIN = "0000-00-00T00:00:00";

    private static final int WITHOUT_SECONDS = 16;

    public ListWindow {
        Check.present("window.type", type);
        long fromMs = fromMs(from, zone);
        if (to != null && toMs(to, zone) <= fromMs) {
            throw new IllegalArgumentException(
                    "window.to: expected a time after from ("
                            + from
                            + "), got '"
                            + to
                            + "'; swap or correct them");
        }
    }

    /** When it opens (UTC epoch ms). */
    public long fromMs() {
        return fromMs(from, zone);
    }

    /** True at {@code from}, false at {@code to}. */
    public boolean contains(long timeMs) {
        return isOpen(timeMs, timeMs);
    }

    /** True where it is open at any time from then until then, both in it (UTC epoch ms). */
    public boolean isOpen(long startMs, long untilMs) {
        return fromMs() <= untilMs && (to == null || startMs < toMs(to, zone));
    }

    /**
     * The same window in UTC. State keeps this one: a restore must not need the rules of a zone,
     * which another JDK may lack.
     */
    public ListWindow inUtc() {
        return zone.equals(UTC)
                ? this
                : new ListWindow(type, utc(fromMs()), to == null ? null : utc(toMs(to, zone)), UTC);
    }

    private static String utc(long timeMs) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMs), ZoneOffset.UTC).toString();
    }

    private static long fromMs(String from, String zone) {
        return ms("window.from", from, zone, ZonedDateTime::withEarlierOffsetAtOverlap);
    }

    private static long toMs(String to, String zone) {
        return ms("window.to", to, zone, ZonedDateTime::withLaterOffsetAtOverlap);
    }

    private static long ms(
            String name, String local, String zone, UnaryOperator<ZonedDateTime> overlap) {
        try {
            ZonedDateTime time = parsed(local).atZone(ZoneId.of(zone));
            return Check.timeMs(name, overlap.apply(time).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException | NullPointerException e) {
            throw new IllegalArgumentException(
                    name
                            + ": expected a local time such as 2026-11-24T20:00:00 and an IANA zone"
                            + " such as Asia/Shanghai, got '"
                            + local
                            + "' and '"
                            + zone
                            + "'; correct them",
                    e);
        }
    }

    /**
     * As {@link LocalDateTime#parse}, by places where they are plain: a window is asked for with
     * each match that is judged, and a formatter takes ten times as long.
     */
    static LocalDateTime parsed(String local) {
        return isPlain(local)
                ? LocalDateTime.of(
                        number(local, 0, 4),
                        number(local, 5, 7),
                        number(local, 8, 10),
                        number(local, 11, 13),
                        number(local, 14, 16),
                        local.length() == WITHOUT_SECONDS ? 0 : number(local, 17, 19))
                : LocalDateTime.parse(local);
    }

    private static boolean isPlain(String local) {
        boolean isPlain = local.length() == PLAIN.length() || local.length() == WITHOUT_SECONDS;
        for (int i = 0; isPlain && i < local.length(); i++) {
            char at = local.charAt(i);
            char plain = PLAIN.charAt(i);
            isPlain = plain == '0' ? at >= '0' && at <= '9' : at == plain;
        }
        return isPlain;
    }

    private static int number(String local, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + local.charAt(i) - '0';
        }
        return number;
    }
}
