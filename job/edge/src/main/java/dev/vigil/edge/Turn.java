package dev.vigil.edge;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a picture is shown: a phone writes what its sensor sees, and a matrix. Of that, the nearest
 * quarter turn and whether it is mirrored.
 *
 * @param swapped whether rows are shown as columns
 * @param backwards whether what is shown goes from the right
 * @param upwards whether it goes from below
 */
record Turn(boolean swapped, boolean backwards, boolean upwards) {
    static final Turn NONE = new Turn(false, false, false);

    private static final long MATRIX_BYTES = 9L * Integer.BYTES;

    /** Of a display matrix, as FFmpeg keeps it: three rows of 16.16. */
    static Turn of(BytePointer matrix, long bytes) {
        if (matrix == null || matrix.isNull() || bytes < MATRIX_BYTES) {
            return NONE;
        }
        IntPointer numbers = new IntPointer(matrix);
        return of(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
    }

    /** A point (x, y) is shown at (ax + cy, bx + dy). */
    static Turn of(int a, int b, int c, int d) {
        boolean swapped =
                Math.abs((long) a) + Math.abs((long) d) < Math.abs((long) b) + Math.abs((long) c);
        return swapped ? new Turn(true, c < 0, b < 0) : new Turn(false, a < 0, d < 0);
    }

    Thumbnail of(Thumbnail picture) {
        if (equals(NONE)) {
            return picture;
        }
        int width = swapped ? picture.height() : picture.width();
        int height = swapped ? picture.width() : picture.height();
        byte[] luma = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int fromY = upwards ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int fromX = backwards ? width - 1 - x : x;
                int column = swapped ? fromY : fromX;
                int row = swapped ? fromX : fromY;
                luma[y * width + x] = picture.luma()[row * picture.width() + column];
            }
        }
        return new Thumbnail(width, height, luma);
    }
}
