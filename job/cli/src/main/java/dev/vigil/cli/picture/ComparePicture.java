package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.match.MatchedPeaks;
import java.awt.Color;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why two recordings are called the same: the query above, the reference below it where the line
 * puts it, so that peaks that meet are one above the other; beside them all hits, of which the
 * right ones lie on a line.
 */
final class ComparePicture {
    static final int WIDTH = 1560;
    static final int HEIGHT = 950;
    private static final int LEFT = 90;
    private static final int FOOT = HEIGHT - 38;
    private static final int FOOT_LINE = 20;
    private static final int BASELINE = FOOT - 34;
    private static final Rectangle QUERY = new Rectangle(LEFT, 142, 950, 290);
    private static final Rectangle REFERENCE = new Rectangle(LEFT, 492, 950, 290);
    private static final Rectangle HITS = new Rectangle(1150, 142, 380, 380);

    /** Lengths of the two sides that still share a scale. */
    private static final double MOST_UNLIKE = 3;

    private static final int FACTS_LEFT = 1090;
    private static final int FACTS_TOP = 612;
    private static final int FACT = 32;

    /** Meetings that are joined: more would hide them. */
    private static final int JOINED = 24;

    private static final Color JOIN = new Color(0x0c, 0x9a, 0x4c, 0x70);
    private static final Color HIT = new Color(Spectrogram.colour(1));
    private static final float LINE_WIDTH = 9;
    private static final Color LINE = new Color(0x0c, 0x9a, 0x4c, 0x90);

    private final Profile profile;
    private final Report report;
    private final Aligned aligned;
    private final Paper paper = new Paper(WIDTH, HEIGHT);

    ComparePicture(Profile profile, Report report, Aligned aligned) {
        this.profile = profile;
        this.report = report;
        this.aligned = aligned;
    }

    BufferedImage draw(Spectrogram query, Spectrogram reference) {
        head();
        Panel above = panel(QUERY, aligned.queryFrom(), aligned.queryTo());
        Panel below = panel(REFERENCE, aligned.refFrom(), aligned.refTo());
        paper.spectrogram(above, query);
        paper.spectrogram(below, reference);
        peaks(above, aligned.queryPeaks(), MatchedPeaks::query);
        peaks(below, aligned.refPeaks(), MatchedPeaks::reference);
        joins(above, below);
        paper.hertzLeft(above, profile);
        paper.hertzLeft(below, profile);
        paper.timeAbove(above, "query: " + report.query() + ", min:s");
        paper.timeBelow(below, "reference: " + report.reference() + ", min:s");
        hits();
        facts();
        legend();
        footer();
        return paper.done();
    }

    private void head() {
        int width = WIDTH - 2 * LEFT;
        String title =
                report.isMatch() ? "Match: " + claim(told()) : "No match of sound: " + report.why();
        paper.write(title, Paper.LARGE, Paper.INK, LEFT, 38, width);
        paper.write(where(), Paper.TEXT, Paper.SOFT, LEFT, 64, width);
    }

    /** There is room for the change or for the doubt; the facts have the change too. */
    private String claim(Report.Told told) {
        return told.claim()
                + (told.doubt().isEmpty() ? ", " + told.stretch().change() : told.doubt());
    }

    private Report.Told told() {
        return report.matches().stream()
                .filter(told -> told.stretch().equals(shown()))
                .findFirst()
                .orElseThrow();
    }

    private String where() {
        if (shown() == null) {
            return "Both are shown from their start; searched as " + report.searchedAsWords();
        }
        int more = report.matches().size() - 1;
        return String.format(
                Locale.ROOT,
                "%s of %s %s %s of %s%s; searched as %s",
                shown().query(),
                report.query(),
                report.isMatch() ? told().isWords() : "is most like",
                shown().reference(),
                report.reference(),
                more > 0 ? ", and " + more + " more" : "",
                report.searchedAsWords());
    }

    private Likeness shown() {
        return aligned.shown();
    }

    private Panel panel(Rectangle area, long from, long to) {
        return new Panel(area, seconds(from - 0.5), seconds(to - 0.5), -0.5, profile.bands() - 0.5);
    }

    private double seconds(double frames) {
        return profile.millis(frames) / 1000;
    }

    private void peaks(Panel panel, long[] peaks, ToLongFunction<MatchedPeaks> side) {
        Set<Long> met =
                aligned.meetings().stream()
                        .map(side::applyAsLong)
                        .collect(Collectors.toCollection(HashSet::new));
        for (long peak : peaks) {
            if (!met.contains(peak)) {
                paper.peak(panel, profile, peak, false);
            }
        }
        met.forEach(peak -> paper.peak(panel, profile, peak, true));
    }

    private void joins(Panel above, Panel below) {
        List<MatchedPeaks> all = aligned.meetings();
        int step = Math.max(1, all.size() / JOINED);
        for (int i = 0; i < all.size(); i += step) {
            MatchedPeaks meeting = all.get(i);
            paper.line(
                    above.x(Paper.seconds(profile, meeting.query())),
                    above.y(Paper.bands(meeting.query())),
                    below.x(Paper.seconds(profile, meeting.reference())),
                    below.y(Paper.bands(meeting.reference())),
                    JOIN,
                    1);
        }
    }

    // Hits ---------------------------------------------------------------------------------

    private void hits() {
        Panel panel = around();
        stretches().forEach(stretch -> line(panel, stretch));
        dots(panel);
        paper.write(
                "Equal hashes: three peaks alike in both",
                Paper.BOLD,
                Paper.INK,
                HITS.x,
                HITS.y - 34,
                HITS.width);
        paper.write(
                "by chance anywhere, by a copy on one line",
                Paper.TEXT,
                Paper.SOFT,
                HITS.x,
                HITS.y - 14,
                HITS.width);
        paper.timeBelow(panel, "time in the query, min:s");
        paper.timeLeft(panel, "time in the reference, min:s");
    }

    /** Darker the more hits fall on a place; what is everywhere, as in long films, is left out. */
    private void dots(Panel panel) {
        Map<Point, Integer> counts = new HashMap<>();
        for (long hit : aligned.hits()) {
            double x = seconds(Comparison.Hit.queryFrame(hit));
            double y = seconds(Comparison.Hit.refFrame(hit));
            if (panel.holds(x, y)) {
                counts.merge(
                        new Point((int) panel.x(x) & ~1, (int) panel.y(y) & ~1), 1, Integer::sum);
            }
        }
        double most = counts.values().stream().mapToInt(count -> count).max().orElse(1);
        double sum = counts.values().stream().mapToInt(count -> count).sum();
        double everywhere = 2 * sum / (HITS.width * HITS.height / 4.0);
        counts.forEach(
                (at, count) -> {
                    if (count > everywhere) {
                        double share = 0.4 + 0.6 * Math.log(count) / Math.log(Math.max(2, most));
                        Color colour = new Color(Spectrogram.colour(share));
                        paper.fill(new Rectangle(at.x, at.y, 2, 2), colour);
                    }
                });
    }

    private List<Likeness> stretches() {
        return report.isMatch()
                ? report.matches().stream().map(Report.Told::stretch).toList()
                : Stream.ofNullable(report.best()).toList();
    }

    private void line(Panel panel, Likeness stretch) {
        paper.line(
                panel.x(stretch.queryStartMs() / 1000.0),
                panel.y(stretch.refStartMs() / 1000.0),
                panel.x(stretch.queryEndMs() / 1000.0),
                panel.y(stretch.refEndMs() / 1000.0),
                LINE,
                LINE_WIDTH);
    }

    /** All stretches with something around them, or else all there is. */
    private Panel around() {
        double queryS = report.queryMs() / 1000.0;
        double refS = report.referenceMs() / 1000.0;
        List<Likeness> all = stretches();
        if (all.isEmpty()) {
            return new Panel(HITS, 0, queryS, 0, refS);
        }
        double[] x = range(all, Likeness::queryStartMs, Likeness::queryEndMs);
        double[] y = range(all, Likeness::refStartMs, Likeness::refEndMs);
        double lengthX = 1.3 * (x[1] - x[0]) + 4;
        double lengthY = 1.3 * (y[1] - y[0]) + 4;
        // In one scale a copy at the same speed lies at 45 degrees.
        if (Math.max(lengthX, lengthY) < MOST_UNLIKE * Math.min(lengthX, lengthY)) {
            lengthX = Math.max(lengthX, lengthY);
            lengthY = lengthX;
        }
        double fromX = start(x, lengthX, queryS);
        double fromY = start(y, lengthY, refS);
        return new Panel(HITS, fromX, fromX + lengthX, fromY, fromY + lengthY);
    }

    private static double[] range(
            List<Likeness> all, ToLongFunction<Likeness> from, ToLongFunction<Likeness> to) {
        return new double[] {
            all.stream().mapToLong(from).min().orElseThrow() / 1000.0,
            all.stream().mapToLong(to).max().orElseThrow() / 1000.0
        };
    }

    /** Centred, but not beyond the ends where it can be helped. */
    private static double start(double[] range, double length, double whole) {
        double centred = (range[0] + range[1] - length) / 2;
        return Math.max(0, Math.min(centred, whole - length));
    }

    // Facts --------------------------------------------------------------------------------

    private void facts() {
        String asked = String.format(Locale.ROOT, "a match from %.0f", report.threshold());
        if (shown() == null) {
            fact(0, "evidence", "none; " + asked);
            return;
        }
        fact(0, "offset", shown().offsetWords());
        fact(1, "speed", shown().speedWords());
        fact(2, "pitch", shown().pitchWords());
        if (report.isMatch()) {
            fact(3, "peaks", told().agreement().meetWords());
            fact(4, "", told().agreement().closeWords());
        } else {
            fact(3, "peaks", peaksShown());
        }
        String evidence = "%.0f, %.1f a second; %s";
        fact(
                5,
                "evidence",
                String.format(
                        Locale.ROOT,
                        evidence,
                        shown().evidence(),
                        shown().evidencePerSecond(),
                        asked));
        bar(FACTS_LEFT, FACTS_TOP + 6 * FACT - 14);
    }

    private String peaksShown() {
        return String.format(
                Locale.ROOT,
                "%d of %d shown meet",
                aligned.meetings().size(),
                aligned.queryPeaks().length);
    }

    private void fact(int row, String name, String value) {
        int baseline = FACTS_TOP + FACT * row;
        paper.write(name, Paper.TEXT, Paper.SOFT, FACTS_LEFT, baseline, 100);
        paper.write(value, Paper.BOLD, Paper.INK, FACTS_LEFT + 110, baseline, 330);
    }

    /** Evidence as a bar, with a stroke where a match begins. */
    private void bar(int x, int y) {
        double full = 1.15 * Math.max(shown().evidence(), report.threshold());
        int width = WIDTH - 30 - x;
        paper.fill(new Rectangle(x, y, width, 14), Paper.RULE);
        int evidence = (int) Math.round(width * shown().evidence() / full);
        paper.fill(
                new Rectangle(x, y, evidence, 14), report.isMatch() ? Paper.MATCHED : Paper.PEAK);
        double needed = x + width * report.threshold() / full;
        paper.line(needed, y - 4, needed, y + 18, Paper.INK, 2);
    }

    private void legend() {
        int x = LEFT;
        if (aligned.line() != null) {
            x = paper.legendPeak(x, BASELINE, true, "peak that meets one of the other");
            x = paper.legendLine(x, BASELINE, JOIN, 1, "some that meet");
            x = paper.legendPeak(x, BASELINE, false, "peak that meets none");
        } else {
            x = paper.legendPeak(x, BASELINE, false, "peak");
        }
        paper.legendPower(x, BASELINE, "faint to loud");
        x = paper.legendDot(FACTS_LEFT, BASELINE, HIT, "equal hash, darker where more meet");
        if (aligned.line() != null) {
            String stretch = report.isMatch() ? "match" : "most alike";
            paper.legendLine(x, BASELINE, LINE, LINE_WIDTH, stretch);
        }
    }

    private void footer() {
        int width = FACTS_LEFT - LEFT - 30;
        paper.source("query", report.query(), report.querySha256(), LEFT, FOOT, width);
        paper.source(
                "reference",
                report.reference(),
                report.referenceSha256(),
                LEFT,
                FOOT + FOOT_LINE,
                width);
        paper.madeWith(report.profile(), report.vigil(), FACTS_LEFT, FOOT, WIDTH - FACTS_LEFT - 30);
    }
}
