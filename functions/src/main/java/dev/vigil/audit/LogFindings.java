package dev.vigil.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings, of which the first ones are kept and all are counted. */
final class LogFindings {
    private final List<LogFinding> kept = new ArrayList<>();
    private final Map<LogFault, Long> counts = new EnumMap<>(LogFault.class);

    void add(LogFault fault, String place, String message) {
        counts.merge(fault, 1L, Long::sum);
        if (kept.size() < LogReport.MOST_FINDINGS) {
            kept.add(new LogFinding(fault, place, message));
        }
    }

    boolean areFull() {
        return kept.size() == LogReport.MOST_FINDINGS;
    }

    List<LogFinding> kept() {
        return List.copyOf(kept);
    }

    Map<LogFault, Long> counts() {
        return Map.copyOf(counts);
    }
}
