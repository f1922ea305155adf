package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.IntConsumer;

/**
 * A feed in an index, which can forget a reference only in whole: so it is there in stretches, and
 * old ones go while it goes on.
 */
final class Feed {
    /** 10 minutes, for which a reference that grows is given time line at once. */
    static final int STRETCH_FRAMES = 26_000;

    /**
     * How far a stretch reaches back into the one before: whatever a packet sounds like, at any
     * tempo and with what verification looks at around it, then lies in one of them.
     */
    static final int SHARED_FRAMES = 2 * PeakWindow.WINDOW_FRAMES;

    private final Index index;

    /** Ordinals, older ones first. */
    private final Deque<Integer> stretches = new ArrayDeque<>();

    Feed(Index index) {
        this.index = index;
    }

    /**
     * Appends peaks.
     *
     * @param begun gets the ordinal of a new stretch
     */
    void grow(long[] newPeaks, IntConsumer begun) {
        if (newPeaks.length == 0) {
            return;
        }
        if (stretches.isEmpty() || isLong(last(), newPeaks)) {
            long from = Peak.frame(newPeaks[0]) - SHARED_FRAMES;
            int next = index.add(stretches.isEmpty() ? new long[0] : last().from(from));
            begun.accept(next);
            stretches.add(next);
        }
        index.append(stretches.getLast(), newPeaks);
    }

    private Index.Reference last() {
        return index.reference(stretches.getLast());
    }

    private static boolean isLong(Index.Reference known, long[] newPeaks) {
        return known.count() > 0
                && Peak.frame(newPeaks[0]) - Peak.frame(known.peaks()[0]) > STRETCH_FRAMES;
    }

    /** A copy of the peaks from a frame to before another, of the stretch that they lie in. */
    long[] between(long fromFrame, long toFrame) {
        long[] words = {};
        for (int stretch : stretches) {
            Index.Reference one = index.reference(stretch);
            if (words.length == 0 || Peak.frame(one.peaks()[0]) <= fromFrame) {
                words = one.between(fromFrame, toFrame);
            }
        }
        return words;
    }

    /**
     * Forgets the stretches that end before a frame.
     *
     * @param gone gets their ordinals
     */
    void forgetBefore(long frame, IntConsumer gone) {
        for (Iterator<Integer> oldest = stretches.iterator(); oldest.hasNext(); ) {
            int stretch = oldest.next();
            if (index.reference(stretch).toFrame() > frame) {
                return;
            }
            oldest.remove();
            gone.accept(stretch);
        }
    }
}
