package dev.vigil.cli.picture;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.match.MatchedPeaks;
import dev.vigil.schema.match.Line;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How well a query and a reference agree along a match, peak by peak. A copy repeats the very
 * moments of a recording; another playing of the same notes does not.
 *
 * @param peaks of the query, in the stretch that matches
 * @param met share of them that meet one of the reference
 * @param close share of them that meet one within {@link #CLOSE_FRAMES}, 6 ms
 * @param covered share of the seconds with peaks in which a quarter of them meet one
 */
record Agreement(int peaks, double met, double close, double covered) {
    static final double CLOSE_FRAMES = 0.25;

    /** Chance lets about one in twelve meet. */
    private static final double COVERS = 0.25;

    /** What a close share may be taken for, with the least share for it. */
    enum Grade {
        /** No other playing of the same music is as close, not even one by a machine. */
        SAME(0.6),
        /** Music that a machine plays again note for note may. */
        LIKELY(0.35),
        /** People who play the same music may, and so does a copy through a hall or in noise. */
        SHARED(Double.NEGATIVE_INFINITY);

        private final double least;

        Grade(double least) {
            this.least = least;
        }
    }

    /** Of a match, along the line of each of its seconds that has the most evidence. */
    static Agreement of(Compared.Match match, long[] query, long[] reference, Profile profile) {
        double from = frames(match.span().queryStartMs(), profile);
        double to = frames(match.span().queryEndMs(), profile) + 1;
        int pieces = (int) Math.max(1, Math.round((to - from) / profile.framesPerSecond()));
        int peaks = 0;
        int met = 0;
        int close = 0;
        int heard = 0;
        int covered = 0;
        for (int i = 0; i < pieces; i++) {
            double begin = from + i * (to - from) / pieces;
            double end = from + (i + 1) * (to - from) / pieces;
            Line line = at(match.lines(), (begin + end) / 2);
            long[] piece = between(query, begin, end);
            List<MatchedPeaks> meetings =
                    MatchedPeaks.along(
                            line,
                            piece,
                            between(reference, line.refAt(begin) - 2, line.refAt(end) + 2));
            peaks += piece.length;
            met += meetings.size();
            close += (int) meetings.stream().filter(meeting -> isClose(meeting, line)).count();
            heard += piece.length > 0 ? 1 : 0;
            covered += piece.length > 0 && meetings.size() >= COVERS * piece.length ? 1 : 0;
        }
        return new Agreement(peaks, share(met, peaks), share(close, peaks), share(covered, heard));
    }

    private static double frames(long millis, Profile profile) {
        return millis * profile.framesPerSecond() / 1000;
    }

    private static Line at(List<Line> lines, double frame) {
        return lines.stream()
                .min(
                        Comparator.comparingDouble((Line line) -> away(line, frame))
                                .thenComparingDouble(line -> -line.evidence()))
                .orElseThrow();
    }

    private static double away(Line line, double frame) {
        return Math.max(0, Math.max(line.queryFromFrame() - frame, frame - line.queryToFrame()));
    }

    private static long[] between(long[] peaks, double from, double to) {
        return Arrays.stream(peaks)
                .filter(peak -> frame(peak) >= from && frame(peak) < to)
                .toArray();
    }

    private static double frame(long peak) {
        return (double) Peak.time(peak) / Peak.PER_FRAME;
    }

    private static boolean isClose(MatchedPeaks meeting, Line line) {
        double there = line.refAt(frame(meeting.query()));
        return Math.abs(frame(meeting.reference()) - there) <= CLOSE_FRAMES;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : Math.round(1000.0 * part / whole) / 1000.0;
    }

    /** By the least close share that so few peaks leave room for, at two standard errors. */
    Grade grade() {
        double least = close - 2 * Math.sqrt(close * (1 - close) / Math.max(1, peaks));
        return Arrays.stream(Grade.values())
                .filter(grade -> least >= grade.least)
                .findFirst()
                .orElseThrow();
    }

    /** For people, such as {@code 87 % of 412 peaks meet}. */
    String meetWords() {
        return String.format(Locale.ROOT, "%.0f %% of %d peaks meet", 100 * met, peaks);
    }

    /** For people, such as {@code 71 % within 6 ms, in 100 % of the time}. */
    String closeWords() {
        return String.format(
                Locale.ROOT,
                "%.0f %% within 6 ms, in %.0f %% of the time",
                100 * close,
                100 * covered);
    }
}
