package dev.vigil.match.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** Asks shelves about packets. Keeps nothing between two but scratch memory; one thread. */
final class PictureSearcher {
    /** Votes of fewer pictures than about this many are chance. */
    private static final float LEAST_VOTES = 0.3f;

    /** Places that are verified at most. */
    private static final int MOST_CELLS = 24;

    /** Of them, those that have most votes of pictures that are not shared by several works. */
    private static final int MOST_OWN = 16;

    /** Less evidence than this is of little account to a session: unrelated pictures reach 3. */
    private static final double LEAST_JUDGED = 4;

    private final long mirrorMask;
    private final RunHits hits = new RunHits();
    private final PictureVotes votes = new PictureVotes();
    private final PictureVerifier verifier = new PictureVerifier();
    private final SharedPictures sharing = new SharedPictures();

    /**
     * A line with the film that it runs along.
     *
     * @param reference ordinal in the index
     */
    record Found(int reference, PictureCell cell, PictureVerifier.Fitted fitted) {
        private static final int NEAR_FRAMES = 8;

        double evidence() {
            return fitted.evidence();
        }

        /** Whether both are one line of one film, in whatever windows. */
        boolean isSame(Found other) {
            return reference == other.reference
                    && Math.abs(fitted.refAt(0) - other.fitted.refAt(0)) < NEAR_FRAMES;
        }
    }

    PictureSearcher(long mirrorMask) {
        this.mirrorMask = mirrorMask;
    }

    /**
     * Lines of a packet, best first; without the evidence of pictures that several works share.
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
            IntFunction<IndexedFilm> films) {
        hits.begin(shelves, films);
        votes.clear();
        votes.count(query, fromPicture, thorough, mirrorMask, hits, null);
        verifier.query(query);
        List<Found> found = new ArrayList<>();
        for (PictureCell cell : votes.best(MOST_OWN, MOST_CELLS, LEAST_VOTES, films)) {
            found(cell, films, null, found);
        }
        found.sort(Comparator.comparingDouble(Found::evidence).reversed());
        List<Found> judged = judged(found, films);
        hits.end();
        return judged;
    }

    private void found(
            PictureCell cell,
            IntFunction<IndexedFilm> films,
            SharedPictures.Stretch shared,
            List<Found> found) {
        PictureReference film = films.apply(cell.reference()).words();
        PictureVerifier.Fitted line = verifier.verify(cell, film, mirrorMask, shared);
        if (line != null && !line.isOtherwise()) {
            found.add(new Found(cell.reference(), cell, line));
        }
    }

    /** A line and what of its film is shared; null for nothing. */
    private record Asked(Found line, SharedPictures.Stretch shared) {}

    /** With lines of shared pictures weighed again, without those. */
    private List<Found> judged(List<Found> found, IntFunction<IndexedFilm> films) {
        List<Found> judged = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        for (Found one : found) {
            SharedPictures.Stretch shared =
                    one.evidence() < LEAST_JUDGED ? null : shared(one, asked, films);
            if (shared == null) {
                judged.add(one);
            } else {
                found(one.cell(), films, shared, judged);
            }
        }
        judged.sort(Comparator.comparingDouble(Found::evidence).reversed());
        return judged;
    }

    private SharedPictures.Stretch shared(
            Found line, List<Asked> asked, IntFunction<IndexedFilm> films) {
        for (Asked before : asked) {
            if (line.isSame(before.line)) {
                return before.shared;
            }
        }
        SharedPictures.Stretch shared = sharing.of(line.reference(), line.fitted(), hits, films);
        asked.add(new Asked(line, shared));
        return shared;
    }
}
