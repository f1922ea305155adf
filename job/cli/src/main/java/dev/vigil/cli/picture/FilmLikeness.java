package dev.vigil.cli.picture;

import dev.vigil.client.text.Times;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.Window;
import java.util.Locale;

/**
 * A stretch of a query whose pictures run along a reference, in the units of people.
 *
 * @param tempo seconds of the reference that pass in a second of the query
 * @param mirrored whether left and right are swapped
 * @param still whether only a picture that does not move is in common
 * @param left of the rectangle of the query's picture that shows the reference, in parts of 1,024
 *     of its width
 * @param top likewise, of its height
 * @param width likewise
 * @param height likewise
 * @param evidence in all, to be compared with the threshold
 * @param pictures evidence of pictures (S) in the 8 s that have the most of both
 * @param changes evidence of their change over half a second (T) in the same 8 s
 * @param whole whether the shorter of both matches from about its start to about its end
 */
record FilmLikeness(
        long queryStartMs,
        long queryEndMs,
        long refStartMs,
        long refEndMs,
        double tempo,
        boolean mirrored,
        boolean still,
        int left,
        int top,
        int width,
        int height,
        double evidence,
        double pictures,
        double changes,
        boolean whole) {

    private static final PictureProfile PROFILE = FilmComparison.PROFILE;

    /** By which the length of a stretch may be off: pictures beside its ends look alike. */
    private static final double UNSURE_MS = 600;

    private static final double WHOLE = 0.75;

    static FilmLikeness of(Compared.Match match, long queryMs, long referenceMs) {
        MatchSpan span = match.span();
        return of(
                new long[] {
                    span.queryStartMs(), span.queryEndMs(), span.refStartMs(), span.refEndMs()
                },
                span.evidence(),
                span.picture().still(),
                match.line(),
                queryMs,
                referenceMs);
    }

    /** Of a line that is no match. */
    static FilmLikeness of(Line line, long queryMs, long referenceMs) {
        return of(
                new long[] {
                    millis(line.queryFromFrame()),
                    millis(line.queryToFrame()),
                    millis(line.refFromFrame()),
                    millis(line.refToFrame())
                },
                line.evidence(),
                line.picture().still(),
                line,
                queryMs,
                referenceMs);
    }

    private static FilmLikeness of(
            long[] ms, double evidence, boolean still, Line line, long queryMs, long referenceMs) {
        PictureMatch seen = line.picture();
        return new FilmLikeness(
                ms[0],
                ms[1],
                ms[2],
                ms[3],
                tempo(ms, line),
                seen.mirrored(),
                still,
                seen.left(),
                seen.top(),
                seen.width(),
                seen.height(),
                tenths(evidence),
                tenths(line.evidence() - seen.change()),
                tenths(seen.change()),
                ms[1] - ms[0] >= WHOLE * queryMs || ms[3] - ms[2] >= WHOLE * referenceMs);
    }

    /** Of all of the stretch: a line of 8 s knows it to a hundredth or two. */
    private static double tempo(long[] ms, Line line) {
        double tempo = ms[1] > ms[0] ? (double) (ms[3] - ms[2]) / (ms[1] - ms[0]) : line.tempo();
        return Math.round(1_000 * tempo) / 1_000.0;
    }

    private static long millis(double frames) {
        return Math.round(PROFILE.millis(frames));
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    /** For people, such as {@code a part of the same film, mirrored, 4 % faster}. */
    String claim() {
        String what =
                still
                        ? "a still picture in common"
                        : whole ? "the same film" : "a part of the same film";
        String speed =
                Math.abs(fasterPercent()) <= unsurePercent()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                fasterPercent() > 0 ? ", %.0f %% faster" : ", %.0f %% slower",
                                Math.abs(fasterPercent()));
        return what + (mirrored ? ", mirrored" : "") + speed;
    }

    String where() {
        return "from "
                + Times.position(refStartMs)
                + " to "
                + Times.position(refEndMs)
                + " of the reference";
    }

    String query() {
        return Times.position(queryStartMs) + "-" + Times.position(queryEndMs);
    }

    String reference() {
        return Times.position(refStartMs) + "-" + Times.position(refEndMs);
    }

    /** Signed, such as {@code +4.0 %, give or take 3}. */
    String speedWords() {
        return String.format(
                Locale.ROOT,
                "%+.1f %%, give or take %.0f",
                fasterPercent(),
                Math.ceil(unsurePercent()));
    }

    private double fasterPercent() {
        return 100 * (tempo - 1);
    }

    private double unsurePercent() {
        return 100 * UNSURE_MS / Math.max(UNSURE_MS, queryEndMs - queryStartMs);
    }

    /** Where in the query's picture the reference is. */
    String rectangleWords() {
        return words(window());
    }

    /** A rectangle in hundredths of a picture. */
    static String words(Window window) {
        return window.equals(Window.WHOLE)
                ? "the whole picture"
                : String.format(
                        Locale.ROOT,
                        "%d x %d %%, %d %% from the left, %d %% from the top",
                        percent(window.width()),
                        percent(window.height()),
                        percent(window.left()),
                        percent(window.top()));
    }

    private static int percent(int parts) {
        return Math.round(100f * parts / Window.SIDE);
    }

    Window window() {
        return new Window(left, top, width, height);
    }

    /** Evidence with what is asked for. */
    String evidenceWords(double threshold) {
        return String.format(Locale.ROOT, "%.1f; a match from %.1f", evidence, threshold);
    }

    String strongestWords() {
        return String.format(
                Locale.ROOT, "%.1f of pictures (S), %.1f of their change (T)", pictures, changes);
    }
}
