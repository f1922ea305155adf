package dev.vigil.match.video;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Runs of all shelves that one word is like. Scratch memory of one thread: 4 bytes a run of the
 * index, and 24 a run that was found.
 */
final class RunHits implements RunShelf.Sink {
    /** Bits of 64 that a run may be apart; of unrelated ones 2 in 10,000 are. */
    static final int MOST_BITS = 15;

    /** Runs that are this near each other are of one picture: copies are 4 apart. */
    static final int SAME_BITS = 6;

    /** A picture that as many works have tells none of them. */
    static final int SHARED_BY = 3;

    /**
     * A key that a shelf has of more than a thousandth of all runs is of pictures of many films.
     */
    private static final int CROWDED_PART = 1_000;

    /** Fewer than this cost little to look up, however few runs there are. */
    private static final int LEAST_CROWD = 1_000;

    /** Of more runs than this is no picture of one work; comparing them would take long. */
    private static final int MOST_COMPARED = 1_024;

    private RunShelf[] shelves = {};
    private IntFunction<IndexedFilm> films;
    private int mostInKey;

    /** The last look-up that found a run, by its number in all shelves. */
    private int[] seen = new int[0];

    private int lookUp;

    private long word;
    private RunShelf shelf;
    private int firstOfShelf;

    private int count;
    private long[] words = new long[64];
    private int[] references = new int[64];
    private int[] windows = new int[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];

    /**
     * Begins a packet.
     *
     * @param inFilms by ordinal, null for one that is gone
     */
    void begin(List<RunShelf> inShelves, IntFunction<IndexedFilm> inFilms) {
        shelves = inShelves.toArray(RunShelf[]::new);
        films = inFilms;
        int runs = inShelves.stream().mapToInt(RunShelf::count).sum();
        mostInKey = Math.max(LEAST_CROWD, runs / CROWDED_PART);
        if (seen.length < runs) {
            seen = new int[runs + runs / 8];
            lookUp = 0;
        }
    }

    /** Keeps nothing of the films until the next packet. */
    void end() {
        shelves = new RunShelf[0];
        films = null;
        shelf = null;
    }

    /**
     * Finds the runs of a word.
     *
     * @param thorough whether thirds that differ in one bit are looked up too
     */
    void look(long forWord, boolean thorough) {
        word = forWord;
        count = 0;
        lookUp++;
        for (int third = 0; third < RunShelf.THIRDS; third++) {
            int key = RunShelf.third(word, third);
            look(third, key);
            for (int bit = 0; thorough && bit < RunShelf.THIRD_BITS; bit++) {
                look(third, key ^ 1 << bit);
            }
        }
    }

    private void look(int third, int key) {
        int first = 0;
        for (RunShelf one : shelves) {
            int crowd = one.crowd(third, key);
            if (crowd > 0 && crowd <= mostInKey) {
                shelf = one;
                firstOfShelf = first;
                one.find(word, third, key, MOST_BITS, this);
            }
            first += one.count();
        }
    }

    @Override
    public void run(int run) {
        if (seen[firstOfShelf + run] == lookUp) {
            return;
        }
        seen[firstOfShelf + run] = lookUp;
        if (count == words.length) {
            grow();
        }
        words[count] = shelf.word(run);
        references[count] = shelf.reference(run);
        windows[count] = shelf.window(run);
        starts[count] = shelf.start(run);
        lengths[count++] = shelf.length(run);
    }

    private void grow() {
        int more = 2 * count;
        words = Arrays.copyOf(words, more);
        references = Arrays.copyOf(references, more);
        windows = Arrays.copyOf(windows, more);
        starts = Arrays.copyOf(starts, more);
        lengths = Arrays.copyOf(lengths, more);
    }

    int count() {
        return count;
    }

    int reference(int hit) {
        return references[hit];
    }

    int window(int hit) {
        return windows[hit];
    }

    int start(int hit) {
        return starts[hit];
    }

    int length(int hit) {
        return lengths[hit];
    }

    /** Null for one that is gone. */
    IndexedFilm film(int hit) {
        return films.apply(references[hit]);
    }

    /** Bits by which a run differs from the word. */
    int apart(int hit) {
        return Long.bitCount(word ^ words[hit]);
    }

    /** Whether {@value #SHARED_BY} works have the picture of a run, in what was found. */
    boolean isShared(int hit) {
        if (count < SHARED_BY || count > MOST_COMPARED) {
            return count > MOST_COMPARED;
        }
        IndexedFilm film = film(hit);
        IndexedFilm second = null;
        for (int other = 0; other < count && film != null; other++) {
            if (Long.bitCount(words[hit] ^ words[other]) <= SAME_BITS) {
                IndexedFilm one = film(other);
                if (one != null && !one.isOfWorkOf(film)) {
                    if (second != null && !one.isOfWorkOf(second)) {
                        return true;
                    }
                    second = one;
                }
            }
        }
        return false;
    }
}
