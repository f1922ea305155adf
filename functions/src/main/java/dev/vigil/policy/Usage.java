package dev.vigil.policy;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.verdict.UsedSpan;
import dev.vigil.schema.verdict.UsedTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much of a work an account has shown in the rolling window: over all of its sessions, so that
 * a film in a hundred pieces is a film, and what matches two references at once counts once.
 */
public final class Usage {
    /**
     * The latest, of an account and a work, 600 kB: of clips of four seconds that match by sound
     * and by pictures two hours, and a limit is of minutes.
     */
    static final int MOST_SPANS = 4_000;

    private Usage() {}

    /**
     * With a match as it is now, and without what has left the window.
     *
     * @param timeline names the time on which its positions lie: {@link
     *     dev.vigil.schema.match.OpenMatch#timeline}
     */
    public static UsedTime with(
            UsedTime before, String timeline, Evidence evidence, long windowMs) {
        List<UsedSpan> spans = new ArrayList<>();
        for (UsedSpan span : before.spans()) {
            boolean inWindow = span.captureEnd() > evidence.captureEnd() - windowMs;
            if (inWindow && !span.matchId().equals(evidence.matchId())) {
                spans.add(span);
            }
        }
        spans.add(
                new UsedSpan(
                        evidence.matchId(),
                        timeline,
                        evidence.queryStartMs(),
                        evidence.queryEndMs(),
                        evidence.captureStart(),
                        evidence.captureEnd()));
        int from = Math.max(0, spans.size() - MOST_SPANS);
        return new UsedTime(List.copyOf(spans.subList(from, spans.size())));
    }

    /**
     * Matched time in the window that ends at {@code atMs} (UTC epoch ms). What was captured later
     * counts in its own time alone.
     */
    public static long usedMs(UsedTime used, long atMs, long windowMs) {
        List<UsedSpan> spans =
                used.spans().stream()
                        .filter(span -> span.captureEnd() > atMs - windowMs)
                        .filter(span -> span.captureStart() <= atMs)
                        .sorted(
                                Comparator.comparing(UsedSpan::sessionId)
                                        .thenComparing(UsedSpan::fromMs))
                        .toList();
        long sum = 0;
        String session = null;
        long countedToMs = 0;
        for (UsedSpan span : spans) {
            if (!span.sessionId().equals(session)) {
                session = span.sessionId();
                countedToMs = Long.MIN_VALUE;
            }
            long from =
                    Math.max(countedToMs, span.fromMs() + Math.max(0, early(span, atMs, windowMs)));
            long to = span.toMs() - Math.max(0, late(span, atMs));
            sum += Math.max(0, to - from);
            countedToMs = Math.max(countedToMs, to);
        }
        return sum;
    }

    /** An upload happens at one moment: all of it is in the window or nothing. */
    private static boolean isMoment(UsedSpan span) {
        return span.captureStart() == span.captureEnd();
    }

    private static long early(UsedSpan span, long atMs, long windowMs) {
        return isMoment(span) ? 0 : atMs - windowMs - span.captureStart();
    }

    private static long late(UsedSpan span, long atMs) {
        return isMoment(span) ? 0 : span.captureEnd() - atMs;
    }
}
