package dev.vigil.video;

/**
 * A grey thumbnail of a moment of a film.
 *
 * @param frame its time, in frames of the profile from the beginning of the stream
 * @param width pixels of a row
 * @param height rows
 * @param luma a byte a pixel, row by row from the top, 0 black to 255 white; kept, not copied
 */
public record Picture(long frame, int width, int height, byte[] luma) {
    /**
     * @throws IllegalArgumentException for other than a byte a pixel
     */
    public Picture {
        if (width < 1 || height < 1 || luma.length != width * height) {
            throw new IllegalArgumentException(
                    "picture: expected a byte for each of "
                            + width
                            + " x "
                            + height
                            + " pixels, got "
                            + luma.length);
        }
    }

    /** Brightness of a pixel, 0 to 255. */
    int at(int column, int row) {
        return luma[row * width + column] & 0xff;
    }
}
