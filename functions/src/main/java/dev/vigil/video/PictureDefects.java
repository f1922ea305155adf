package dev.vigil.video;

/**
 * Faults of a stretch of pictures that a platform should know of: they show nothing, one thing, or
 * a flicker.
 */
public final class PictureDefects {
    /** Grey levels within which a decoder's black lies. */
    private static final int LARGEST_FLAT_SWING = 8;

    /** Mean grey levels from one picture to the next: noise of an encoder. */
    private static final double LARGEST_STILL_CHANGE = 0.5;

    /** Mean grey levels from one picture to the next: a strobe, or every second picture is lost. */
    private static final int LEAST_FLICKER = 32;

    private PictureDefects() {}

    /** Whether all pixels of all pictures are alike: black, or one grey. */
    public static boolean isFlat(byte[] luma) {
        int least = 255;
        int most = 0;
        for (byte pixel : luma) {
            least = Math.min(least, pixel & 0xff);
            most = Math.max(most, pixel & 0xff);
            if (most - least > LARGEST_FLAT_SWING) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether several pictures show the same.
     *
     * @param pixels of each
     */
    public static boolean isStill(byte[] luma, int pixels) {
        if (luma.length < 2 * pixels) {
            return false;
        }
        for (int from = pixels; from < luma.length; from += pixels) {
            long change = 0;
            for (int i = from; i < from + pixels; i++) {
                change += Math.abs((luma[i] & 0xff) - (luma[i - pixels] & 0xff));
            }
            if (change > LARGEST_STILL_CHANGE * pixels) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the light of three pictures or more changes much from each to the next.
     *
     * @param pixels of each
     */
    public static boolean isFlicker(byte[] luma, int pixels) {
        if (luma.length < 3 * pixels) {
            return false;
        }
        long before = light(luma, 0, pixels);
        for (int from = pixels; from < luma.length; from += pixels) {
            long now = light(luma, from, pixels);
            if (Math.abs(now - before) < (long) LEAST_FLICKER * pixels) {
                return false;
            }
            before = now;
        }
        return true;
    }

    private static long light(byte[] luma, int from, int pixels) {
        long light = 0;
        for (int i = from; i < from + pixels; i++) {
            light += luma[i] & 0xff;
        }
        return light;
    }
}
