package dev.vigil.match.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** Asks shelves about packets. Keeps nothing between two but scratch memory; one thread. */
final class PictureSearcher {
    /** Bits of 64 that a run may be apart to have a vote; of unrelated ones 2 in 10,000 are. */
    private static final int VOTE_BITS = 15;

    /** Pictures of the query that are this near the one before are held: they vote once. */
    private static final int HELD_BITS = 2;

    /** And once more in this many. */
    private static final int HELD_PICTURES = 4;

    /** Votes of fewer pictures than about this many are chance. */
    private static final float LEAST_VOTES = 0.3f;

    /** Places that are verified at most. */
    private static final int MOST_CELLS = 24;

    /** A key of more runs than this is of pictures that many films have. */
    private static final int LARGEST_BUCKET = 20_000;

    private final long mirrorMask;
    private final PictureVotes votes = new PictureVotes();
    private final PictureVerifier verifier = new PictureVerifier();

    /** Runs of a shelf that a word has found, each once. */
    private int[] seen = new int[0];

    private int lookUp;

    /**
     * A line with the film that it runs along.
     *
     * @param reference ordinal in the index
     */
    record Found(int reference, PictureCell cell, PictureVerifier.Fitted fitted) {}

    PictureSearcher(long mirrorMask) {
        this.mirrorMask = mirrorMask;
    }

    /**
     * Lines of a packet, best first.
     *
     * @param fromPicture of the query from which on words are looked up; all are verified
     * @param thorough whether thirds that differ in one bit are looked up too
     * @param films by ordinal, null for one that is gone
     */
    List<Found> ask(
            PictureQuery query,
            int fromPicture,
            boolean thorough,
            List<RunShelf> shelves,
            IntFunction<PictureReference> films) {
        votes.clear();
        for (RunShelf shelf : shelves) {
            vote(query, fromPicture, thorough, shelf);
        }
        verifier.query(query);
        List<Found> found = new ArrayList<>();
        for (PictureCell cell : votes.best(MOST_CELLS, LEAST_VOTES)) {
            PictureReference film = films.apply(cell.reference());
            PictureVerifier.Fitted line =
                    film == null ? null : verifier.verify(cell, film, mirrorMask);
            if (line != null) {
                found.add(new Found(cell.reference(), cell, line));
            }
        }
        found.sort(Comparator.comparingDouble((Found one) -> one.fitted.evidence()).reversed());
        return found;
    }

    private void vote(PictureQuery query, int fromPicture, boolean thorough, RunShelf shelf) {
        if (seen.length < shelf.count()) {
            seen = new int[shelf.count()];
            lookUp = 0;
        }
        for (int window = 0; window < query.windows(); window++) {
            long[] words = query.words()[window];
            for (int picture = fromPicture; picture < query.pictures(); picture++) {
                if (words[picture] != 0 && !isHeld(words, picture)) {
                    vote(query, window, picture, false, thorough, shelf);
                    vote(query, window, picture, true, thorough, shelf);
                }
            }
        }
    }

    private static boolean isHeld(long[] words, int picture) {
        return picture % HELD_PICTURES != 0
                && words[picture - 1] != 0
                && Long.bitCount(words[picture] ^ words[picture - 1]) <= HELD_BITS;
    }

    private void vote(
            PictureQuery query,
            int window,
            int picture,
            boolean mirrored,
            boolean thorough,
            RunShelf shelf) {
        long word = query.words()[window][picture] ^ (mirrored ? mirrorMask : 0);
        int frame = picture * PictureQuery.STEP;
        lookUp++;
        RunShelf.Sink sink =
                run -> {
                    if (seen[run] != lookUp) {
                        seen[run] = lookUp;
                        int apart = Long.bitCount(word ^ shelf.word(run));
                        votes.add(
                                shelf.reference(run),
                                shelf.window(run),
                                window,
                                mirrored,
                                frame,
                                shelf.start(run),
                                shelf.length(run),
                                1 - (float) apart / (VOTE_BITS + 2));
                    }
                };
        for (int third = 0; third < RunShelf.THIRDS; third++) {
            int key = RunShelf.third(word, third);
            look(shelf, word, third, key, sink);
            for (int bit = 0; thorough && bit < RunShelf.THIRD_BITS; bit++) {
                look(shelf, word, third, key ^ 1 << bit, sink);
            }
        }
    }

    private static void look(
            RunShelf shelf, long word, int third, int key, RunShelf.Sink sink) {
        if (shelf.crowd(third, key) <= LARGEST_BUCKET) {
            shelf.find(word, third, key, VOTE_BITS, sink);
        }
    }
}
