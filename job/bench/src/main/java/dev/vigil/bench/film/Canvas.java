package dev.vigil.bench.film;

/** Size of grey pictures, a byte a pixel, row by row, and what can be drawn on one of that size. */
public record Canvas(int width, int height) {

    /** Half as wide and as high: of each four pixels one. */
    public byte[] halved(byte[] luma) {
        byte[] half = new byte[(width / 2) * (height / 2)];
        for (int i = 0; i < half.length; i++) {
            int at = 2 * (i / (width / 2)) * width + 2 * (i % (width / 2));
            int below = at + width;
            int light =
                    (luma[at] & 0xff)
                            + (luma[at + 1] & 0xff)
                            + (luma[below] & 0xff)
                            + (luma[below + 1] & 0xff);
            half[i] = (byte) (light / 4);
        }
        return half;
    }

    /** The whole of a picture in another size. */
    public byte[] scaled(byte[] luma, Canvas to) {
        return part(luma, 0, 0, 1, 1, to);
    }

    /** A part of a picture, in parts of its sides, on all of a canvas; mirrored if negative. */
    byte[] part(byte[] luma, double left, double top, double wide, double high, Canvas to) {
        byte[] part = new byte[to.width * to.height];
        for (int row = 0; row < to.height; row++) {
            for (int column = 0; column < to.width; column++) {
                double x = (left + wide * (column + 0.5) / to.width) * width - 0.5;
                double y = (top + high * (row + 0.5) / to.height) * height - 0.5;
                part[row * to.width + column] = (byte) Math.round(between(luma, x, y));
            }
        }
        return part;
    }

    private double between(byte[] luma, double x, double y) {
        double column = Math.max(0, Math.min(width - 1.001, x));
        double row = Math.max(0, Math.min(height - 1.001, y));
        int at = (int) row * width + (int) column;
        // Not % 1: a division, and the slowest part of it all.
        double right = column - (int) column;
        double below = row - (int) row;
        double upper = (1 - right) * (luma[at] & 0xff) + right * (luma[at + 1] & 0xff);
        double lower =
                (1 - right) * (luma[at + width] & 0xff) + right * (luma[at + width + 1] & 0xff);
        return (1 - below) * upper + below * lower;
    }

    /** Blocks of 4 x 4 pixels. */
    byte[] blocks(byte[] luma) {
        byte[] low = new byte[luma.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                low[row * width + column] = luma[(row & ~3) * width + (column & ~3)];
            }
        }
        return low;
    }

    /**
     * A picture in a part of another.
     *
     * @param wide its width, in parts of the other's
     * @param high its height likewise
     * @param x where, in the room that is left, 0 left to 1 right
     * @param y likewise, 0 above to 1 below
     */
    byte[] inset(byte[] luma, byte[] behind, double wide, double high, double x, double y) {
        byte[] both = behind.clone();
        Canvas small = new Canvas((int) Math.round(width * wide), (int) Math.round(height * high));
        byte[] inner = scaled(luma, small);
        int left = (int) Math.round((width - small.width) * x);
        int top = (int) Math.round((height - small.height) * y);
        for (int row = 0; row < small.height; row++) {
            int to = (top + row) * width + left;
            System.arraycopy(inner, row * small.width, both, to, small.width);
        }
        return both;
    }

    /** A logo, a banner below with moving text, six lines of text across. */
    byte[] overlaid(byte[] luma, double seconds) {
        byte[] over = luma.clone();
        fill(over, 4, 3, 20, 9, 70);
        fill(over, 0, height - 9, width, 9, 30);
        text(over, height - 6, 4, -20 * seconds, 230);
        for (int line = 0; line < 6; line++) {
            text(over, 14 + 7 * line, 3, 150 - (14 + 5 * line) * seconds + 37 * line, 250);
        }
        return over;
    }

    /** Letters are boxes: a word of fourteen, twice as far apart as they are wide. */
    private void text(byte[] luma, int top, int high, double left, int level) {
        for (int letter = 0; letter < 14; letter++) {
            int at = Math.floorMod((int) Math.round(left) + 4 * letter, 2 * width);
            fill(luma, at, top, 2, high, level);
        }
    }

    private void fill(byte[] luma, int left, int top, int wide, int high, int level) {
        for (int row = top; row < Math.min(height, top + high); row++) {
            for (int column = left; column < Math.min(width, left + wide); column++) {
                luma[row * width + column] = (byte) level;
            }
        }
    }
}
