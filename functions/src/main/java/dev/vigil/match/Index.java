package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The peaks of all references and the postings of their hashes: immutable segments and a small
 * delta.
 *
 * <p>Used by one thread. Merging may run on another: {@link #compaction} freezes what it needs,
 * {@link Compaction#run} touches nothing that changes, {@link #publish} puts its result in place.
 * Whoever doesn't care calls {@link #compact} now and then. About 7 MB an hour of music in large.
 */
public final class Index {
    private static final int DELTA_POSTINGS = 200_000;

    /** A segment is merged with the newer ones once they hold a fourth of it. */
    private static final int MERGE_FACTOR = 4;

    /** A week at 43.07 frames a second: longer recordings come in parts. */
    private static final long LONGEST_FRAMES = 26_046_562;

    private final Profile profile;
    private final int followers;
    private final List<Reference> references = new ArrayList<>();
    private List<Segment> segments = new ArrayList<>();
    private final List<Delta> frozen = new ArrayList<>();
    private Delta delta = new Delta();
    private boolean compacting;

    public Index(Profile profile) {
        this(profile, Effort.REFERENCE_FOLLOWERS);
    }

    Index(Profile profile, int followers) {
        this.profile = profile;
        this.followers = followers;
    }

    /**
     * Adds a reference, which may grow later, and returns its ordinal.
     *
     * @throws IllegalArgumentException as {@link #append}; nothing has changed then
     */
    public int add(long[] peaks) {
        check(peaks, 0);
        references.add(new Reference());
        append(references.size() - 1, peaks);
        return references.size() - 1;
    }

    /**
     * Appends peaks that are later than all of the reference so far; searchable at once.
     *
     * @throws IllegalArgumentException if they are not, not in order, or end after a week: the time
     *     line that all references share would be torn or used up
     */
    public void append(int reference, long[] newPeaks) {
        Reference grown = references.get(reference);
        if (newPeaks.length == 0 || grown.isRetired()) {
            return;
        }
        int from = grown.count();
        check(newPeaks, from == 0 ? 0 : grown.peaks()[from - 1]);
        grown.append(newPeaks);
        delta.add(new Piece(reference, grown.peaks(), from, grown.count()), followers);
    }

    private static void check(long[] peaks, long after) {
        if (peaks.length == 0) {
            return;
        }
        if (peaks[0] < after || !Peak.areInOrder(peaks)) {
            throw new IllegalArgumentException(
                    "reference: expected peaks in order of time, came "
                            + peaks.length
                            + " that are not, or begin before the end of those known; fingerprint"
                            + " it again");
        }
        if (Peak.frame(peaks[peaks.length - 1]) > LONGEST_FRAMES) {
            throw new IllegalArgumentException(
                    "reference: expected peaks within a week, came one at frame "
                            + Peak.frame(peaks[peaks.length - 1])
                            + "; send it in parts");
        }
    }

    /** Takes a reference out of all answers; its memory is given back by the next compactions. */
    public void retire(int reference) {
        references.get(reference).retire();
    }

    /** The merge that is due now, if any and none is under way. */
    public Optional<Compaction> compaction() {
        if (compacting || delta.postings() < DELTA_POSTINGS) {
            return Optional.empty();
        }
        return Optional.of(plan(false));
    }

    private Compaction plan(boolean everything) {
        frozen.add(delta);
        delta = new Delta();
        compacting = true;
        long size = frozen.stream().mapToLong(Shelf::postings).sum();
        List<Segment> merged = new ArrayList<>();
        List<Segment> newestFirst = new ArrayList<>(segments);
        newestFirst.sort(Comparator.comparingInt(Segment::postings));
        for (Segment segment : newestFirst) {
            if (everything || segment.postings() <= size * MERGE_FACTOR) {
                merged.add(segment);
                size += segment.postings();
            }
        }
        return new Compaction(merged, List.copyOf(frozen), pieces(merged), followers);
    }

    /** What merged shelves hold of references that are still wanted, one piece a reference. */
    private List<Piece> pieces(List<Segment> merged) {
        Map<Integer, List<Piece>> byReference = new TreeMap<>();
        merged.forEach(s -> s.pieces().forEach(p -> gather(byReference, p)));
        frozen.forEach(d -> d.pieces().forEach(p -> gather(byReference, p)));
        List<Piece> pieces = new ArrayList<>();
        byReference.values().forEach(list -> joined(list, pieces));
        return pieces;
    }

    private void gather(Map<Integer, List<Piece>> byReference, Piece piece) {
        if (!references.get(piece.reference()).isRetired()) {
            byReference.computeIfAbsent(piece.reference(), r -> new ArrayList<>()).add(piece);
        }
    }

    private void joined(List<Piece> list, List<Piece> out) {
        list.sort(Comparator.comparingInt(Piece::from));
        long[] peaks = references.get(list.get(0).reference()).peaks();
        int from = list.get(0).from();
        for (int i = 0; i < list.size(); i++) {
            int to = list.get(i).to();
            if (i + 1 == list.size() || list.get(i + 1).from() != to) {
                out.add(new Piece(list.get(i).reference(), peaks, from, to));
                from = i + 1 < list.size() ? list.get(i + 1).from() : to;
            }
        }
    }

    /** Puts the result of a compaction in the place of what went into it. */
    public void publish(Compaction done) {
        List<Segment> kept = new ArrayList<>(segments);
        kept.removeAll(done.merged());
        if (done.result().postings() > 0) {
            kept.add(done.result());
        }
        segments = kept;
        frozen.removeAll(done.frozen());
        compacting = false;
    }

    /** Merges everything into one segment, now. */
    public void compact() {
        if (compacting) {
            throw new IllegalStateException(
                    "a compaction is under way; publish it before another one");
        }
        Compaction all = plan(true);
        all.run();
        publish(all);
    }

    /** Runs the merge that is due, if one is, on the caller's thread. */
    public void maintain() {
        compaction()
                .ifPresent(
                        due -> {
                            due.run();
                            publish(due);
                        });
    }

    List<Segment> segments() {
        return segments;
    }

    List<Delta> deltas() {
        List<Delta> all = new ArrayList<>(frozen);
        all.add(delta);
        return all;
    }

    Reference reference(int ordinal) {
        return references.get(ordinal);
    }

    /** The profile that all peaks in here were made with. */
    public Profile profile() {
        return profile;
    }

    /** Hours of references that are searched, from each one's first peak to its last. */
    public double hours() {
        double frames = references.stream().mapToDouble(Reference::frames).sum();
        return frames / profile.framesPerSecond() / 3600;
    }

    /** Bytes held by arrays. */
    public long bytes() {
        return references.stream().mapToLong(Reference::bytes).sum()
                + shelves().mapToLong(Shelf::bytes).sum();
    }

    /** Hashes of all references. */
    public long postings() {
        return shelves().mapToLong(Shelf::postings).sum();
    }

    /** Segments and deltas: each of them is asked every question. */
    public int parts() {
        return (int) shelves().count();
    }

    private Stream<Shelf> shelves() {
        return Stream.concat(segments.stream(), deltas().stream());
    }

    /**
     * Mean number of postings under the key of a posting, itself included: what makes a search
     * slow. Makes all hashes again, so it is a figure for benchmarks.
     */
    public double crowd() {
        int[] sizes = new int[Posting.KEYS];
        Stream<Piece> pieces =
                Stream.concat(
                        segments.stream().flatMap(segment -> segment.pieces().stream()),
                        deltas().stream().flatMap(grown -> grown.pieces().stream()));
        pieces.forEach(
                piece ->
                        piece.each(
                                followers,
                                (a, b, c) -> {
                                    long[] peaks = piece.peaks();
                                    sizes[Posting.keyOf(peaks[a], peaks[b], peaks[c])]++;
                                }));
        double squares = 0;
        for (int size : sizes) {
            squares += (double) size * size;
        }
        return squares / Math.max(1, postings());
    }

    /** The peaks of one reference; the array is replaced when it grows, never rewritten. */
    static final class Reference {
        private long[] peaks = new long[0];
        private int count;
        private boolean retired;

        void append(long[] more) {
            if (count + more.length > peaks.length) {
                int room = count == 0 ? more.length : Math.max(count + more.length, count * 3 / 2);
                peaks = Arrays.copyOf(peaks, room);
            }
            System.arraycopy(more, 0, peaks, count, more.length);
            count += more.length;
        }

        void retire() {
            retired = true;
            peaks = new long[0];
            count = 0;
        }

        boolean isRetired() {
            return retired;
        }

        long[] peaks() {
            return peaks;
        }

        int count() {
            return count;
        }

        double frames() {
            return count == 0 ? 0 : Peak.frame(peaks[count - 1]) - Peak.frame(peaks[0]) + 1;
        }

        long bytes() {
            return 8L * peaks.length;
        }
    }
}
