package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Where pairs of a query are in references: each that is found votes for an offset, at the
 * recording's own tempo and pitch, in cells of two frames on the time line of all shelves (80 kB an
 * hour). A place is one of two neighbouring cells with many more votes than the seconds around it.
 *
 * <p>Scratch memory of one worker; cleared by the list of votes.
 */
final class PairVotes {
    /** Half frames in a cell of offset, as a shift. */
    private static final int CELL_SHIFT = 2;

    /** Votes that a place needs. */
    private static final int LEAST = 5;

    /** Of them at least this many are in one of its two cells. */
    private static final int FULL = 3;

    /** Cells before and after a place that tell how many votes fall there by chance: 3.7 s. */
    private static final int AROUND = 40;

    /** Least mean of two cells: around a place in music that is sparse there may be no vote. */
    private static final double LEAST_MEAN = 0.5;

    /** Of a place, against what is around it; by chance an index of 100 h has a few of these. */
    private static final double LEAST_EVIDENCE = 6;

    /**
     * Postings of a segment that are read for one packet, at most: what 20 h of music have. Of 120
     * h a fifth is read, and as much is found (ADR 42).
     */
    static final int MOST_READ = 1 << 19;

    /** Of a key in what is not merged yet. */
    private static final int MOST_OF_KEY = 1_024;

    private final Pairs.Runs runs = new Pairs.Runs();
    private final int mostRead;
    private byte[] counters = new byte[1 << 12];
    private int[] starts = new int[0];
    private int[] ends = new int[0];

    /** Postings of runs by their size. */
    private final long[] bySize = new long[4 * Integer.SIZE];

    /** Postings that their shorts did not refuse: the run, and where they stand, 32 bits each. */
    private long[] found = new long[4096];

    /** Of each vote, half frames from the query to the reference, from the margin on. */
    private int[] offsets = new int[4096];

    /** And from the middle of the query to the pair. */
    private int[] times = new int[4096];

    private int count;
    private int margin;

    /** Votes with which their cells became full. */
    private int[] full = new int[64];

    private int fullCount;

    /** A cell, of it and the next one the votes and their evidence, and one of them. */
    private record Place(int cell, int votes, double evidence, int vote) {}

    PairVotes() {
        this(MOST_READ);
    }

    PairVotes(int mostRead) {
        this.mostRead = mostRead;
    }

    /** Pairs of references that were near one of the query's. */
    int count() {
        return count;
    }

    /**
     * Votes by the pairs from a peak on, and gives the places with the most evidence.
     *
     * @param middle of the packet, around which candidates are given, in 1/64 frame
     * @param isRetired which references take no place: versions of one are at the same
     */
    List<Candidate> candidates(
            Shelves shelves,
            long[] peaks,
            int first,
            long middle,
            int most,
            IntPredicate isRetired) {
        runs.fill(peaks, first);
        begin(shelves.length(), peaks);
        for (int i = 0; i < shelves.count(); i++) {
            if (shelves.get(i) instanceof IndexSegment segment) {
                read(segment, shelves.base(segment), peaks, middle);
            } else if (shelves.get(i) instanceof Delta delta) {
                read(delta, shelves.base(delta), peaks, middle);
            }
        }
        countVotes();
        return places().stream()
                .map(place -> candidate(shelves, place, middle))
                .filter(candidate -> !isRetired.test(candidate.reference()))
                .limit(most)
                .toList();
    }

    private void begin(int length, long[] peaks) {
        for (int i = 0; i < count; i++) {
            counters[offsets[i] >> CELL_SHIFT] = 0;
        }
        count = 0;
        fullCount = 0;
        margin = Searcher.half(peaks) + (AROUND + 2 << CELL_SHIFT);
        int room = (int) ((length + 2L * margin >> CELL_SHIFT) + 2);
        if (room > counters.length) {
            counters = new byte[Math.max(room, counters.length / 2 * 3)];
        }
    }

    /**
     * Here, as in {@link Hits}, each pass is one kind of far reads without a branch on what is
     * read.
     */
    private void read(IndexSegment segment, int base, long[] peaks, long middle) {
        locate(segment.directory());
        leaveCrowdsOut();
        short[] details = segment.details();
        int kept = 0;
        for (int run = 0; run < runs.count; run++) {
            int from = starts[run];
            int to = ends[run];
            if (kept + to - from > found.length) {
                found = Arrays.copyOf(found, 2 * (kept + to - from));
            }
            kept = keep(run, from, to, details, kept);
        }
        reserve(count + kept);
        int[] when = segment.when();
        for (int i = 0; i < kept; i++) {
            offsets[count + i] = when[(int) found[i]];
        }
        for (int i = 0; i < kept; i++) {
            int time = time(peaks[runs.peak[(int) (found[i] >>> 32)]], middle);
            vote(base + Posting.time(offsets[count]), time);
        }
    }

    /**
     * However large the segment is, and however often something is in it, no more than a few
     * milliseconds are spent: rarer pairs say more, and are read first.
     */
    private void leaveCrowdsOut() {
        Arrays.fill(bySize, 0);
        for (int run = 0; run < runs.count; run++) {
            int size = ends[run] - starts[run];
            bySize[sizeClass(size)] += size;
        }
        long read = 0;
        int classes = 0;
        while (classes < bySize.length && read + bySize[classes] <= mostRead) {
            read += bySize[classes++];
        }
        for (int run = 0; run < runs.count && classes < bySize.length; run++) {
            if (sizeClass(ends[run] - starts[run]) >= classes) {
                ends[run] = starts[run];
            }
        }
    }

    /** Four classes for each power of two: a float's exponent and the first bits behind it. */
    private static int sizeClass(int size) {
        return Float.floatToRawIntBits(size + 1) - Float.floatToRawIntBits(1) >> 21;
    }

    private int keep(int run, int from, int to, short[] details, int kept) {
        int bounds = runs.bounds(run);
        long high = (long) run << 32;
        int n = kept;
        for (int j = from; j < to; j++) {
            found[n] = high | j;
            n += Pairs.accepts(bounds, details[j]);
        }
        return n;
    }

    /** Where the postings of all runs are. */
    private void locate(Directory directory) {
        if (starts.length < runs.count) {
            starts = new int[runs.from.length];
            ends = new int[runs.from.length];
        }
        for (int run = 0; run < runs.count; run++) {
            starts[run] = directory.place(runs.from[run]);
            ends[run] = directory.place(runs.to[run] + 1);
        }
        for (int run = 0; run < runs.count; run++) {
            starts[run] = directory.start(starts[run]);
            ends[run] = directory.start(ends[run]);
        }
    }

    /** Chains are not counted before they are read: where too much was read it ends there. */
    private void read(Delta delta, int base, long[] peaks, long middle) {
        delta.link();
        int left = mostRead;
        for (int run = 0; run < runs.count && left > 0; run++) {
            int time = time(peaks[runs.peak[run]], middle);
            for (int key = runs.from[run]; key <= runs.to[run]; key++) {
                if (delta.mayHold(key)) {
                    left -= readKey(delta, base, key, run, time, Math.min(MOST_OF_KEY, left));
                }
            }
        }
    }

    /** Gives how many were read. */
    private int readKey(Delta delta, int base, int key, int run, int time, int most) {
        int read = 0;
        for (int j = delta.first(key); j >= 0 && read < most; j = delta.next(j)) {
            if (delta.key(j) == key) {
                read++;
                if (Pairs.accepts(runs.bounds(run), delta.detail(j)) != 0) {
                    reserve(count + 1);
                    vote(base + Posting.time(delta.when(j)), time);
                }
            }
        }
        return read;
    }

    /** Half frames after the middle. */
    private static int time(long peak, long middle) {
        return (int) (Peak.time(peak) - middle >> Posting.TIME_SHIFT);
    }

    private void vote(int place, int time) {
        offsets[count] = place - time + margin;
        times[count++] = time;
    }

    private void reserve(int room) {
        if (offsets.length < room) {
            offsets = Arrays.copyOf(offsets, 2 * room);
            times = Arrays.copyOf(times, 2 * room);
        }
    }

    /** Apart from reading: each pass is one kind of far reads. */
    private void countVotes() {
        for (int i = 0; i < count; i++) {
            int cell = offsets[i] >> CELL_SHIFT;
            int votes = (counters[cell] & 255) + 1;
            counters[cell] = (byte) (votes - (votes >> 8));
            if (votes == FULL) {
                full = fullCount == full.length ? Arrays.copyOf(full, 2 * fullCount) : full;
                full[fullCount++] = i;
            }
        }
    }

    private int votes(int cell) {
        return (counters[cell] & 255) + (counters[cell + 1] & 255);
    }

    /** The most evidence first. */
    private List<Place> places() {
        List<Place> peaks = new ArrayList<>();
        for (int i = 0; i < fullCount; i++) {
            int cell = offsets[full[i]] >> CELL_SHIFT;
            addPeak(cell, full[i], peaks);
            if ((counters[cell - 1] & 255) < FULL) {
                addPeak(cell - 1, full[i], peaks);
            }
        }
        peaks.sort(Comparator.comparingDouble(Place::evidence).reversed());
        return peaks;
    }

    /** Where two cells have more votes than the two before and as many as those after. */
    private void addPeak(int cell, int vote, List<Place> peaks) {
        int votes = votes(cell);
        if (votes < LEAST || votes(cell - 1) >= votes || votes(cell + 1) > votes) {
            return;
        }
        int around = -votes;
        for (int i = cell - AROUND; i < cell + AROUND; i++) {
            around += counters[i] & 255;
        }
        double mean = Math.max(LEAST_MEAN, around / (AROUND - 1.0));
        double evidence = Verifier.evidence(votes, mean);
        if (evidence >= LEAST_EVIDENCE) {
            peaks.add(new Place(cell, votes, evidence, vote));
        }
    }

    private Candidate candidate(Shelves shelves, Place place, long middle) {
        int time = times[place.vote()];
        int there = offsets[place.vote()] - margin + time;
        // The border between both cells, which is within a frame of most of their votes.
        int offset = (place.cell() + 1 << CELL_SHIFT) - margin;
        return new Candidate(
                shelves.reference(there),
                1,
                (double) middle / Peak.PER_FRAME + time / Posting.PER_FRAME,
                (offset + time) / Posting.PER_FRAME + shelves.frameShift(there),
                0,
                place.votes());
    }
}
