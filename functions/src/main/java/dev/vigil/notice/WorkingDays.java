package dev.vigil.notice;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Days that courts and notaries work, in one zone. */
final class WorkingDays {
    private final ZoneId zone;
    private final Set<LocalDate> holidays = new HashSet<>();

    WorkingDays(String zone, List<String> holidays) {
        this.zone = ZoneId.of(zone);
        holidays.forEach(day -> this.holidays.add(LocalDate.parse(day)));
    }

    /** The same time of day, that many working days later. */
    long after(long timeMs, int days) {
        ZonedDateTime day = Instant.ofEpochMilli(timeMs).atZone(zone);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorking(day)) {
                left--;
            }
        }
        return day.toInstant().toEpochMilli();
    }

    /** The same time of day, that many calendar days later. */
    long calendar(long timeMs, int days) {
        return Instant.ofEpochMilli(timeMs).atZone(zone).plusDays(days).toInstant().toEpochMilli();
    }

    private boolean isWorking(ZonedDateTime day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day.toLocalDate());
    }
}
