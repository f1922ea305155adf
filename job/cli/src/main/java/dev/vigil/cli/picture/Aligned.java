package dev.vigil.cli.picture;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.match.MatchedPeaks;
import dev.vigil.schema.match.Line;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a picture of a comparison shows: the strongest window of the strongest match laid beside the
 * reference, and all hits.
 *
 * @param shown the match, or what is most alike; null where nothing is
 * @param line of its strongest window; null likewise, then both are shown from their start
 * @param queryFrom first frame of the query that is shown
 * @param queryTo frame at which it ends
 * @param refFrom where the line puts that in the reference
 * @param refTo likewise
 * @param meetings peaks that meet, in that stretch
 * @param hits packed, see {@link Comparison.Hit}
 */
record Aligned(
        Likeness shown,
        Line line,
        long queryFrom,
        long queryTo,
        long refFrom,
        long refTo,
        long[] queryPeaks,
        long[] refPeaks,
        List<MatchedPeaks> meetings,
        long[] hits) {

    /** Shown before and after what matches. */
    private static final double MARGIN_S = 0.7;

    private static final double LEAST_S = 6;

    static Aligned of(
            FileFingerprint query,
            FileFingerprint reference,
            Comparison comparison,
            Profile profile) {
        Optional<Compared.Match> match = best(comparison);
        Line line = match.map(Compared.Match::line).or(comparison.found()::strongest).orElse(null);
        Likeness shown =
                match.map(it -> Likeness.of(it, profile))
                        .orElse(line == null ? null : Likeness.of(line, profile));
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
        List<MatchedPeaks> meetings =
                line == null ? List.of() : MatchedPeaks.along(line, queryPeaks, refPeaks);
        return new Aligned(
                shown,
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

    /** The match with the most evidence. */
    private static Optional<Compared.Match> best(Comparison comparison) {
        return comparison.found().matches().stream()
                .max(Comparator.comparingDouble(match -> match.span().evidence()));
    }

    private static long[] between(long[] peaks, long from, long to) {
        return Arrays.stream(peaks)
                .filter(peak -> Peak.frame(peak) >= from && Peak.frame(peak) < to)
                .toArray();
    }
}
