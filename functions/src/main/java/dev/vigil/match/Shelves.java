package dev.vigil.match;

import java.util.List;

/** The shelves of an index that hold something, on one time line one behind the other. */
final class Shelves {
    /** Half frames on the time line of all: 3,460 hours. */
    static final long LONGEST = 2L * Shelf.LONGEST;

    private final List<Shelf> shelves;
    private final int[] bases;
    private final int length;
    private final IndexSegment main;

    /** Takes them in this order; their time lines together are no longer than the longest. */
    Shelves(List<Shelf> shelves) {
        this.shelves = shelves;
        this.bases = new int[shelves.size()];
        IndexSegment largest = null;
        long end = 0;
        for (int i = 0; i < bases.length; i++) {
            bases[i] = (int) end;
            end += shelves.get(i).length();
            if (shelves.get(i) instanceof IndexSegment segment
                    && (largest == null || segment.postings() > largest.postings())) {
                largest = segment;
            }
        }
        length = (int) end;
        main = largest;
    }

    int count() {
        return bases.length;
    }

    Shelf get(int shelf) {
        return shelves.get(shelf);
    }

    /** Where the time line of one of them begins on that of all. */
    int base(Shelf shelf) {
        return bases[shelves.indexOf(shelf)];
    }

    /** Half frames on the time line of all. */
    int length() {
        return length;
    }

    /** The largest segment, or null: what is crowded there is crowded everywhere. */
    IndexSegment main() {
        return main;
    }

    /** The reference at a place. */
    int reference(int place) {
        int shelf = at(place);
        Shelf found = shelves.get(shelf);
        return found.reference(found.blockAt(place - bases[shelf]));
    }

    /** What to add to a place, in frames, to have a time of the reference there. */
    double frameShift(int place) {
        int shelf = at(place);
        Shelf found = shelves.get(shelf);
        int block = found.blockAt(place - bases[shelf]);
        return found.frameShift(block) - bases[shelf] / Posting.PER_FRAME;
    }

    private int at(int place) {
        int shelf = 0;
        while (shelf + 1 < bases.length && bases[shelf + 1] <= place) {
            shelf++;
        }
        return shelf;
    }
}
