package dev.vigil.edge;

import dev.vigil.video.PictureProfile;

/**
 * A small grey picture.
 *
 * @param luma a byte a pixel, row by row from the top
 */
record Thumbnail(int width, int height, byte[] luma) {
    /** A copy that is wider, or higher, is squeezed: words don't depend on it. */
    private static final double MOST_ASPECT = 4;

    /** A black one of the size that a picture of an aspect gets. */
    static Thumbnail black(double aspect) {
        double shape =
                aspect > 0 ? Math.max(1 / MOST_ASPECT, Math.min(MOST_ASPECT, aspect)) : 16.0 / 9;
        int height = (int) Math.round(Math.sqrt(PictureProfile.CURRENT.pixels() / shape));
        int width = (int) Math.round(height * shape);
        return new Thumbnail(width, height, new byte[width * height]);
    }
}
