package dev.vigil.match.video;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Runs of all shelves that one word is like. Scratch memory of one thread: 24 bytes a run that was
 * found.
 */
final class RunHits {
    /** Bits of 64 that a run may be apart; of unrelated ones 2 in 10,000 are. */
    static final int MOST_BITS = 15;

    /** A run that is held for longer counts with its first two seconds only. */
    private static final int LONGEST = 16;

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

    private long word;
    private boolean thorough;
    private int third;
    private RunShelf shelf;

    private final FoundRuns near = new FoundRuns();

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
     * @param thoroughly whether thirds that differ in one bit are looked up too
     */
    void look(long forWord, boolean thoroughly) {
        word = forWord;
        thorough = thoroughly;
        count = 0;
        for (third = 0; third < RunShelf.THIRDS; third++) {
            near.keys(RunShelf.third(word, third), thorough);
            for (RunShelf one : shelves) {
                shelf = one;
                one.find(word, third, mostInKey, MOST_BITS, near);
                for (int i = 0; i < near.count; i++) {
                    hit(near.runs[i]);
                }
            }
        }
    }

    private void hit(int run) {
        long found = shelf.word(run);
        if (!isFoundBefore(found)) {
            int film = shelf.filmOf(run);
            add(found, shelf.ordinal(film), run - shelf.firstRun(film));
        }
    }

    /**
     * Adds a run, unless its film is gone.
     *
     * @param run number in the film
     */
    private void add(long found, int reference, int run) {
        IndexedFilm film = films.apply(reference);
        if (film == null) {
            return;
        }
        if (count == words.length) {
            grow();
        }
        int place = film.words().place(run);
        words[count] = found;
        references[count] = reference;
        windows[count] = film.words().window(place);
        starts[count] = film.words().frame(place);
        lengths[count++] = film.words().length(place, LONGEST);
    }

    /** Whether an earlier third was looked up that finds it too. */
    private boolean isFoundBefore(long found) {
        for (int earlier = 0; earlier < third; earlier++) {
            int key = RunShelf.third(found, earlier);
            int apart = Integer.bitCount(key ^ RunShelf.third(word, earlier));
            if (apart <= (thorough ? 1 : 0) && !shelf.isCrowded(earlier, key, mostInKey)) {
                return true;
            }
        }
        return false;
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

    /** Frames of the run, {@value #LONGEST} at most. */
    int length(int hit) {
        return lengths[hit];
    }

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
        for (int other = 0; other < count; other++) {
            if (Long.bitCount(words[hit] ^ words[other]) <= SAME_BITS) {
                IndexedFilm one = film(other);
                if (!one.isOfWorkOf(film)) {
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
