package dev.vigil.usage;

import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageAmountBuilder;
import dev.vigil.schema.usage.UsedMark;
import dev.vigil.schema.usage.UsedPiece;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the part of one session in one row. */
final class Figures {
    private final List<Span> seen = new ArrayList<>();
    private final Map<SessionAudience, Long> overlapMs = new LinkedHashMap<>();
    private final Map<String, Long> viewers = new TreeMap<>();
    private long usedMs;
    private long liveMs;
    private long firstAt;
    private long lastAt;
    private long plays;
    private boolean playsKnown;
    private boolean played;
    private boolean counted;

    void shown(Span part) {
        liveMs += part.lengthMs();
        used(part.lengthMs(), part.from(), part.to());
    }

    void uploaded(UsedPiece piece) {
        used(piece.lengthMs(), piece.capturedAt(), piece.capturedAt());
    }

    private void used(long ms, long from, long to) {
        usedMs += ms;
        firstAt = firstAt == 0 ? from : Math.min(firstAt, from);
        lastAt = Math.max(lastAt, to);
    }

    /** Part of what was shown, in a report. */
    void seen(SessionAudience report, Span part) {
        seen.add(part);
        if (overlapMs.merge(report, part.lengthMs(), Long::sum) == part.lengthMs()) {
            watched(report);
        }
    }

    /** A report of an upload. */
    void played(SessionAudience report) {
        played = true;
        watched(report);
        if (report.plays() != null) {
            played(report.plays());
        }
    }

    /** Of pieces and reports that are not kept any more. */
    void marked(UsedMark mark) {
        if (mark.territory() == null) {
            counted = true;
        } else {
            viewers.merge(mark.territory(), mark.viewers(), Math::max);
        }
    }

    /** Marks without which the other has less of what is no sum. */
    List<UsedMark> lost(String rowId, Figures other) {
        List<UsedMark> lost = new ArrayList<>();
        if (sessions() > other.sessions()) {
            lost.add(new UsedMark(rowId, null, 0));
        }
        viewers.forEach(
                (territory, most) -> {
                    if (most > other.viewers.getOrDefault(territory, 0L)) {
                        lost.add(new UsedMark(rowId, territory, most));
                    }
                });
        return lost;
    }

    private long sessions() {
        return counted || usedMs > 0 ? 1 : 0;
    }

    private void watched(SessionAudience report) {
        viewers.merge(report.territory(), report.viewers(), Math::max);
    }

    /** Of the plays in a report, those of this row. */
    void played(long some) {
        plays += some;
        playsKnown = true;
    }

    /** How much of what was shown a report is of, by report. */
    Map<SessionAudience, Long> overlapMs() {
        return overlapMs;
    }

    UsageAmount amount() {
        boolean reported = played || !overlapMs.isEmpty();
        return UsageAmountBuilder.builder()
                .usedMs(usedMs)
                .liveMs(liveMs)
                .sessions(sessions())
                .firstAt(firstAt)
                .lastAt(lastAt)
                .audienceMs(played ? usedMs : unionMs())
                .audienceOf(reported ? 1 : 0)
                .viewMs(viewMs())
                .viewMsOf(overlapMs.isEmpty() ? 0 : 1)
                .viewers(viewers.values().stream().mapToLong(Long::longValue).sum())
                .viewersOf(reported ? 1 : 0)
                .plays(plays)
                .playsOf(playsKnown ? 1 : 0)
                .build();
    }

    /** Territories of one row may be reported side by side. */
    private long unionMs() {
        seen.sort(Comparator.comparingLong(Span::from));
        long union = 0;
        long to = Long.MIN_VALUE;
        for (Span span : seen) {
            union += Math.max(0, span.to() - Math.max(to, span.from()));
            to = Math.max(to, span.to());
        }
        return union;
    }

    /** Of each report the share of its time. */
    private long viewMs() {
        long sum = 0;
        for (Map.Entry<SessionAudience, Long> one : overlapMs.entrySet()) {
            SessionAudience report = one.getKey();
            sum +=
                    BigInteger.valueOf(report.viewMs())
                            .multiply(BigInteger.valueOf(one.getValue()))
                            .divide(BigInteger.valueOf(report.to() - report.from()))
                            .longValue();
        }
        return sum;
    }
}
