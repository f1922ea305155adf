package dev.vigil.local.picture;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.match.Meeting;
import dev.vigil.schema.ear.Line;
import java.util.Arrays;
import java.util.List;

/**
 * What a picture of a comparison shows: the strongest window laid beside the reference, and the
 * hits around it.
 *
 * @param line the window's; null where nothing is alike, then both are shown from their start
 * @param queryFrom first frame of the query that is shown
 * @param queryTo frame at which it ends
 * @param refFrom where the line puts that in the reference
 * @param refTo likewise
 * @param meetings peaks that meet, in that stretch
 * @param hits packed, see {@link Comparison.Hit}
 */
record Aligned(
        Line line,
        long queryFrom,
        long queryTo,
        long refFrom,
        long refTo,
        long[] queryPeaks,
        long[] refPeaks,
        List<Meeting> meetings,
        long[] hits) {

    /** Shown before and after what matches. */
    private static final double MARGIN_S = 0.7;

    private static final double LEAST_S = 6;

    static Aligned of(Heard query, Heard reference, Comparison comparison, Profile profile) {
        Line line = best(comparison);
        double margin = MARGIN_S * profile.framesPerSecond();
        double least = LEAST_S * profile.framesPerSecond();
        double from = line == null ? 0 : line.queryFromFrame() - margin;
        double to = line == null ? least : line.queryToFrame() + margin;
        double wider = Math.max(0, least - (to - from)) / 2;
        long queryFrom = Math.round(from - wider);
        long queryTo = Math.round(to + wider);
        long refFrom = line == null ? queryFrom : Math.round(line.refAt(queryFrom));
        long refTo = line == null ? queryTo : Math.round(line.refAt(queryTo));
        long[] queryPeaks = between(query.peaks(), queryFrom, queryTo);
        long[] refPeaks = between(reference.peaks(), refFrom, refTo);
        List<Meeting> meetings =
                line == null ? List.of() : Meeting.along(line, queryPeaks, refPeaks);
        return new Aligned(
                line,
                queryFrom,
                queryTo,
                refFrom,
                refTo,
                queryPeaks,
                refPeaks,
                meetings,
                comparison.hits());
    }

    private static Line best(Comparison comparison) {
        return comparison.matches().stream()
                .max((a, b) -> Double.compare(a.line().evidence(), b.line().evidence()))
                .map(Comparison.Match::line)
                .or(comparison::strongest)
                .orElse(null);
    }

    private static long[] between(long[] peaks, long from, long to) {
        return Arrays.stream(peaks)
                .filter(peak -> Peak.frame(peak) >= from && Peak.frame(peak) < to)
                .toArray();
    }
}
