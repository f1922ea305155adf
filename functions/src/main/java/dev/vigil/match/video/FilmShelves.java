package dev.vigil.match.video;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shelves of an index: larger ones first, then what waits to be merged, then a shelf of each
 * film that grows. Small shelves are merged into larger ones, so that there are few.
 */
final class FilmShelves {
    /** Runs that wait before a merge is due: about a quarter of an hour of film, 11 windows. */
    private static final int LEAST_MERGED = 30_000;

    /** A shelf is merged with what is behind it once that has one in this many of its runs. */
    private static final int FACTOR = 4;

    private final List<Part> parts = new ArrayList<>();
    private final List<RunShelf.Numbered> waiting = new ArrayList<>();
    private final Map<Integer, RunShelf> growing = new LinkedHashMap<>();

    /** Of what waits; null until it is asked for. */
    private RunShelf ofWaiting;

    private int waitingRuns;
    private boolean merging;

    /** A shelf and what it was made of. */
    private record Part(RunShelf shelf, List<RunShelf.Numbered> films) {}

    void add(int ordinal, PictureReference film) {
        waiting.add(new RunShelf.Numbered(ordinal, film));
        waitingRuns += film.runCount();
        ofWaiting = null;
    }

    /** A film that will grow further, in place of what it was. */
    void grow(int ordinal, PictureReference film) {
        growing.put(ordinal, new RunShelf(List.of(new RunShelf.Numbered(ordinal, film))));
    }

    /** One that has grown to its end: it waits as others do. */
    void grown(int ordinal, PictureReference film) {
        growing.remove(ordinal);
        add(ordinal, film);
    }

    /** One that grows is gone; others go with the next merge. */
    void retire(int ordinal) {
        growing.remove(ordinal);
    }

    /** All there is to ask; makes a shelf of what waits. */
    List<RunShelf> all() {
        List<RunShelf> shelves = new ArrayList<>(parts.stream().map(Part::shelf).toList());
        if (!waiting.isEmpty()) {
            if (ofWaiting == null) {
                ofWaiting = new RunShelf(waiting);
            }
            shelves.add(ofWaiting);
        }
        shelves.addAll(growing.values());
        return shelves;
    }

    boolean isMergeDue() {
        return !merging && waitingRuns >= LEAST_MERGED;
    }

    /** What is to be merged; the caller runs it on any thread, then publishes or abandons it. */
    Merge merge(BitSet retired) {
        merging = true;
        List<RunShelf.Numbered> films = new ArrayList<>(waiting);
        int runs = waitingRuns;
        int first = parts.size();
        while (first > 0 && parts.get(first - 1).shelf.count() <= FACTOR * (long) runs) {
            first--;
            runs += parts.get(first).shelf.count();
            films.addAll(0, parts.get(first).films);
        }
        films.removeIf(one -> retired.get(one.ordinal()));
        return new Merge(first, waiting.size(), films);
    }

    /** A merge: of the shelves from one on, and of the films that waited longest. */
    static final class Merge implements Runnable {
        private final int firstPart;
        private final int waited;
        private final List<RunShelf.Numbered> films;
        private RunShelf result;

        private Merge(int firstPart, int waited, List<RunShelf.Numbered> films) {
            this.firstPart = firstPart;
            this.waited = waited;
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
            parts.add(new Part(done.result, done.films));
        }
        List<RunShelf.Numbered> taken = waiting.subList(0, done.waited);
        waitingRuns -= taken.stream().mapToInt(one -> one.film().runCount()).sum();
        taken.clear();
        ofWaiting = null;
        merging = false;
    }

    /** Answers stay right; the next film makes it due again. */
    void abandon() {
        merging = false;
    }

    /** Bytes of shelves, without the films. */
    long bytes() {
        return parts.stream().mapToLong(part -> part.shelf.bytes()).sum()
                + growing.values().stream().mapToLong(RunShelf::bytes).sum()
                + (ofWaiting == null ? 0 : ofWaiting.bytes());
    }
}
