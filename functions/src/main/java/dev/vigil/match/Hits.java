package dev.vigil.match;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The hits of a query on all shelves, counted in cells of 0.74 s of offset by 2 bands of pitch.
 *
 * <p>The shelves are one behind the other on one time line, so an index in parts has the same cells
 * as the merged one. Counters cover the whole of it (about 39 kB an hour), one set per worker; they
 * are cleared by the list of touched cells.
 */
final class Hits {
    /** Half frames in a cell of offset, as a shift. */
    static final int CELL_SHIFT = 6;

    /** Cells of pitch reserved for one offset; seven are in use. */
    static final int PITCH_CELLS = 8;

    /** Units of 1/16 band by which pitch may differ: 0.14 octave. */
    private static final int PITCH_RANGE = 107;

    private static final int PITCH_CELL_SHIFT = 5;
    private static final int PITCH_ORIGIN = 112;

    /** The end of a bucket that is not read because its key is too crowded anywhere. */
    private static final int CROWDED = -1;

    /** Postings of a crowded key that are looked at, the youngest: the older may be retired. */
    private static final int MOST_WALKED = 1_024;

    /** Hits in a square that so many others have too only where they are copies of each other. */
    private static final int LEAST_TIED = 8;

    private byte[] counters = new byte[1 << 12];
    private int[] touched = new int[1 << 10];
    private int touchedCount;
    private int[] starts = new int[8192];
    private int[] ends = new int[8192];
    private int[] ahead = new int[8192];

    /** By probe, -1 where a bucket of its key was too crowded to be read, else 0. */
    private int[] crowds = new int[8192];

    /** Postings that their shorts did not refuse: the probe, and where they stand, 32 bits each. */
    private long[] kept = new long[4096];

    private int keptCount;
    private final RarestFirst rarest = new RarestFirst();
    private short[] squares = new short[0];
    private int margin;

    int count;
    int[] cell = new int[4096];
    int[] triple = new int[4096];

    /** Half frames on the time line of all shelves. */
    int[] time = new int[4096];

    /** Reference above query, in 1/16 band. */
    int[] shift = new int[4096];

    /** The reference's span in 1/64 frame. */
    int[] span = new int[4096];

    /** Finds all; {@code half}: half frames from the query's middle to its ends. */
    void collect(Shelves shelves, Probes probes, Effort effort, int half) {
        begin(shelves.length(), half);
        if (starts.length < probes.count) {
            starts = new int[probes.key.length];
            ends = new int[probes.key.length];
            ahead = new int[probes.key.length];
            crowds = new int[probes.key.length];
        }
        Arrays.fill(ends, 0, probes.count, 0);
        Arrays.fill(crowds, 0, probes.count, 0);
        IndexSegment main = shelves.main();
        if (main != null) {
            locate(main, probes, effort.largestBucket(main), effort.mostRead(), CROWDED);
            read(main, shelves.base(main), probes);
        }
        for (int i = 0; i < shelves.count(); i++) {
            if (shelves.get(i) instanceof IndexSegment segment && segment != main) {
                locate(segment, probes, effort.largestBeside(segment), effort.mostRead(), 0);
                read(segment, shelves.base(segment), probes);
            } else if (shelves.get(i) instanceof Delta delta) {
                read(delta, shelves.base(delta), probes);
            }
        }
        countCells();
    }

    private void begin(int length, int half) {
        for (int i = 0; i < touchedCount; i++) {
            counters[touched[i]] = 0;
        }
        touchedCount = 0;
        count = 0;
        margin = half + (1 << CELL_SHIFT);
        int cells = (int) ((length + 2L * margin >> CELL_SHIFT) + 2) * PITCH_CELLS;
        if (cells + 2 * PITCH_CELLS > counters.length) {
            counters = new byte[Math.max(cells + 2 * PITCH_CELLS, counters.length / 2 * 3)];
        }
    }

    /**
     * Where the postings of all probes are.
     *
     * <p>Here and in reading, each pass is one kind of far reads, without a branch on what is read:
     * a wrong guess would wait for the memory before the next read begins, and most guesses would
     * be wrong.
     *
     * @param limit postings of a key that is read, at most
     * @param most postings that are read, at most
     * @param beyond the end that a larger bucket gets, 0 or {@link #CROWDED}
     */
    private void locate(IndexSegment segment, Probes probes, int limit, int most, int beyond) {
        Directory directory = segment.directory();
        for (int i = 0; i < probes.count; i++) {
            ahead[i] = directory.bucket(probes.key[i]);
        }
        long all = 0;
        for (int i = 0; i < probes.count; i++) {
            starts[i] = directory.start(ahead[i]);
            ahead[i] = directory.end(ahead[i]);
            all += ahead[i] - starts[i];
        }
        int largest = all <= most ? limit : Math.min(limit, largest(probes, most));
        for (int i = 0; i < probes.count; i++) {
            int from = starts[i];
            int to = ahead[i];
            int skips = largest - (to - from) | ends[i] >> 31;
            int crowded = skips >> 31;
            starts[i] = from & ~crowded;
            ends[i] = to & ~crowded | (beyond | ends[i]) >> 31 & crowded;
            crowds[i] |= crowded;
        }
    }

    /** Of keys that are read, with so many postings in all. */
    private int largest(Probes probes, int most) {
        rarest.clear();
        for (int i = 0; i < probes.count; i++) {
            rarest.add(ahead[i] - starts[i] & ~(ends[i] >> 31));
        }
        return rarest.largest(most);
    }

    /**
     * Whether keys of the triples of the query that was collected last are crowded. A recording
     * with many copies is the crowd itself: by the other keys no copy is found.
     */
    boolean hasCrowd(Probes probes) {
        return crowded(probes) > 0;
    }

    private int crowded(Probes probes) {
        int crowded = 0;
        for (int i = 0; i < probes.count; i++) {
            crowded -= probes.isExact(i) ? crowds[i] : 0;
        }
        return crowded;
    }

    /**
     * Finds what was left out of the query that was collected last: of some of its crowded keys the
     * youngest postings. Those of copies are of the same few copies, so that they agree.
     *
     * @param most keys, which are taken from all of the query
     */
    void collectCrowd(Shelves shelves, Probes probes, int most, int half, IntPredicate isRetired) {
        begin(shelves.length(), half);
        int crowded = 0;
        int oneIn = crowded(probes) / most + 1;
        for (int i = 0; i < probes.count; i++) {
            if (crowds[i] != 0 && probes.isExact(i) && crowded++ % oneIn == 0) {
                readYoungest(shelves, i, probes, isRetired);
            }
        }
        countCells();
    }

    private void readYoungest(Shelves shelves, int probe, Probes probes, IntPredicate isRetired) {
        for (int i = 0; i < shelves.count(); i++) {
            if (shelves.get(i) instanceof IndexSegment segment) {
                readYoungest(segment, shelves.base(segment), probe, probes, isRetired);
            } else if (shelves.get(i) instanceof Delta delta) {
                readYoungest(delta, shelves.base(delta), probe, probes, isRetired);
            }
        }
    }

    private void readYoungest(
            IndexSegment segment, int base, int probe, Probes probes, IntPredicate isRetired) {
        int at = segment.directory().bucket(probes.key[probe]);
        int end = segment.directory().end(at);
        int first = Math.max(segment.directory().start(at), end - MOST_WALKED);
        int left = Effort.ALWAYS_READ;
        for (int j = end - 1; j >= first && left > 0; j--) {
            int when = segment.when()[j];
            int detail = segment.details()[j];
            if (Probes.accepts(probes.bounds[probe], detail) != 0
                    && !isRetired.test(segment.referenceAt(when))) {
                offer(probe, when, detail, base, probes);
                left--;
            }
        }
    }

    private void readYoungest(
            Delta delta, int base, int probe, Probes probes, IntPredicate isRetired) {
        int key = probes.key[probe];
        if (!delta.mayHold(key)) {
            return;
        }
        int walked = 0;
        int left = Effort.ALWAYS_READ;
        for (int j = delta.first(key); j >= 0 && left > 0 && walked < MOST_WALKED; ) {
            if (delta.key(j) == key) {
                walked++;
                if (Probes.accepts(probes.bounds[probe], delta.detail(j)) != 0
                        && !isRetired.test(delta.referenceAt(delta.when(j)))) {
                    offer(probe, delta.when(j), delta.detail(j), base, probes);
                    left--;
                }
            }
            j = delta.next(j);
        }
    }

    private void read(IndexSegment segment, int base, Probes probes) {
        short[] details = segment.details();
        for (int i = 0; i < probes.count; i++) {
            ahead[i] = details[starts[i]];
        }
        keptCount = 0;
        for (int i = 0; i < probes.count; i++) {
            keep(i, probes.bounds[i], details);
        }
        reserve(keptCount);
        int[] when = segment.when();
        for (int i = 0; i < keptCount; i++) {
            ahead[i] = when[(int) kept[i]];
        }
        for (int i = 0; i < keptCount; i++) {
            offer((int) (kept[i] >>> 32), ahead[i], details[(int) kept[i]], base, probes);
        }
    }

    private void keep(int probe, int bounds, short[] details) {
        int from = starts[probe];
        int to = ends[probe];
        if (keptCount + to - from > kept.length) {
            kept = Arrays.copyOf(kept, 2 * (keptCount + to - from));
        }
        int n = keptCount;
        long high = (long) probe << 32;
        for (int j = from; j < to; j++) {
            kept[n] = high | j;
            n += Probes.accepts(bounds, details[j]);
        }
        keptCount = n;
    }

    private void reserve(int room) {
        if (ahead.length < room) {
            ahead = new int[2 * room];
        }
    }

    private void read(Delta delta, int base, Probes probes) {
        delta.link();
        for (int i = 0; i < probes.count; i++) {
            int key = probes.key[i];
            if (ends[i] == CROWDED || !delta.mayHold(key)) {
                continue;
            }
            int left = Effort.ALWAYS_READ;
            for (int j = delta.first(key); j >= 0 && left > 0; j = delta.next(j)) {
                if (delta.key(j) == key) {
                    left--;
                    if (Probes.accepts(probes.bounds[i], delta.detail(j)) != 0) {
                        offer(i, delta.when(j), delta.detail(j), base, probes);
                    }
                }
            }
        }
    }

    /** Keeps a posting as a hit if its span and pitch are near enough. */
    private void offer(int probe, int when, int detail, int base, Probes probes) {
        if (count == cell.length) {
            grow();
        }
        int t = probes.triple[probe];
        int key = probes.key[probe];
        int foundShift = Posting.pitch(key, when, detail) - probes.pitch[t];
        int foundSpan = Posting.span(key, detail);
        int outside =
                foundSpan - probes.spanFrom[t]
                        | probes.spanTo[t] - foundSpan
                        | foundShift + PITCH_RANGE
                        | PITCH_RANGE - foundShift;
        int place = base + Posting.time(when);
        int offset = place - (probes.time[t] >> Posting.TIME_SHIFT) + margin;
        cell[count] =
                (offset >>> CELL_SHIFT) * PITCH_CELLS
                        + (foundShift + PITCH_ORIGIN >> PITCH_CELL_SHIFT);
        triple[count] = t;
        time[count] = place;
        shift[count] = foundShift;
        span[count] = foundSpan;
        count += ~outside >>> 31;
    }

    /** Counts all hits in their cells, up to what a byte holds. */
    private void countCells() {
        if (touched.length <= count) {
            touched = new int[2 * count];
        }
        int n = 0;
        for (int i = 0; i < count; i++) {
            int at = cell[i];
            int before = counters[at] & 255;
            touched[n] = at;
            n += before - 1 >>> 31;
            counters[at] = (byte) (before + 1 - (before + 1 >> 8));
        }
        touchedCount = n;
    }

    /** Hits in the square of four cells that begins at a cell. */
    int square(int at) {
        return (counters[at] & 255)
                + (counters[at + 1] & 255)
                + (counters[at + PITCH_CELLS] & 255)
                + (counters[at + PITCH_CELLS + 1] & 255);
    }

    /**
     * The cells whose squares hold the most hits: at most {@code most}, none below least. Of those
     * with as many hits as one another all are given or none, but of copies, which all have as many
     * and may be more than that, as many as there is room for, the last ones.
     */
    int[] fullest(int least, int most) {
        if (squares.length < touchedCount) {
            squares = new short[touched.length];
        }
        int[] histogram = new int[4 * 255 + 1];
        for (int i = 0; i < touchedCount; i++) {
            squares[i] = (short) square(touched[i]);
            histogram[squares[i]]++;
        }
        int level = histogram.length;
        int total = 0;
        while (level > least && total + histogram[level - 1] <= most) {
            total += histogram[--level];
        }
        int tied = level > LEAST_TIED ? most - total : 0;
        int before = tied == 0 ? Integer.MAX_VALUE : histogram[level - 1] - tied;
        int[] cells = new int[total + tied];
        int n = 0;
        for (int i = 0; i < touchedCount && n < cells.length; i++) {
            if (squares[i] >= level || squares[i] == level - 1 && before-- <= 0) {
                cells[n++] = touched[i];
            }
        }
        return cells;
    }

    /** The place on the time line, in half frames, at which the offsets of a cell begin. */
    long offsetOf(int at) {
        return ((long) (at / PITCH_CELLS) << CELL_SHIFT) - margin;
    }

    private void grow() {
        int size = 2 * count;
        cell = Arrays.copyOf(cell, size);
        triple = Arrays.copyOf(triple, size);
        time = Arrays.copyOf(time, size);
        shift = Arrays.copyOf(shift, size);
        span = Arrays.copyOf(span, size);
    }
}
