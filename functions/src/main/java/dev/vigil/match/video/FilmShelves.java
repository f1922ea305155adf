package dev.vigil.match.video;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shelves of an index: larger ones first, then what waits to be merged, then a shelf of each
 * film that grows. Small shelves are merged into larger ones, so that there are few. A film has the
 * words of its runs from the shelf that it is in, so that they are there once.
 */
final class FilmShelves {
    /** Runs that wait before a merge is due: about a quarter of an hour of film, 11 windows. */
    private static final int LEAST_MERGED = 30_000;

    /** A shelf is merged with what is behind it once that has one in this many of its runs. */
    private static final int FACTOR = 4;

    private final Films films;
    private final List<RunShelf> parts = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private final Map<Integer, RunShelf> growing = new LinkedHashMap<>();

    /** Of what waits; null until it is asked for. */
    private RunShelf ofWaiting;

    /** Films that are gone, and that a shelf may have still. */
    private final BitSet retired = new BitSet();

    private int waitingRuns;
    private boolean merging;

    /** The films of an index. */
    interface Films {
        /** Null for one that is gone. */
        PictureReference film(int ordinal);

        /** The same film, with its words in another place. */
        void moved(int ordinal, PictureReference film);

        /** No shelf has this number any more: another film may have it. */
        void freed(int ordinal);
    }

    FilmShelves(Films films) {
        this.films = films;
    }

    /** A film that is among those of the index now. */
    void add(int ordinal) {
        waiting.add(ordinal);
        waitingRuns += films.film(ordinal).runCount();
        ofWaiting = null;
    }

    /** A film that will grow further, in place of what it was. */
    void grow(int ordinal) {
        growing.put(ordinal, shelf(List.of(ordinal)));
    }

    /** One that has grown to its end: it waits as others do. */
    void grown(int ordinal) {
        growing.remove(ordinal);
        add(ordinal);
    }

    /** One that waits or grows is gone; others go with the next merge. */
    void retire(int ordinal, PictureReference film) {
        boolean wasGrowing = growing.remove(ordinal) != null;
        boolean wasWaiting = waiting.remove((Integer) ordinal);
        if (wasWaiting) {
            waitingRuns -= film.runCount();
            ofWaiting = null;
        }
        if (!merging && (wasGrowing || wasWaiting)) {
            films.freed(ordinal);
        } else {
            retired.set(ordinal);
        }
    }

    /** All there is to ask; makes a shelf of what waits. */
    List<RunShelf> all() {
        List<RunShelf> shelves = new ArrayList<>(parts);
        if (!waiting.isEmpty()) {
            if (ofWaiting == null) {
                ofWaiting = shelf(waiting);
            }
            shelves.add(ofWaiting);
        }
        shelves.addAll(growing.values());
        return shelves;
    }

    private RunShelf shelf(List<Integer> ordinals) {
        List<RunShelf.Numbered> numbered = new ArrayList<>();
        ordinals.forEach(ordinal -> collect(ordinal, numbered));
        RunShelf shelf = new RunShelf(numbered);
        shelf.moveFilms(films);
        return shelf;
    }

    private void collect(int ordinal, List<RunShelf.Numbered> numbered) {
        PictureReference film = films.film(ordinal);
        if (film != null) {
            numbered.add(new RunShelf.Numbered(ordinal, film));
        }
    }

    boolean isMergeDue() {
        return !merging && waitingRuns >= LEAST_MERGED;
    }

    /** What is to be merged; the caller runs it on any thread, then publishes or abandons it. */
    Merge merge() {
        merging = true;
        int runs = waitingRuns;
        int first = parts.size();
        while (first > 0 && parts.get(first - 1).count() <= FACTOR * (long) runs) {
            first--;
            runs += parts.get(first).count();
        }
        List<RunShelf.Numbered> merged = new ArrayList<>();
        for (RunShelf part : parts.subList(first, parts.size())) {
            for (int film = 0; film < part.films(); film++) {
                collect(part.ordinal(film), merged);
            }
        }
        waiting.forEach(ordinal -> collect(ordinal, merged));
        return new Merge(first, merged);
    }

    /** A merge: of the shelves from one on, and of the films that waited longest. */
    static final class Merge implements Runnable {
        private final int firstPart;
        private final List<RunShelf.Numbered> films;
        private RunShelf result;

        private Merge(int firstPart, List<RunShelf.Numbered> films) {
            this.firstPart = firstPart;
            this.films = List.copyOf(films);
        }

        @Override
        public void run() {
            result = new RunShelf(films);
        }
    }

    void publish(Merge done) {
        parts.subList(done.firstPart, parts.size()).clear();
        if (done.result.count() > 0) {
            parts.add(done.result);
            done.result.moveFilms(films);
        }
        BitSet taken = new BitSet();
        done.films.forEach(one -> taken.set(one.ordinal()));
        waiting.removeIf(taken::get);
        waitingRuns = waiting.stream().mapToInt(one -> films.film(one).runCount()).sum();
        ofWaiting = null;
        merging = false;
        free();
    }

    /** Gives the numbers back that no shelf has: those of a feed would grow for ever. */
    private void free() {
        BitSet unused = (BitSet) retired.clone();
        for (RunShelf part : parts) {
            for (int film = 0; film < part.films(); film++) {
                unused.clear(part.ordinal(film));
            }
        }
        unused.stream().forEach(films::freed);
        retired.andNot(unused);
    }

    /** Answers stay right; the next film makes it due again. */
    void abandon() {
        merging = false;
        free();
    }

    /** Bytes of shelves and of all words of runs. */
    long bytes() {
        return parts.stream().mapToLong(RunShelf::bytes).sum()
                + growing.values().stream().mapToLong(RunShelf::bytes).sum()
                + (ofWaiting == null ? (long) Long.BYTES * waitingRuns : ofWaiting.bytes());
    }
}
