package dev.vigil.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the postings of each block move when shelves are merged: references that are no longer
 * wanted leave no gap, and stretches of one reference that overlap, as they do where it grew,
 * become one block; so a merged time line is never longer than those that went into it.
 */
final class BlockMoves {
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();

    /** A block of the merged shelf. */
    private static final class Stretch {
        private final int reference;
        private final long start;
        private long end;
        private int base;

        private Stretch(int reference, long start) {
            this.reference = reference;
            this.start = start;
            this.end = start;
        }
    }

    /** Takes shelves, older ones first, and the references that are no longer wanted. */
    BlockMoves(List<Shelf> shelves, BitSet unwanted) {
        Map<Integer, Stretch> latest = new HashMap<>();
        for (Shelf shelf : shelves) {
            Stretch[] own = new Stretch[shelf.blocks()];
            for (int block = 0; block < own.length; block++) {
                if (!unwanted.get(shelf.reference(block))) {
                    own[block] = stretch(shelf, block, latest);
                }
            }
            ways.add(new Way(shelf, own));
        }
    }

    private Stretch stretch(Shelf shelf, int block, Map<Integer, Stretch> latest) {
        Stretch stretch = latest.get(shelf.reference(block));
        if (stretch == null || shelf.start(block) > stretch.end) {
            stretch = new Stretch(shelf.reference(block), shelf.start(block));
            latest.put(stretch.reference, stretch);
            stretches.add(stretch);
        }
        stretch.end = Math.max(stretch.end, shelf.end(block));
        return stretch;
    }

    /** Gives the merged shelf its blocks; before anything is moved. */
    void layOut(Shelf merged) {
        for (Stretch stretch : stretches) {
            long duration = stretch.end - stretch.start;
            int block = merged.addBlock(stretch.reference, stretch.start, duration);
            merged.use(block, stretch.end);
            stretch.base = merged.base(block);
        }
        ways.forEach(Way::learn);
    }

    /** Where the postings of a shelf go, by its number. */
    Way way(int shelf) {
        return ways.get(shelf);
    }

    /** Where the postings of one shelf go. */
    static final class Way {
        /** Half frames, as a shift, for each of which the guide knows a block. */
        private static final int GUIDE_SHIFT = 10;

        private final int[] bases;
        private final long[] starts;
        private final Stretch[] stretches;
        private final int[] by;
        private final int[] guide;
        private boolean drops;

        private Way(Shelf shelf, Stretch[] stretches) {
            this.stretches = stretches;
            bases = new int[stretches.length];
            starts = new long[stretches.length];
            by = new int[stretches.length];
            for (int block = 0; block < stretches.length; block++) {
                bases[block] = shelf.base(block);
                starts[block] = shelf.start(block);
                drops |= stretches[block] == null;
            }
            guide = new int[(shelf.length() >> GUIDE_SHIFT) + 1];
            int block = 0;
            for (int i = 0; i < guide.length; i++) {
                block = from(block, i << GUIDE_SHIFT);
                guide[i] = block;
            }
        }

        private void learn() {
            for (int block = 0; block < stretches.length; block++) {
                Stretch stretch = stretches[block];
                if (stretch != null) {
                    long later = starts[block] - stretch.start >> Posting.TIME_SHIFT;
                    by[block] = stretch.base + (int) later - bases[block];
                }
            }
        }

        /** The block at a time, which is this one or a later one. */
        private int from(int block, int time) {
            int at = block;
            while (at + 1 < bases.length && bases[at + 1] <= time) {
                at++;
            }
            return at;
        }

        private int blockAt(int when) {
            int time = Posting.time(when);
            return from(guide[time >> GUIDE_SHIFT], time);
        }

        /** Whether there are postings that are not wanted. */
        boolean drops() {
            return drops;
        }

        boolean keeps(int when) {
            return stretches[blockAt(when)] != null;
        }

        /** A posting's int as it is on the merged time line. */
        int moved(int when) {
            return Posting.moved(when, by[blockAt(when)]);
        }
    }
}
