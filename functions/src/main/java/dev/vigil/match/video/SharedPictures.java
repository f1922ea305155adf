package dev.vigil.match.video;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Tells which pictures of a film are those of several works: an ident, a rating card, a countdown,
 * a stock shot. It searches the index for the film's own pictures around a line, so that the answer
 * is one of the films alone: not of the query, of when what was put, or of what was there before.
 *
 * <p>What is shared for long is not meant: works that hold one recording, such as the feeds of
 * several broadcasters, are each found by it.
 *
 * <p>Scratch memory of one thread.
 */
final class SharedPictures {
    /** Evidence that two films share pictures; unrelated ones reach 3. */
    private static final double LEAST_EVIDENCE = 4;

    /** Votes of pictures: 2 s of film in common have more. */
    private static final float LEAST_VOTES = 2;

    /** Works that are compared at most: of more, the nearest are. */
    private static final int MOST_WORKS = 8;

    private static final int MOST_CELLS = 48;

    /** What two films share on both sides of a place is one recording, a minute. */
    private static final int LONG_FRAMES = 480;

    private static final int COMPARED_FRAMES = 64;

    /** Around a line, in frames. */
    private static final int MARGIN = 8;

    private final PictureVotes votes = new PictureVotes();
    private final PictureVerifier verifier = new PictureVerifier();

    /**
     * Frames of a film.
     *
     * @param from frame from the film's first
     * @param frames behind it
     */
    record Stretch(int from, BitSet frames) {
        boolean has(int frame) {
            return frame >= from && frames.get(frame - from);
        }
    }

    /**
     * The pictures around a line that the film shares with two works or more.
     *
     * @param ordinal of the film
     * @param hits scratch memory that knows the shelves
     * @return null for none
     */
    Stretch of(
            int ordinal,
            PictureVerifier.Fitted line,
            RunHits hits,
            IntFunction<IndexedFilm> films) {
        IndexedFilm film = films.apply(ordinal);
        int from = Math.max(0, (int) line.refAt(line.firstPicture()) - MARGIN);
        int to = Math.min(film.words().frames(), (int) line.refAt(line.lastPicture()) + 1 + MARGIN);
        if (to <= from) {
            return null;
        }
        PictureQuery query = PictureQuery.of(film.words(), line.window(), from, to - from);
        List<Other> others = others(query, film, hits, films);
        if (others.size() < RunHits.SHARED_BY - 1) {
            return null;
        }
        int[] works = new int[to - from];
        for (Other other : others) {
            if (!isLong(film, line.window(), from, other)) {
                for (int frame = other.from();
                        frame < Math.min(other.to(), works.length);
                        frame++) {
                    works[frame]++;
                }
            }
        }
        return shared(from, works);
    }

    private static Stretch shared(int from, int[] works) {
        BitSet frames = new BitSet(works.length);
        for (int frame = 0; frame < works.length; frame++) {
            frames.set(frame, works[frame] >= RunHits.SHARED_BY - 1);
        }
        return frames.isEmpty() ? null : new Stretch(from, frames);
    }

    /** Where another work has some of the pictures. */
    private record Other(IndexedFilm film, PictureCell cell, PictureVerifier.Fitted line) {
        int from() {
            return PictureQuery.STEP * line.firstPicture();
        }

        int to() {
            return PictureQuery.STEP * (line.lastPicture() + 1);
        }
    }

    private List<Other> others(
            PictureQuery query, IndexedFilm film, RunHits hits, IntFunction<IndexedFilm> films) {
        votes.clear();
        votes.count(query, 0, false, 0, hits, film);
        verifier.query(query);
        List<Other> others = new ArrayList<>();
        Set<String> works = new HashSet<>();
        for (PictureCell cell : votes.best(0, MOST_CELLS, LEAST_VOTES, films)) {
            IndexedFilm other = films.apply(cell.reference());
            if (works.size() < MOST_WORKS && works.add(other.name().workId())) {
                PictureVerifier.Fitted line = verifier.verify(cell, other.words(), 0, null);
                if (line != null && line.evidence() >= LEAST_EVIDENCE) {
                    others.add(new Other(other, cell, line));
                }
            }
        }
        return others;
    }

    /** Whether they are alike before and behind as well, as far as the film goes. */
    private boolean isLong(IndexedFilm film, int window, int at, Other other) {
        int last = Math.max(0, film.words().frames() - COMPARED_FRAMES);
        return goesOn(film, window, at, Math.max(0, at - LONG_FRAMES), other)
                && goesOn(film, window, at, Math.min(last, at + LONG_FRAMES), other);
    }

    private boolean goesOn(IndexedFilm film, int window, int at, int there, Other other) {
        int length = Math.min(COMPARED_FRAMES, film.words().frames() - there);
        verifier.query(PictureQuery.of(film.words(), window, there, length));
        int offset = (int) Math.round(other.line.offset() + other.line.tempo() * (there - at));
        PictureVerifier.Fitted line =
                verifier.verify(other.cell.at(offset), other.film.words(), 0, null);
        return line != null && line.evidence() >= LEAST_EVIDENCE;
    }
}
