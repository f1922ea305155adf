package dev.vigil.cli.picture;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.client.text.Times;
import dev.vigil.video.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Supplier;

/** White paper, and what all pictures draw on it in the same way. */
final class Paper {
    static final Color INK = new Color(0x22, 0x2b, 0x36);
    static final Color SOFT = new Color(0x5f, 0x6b, 0x78);
    static final Color RULE = new Color(0xd5, 0xdb, 0xe2);
    static final Color PEAK = new Color(0xe0, 0x6a, 0x10);
    static final Color MATCHED = new Color(0x0c, 0x9a, 0x4c);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 20);

    /** Frequencies with a label; all lie in the range of audio/1. */
    private static final int[] LABELLED_HZ = {200, 300, 500, 700, 1000, 1500, 2000, 3000, 4000};

    /** Of a SHA-256: two files that share them are not met by chance. */
    private static final int DIGITS = 16;

    private static final int TICK = 5;
    private static final int PIXELS_A_LABEL = 70;
    private static final int LEGEND_GAP = 28;

    /** Beside a frame. */
    private static final int MOST_NUMBERS = 6;

    private final BufferedImage image;
    private final Graphics2D ink;

    Paper(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        ink = image.createGraphics();
        ink.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ink.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        ink.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        ink.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        ink.setColor(Color.WHITE);
        ink.fillRect(0, 0, width, height);
    }

    BufferedImage done() {
        ink.dispose();
        return image;
    }

    /** Pictures one below the other, drawn in turn. */
    static BufferedImage stacked(List<Supplier<BufferedImage>> drawings) {
        List<BufferedImage> drawn = drawings.stream().map(Supplier::get).toList();
        Paper all =
                new Paper(
                        drawn.stream().mapToInt(BufferedImage::getWidth).max().orElse(1),
                        drawn.stream().mapToInt(BufferedImage::getHeight).sum());
        int top = 0;
        for (BufferedImage one : drawn) {
            all.ink.drawImage(one, 0, top, null);
            top += one.getHeight();
        }
        return all.done();
    }

    // Words --------------------------------------------------------------------------------

    /** Writes within a width; what does not fit is cut off. */
    void write(String text, Font font, Color colour, int x, int baseline, int width) {
        ink.setFont(font);
        ink.setColor(colour);
        String fitting = text;
        while (fitting.length() > 1 && ink.getFontMetrics().stringWidth(fitting) > width) {
            fitting = fitting.substring(0, fitting.length() - 2).stripTrailing() + "…";
        }
        ink.drawString(fitting, x, baseline);
    }

    /** A line for each file that a picture was made from; its digest stays when its name is cut. */
    void source(String role, String file, String sha256, int x, int baseline, int width) {
        String digest = sha256.substring(0, DIGITS);
        write(role + " SHA-256 " + digest + "…  " + file, TEXT, SOFT, x, baseline, width);
    }

    /** What a picture was made with. */
    void madeWith(String profile, String vigil, int x, int baseline, int width) {
        String told = "made by Vigil " + vigil + ", fingerprint profile " + profile;
        write(told, TEXT, SOFT, x, baseline, width);
    }

    private void centred(String text, double x, double baseline) {
        ink.drawString(
                text, (float) (x - ink.getFontMetrics().stringWidth(text) / 2.0), (float) baseline);
    }

    private void turned(String text, double x, double y) {
        Graphics2D on = (Graphics2D) ink.create();
        on.rotate(-Math.PI / 2, x, y);
        on.drawString(text, (float) (x - on.getFontMetrics().stringWidth(text) / 2.0), (float) y);
        on.dispose();
    }

    // Scales -------------------------------------------------------------------------------

    /** A frame with times below it. */
    void timeBelow(Panel panel, String name) {
        int bottom = panel.area().y + panel.area().height;
        time(panel, bottom, TICK, bottom + 20);
        centred(name, panel.area().getCenterX(), bottom + 40);
    }

    /** A frame with times above it. */
    void timeAbove(Panel panel, String name) {
        int top = panel.area().y;
        time(panel, top, -TICK, top - 10);
        centred(name, panel.area().getCenterX(), top - 30);
    }

    private void time(Panel panel, int edge, int tick, int baseline) {
        frame(panel.area());
        for (double at : ticks(panel.fromX(), panel.toX(), panel.area().width)) {
            line(panel.x(at), edge, panel.x(at), edge + tick, SOFT, 1);
            centred(time(at), panel.x(at), baseline);
        }
    }

    /** Times at the left of a frame. */
    void timeLeft(Panel panel, String name) {
        Rectangle area = panel.area();
        frame(area);
        for (double at : ticks(panel.fromY(), panel.toY(), area.height)) {
            line(area.x - TICK, panel.y(at), area.x, panel.y(at), SOFT, 1);
            String label = time(at);
            float left = area.x - 9f - ink.getFontMetrics().stringWidth(label);
            ink.drawString(label, left, (float) panel.y(at) + 4);
        }
        turned(name, area.x - 62, area.getCenterY());
    }

    private static List<Double> ticks(double from, double to, int pixels) {
        return Panel.seconds(Math.max(0, from), to, Math.max(2, pixels / PIXELS_A_LABEL));
    }

    private static String time(double seconds) {
        String position = Times.position(Math.round(seconds * 1000));
        return position.endsWith(".0") ? position.substring(0, position.length() - 2) : position;
    }

    /** Numbers from 0 on at the left of a frame. */
    void numbersLeft(Panel panel, String name) {
        Rectangle area = panel.area();
        frame(area);
        double step = Math.pow(10, Math.ceil(Math.log10(panel.toY() / MOST_NUMBERS)));
        step = step / 2 * MOST_NUMBERS >= panel.toY() ? step / 2 : step;
        for (double at = 0; at <= panel.toY(); at += step) {
            line(area.x - TICK, panel.y(at), area.x, panel.y(at), SOFT, 1);
            String label = step < 1 ? Double.toString(at) : Long.toString(Math.round(at));
            float left = area.x - 9f - ink.getFontMetrics().stringWidth(label);
            ink.drawString(label, left, (float) panel.y(at) + 4);
        }
        turned(name, area.x - 62, area.getCenterY());
    }

    /** Frequencies at the left of a frame whose second scale counts bands. */
    void hertzLeft(Panel panel, Profile profile) {
        Rectangle area = panel.area();
        frame(area);
        for (int hz : LABELLED_HZ) {
            double y = panel.y(band(profile, hz));
            line(area.x - TICK, y, area.x, y, SOFT, 1);
            String label = Integer.toString(hz);
            ink.drawString(
                    label, area.x - 9f - ink.getFontMetrics().stringWidth(label), (float) y + 4);
        }
        turned("frequency, Hz", area.x - 52, area.getCenterY());
    }

    static double band(Profile profile, double hz) {
        return profile.bandsPerOctave() * Math.log(hz / profile.lowestHz()) / Math.log(2);
    }

    private void frame(Rectangle area) {
        ink.setColor(SOFT);
        ink.setStroke(new BasicStroke(1));
        ink.draw(area);
        ink.setFont(TEXT);
    }

    // Contents -----------------------------------------------------------------------------

    /** Fills a panel whose scales are seconds and bands. */
    void spectrogram(Panel panel, Spectrogram spectrogram) {
        Rectangle area = panel.area();
        ink.drawImage(spectrogram.image(), area.x, area.y, area.width, area.height, null);
    }

    /** A peak as a ring, or as a disc where it is matched. */
    void peak(Panel panel, Profile profile, long peak, boolean matched) {
        double x = seconds(profile, peak);
        double y = bands(peak);
        if (panel.holds(x, y)) {
            mark(panel.x(x), panel.y(y), matched);
        }
    }

    private void mark(double x, double y, boolean matched) {
        double radius = matched ? 4 : 3;
        Shape circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        if (matched) {
            ink.setColor(MATCHED);
            ink.fill(circle);
        }
        ink.setColor(matched ? Color.WHITE : PEAK);
        ink.setStroke(new BasicStroke(matched ? 1f : 1.5f));
        ink.draw(circle);
    }

    static double seconds(Profile profile, long peak) {
        return profile.millis((double) Peak.time(peak) / Peak.PER_FRAME) / 1000;
    }

    static double bands(long peak) {
        return (double) Peak.frequency(peak) / Peak.PER_BAND;
    }

    void line(double x1, double y1, double x2, double y2, Color colour, float width) {
        ink.setColor(colour);
        ink.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        ink.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    void box(Rectangle area, Color colour) {
        box(area, colour, 1.5f);
    }

    void box(Rectangle area, Color colour, float width) {
        ink.setColor(colour);
        ink.setStroke(new BasicStroke(width));
        ink.draw(area);
    }

    /** A grey picture that fills an area. */
    void picture(Picture picture, Rectangle area) {
        BufferedImage grey =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.luma());
        ink.drawImage(grey, area.x, area.y, area.width, area.height, null);
    }

    void fill(Rectangle area, Color colour) {
        ink.setColor(colour);
        ink.fill(area);
    }

    // Legend -------------------------------------------------------------------------------

    /** A sign with its meaning; gives where the next one may begin. */
    int legendPeak(int x, int baseline, boolean matched, String meaning) {
        mark(x + 5, baseline - 4.5, matched);
        return legend(x + 16, baseline, meaning);
    }

    int legendLine(int x, int baseline, Color colour, float width, String meaning) {
        line(x, baseline - 4.5, x + 20, baseline - 4.5, colour, width);
        return legend(x + 28, baseline, meaning);
    }

    int legendDot(int x, int baseline, Color colour, String meaning) {
        fill(new Rectangle(x + 3, baseline - 7, 4, 4), colour);
        return legend(x + 14, baseline, meaning);
    }

    int legendBox(int x, int baseline, Color colour, float width, String meaning) {
        box(new Rectangle(x, baseline - 11, 20, 12), colour, width);
        return legend(x + 28, baseline, meaning);
    }

    int legendArea(int x, int baseline, Color colour, String meaning) {
        fill(new Rectangle(x, baseline - 10, 20, 11), colour);
        return legend(x + 28, baseline, meaning);
    }

    int legendPower(int x, int baseline, String meaning) {
        int width = 90;
        for (int i = 0; i < width; i++) {
            Color colour = new Color(Spectrogram.colour((double) i / width));
            fill(new Rectangle(x + i, baseline - 11, 1, 12), colour);
        }
        box(new Rectangle(x, baseline - 11, width, 12), RULE);
        return legend(x + width + 8, baseline, meaning);
    }

    private int legend(int x, int baseline, String meaning) {
        ink.setFont(TEXT);
        ink.setColor(INK);
        ink.drawString(meaning, x, baseline);
        return x + ink.getFontMetrics().stringWidth(meaning) + LEGEND_GAP;
    }
}
