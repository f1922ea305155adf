package dev.vigil.video;

/**
 * Words of one window of one picture, packed in three longs: a head, the signs of the picture, the
 * signs of its change over half a second. From the top of the head: 44 bits of time in frames, 18
 * of the window's number, 2 of which words there are, so that heads in order are words in order.
 */
public final class PictureWord {
    /** Longs of one. */
    public static final int LONGS = 3;

    /** The window's cells differ enough for signs. */
    static final int PICTURE = 1;

    /** They have changed enough for signs of the change. */
    static final int CHANGE = 2;

    private static final int WINDOW_BITS = 18;
    private static final int KIND_BITS = 2;
    private static final int TIME_SHIFT = WINDOW_BITS + KIND_BITS;

    private PictureWord() {}

    static long head(long frame, int window, int kinds) {
        return frame << TIME_SHIFT | (long) window << KIND_BITS | kinds;
    }

    /** The smallest head of a frame. */
    public static long startOf(long frame) {
        return frame << TIME_SHIFT;
    }

    public static long frame(long head) {
        return head >>> TIME_SHIFT;
    }

    /** Number of the window in the list that the words were made by. */
    public static int window(long head) {
        return (int) (head >>> KIND_BITS) & (1 << WINDOW_BITS) - 1;
    }

    /** Whether there are signs of the picture. */
    public static boolean hasPicture(long head) {
        return (head & PICTURE) != 0;
    }

    /** Whether there are signs of its change. */
    public static boolean hasChange(long head) {
        return (head & CHANGE) != 0;
    }

    /** Whether they are whole, each once, and in order of time, then of windows. */
    public static boolean areInOrder(long[] words) {
        for (int i = LONGS; i < words.length; i += LONGS) {
            if (words[i] >> KIND_BITS <= words[i - LONGS] >> KIND_BITS) {
                return false;
            }
        }
        return words.length % LONGS == 0;
    }
}
