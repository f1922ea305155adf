package dev.vigil.cli.picture;

import dev.vigil.client.text.Times;
import dev.vigil.schema.match.Line;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.Window;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Why two films are called the same: at three moments the picture of the query beside that of the
 * reference, each with the rectangle that is compared; beside them the evidence over time, and the
 * time of the reference over that of the query.
 */
final class FilmComparePicture {
    static final int WIDTH = ComparePicture.WIDTH;
    static final int HEIGHT = 1040;
    private static final PictureProfile PROFILE = FilmComparison.PROFILE;
    private static final int LEFT = 60;
    private static final int TOP = 124;
    private static final int ROW = 272;
    private static final int PICTURE_WIDTH = 400;
    private static final int PICTURE_HEIGHT = 225;
    private static final int GAP = 24;
    private static final Rectangle EVIDENCE = new Rectangle(1010, TOP, 520, 190);
    private static final Rectangle TIMES = new Rectangle(1010, TOP + 284, 520, 240);
    private static final int FACTS_LEFT = 950;
    private static final int FACTS_TOP = 730;
    private static final int FACT = 28;
    private static final int FOOT = HEIGHT - 38;
    private static final int FOOT_LINE = 20;
    private static final int BASELINE = FOOT - 34;
    private static final float BOX = 3;

    /** Of the reference, what is shown around a match. */
    private static final double MARGIN = 1.3;

    private static final double MARGIN_S = 4;

    /** By chance as many signs of 64 differ, give or take 4. */
    private static final int BY_CHANCE = 32;

    private static final Color OF_PICTURES = new Color(Spectrogram.colour(0.75));
    private static final Color OF_CHANGES = new Color(Spectrogram.colour(0.42));
    private static final Color ALONG = new Color(0x0c, 0x9a, 0x4c, 0x90);
    private static final float ALONG_WIDTH = 9;

    private final FilmReport report;
    private final FilmComparison comparison;
    private final List<FilmMoments.Shown> moments;
    private final Paper paper = new Paper(WIDTH, HEIGHT);

    FilmComparePicture(
            FilmReport report, FilmComparison comparison, List<FilmMoments.Shown> moments) {
        this.report = report;
        this.comparison = comparison;
        this.moments = moments;
    }

    BufferedImage draw() {
        head();
        for (int row = 0; row < moments.size(); row++) {
            row(moments.get(row), TOP + row * ROW);
        }
        evidence();
        times();
        facts();
        legend();
        footer();
        return paper.done();
    }

    private FilmLikeness shown() {
        return report.isMatch() ? strongest() : report.best();
    }

    private FilmLikeness strongest() {
        return report.matches().stream()
                .max(Comparator.comparingDouble(FilmLikeness::evidence))
                .orElseThrow();
    }

    private void head() {
        int width = WIDTH - 2 * LEFT;
        String title =
                report.isMatch()
                        ? "Match: " + shown().claim()
                        : "No match of pictures: " + report.why();
        paper.write(title, Paper.LARGE, Paper.INK, LEFT, 38, width);
        paper.write(where(), Paper.TEXT, Paper.SOFT, LEFT, 64, width);
        int column = PICTURE_WIDTH;
        paper.write("query: " + report.query(), Paper.BOLD, Paper.INK, LEFT, TOP - 14, column);
        paper.write(
                "reference: " + report.reference(),
                Paper.BOLD,
                Paper.INK,
                LEFT + PICTURE_WIDTH + GAP,
                TOP - 14,
                column);
    }

    private String where() {
        if (shown() == null) {
            return "Both are shown from their start; searched as " + report.searchedAsWords();
        }
        int more = report.matches().size() - 1;
        return String.format(
                Locale.ROOT,
                "%s of %s %s %s of %s%s; searched as %s; pictures as they are compared, grey and"
                        + " small",
                shown().query(),
                report.query(),
                report.isMatch() ? "is" : "is most like",
                shown().reference(),
                report.reference(),
                more > 0 ? ", and " + more + " more" : "",
                report.searchedAsWords());
    }

    // Pictures -----------------------------------------------------------------------------

    private void row(FilmMoments.Shown moment, int top) {
        picture(moment.query(), moment.inQuery(), LEFT, top);
        picture(moment.reference(), moment.inReference(), LEFT + PICTURE_WIDTH + GAP, top);
        paper.write(
                apart(moment),
                Paper.TEXT,
                Paper.SOFT,
                LEFT + 78,
                top + PICTURE_HEIGHT + 18,
                PICTURE_WIDTH - 78);
    }

    private static String apart(FilmMoments.Shown moment) {
        if (moment.inQuery() == null) {
            return "";
        }
        return (moment.apart() < 0 ? "too flat for a word" : moment.apart() + " of 64 signs differ")
                + ", "
                + (moment.changeApart() < 0
                        ? "nothing moves"
                        : "of its change " + moment.changeApart());
    }

    /** As large as fits the place, with its time below. */
    private void picture(Picture picture, Window window, int left, int top) {
        Rectangle place = new Rectangle(left, top, PICTURE_WIDTH, PICTURE_HEIGHT);
        paper.fill(place, Paper.RULE);
        if (picture == null) {
            paper.write("over", Paper.TEXT, Paper.SOFT, left + 12, top + 24, PICTURE_WIDTH);
            return;
        }
        Rectangle area = fitted(picture, place);
        paper.picture(picture, area);
        if (window != null) {
            paper.box(within(area, window), report.isMatch() ? Paper.MATCHED : Paper.PEAK, BOX);
        }
        paper.write(
                Times.position(Math.round(PROFILE.millis(picture.frame()))),
                Paper.BOLD,
                Paper.INK,
                left,
                top + PICTURE_HEIGHT + 18,
                90);
    }

    static Rectangle fitted(Picture picture, Rectangle place) {
        double scale =
                Math.min(
                        (double) place.width / picture.width(),
                        (double) place.height / picture.height());
        int width = (int) Math.round(scale * picture.width());
        int height = (int) Math.round(scale * picture.height());
        return new Rectangle(
                place.x + (place.width - width) / 2,
                place.y + (place.height - height) / 2,
                width,
                height);
    }

    /** With its line inside the picture, so that all of it is seen. */
    static Rectangle within(Rectangle area, Window window) {
        int inner = 2;
        int x = area.x + inner + (area.width - 2 * inner) * window.left() / Window.SIDE;
        int y = area.y + inner + (area.height - 2 * inner) * window.top() / Window.SIDE;
        return new Rectangle(
                x,
                y,
                (area.width - 2 * inner) * window.width() / Window.SIDE,
                (area.height - 2 * inner) * window.height() / Window.SIDE);
    }

    // Time lines ---------------------------------------------------------------------------

    /** The best line of each packet that was searched, over all of the query. */
    private void evidence() {
        List<Line> lines = comparison.found().lines();
        double most = lines.stream().mapToDouble(Line::evidence).max().orElse(0);
        double top = 1.15 * Math.max(most, report.threshold());
        Panel panel = new Panel(EVIDENCE, 0, report.queryMs() / 1000.0, 0, top);
        lines.stream()
                .sorted(Comparator.comparingDouble(Line::evidence))
                .forEach(line -> bar(panel, line));
        double needed = panel.y(report.threshold());
        paper.line(EVIDENCE.x, needed, EVIDENCE.x + EVIDENCE.width, needed, Paper.PEAK, 1.5f);
        title(EVIDENCE, "Evidence in the 8 s that were searched at once");
        paper.numbersLeft(panel, "evidence");
        paper.timeBelow(panel, "time in the query, min:s");
    }

    private void bar(Panel panel, Line line) {
        int from = (int) Math.round(panel.x(seconds(line.queryFromFrame())));
        int to = (int) Math.round(panel.x(seconds(line.queryToFrame())));
        double change = Math.max(0, Math.min(line.evidence(), line.picture().change()));
        int bottom = EVIDENCE.y + EVIDENCE.height;
        int middle = (int) Math.round(panel.y(line.evidence() - change));
        int top = (int) Math.round(panel.y(line.evidence()));
        int width = Math.max(2, to - from - 1);
        paper.fill(new Rectangle(from, middle, width, bottom - middle), OF_PICTURES);
        paper.fill(new Rectangle(from, top, width, middle - top), OF_CHANGES);
    }

    private void title(Rectangle area, String text) {
        paper.write(text, Paper.BOLD, Paper.INK, area.x, area.y - 12, area.width);
    }

    private void times() {
        Panel panel = around();
        for (FilmLikeness stretch : report.matches()) {
            paper.line(
                    panel.x(stretch.queryStartMs() / 1000.0),
                    panel.y(stretch.refStartMs() / 1000.0),
                    panel.x(stretch.queryEndMs() / 1000.0),
                    panel.y(stretch.refEndMs() / 1000.0),
                    ALONG,
                    ALONG_WIDTH);
        }
        for (Line line : comparison.found().lines()) {
            boolean isShown =
                    panel.holds(seconds(line.queryFromFrame()), seconds(line.refFromFrame()))
                            && panel.holds(
                                    seconds(line.queryToFrame()), seconds(line.refToFrame()));
            if (!isShown) {
                continue;
            }
            paper.line(
                    panel.x(seconds(line.queryFromFrame())),
                    panel.y(seconds(line.refFromFrame())),
                    panel.x(seconds(line.queryToFrame())),
                    panel.y(seconds(line.refToFrame())),
                    OF_PICTURES,
                    2);
        }
        title(TIMES, "Where pictures of both are alike");
        paper.timeLeft(panel, "time in the reference, min:s");
        paper.timeBelow(panel, "time in the query, min:s");
    }

    /** All of the query, and as much of the reference around what matches. */
    private Panel around() {
        double queryS = report.queryMs() / 1000.0;
        double refS = report.referenceMs() / 1000.0;
        List<FilmLikeness> all =
                report.isMatch() ? report.matches() : Stream.ofNullable(report.best()).toList();
        if (all.isEmpty()) {
            return new Panel(TIMES, 0, queryS, 0, refS);
        }
        double from = all.stream().mapToLong(FilmLikeness::refStartMs).min().orElseThrow() / 1000.0;
        double to = all.stream().mapToLong(FilmLikeness::refEndMs).max().orElseThrow() / 1000.0;
        double length = Math.max(queryS, MARGIN * (to - from) + MARGIN_S);
        double begin = Math.max(0, Math.min((from + to - length) / 2, refS - length));
        return new Panel(TIMES, 0, queryS, begin, Math.max(begin + length, to));
    }

    private static double seconds(double frames) {
        return PROFILE.millis(frames) / 1000;
    }

    // Facts --------------------------------------------------------------------------------

    private void facts() {
        if (shown() == null) {
            fact(0, "evidence", "none; a match from " + report.threshold());
            return;
        }
        fact(0, "in the query", shown().rectangleWords());
        fact(
                1,
                "in the reference",
                moments.isEmpty() || moments.get(0).inReference() == null
                        ? ""
                        : FilmLikeness.words(moments.get(0).inReference()));
        fact(2, "mirrored", shown().mirrored() ? "yes: left and right are swapped" : "no");
        fact(3, "speed", shown().speedWords());
        fact(4, "evidence", shown().evidenceWords(report.threshold()));
        fact(5, "strongest 8 s", shown().strongestWords());
        fact(6, "signs that differ", "by chance about " + BY_CHANCE + " of 64");
        if (shown().still()) {
            fact(7, "moves", "nothing in common does: a person decides");
        }
    }

    private void fact(int row, String name, String value) {
        int baseline = FACTS_TOP + FACT * row;
        paper.write(name, Paper.TEXT, Paper.SOFT, FACTS_LEFT, baseline, 125);
        paper.write(value, Paper.BOLD, Paper.INK, FACTS_LEFT + 130, baseline, 460);
    }

    private void legend() {
        int x = LEFT;
        if (shown() != null) {
            Color box = report.isMatch() ? Paper.MATCHED : Paper.PEAK;
            x = paper.legendBox(x, BASELINE, box, BOX, "rectangle that is compared");
        }
        x = paper.legendArea(FACTS_LEFT, BASELINE, OF_PICTURES, "of pictures (S)");
        x = paper.legendArea(x, BASELINE, OF_CHANGES, "of their change (T)");
        x = paper.legendLine(x, BASELINE, Paper.PEAK, 1.5f, "a match from here");
        if (report.isMatch()) {
            paper.legendLine(x, BASELINE, ALONG, ALONG_WIDTH, "match");
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
