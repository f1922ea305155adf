package dev.vigil.video;

import java.io.Serializable;

/**
 * A rectangle of a picture, in parts of 1,024 of its sides, so that it does not depend on the
 * picture's size and its mirror image is exact.
 *
 * @param left from the left edge
 * @param top from the upper edge
 * @param width of it
 * @param height of it
 */
public record Window(int left, int top, int width, int height) implements Serializable {
    /** A side of a picture. */
    public static final int SIDE = 1024;

    public static final Window WHOLE = new Window(0, 0, SIDE, SIDE);

    /**
     * @throws IllegalArgumentException where it is not within the picture
     */
    public Window {
        if (left < 0
                || top < 0
                || width < 1
                || height < 1
                || left + width > SIDE
                || top + height > SIDE) {
            throw new IllegalArgumentException(
                    "window: expected one within 0 to "
                            + SIDE
                            + ", got "
                            + width
                            + " x "
                            + height
                            + " at "
                            + left
                            + ", "
                            + top);
        }
    }

    /**
     * One of a share of both sides.
     *
     * @param share of a side, above 0, at most 1
     * @param x where in the room that is left, 0 left to 1 right
     * @param y likewise, 0 above to 1 below
     */
    public static Window of(double share, double x, double y) {
        int side = (int) Math.round(SIDE * share);
        int room = SIDE - side;
        return new Window((int) Math.round(room * x), (int) Math.round(room * y), side, side);
    }

    /** What shows the same in the mirror image of the picture. */
    public Window mirrored() {
        return new Window(SIDE - left - width, top, width, height);
    }

    /**
     * The picture of which a part fills this window, as far as it lies within the picture that this
     * is a window of.
     */
    public Window around(Window part) {
        int wide = width * SIDE / part.width;
        int high = height * SIDE / part.height;
        int x = left - part.left * wide / SIDE;
        int y = top - part.top * high / SIDE;
        int fromX = Math.max(0, x);
        int fromY = Math.max(0, y);
        return new Window(
                fromX,
                fromY,
                Math.max(1, Math.min(SIDE, x + wide) - fromX),
                Math.max(1, Math.min(SIDE, y + high) - fromY));
    }

    /** The part of a picture that a window of this window covers. */
    public Window within(Window part) {
        return new Window(
                left + part.left * width / SIDE,
                top + part.top * height / SIDE,
                Math.max(1, part.width * width / SIDE),
                Math.max(1, part.height * height / SIDE));
    }
}
