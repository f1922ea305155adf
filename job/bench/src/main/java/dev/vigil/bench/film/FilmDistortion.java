package dev.vigil.bench.film;

import java.util.Locale;
import java.util.function.Supplier;

/** What is done to the pictures of a film. */
public enum FilmDistortion {
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

    private static final byte[] GRADED = new byte[256];

    static {
        for (int level = 0; level < GRADED.length; level++) {
            GRADED[level] = (byte) (225 * Math.pow(level / 255.0, 1.6));
        }
    }

    /** The name that it has in tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Seconds of the film that pass in one of the clip. */
    public double speed(boolean faster) {
        double by = this == SPEED5 ? 0.05 : this == SPEED8 ? 0.08 : 0;
        return faster ? 1 + by : 1 - by;
    }

    /**
     * @param canvas size of both pictures; what is drawn over them is made for 128 x 72 or so
     * @param behind picture of another film, asked for where it is seen
     * @param seconds time in the clip
     * @param x where, in the room that is left, 0 left to 1 right
     * @param y likewise, 0 above to 1 below
     */
    public byte[] of(
            Canvas canvas,
            byte[] luma,
            Supplier<byte[]> behind,
            double seconds,
            double x,
            double y) {
        switch (this) {
            case LOW:
                return canvas.blocks(luma);
            case COLOUR:
                return graded(luma);
            case MIRROR:
                return canvas.part(luma, 1, 0, -1, 1, canvas);
            case CROP10:
                return canvas.part(luma, 0.05, 0.05, 0.9, 0.9, canvas);
            case CROP20:
                return canvas.part(luma, 0.2 * x, 0.2 * y, 0.8, 0.8, canvas);
            case OVERLAY:
                return canvas.overlaid(luma, seconds);
            case PIP60:
                return canvas.inset(luma, behind.get(), Math.sqrt(0.6), Math.sqrt(0.6), x, y);
            case PIP40:
                return canvas.inset(luma, behind.get(), Math.sqrt(0.4), Math.sqrt(0.4), x, y);
            case LETTER:
                return canvas.inset(luma, new byte[luma.length], 0.82, 0.7, 0.5, 0.5);
            default:
                return luma;
        }
    }

    private static byte[] graded(byte[] luma) {
        byte[] graded = new byte[luma.length];
        for (int i = 0; i < luma.length; i++) {
            graded[i] = GRADED[luma[i] & 0xff];
        }
        return graded;
    }
}
