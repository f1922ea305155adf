package dev.vigil.client.inspect;

import dev.vigil.audit.SealText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What a bundle's part of the log says of the log itself.
 *
 * @param origin of the log
 * @param size pages under the seal that all is proved by
 * @param root of them, in hex
 * @param sizeBefore pages under the newest seal before the span; null for none
 * @param hours whole hours of the span
 * @param hoursSeen those in which the log had its hourly page
 * @param daysNotSeen days of the span with an hour without one, at most {@link #MOST_DAYS}
 * @param moreDays that are left out
 * @param unread offsets that the log could not read
 * @param moreUnread that are left out
 */
record LogFacts(
        String origin,
        long size,
        String root,
        Long sizeBefore,
        long hours,
        long hoursSeen,
        List<String> daysNotSeen,
        long moreDays,
        List<String> unread,
        long moreUnread) {
    private static final int MOST_DAYS = 100;

    private static final long HOUR_MS = 3_600_000;

    static LogFacts of(BundleLog log, InspectionRequest request) {
        ZoneId zone = ZoneId.of(request.zone());
        long first = Math.floorDiv(request.scope().fromMs() + HOUR_MS - 1, HOUR_MS);
        long end = Math.floorDiv(Math.min(request.scope().toMs(), request.madeAt()), HOUR_MS);
        long seen = 0;
        TreeMap<LocalDate, Long> missing = new TreeMap<>();
        for (long hour = first; hour < end; hour++) {
            if (log.hours().contains(hour)) {
                seen++;
            } else {
                LocalDate day = Instant.ofEpochMilli(hour * HOUR_MS).atZone(zone).toLocalDate();
                missing.merge(day, 1L, Long::sum);
            }
        }
        List<String> days = new ArrayList<>();
        missing.forEach((day, hours) -> days.add(day + " (" + hours + " h)"));
        SealText before = log.before();
        return new LogFacts(
                log.head().origin(),
                log.head().size(),
                HexFormat.of().formatHex(log.head().root()),
                before == null ? null : before.size(),
                Math.max(0, end - first),
                seen,
                List.copyOf(days.subList(0, Math.min(MOST_DAYS, days.size()))),
                Math.max(0, days.size() - MOST_DAYS),
                List.copyOf(log.unread()),
                log.moreUnread());
    }
}
