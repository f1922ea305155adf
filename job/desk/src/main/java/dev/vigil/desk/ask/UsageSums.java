package dev.vigil.desk.ask;

import dev.vigil.desk.ask.DailyUsage.UsageDay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums up rows of use in the order of day, work and territory, with one number for each work. */
final class UsageSums {
    private final Map<String, Long> ofWorks = new HashMap<>();
    private final List<UsageDay> days = new ArrayList<>();
    private String day;
    private String work;
    private String territory;
    private long ofTerritory;
    private long ofDay;

    /**
     * Adds rows.
     *
     * @param rows day, work, territory and milliseconds
     * @return how many there were
     */
    int addAll(ResultSet rows) throws SQLException {
        int n = 0;
        while (rows.next()) {
            add(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4));
            n++;
        }
        endDay();
        return n;
    }

    private void add(String onDay, String ofWork, String inTerritory, long usedMs) {
        if (!onDay.equals(day) || !ofWork.equals(work)) {
            endDay();
            day = onDay;
            work = ofWork;
            territory = inTerritory;
        } else if (!inTerritory.equals(territory)) {
            endTerritory();
            territory = inTerritory;
        }
        ofTerritory += usedMs;
    }

    private void endTerritory() {
        ofDay = Math.max(ofDay, ofTerritory);
        ofTerritory = 0;
    }

    private void endDay() {
        if (day != null) {
            endTerritory();
            days.add(new UsageDay(day, work, ofDay));
            ofWorks.merge(work, ofDay, Long::sum);
            ofDay = 0;
            day = null;
        }
    }

    /** The days of those that were used most. */
    DailyUsage most(int works) {
        Comparator<Map.Entry<String, Long>> mostFirst =
                Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey());
        List<String> most =
                ofWorks.entrySet().stream()
                        .sorted(mostFirst)
                        .limit(works)
                        .map(Map.Entry::getKey)
                        .toList();
        Set<String> shown = new HashSet<>(most);
        return new DailyUsage(
                most,
                ofWorks.size() - most.size(),
                days.stream().filter(it -> shown.contains(it.workId())).toList());
    }
}
