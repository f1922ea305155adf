package dev.vigil.cli.picture;

import dev.vigil.client.text.Times;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.Window;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.Locale;

/**
 * The fingerprint of a stretch of a film: rows of 10 s with a picture a second, below each where
 * words are made and where runs begin.
 */
final class FilmFingerprintPicture {
    static final int WIDTH = FingerprintPicture.WIDTH;
    private static final PictureProfile PROFILE = FilmComparison.PROFILE;
    private static final int SECONDS_A_ROW = 10;
    private static final int FRAMES_A_ROW = SECONDS_A_ROW * PROFILE.framesPerSecond();
    private static final int LEFT = 90;
    private static final int TOP = 86;
    private static final int ROW = 158;
    private static final int PICTURE_WIDTH = (WIDTH - LEFT - 30) / SECONDS_A_ROW;
    private static final int PICTURE_HEIGHT = PICTURE_WIDTH * 9 / 16;
    private static final int LANE = 13;
    private static final int FOOT = 70;
    private static final Color RUN = new Color(Spectrogram.colour(0.75));
    private static final Color NEXT_RUN = new Color(Spectrogram.colour(0.42));
    private static final Color OF_PICTURES = new Color(Spectrogram.colour(0.9));
    private static final Color RECTANGLE = new Color(0xe0, 0x6a, 0x10, 0x60);
    private static final float THIN = 1f;

    private final FilmSummary summary;
    private final FilmLanes lanes;
    private final FilmStretch stretch;
    private final int rows;
    private final Paper paper;

    FilmFingerprintPicture(FilmSummary summary, FilmLanes lanes, FilmStretch stretch) {
        this.summary = summary;
        this.lanes = lanes;
        this.stretch = stretch;
        long end = Math.min(stretch.to(), Math.max(lanes.frames(), stretch.from() + 1));
        rows = (int) Math.max(1, (end - stretch.from() + FRAMES_A_ROW - 1) / FRAMES_A_ROW);
        paper = new Paper(WIDTH, TOP + rows * ROW + FOOT);
    }

    BufferedImage draw() {
        int width = WIDTH - LEFT - 30;
        paper.write(summary.file(), Paper.LARGE, Paper.INK, LEFT, 36, width);
        paper.write(about(), Paper.TEXT, Paper.SOFT, LEFT, 62, width);
        for (int row = 0; row < rows; row++) {
            row(stretch.from() + (long) row * FRAMES_A_ROW, TOP + row * ROW);
        }
        legend();
        int foot = TOP + rows * ROW + FOOT - 18;
        paper.source("file", summary.file(), summary.sha256(), LEFT, foot, width / 2);
        paper.madeWith(summary.profile(), summary.vigil(), LEFT + width / 2, foot, width / 2);
        return paper.done();
    }

    private String about() {
        return String.format(
                Locale.ROOT,
                "%s to %s of %s  ·  %.1f runs and %.0f words a second  ·  pictures as they are"
                        + " analysed, grey and small",
                Times.position(millis(stretch.from())),
                Times.position(Math.min(summary.durationMs(), millis(stretch.to()))),
                Times.position(summary.durationMs()),
                summary.runsPerSecond(),
                summary.wordsPerSecond());
    }

    private static long millis(long frames) {
        return Math.round(PROFILE.millis(frames));
    }

    private void row(long from, int top) {
        for (int second = 0; second < SECONDS_A_ROW; second++) {
            long frame = from + (long) second * PROFILE.framesPerSecond();
            Picture picture = stretch.at(frame);
            if (picture != null) {
                picture(picture, LEFT + second * PICTURE_WIDTH, top);
            }
        }
        long end = Math.min(from + FRAMES_A_ROW, Math.min(stretch.to(), lanes.frames()));
        int below = top + PICTURE_HEIGHT + 4;
        Rectangle area = new Rectangle(LEFT, below, SECONDS_A_ROW * PICTURE_WIDTH, 3 * LANE);
        Panel panel =
                new Panel(
                        area,
                        PROFILE.millis(from) / 1000,
                        PROFILE.millis(from + FRAMES_A_ROW) / 1000,
                        0,
                        1);
        runs(panel, from, end);
        lane(panel, lanes.pictures(), from, end, below + LANE, OF_PICTURES);
        lane(panel, lanes.changes(), from, end, below + 2 * LANE, Paper.MATCHED);
        String[] names = {"runs", "S", "T"};
        for (int i = 0; i < names.length; i++) {
            paper.write(
                    names[i], Paper.TEXT, Paper.SOFT, LEFT - 38, below + (i + 1) * LANE - 3, 36);
        }
        paper.timeBelow(panel, "");
    }

    private void picture(Picture picture, int left, int top) {
        Rectangle place = new Rectangle(left, top, PICTURE_WIDTH - 2, PICTURE_HEIGHT);
        Rectangle area = FilmComparePicture.fitted(picture, place);
        paper.picture(picture, area);
        for (Window window : stretch.rectangles(picture.frame())) {
            paper.box(FilmComparePicture.within(area, window), RECTANGLE, THIN);
        }
    }

    /** Blocks of two colours in turn, with a gap where there is no word. */
    private void runs(Panel panel, long from, long end) {
        for (int i = 0; i < lanes.runCount(); i++) {
            long begin = Math.max(from, lanes.first() + lanes.runs().starts()[i]);
            long behind = Math.min(end, lanes.first() + lanes.runs().ends()[i]);
            if (begin < behind) {
                block(panel, begin, behind, panel.area().y, i % 2 == 0 ? RUN : NEXT_RUN);
            }
        }
    }

    private void lane(Panel panel, BitSet some, long from, long end, int top, Color colour) {
        int begin = some.nextSetBit((int) from);
        while (begin >= 0 && begin < end) {
            int behind = some.nextClearBit(begin);
            block(panel, begin, Math.min(behind, end), top, colour);
            begin = some.nextSetBit(behind);
        }
    }

    private void block(Panel panel, long from, long to, int top, Color colour) {
        int left = (int) Math.round(panel.x(PROFILE.millis(from) / 1000));
        int right = (int) Math.round(panel.x(PROFILE.millis(to) / 1000));
        paper.fill(new Rectangle(left, top + 2, Math.max(1, right - left), LANE - 4), colour);
    }

    private void legend() {
        int baseline = TOP + rows * ROW + FOOT - 50;
        int x = paper.legendArea(LEFT, baseline, RUN, "run: pictures that are alike");
        x = paper.legendArea(x, baseline, OF_PICTURES, "S: words of the whole picture");
        x = paper.legendArea(x, baseline, Paper.MATCHED, "T: words of its change");
        paper.legendBox(
                x, baseline, RECTANGLE, THIN, "edges that last: a stream is searched in it too");
    }
}
