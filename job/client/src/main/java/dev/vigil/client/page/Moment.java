package dev.vigil.client.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in the one zone of a page, which the page names once. */
final class Moment {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ZoneId zone;

    Moment(ZoneId zone) {
        this.zone = zone;
    }

    String of(long epochMs) {
        return DATE.format(Instant.ofEpochMilli(epochMs).atZone(zone));
    }

    /** A dash for none. */
    String of(Long epochMs) {
        return epochMs == null ? "–" : of(epochMs.longValue());
    }

    /** Such as {@code Asia/Shanghai (GMT+8)}. */
    String zone(long atMs) {
        return zone.getId()
                + DateTimeFormatter.ofPattern(" (O)", Locale.ROOT)
                        .format(Instant.ofEpochMilli(atMs).atZone(zone));
    }

    /** A position in a recording. */
    static String position(long ms) {
        long s = ms / 1_000;
        return String.format(Locale.ROOT, "%02d:%02d:%02d", s / 3_600, s / 60 % 60, s % 60);
    }
}
