package dev.vigil.figures;

import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which days are over, and which of their figures may lack something. What happened while the job
 * was off for longer than a topic is kept was never read.
 */
public final class FigureDays {
    private static final long DAY_MS = 24L * 3_600_000;

    private final FigureRules rules;
    private final Map<FigureKind, Long> keptMs;
    private final long firstMs;
    private final Long seenToMs;

    /**
     * @param keptMs how far back all can be read that a figure follows from
     * @param seenToMs event time up to which all was read when the job stopped (UTC epoch ms); null
     *     where it was never started before
     * @param nowMs event time at which all is read again
     */
    public FigureDays(FigureRules rules, Map<FigureKind, Long> keptMs, Long seenToMs, long nowMs) {
        this.rules = rules;
        this.keptMs = keptMs;
        this.seenToMs = seenToMs;
        this.firstMs = nowMs;
    }

    /**
     * Days that have ended since one did, the first one first.
     *
     * @param lastTo the end of the last day that has a record (UTC epoch ms); null for none
     */
    public List<FigureDay> over(Long lastTo, long nowMs) {
        List<FigureDay> over = new ArrayList<>();
        long earliest = firstMs - FigureRules.DAYS_BEFORE * DAY_MS;
        long from = lastTo == null ? rules.to(rules.day(earliest)) : lastTo;
        while (true) {
            String day = rules.day(from);
            long to = rules.to(day);
            if (to + FigureRules.GRACE_MS > nowMs) {
                return over;
            }
            over.add(new FigureDay(day, from, to, unseen(from, to)));
            from = to;
        }
    }

    private List<FigureKind> unseen(long from, long to) {
        List<FigureKind> unseen = new ArrayList<>();
        for (FigureKind kind : FigureKind.values()) {
            long lostTo = firstMs - keptMs.getOrDefault(kind, 0L);
            boolean isAfter = seenToMs == null || to > seenToMs;
            if (isAfter && from < lostTo && (seenToMs == null || seenToMs < lostTo)) {
                unseen.add(kind);
            }
        }
        return unseen;
    }
}
