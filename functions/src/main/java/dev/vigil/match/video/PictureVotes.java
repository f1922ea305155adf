package dev.vigil.match.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Adds up the votes of a packet by the place that they are for. A hash table of longs that is
 * cleared by what was touched; scratch memory of one thread, at most 24 MB.
 */
final class PictureVotes {
    /** Frames of an offset in one cell, half a second. */
    private static final int CELL_FRAMES = 4;

    /** A run that is held for longer votes for its first two seconds only. */
    private static final int LONGEST_VOTE = 16;

    /** More places than this are not distinguished: what follows of a packet is left out. */
    private static final int MOST_CELLS = 1 << 20;

    private static final int MIRROR_SHIFT = 4;
    private static final int QUERY_SHIFT = 5;
    private static final int OFFSET_SHIFT = 11;
    private static final int OFFSET_BITS = 22;
    private static final int REFERENCE_SHIFT = OFFSET_SHIFT + OFFSET_BITS;

    /** Offsets may lie before the film. */
    private static final int OFFSET_BASE = 1 << 12;

    private long[] keys = new long[1 << 12];
    private float[] votes = new float[keys.length];
    private int[] touched = new int[keys.length >> 1];
    private int count;

    void clear() {
        for (int i = 0; i < count; i++) {
            keys[touched[i]] = 0;
        }
        count = 0;
    }

    /**
     * A run of a film is like a picture of the query.
     *
     * @param queryFrame of the picture, from the query's first
     * @param start of the run, from the first frame of the film
     * @param length of it in frames
     * @param weight of the vote, which is divided among the places that the run leaves open
     */
    void add(
            int reference,
            int window,
            int queryWindow,
            boolean mirrored,
            int queryFrame,
            int start,
            int length,
            float weight) {
        int low = Math.floorDiv(start - queryFrame, CELL_FRAMES);
        int last = start + Math.min(length, LONGEST_VOTE) - 1 - queryFrame;
        int high = Math.floorDiv(last, CELL_FRAMES);
        long base =
                (reference + 1L) << REFERENCE_SHIFT
                        | (long) queryWindow << QUERY_SHIFT
                        | (mirrored ? 1L : 0) << MIRROR_SHIFT
                        | window;
        for (int cell = low; cell <= high; cell++) {
            vote(base | (long) (cell + OFFSET_BASE) << OFFSET_SHIFT, weight / (high - low + 1));
        }
    }

    private void vote(long key, float weight) {
        int at = place(key);
        if (keys[at] == 0) {
            if (count == MOST_CELLS) {
                return;
            }
            if (count == touched.length) {
                grow();
                at = place(key);
            }
            keys[at] = key;
            votes[at] = 0;
            touched[count++] = at;
        }
        votes[at] += weight;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 40) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] before = keys;
        float[] weights = votes;
        keys = new long[2 * before.length];
        votes = new float[keys.length];
        int[] places = new int[keys.length >> 1];
        for (int i = 0; i < count; i++) {
            int at = place(before[touched[i]]);
            keys[at] = before[touched[i]];
            votes[at] = weights[touched[i]];
            places[i] = at;
        }
        touched = places;
    }

    private float at(long key) {
        int at = place(key);
        return keys[at] == 0 ? 0 : votes[at];
    }

    /**
     * The places with most votes, those of the next half second among them.
     *
     * @param most of them, no two near each other
     * @param least votes
     */
    List<PictureCell> best(int most, float least) {
        List<PictureCell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long key = keys[touched[i]];
            float sum = votes[touched[i]] + at(key + (1L << OFFSET_SHIFT));
            if (sum >= least) {
                cells.add(cell(key, sum));
            }
        }
        cells.sort(
                Comparator.comparingDouble(PictureCell::votes)
                        .reversed()
                        .thenComparingInt(PictureCell::reference)
                        .thenComparingInt(PictureCell::offset)
                        .thenComparingInt(PictureCell::queryWindow)
                        .thenComparingInt(PictureCell::window));
        List<PictureCell> kept = new ArrayList<>();
        for (PictureCell cell : cells) {
            if (kept.size() == most) {
                break;
            }
            if (kept.stream().noneMatch(cell::isNear)) {
                kept.add(cell);
            }
        }
        return kept;
    }

    private static PictureCell cell(long key, float sum) {
        int offset = (int) (key >>> OFFSET_SHIFT & (1 << OFFSET_BITS) - 1) - OFFSET_BASE;
        return new PictureCell(
                (int) (key >>> REFERENCE_SHIFT) - 1,
                (offset + 1) * CELL_FRAMES,
                (int) (key >>> QUERY_SHIFT & 63),
                (key >>> MIRROR_SHIFT & 1) != 0,
                (int) (key & 15),
                sum);
    }
}
