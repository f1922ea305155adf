package dev.vigil.bench.video;

import dev.vigil.bench.film.GeneratedFilm;
import java.util.Locale;

/** What is done to the pictures of a generated film. */
enum FilmDistortion {
    CLEAN,

    /** Blocks of 4 x 4 pixels. */
    LOW,

    /** Darker, with another gamma. */
    COLOUR,
    MIRROR,

    /** The middle 90 % of each side. */
    CROP10,

    /** 80 % of each side, anywhere. */
    CROP20,

    /** A logo, a banner below with moving text, six lines of text across. */
    OVERLAY,

    /** In 60 % of the area of another film, anywhere. */
    PIP60,
    PIP40,
    SPEED5,
    SPEED8,

    /** Squeezed, with black bars. */
    LETTER,

    /** Excerpts of 5 s, from several places of a film. */
    REORDER;

    private static final int WIDTH = GeneratedFilm.WIDTH;
    private static final int HEIGHT = GeneratedFilm.HEIGHT;

    /** The name that it has in tables. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Seconds of the film that pass in one of the clip. */
    double speed(boolean faster) {
        double by = this == SPEED5 ? 0.05 : this == SPEED8 ? 0.08 : 0;
        return faster ? 1 + by : 1 - by;
    }

    /**
     * @param behind picture of another film
     * @param seconds time in the clip
     * @param x where, in the room that is left, 0 left to 1 right
     * @param y likewise, 0 above to 1 below
     */
    byte[] of(byte[] luma, byte[] behind, double seconds, double x, double y) {
        switch (this) {
            case LOW:
                return blocks(luma);
            case COLOUR:
                return graded(luma);
            case MIRROR:
                return part(luma, 1, 0, -1, 1);
            case CROP10:
                return part(luma, 0.05, 0.05, 0.9, 0.9);
            case CROP20:
                return part(luma, 0.2 * x, 0.2 * y, 0.8, 0.8);
            case OVERLAY:
                return overlaid(luma, seconds);
            case PIP60:
                return inset(luma, behind, Math.sqrt(0.6), Math.sqrt(0.6), x, y);
            case PIP40:
                return inset(luma, behind, Math.sqrt(0.4), Math.sqrt(0.4), x, y);
            case LETTER:
                return inset(luma, new byte[luma.length], 0.82, 0.7, 0.5, 0.5);
            default:
                return luma;
        }
    }

    private static byte[] blocks(byte[] luma) {
        byte[] low = new byte[luma.length];
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                low[row * WIDTH + column] = luma[(row & ~3) * WIDTH + (column & ~3)];
            }
        }
        return low;
    }

    private static byte[] graded(byte[] luma) {
        byte[] graded = new byte[luma.length];
        for (int i = 0; i < luma.length; i++) {
            graded[i] = (byte) (225 * Math.pow((luma[i] & 0xff) / 255.0, 1.6));
        }
        return graded;
    }

    /** A part of a picture, in parts of its sides, enlarged to the whole; mirrored if negative. */
    private static byte[] part(byte[] luma, double left, double top, double wide, double high) {
        byte[] part = new byte[luma.length];
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                double x = (left + wide * (column + 0.5) / WIDTH) * WIDTH - 0.5;
                double y = (top + high * (row + 0.5) / HEIGHT) * HEIGHT - 0.5;
                part[row * WIDTH + column] = (byte) Math.round(between(luma, x, y));
            }
        }
        return part;
    }

    private static double between(byte[] luma, double x, double y) {
        double column = Math.max(0, Math.min(WIDTH - 1.001, x));
        double row = Math.max(0, Math.min(HEIGHT - 1.001, y));
        int at = (int) row * WIDTH + (int) column;
        double right = column % 1;
        double upper = (1 - right) * (luma[at] & 0xff) + right * (luma[at + 1] & 0xff);
        double lower =
                (1 - right) * (luma[at + WIDTH] & 0xff) + right * (luma[at + WIDTH + 1] & 0xff);
        return (1 - row % 1) * upper + row % 1 * lower;
    }

    private static byte[] inset(
            byte[] luma, byte[] behind, double wide, double high, double x, double y) {
        byte[] both = behind.clone();
        int columns = (int) Math.round(WIDTH * wide);
        int rows = (int) Math.round(HEIGHT * high);
        int left = (int) Math.round((WIDTH - columns) * x);
        int top = (int) Math.round((HEIGHT - rows) * y);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double fromX = (column + 0.5) * WIDTH / columns - 0.5;
                double fromY = (row + 0.5) * HEIGHT / rows - 0.5;
                both[(top + row) * WIDTH + left + column] =
                        (byte) Math.round(between(luma, fromX, fromY));
            }
        }
        return both;
    }

    private static byte[] overlaid(byte[] luma, double seconds) {
        byte[] over = luma.clone();
        fill(over, 4, 3, 20, 9, 70);
        fill(over, 0, HEIGHT - 9, WIDTH, 9, 30);
        text(over, HEIGHT - 6, 4, -20 * seconds, 230);
        for (int line = 0; line < 6; line++) {
            text(over, 14 + 7 * line, 3, 150 - (14 + 5 * line) * seconds + 37 * line, 250);
        }
        return over;
    }

    /** Letters are boxes: a word of fourteen, twice as far apart as they are wide. */
    private static void text(byte[] luma, int top, int high, double left, int level) {
        for (int letter = 0; letter < 14; letter++) {
            int at = Math.floorMod((int) Math.round(left) + 4 * letter, 2 * WIDTH);
            fill(luma, at, top, 2, high, level);
        }
    }

    private static void fill(byte[] luma, int left, int top, int wide, int high, int level) {
        for (int row = top; row < top + high; row++) {
            for (int column = left; column < Math.min(WIDTH, left + wide); column++) {
                luma[row * WIDTH + column] = (byte) level;
            }
        }
    }
}
