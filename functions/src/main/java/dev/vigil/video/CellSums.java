package dev.vigil.video;

import java.util.Arrays;

/**
 * Means of the cells of any window of a picture, by a table of sums (Crow 1984). Windows lie
 * between pixels: a pixel counts with the part of it that a cell covers. All sums are exact, so
 * that a mirrored picture has the mirrored means to the bit.
 *
 * <p>Scratch memory of one thread: {@link #of} takes the next picture.
 */
final class CellSums {
    private final int cells;

    /** Steps from a pixel to the next, at which the edges of all cells of all windows lie. */
    private final int steps;

    private final int[] pixelX;
    private final int[] partX;
    private final long[] above;
    private final long[] below;
    private int width;
    private int height;

    /** Sums of all pixels left of and above a corner, (width + 1) x (height + 1). */
    private int[] sums = new int[0];

    /**
     * @param cells of a side
     */
    CellSums(int cells) {
        this.cells = cells;
        steps = cells * Window.SIDE;
        pixelX = new int[cells + 1];
        partX = new int[cells + 1];
        above = new long[cells + 1];
        below = new long[cells + 1];
    }

    void of(Picture picture) {
        width = picture.width();
        height = picture.height();
        int stride = width + 1;
        if (sums.length < stride * (height + 1)) {
            sums = new int[stride * (height + 1)];
        }
        // A picture of another shape had other corners here.
        Arrays.fill(sums, 0, stride, 0);
        byte[] luma = picture.luma();
        for (int row = 0; row < height; row++) {
            int sum = 0;
            sums[(row + 1) * stride] = 0;
            for (int column = 0; column < width; column++) {
                sum += luma[row * width + column] & 0xff;
                sums[(row + 1) * stride + column + 1] = sums[row * stride + column + 1] + sum;
            }
        }
    }

    /**
     * Means of the cells, row by row from the top.
     *
     * @param means receives 0 to 255 for each cell
     */
    void means(Window window, float[] means) {
        long cellX = (long) window.width() * width;
        long cellY = (long) window.height() * height;
        long fromX = cells * (long) window.left() * width;
        long fromY = cells * (long) window.top() * height;
        columns(fromX, cellX);
        double area = (double) cellX * cellY;
        row(fromY, above);
        for (int y = 0; y < cells; y++) {
            row(fromY + (y + 1) * cellY, below);
            for (int x = 0; x < cells; x++) {
                long sum = below[x + 1] - below[x] - above[x + 1] + above[x];
                means[y * cells + x] = (float) (sum / area);
            }
            System.arraycopy(below, 0, above, 0, cells + 1);
        }
    }

    private void columns(long from, long cell) {
        for (int x = 0; x <= cells; x++) {
            long at = from + x * cell;
            pixelX[x] = (int) (at / steps);
            partX[x] = (int) (at % steps);
        }
    }

    /** Sums left of each column's edge and above a step, in parts of a pixel. */
    private void row(long step, long[] into) {
        int pixel = (int) (step / steps);
        long part = step % steps;
        int next = Math.min(pixel + 1, height);
        for (int x = 0; x <= cells; x++) {
            long upper = between(pixel, x);
            long lower = between(next, x);
            into[x] = upper * (steps - part) + lower * part;
        }
    }

    private long between(int row, int x) {
        int at = row * (width + 1) + pixelX[x];
        int next = pixelX[x] < width ? at + 1 : at;
        return (long) sums[at] * (steps - partX[x]) + (long) sums[next] * partX[x];
    }
}
