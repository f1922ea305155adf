package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The peaks of all references and the postings of their hashes: immutable segments and a small
 * delta.
 *
 * <p>Used by one thread. Merging may run on another: {@link #compaction} freezes what it needs,
 * {@link Compaction#run} touches nothing that changes, {@link #publish} puts its result in place.
 * Where time does not matter, call {@link #maintain} now and then. About 4 MB an hour of music in
 * large.
 *
 * <p>Every further shelf is asked every question, so there are few: a delta, one large segment,
 * from some hours on one in between. What a copy costs is known: a posting is copied about {@value
 * #MERGE_FACTOR} times as the index grows, for about the price of making it once.
 */
public final class Index {
    /** The delta is merged when it holds this many postings, in a large index more. */
    private static final int LEAST_DELTA = 200_000;

    private static final int LARGEST_DELTA = 1_000_000;

    /** What is laid aside holds this many times the least delta: a million postings. */
    private static final int ASIDE_TIMES = 5;

    /** What an index that is not asked yet lays aside: 8 bytes each, and 6 when it is merged. */
    private static final int MOST_UNASKED = 1 << 28;

    /** Of a large index, the delta is one in this many postings: fewer merges. */
    private static final int DELTA_SHARE = 256;

    /** A segment is merged with the newer ones once they hold one in this many of its postings. */
    private static final int MERGE_FACTOR = 24;

    /** And once one in this many half frames of it is of references that were retired. */
    private static final int RETIRED_SHARE = 4;

    /** A week at 43.07 frames a second: longer recordings come in parts. */
    private static final long LONGEST_FRAMES = 26_046_562;

    private static final long MOST_IN_ARRAY = Integer.MAX_VALUE - 8;

    private final Profile profile;
    private final int leastDelta;
    private final List<Reference> references = new ArrayList<>();

    /** Older ones first. */
    private List<IndexSegment> segments = new ArrayList<>();

    private final List<Delta> frozen = new ArrayList<>();
    private Delta delta = new Delta();
    private boolean compacting;

    /** How many of the frozen, the first ones, are left of a merge that failed. */
    private int left;

    public Index(Profile profile) {
        this(profile, LEAST_DELTA);
    }

    Index(Profile profile, int leastDelta) {
        this.profile = profile;
        this.leastDelta = leastDelta;
    }

    /**
     * Adds a reference, which may grow later, and returns its ordinal. The array is kept, not
     * copied; it must not change from then on.
     *
     * @throws IllegalArgumentException as {@link #append}; nothing has changed then
     */
    public int add(long[] peaks) {
        check(peaks, new Reference());
        checkRoom(peaks);
        references.add(new Reference());
        append(references.size() - 1, peaks);
        return references.size() - 1;
    }

    /**
     * Adds a whole reference that is hashed already, as {@link #add(long[])}.
     *
     * @throws IllegalArgumentException if the time line of all references is used up
     */
    public int add(Hashed whole) {
        checkRoom(whole.peaks());
        Reference added = new Reference();
        added.append(whole.peaks());
        references.add(added);
        delta.take(references.size() - 1, whole.delta());
        return references.size() - 1;
    }

    /**
     * Adds a reference whose hashes are made later, on any one thread; it is searched once it is
     * published.
     *
     * @throws IllegalArgumentException as {@link #append}; nothing has changed then
     */
    public Addition adding(long[] peaks) {
        check(peaks, new Reference());
        checkRoom(peaks);
        Reference added = new Reference();
        added.append(peaks);
        references.add(added);
        return new Addition(references.size() - 1, peaks);
    }

    /** A long reference on its way into the index: {@link #run}, then {@link #publish}. */
    public static final class Addition implements Runnable {
        private final int ordinal;
        private final long[] peaks;
        private Delta delta;

        private Addition(int ordinal, long[] peaks) {
            this.ordinal = ordinal;
            this.peaks = peaks;
        }

        @Override
        public void run() {
            Delta whole = Delta.of(ordinal, peaks);
            whole.link();
            delta = whole;
        }

        int ordinal() {
            return ordinal;
        }
    }

    /** Makes it searched; the next merge takes it in. */
    public void publish(Addition done) {
        if (done.delta.length() > 0) {
            frozen.add(done.delta);
        }
    }

    /**
     * Appends peaks that are later than all of the reference so far; searchable at once.
     *
     * @throws IllegalArgumentException if they are not, not in order, or end after a week: the time
     *     line that all references share would be torn or used up; or if it is used up
     */
    public void append(int reference, long[] newPeaks) {
        Reference grown = references.get(reference);
        if (newPeaks.length == 0 || grown.isRetired()) {
            return;
        }
        check(newPeaks, grown);
        checkRoom(newPeaks);
        int from = grown.count();
        grown.append(newPeaks);
        delta.add(reference, grown.peaks(), from, grown.count(), Effort.REFERENCE_FOLLOWERS);
    }

    static void check(long[] peaks, Reference grown) {
        if (peaks.length == 0) {
            return;
        }
        int known = grown.count();
        if (known > 0 && peaks[0] < grown.peaks()[known - 1] || !Peak.areInOrder(peaks)) {
            throw new IllegalArgumentException(
                    "reference: expected peaks in order of time, got "
                            + peaks.length
                            + " that are not, or begin before the end of those known; fingerprint"
                            + " it again");
        }
        long first = Peak.frame(known > 0 ? grown.peaks()[0] : peaks[0]);
        if (Peak.frame(peaks[peaks.length - 1]) - first > LONGEST_FRAMES) {
            throw new IllegalArgumentException(
                    "reference: expected peaks within a week of the first, at frame "
                            + first
                            + ", got one at frame "
                            + Peak.frame(peaks[peaks.length - 1])
                            + "; send it in parts");
        }
    }

    private void checkRoom(long[] peaks) {
        long length = all().mapToLong(Shelf::length).sum();
        if (length + Delta.mostLength(peaks) > Shelves.LONGEST) {
            throw new IllegalArgumentException(
                    "index: expected no more than 3,460 hours of references, silence and 2 s"
                            + " behind each included; use more shards");
        }
    }

    /** Takes a reference out of all answers; its memory is given back by the next compactions. */
    public void retire(int reference) {
        references.set(reference, Reference.RETIRED);
    }

    /** The merge that is due now, if any and none is under way. */
    public Optional<Compaction> compaction() {
        return compaction(leastDelta);
    }

    /** Whether there is one, or it is under way. */
    boolean isMergeDue() {
        return isFull(leastDelta);
    }

    private Optional<Compaction> compaction(int least) {
        return compacting || !isFull(least) ? Optional.empty() : Optional.of(plan(false));
    }

    private boolean isFull(int least) {
        long most = Math.max(least, Math.min(LARGEST_DELTA, postings() / DELTA_SHARE));
        List<Delta> fresh = frozen.subList(left, frozen.size());
        long postings = delta.postings() + fresh.stream().mapToLong(Shelf::postings).sum();
        long length = delta.length() + fresh.stream().mapToLong(Shelf::length).sum();
        return postings >= most || length >= Shelf.LONGEST / 4;
    }

    private Compaction plan(boolean everything) {
        if (delta.length() > 0) {
            frozen.add(delta);
            delta = new Delta();
        }
        compacting = true;
        BitSet retired = retired();
        List<IndexSegment> merged =
                segments.subList(firstMerged(everything, retired), segments.size());
        return new Compaction(List.copyOf(merged), List.copyOf(frozen), retired);
    }

    private BitSet retired() {
        BitSet retired = new BitSet();
        for (int i = 0; i < references.size(); i++) {
            retired.set(i, references.get(i).isRetired());
        }
        return retired;
    }

    /** The oldest segment that is merged now: all newer ones are, so that they stay in order. */
    private int firstMerged(boolean everything, BitSet retired) {
        long postings = frozen.stream().mapToLong(Shelf::postings).sum();
        long length = frozen.stream().mapToLong(Shelf::length).sum();
        int first = segments.size();
        for (int i = segments.size() - 1; i >= 0; i--) {
            IndexSegment segment = segments.get(i);
            boolean due =
                    everything
                            || segment.postings() <= postings * MERGE_FACTOR
                            || isMostlyRetired(segment, retired);
            postings += segment.postings();
            length += segment.length();
            if (length > Shelf.LONGEST || postings > MOST_IN_ARRAY) {
                break;
            }
            first = due ? i : first;
        }
        return first;
    }

    private static boolean isMostlyRetired(IndexSegment segment, BitSet retired) {
        return segment.length(retired) > segment.length() / RETIRED_SHARE;
    }

    /** Puts the result of a compaction in the place of what went into it. */
    public void publish(Compaction done) {
        List<IndexSegment> kept = new ArrayList<>(segments);
        kept.removeAll(done.merged());
        if (done.result().postings() > 0) {
            kept.add(done.result());
        }
        segments = kept;
        frozen.removeAll(done.frozen());
        left = 0;
        compacting = false;
    }

    /**
     * Takes back a compaction that failed: answers stay right and are only slower. What went into
     * it is merged with what comes, once that is as much as is worth a merge.
     */
    public void abandon(Compaction failed) {
        left = failed.frozen().size();
        compacting = false;
    }

    /** Merges everything into one segment, now. */
    public void compact() {
        if (compacting) {
            throw new IllegalStateException(
                    "expected no compaction in progress, got one; publish it first");
        }
        Compaction all = plan(true);
        all.run();
        publish(all);
    }

    /** Runs the merge that is due, if one is, on the caller's thread. */
    public void maintain() {
        run(compaction());
    }

    /**
     * The same for an index that is built and not asked yet: what comes is only laid aside, and
     * merged at once by {@link #maintain} when it is to be asked. Up to 500 h of music are merged
     * once.
     */
    public void maintainUnasked() {
        int least = MOST_UNASKED;
        if (delta.postings() >= ASIDE_TIMES * leastDelta) {
            Delta following = delta.layAside();
            frozen.add(delta);
            delta = following;
            // What was replaced or retired meanwhile would stay in memory until the end.
            least = isMostlyRetired(retired()) ? leastDelta : MOST_UNASKED;
        }
        run(compaction(least));
    }

    private boolean isMostlyRetired(BitSet retired) {
        long gone = all().mapToLong(shelf -> shelf.length(retired)).sum();
        return gone > all().mapToLong(Shelf::length).sum() / RETIRED_SHARE;
    }

    private void run(Optional<Compaction> merge) {
        merge.ifPresent(
                due -> {
                    try {
                        due.run();
                    } catch (RuntimeException e) {
                        abandon(due);
                        throw e;
                    }
                    publish(due);
                });
    }

    /** What there is to ask, older ones first. */
    Shelves shelves() {
        return new Shelves(full().toList());
    }

    private Stream<Shelf> full() {
        return all().filter(shelf -> shelf.postings() > 0);
    }

    private Stream<Shelf> all() {
        Stream<Shelf> deltas = Stream.concat(frozen.stream(), Stream.of(delta));
        return Stream.concat(segments.stream(), deltas);
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
                + all().mapToLong(Shelf::bytes).sum();
    }

    /** Hashes of all references. */
    public long postings() {
        return all().mapToLong(Shelf::postings).sum();
    }

    /** Segments and deltas that hold something: each of them is asked every question. */
    public int parts() {
        return (int) full().count();
    }

    /**
     * Mean number of triples under the key of a triple, itself included: what makes a search slow.
     */
    public double crowd() {
        int[] sizes = new int[Posting.KEYS];
        all().forEach(shelf -> shelf.addSizes(sizes));
        double squares = 0;
        long triples = 0;
        for (int key = 0; key < Posting.TRIPLE_KEYS; key++) {
            squares += (double) sizes[key] * sizes[key];
            triples += sizes[key];
        }
        return squares / Math.max(1, triples);
    }

    /** The peaks of one reference; the array is replaced when it grows, never rewritten. */
    static final class Reference {
        private long[] peaks = new long[0];
        private int count;

        /** One for all: ordinals are never given again, and a feed takes some every hour. */
        private static final Reference RETIRED = new Reference();

        void append(long[] more) {
            if (count == 0) {
                peaks = more;
                count = more.length;
                return;
            }
            if (count + more.length > peaks.length) {
                int room = Math.max(count + more.length, count * 3 / 2);
                peaks = Arrays.copyOf(peaks, room);
            }
            System.arraycopy(more, 0, peaks, count, more.length);
            count += more.length;
        }

        boolean isRetired() {
            return this == RETIRED;
        }

        long[] peaks() {
            return peaks;
        }

        int count() {
            return count;
        }

        /** A copy of the peaks of a frame and later. */
        long[] from(long frame) {
            int at = Arrays.binarySearch(peaks, 0, count, Peak.startOf(Math.max(0, frame)));
            return Arrays.copyOfRange(peaks, at < 0 ? -at - 1 : at, count);
        }

        /** A copy of the peaks from a frame to before another. */
        long[] between(long fromFrame, long toFrame) {
            return Peak.between(peaks, count, fromFrame, toFrame);
        }

        /** Frame after the last peak. */
        long toFrame() {
            return count == 0 ? 0 : Peak.frame(peaks[count - 1]) + 1;
        }

        double frames() {
            return count == 0 ? 0 : Peak.frame(peaks[count - 1]) - Peak.frame(peaks[0]) + 1;
        }

        long bytes() {
            return 8L * peaks.length;
        }
    }
}
