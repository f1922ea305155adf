package dev.vigil.match;

import java.util.Arrays;

/**
 * The hits of a query on one shelf, counted in cells of 0.74 s of offset by 2 bands of pitch.
 *
 * <p>Counters stand for the whole time line of the largest shelf (about 35 kB an hour), one set per
 * worker; they are cleared by the list of touched cells.
 */
final class Hits {
    /** Quarter frames in a cell of offset, as a shift. */
    static final int CELL_SHIFT = 7;

    /** Cells of pitch reserved for one offset; seven are in use. */
    static final int PITCH_CELLS = 8;

    /** Units of 1/16 band by which pitch may differ: 0.14 octave. */
    private static final int PITCH_RANGE = 107;

    private static final int PITCH_CELL_SHIFT = 5;
    private static final int PITCH_ORIGIN = 112;

    private byte[] counters = new byte[1 << 12];
    private int[] touched = new int[1 << 10];
    private int touchedCount;
    private int[] starts = new int[8192];
    private int[] ends = new int[8192];
    private int margin;
    private int cellLimit;

    int count;
    int[] cell = new int[4096];
    int[] triple = new int[4096];
    long[] posting = new long[4096];

    /** Makes room for a shelf; {@code half}: quarter frames from the query's middle to its ends. */
    private void begin(Shelf shelf, int half) {
        for (int i = 0; i < touchedCount; i++) {
            counters[touched[i]] = 0;
        }
        touchedCount = 0;
        count = 0;
        margin = half + (1 << CELL_SHIFT);
        cellLimit = ((shelf.length() + 2 * margin >> CELL_SHIFT) + 2) * PITCH_CELLS;
        if (cellLimit + 2 * PITCH_CELLS > counters.length) {
            counters = new byte[Math.max(cellLimit + 2 * PITCH_CELLS, counters.length * 3 / 2)];
        }
    }

    /** Three flat passes, so that the memory sees many independent reads at once. */
    void collect(Segment segment, Probes probes, Effort effort, int half) {
        begin(segment, half);
        if (starts.length < probes.count) {
            starts = new int[probes.key.length];
            ends = new int[probes.key.length];
        }
        int[] directory = segment.directory();
        int coarseness = segment.coarseness();
        int largest = effort.largestBucket(segment);
        for (int i = 0; i < probes.count; i++) {
            int at = probes.key[i] / coarseness;
            int from = directory[at];
            int to = directory[at + 1];
            starts[i] = from;
            ends[i] = to - from > largest ? from : to;
        }
        long[] postings = segment.array();
        for (int i = 0; i < probes.count; i++) {
            for (int j = starts[i]; j < ends[i]; j++) {
                long posting = postings[j];
                if (Probes.accepts(probes.bounds[i], posting)
                        && (coarseness == 1 || sameRest(probes.key[i], posting))) {
                    offer(posting, probes, probes.triple[i]);
                }
            }
        }
    }

    private static boolean sameRest(int key, long posting) {
        return key % Posting.PITCHES == Posting.pitch(posting) >> Posting.PITCH_SHIFT
                && key / Posting.PITCHES % Posting.SPANS == Posting.spanStep(Posting.span(posting));
    }

    void collect(Delta delta, Probes probes, Effort effort, int half) {
        begin(delta, half);
        for (int i = 0; i < probes.count; i++) {
            int key = probes.key[i];
            int read = 0;
            for (int j = delta.first(key); j >= 0; j = delta.next(j)) {
                if (delta.key(j) != key) {
                    continue;
                }
                if (++read > Effort.ALWAYS_READ) {
                    break;
                }
                if (Probes.accepts(probes.bounds[i], delta.posting(j))) {
                    offer(delta.posting(j), probes, probes.triple[i]);
                }
            }
        }
    }

    private void offer(long found, Probes probes, int t) {
        int shift = Posting.pitch(found) - probes.pitch[t];
        int span = Posting.span(found);
        if ((span - probes.spanFrom[t]
                        | probes.spanTo[t] - span
                        | shift + PITCH_RANGE
                        | PITCH_RANGE - shift)
                < 0) {
            return;
        }
        int offset = Posting.time(found) - (probes.time[t] >> Posting.TIME_SHIFT) + margin;
        int at = (offset >> CELL_SHIFT) * PITCH_CELLS + (shift + PITCH_ORIGIN >> PITCH_CELL_SHIFT);
        if (counters[at] == 0) {
            touch(at);
        }
        if (counters[at] != -1) {
            counters[at]++;
        }
        if (count == cell.length) {
            grow();
        }
        cell[count] = at;
        triple[count] = t;
        posting[count++] = found;
    }

    /** Hits in the square of four cells that begins at a cell. */
    int square(int at) {
        return (counters[at] & 255)
                + (counters[at + 1] & 255)
                + (counters[at + PITCH_CELLS] & 255)
                + (counters[at + PITCH_CELLS + 1] & 255);
    }

    /** The cells whose squares hold the most hits: at most {@code most}, none below least. */
    int[] fullest(int least, int most) {
        int[] histogram = new int[4 * 255 + 1];
        for (int i = 0; i < touchedCount; i++) {
            histogram[square(touched[i])]++;
        }
        int level = histogram.length;
        int total = 0;
        while (level > least && total + histogram[level - 1] <= most) {
            total += histogram[--level];
        }
        int[] cells = new int[total];
        int n = 0;
        for (int i = 0; i < touchedCount && n < total; i++) {
            if (square(touched[i]) >= level) {
                cells[n++] = touched[i];
            }
        }
        return cells;
    }

    /** The place on the time line, in quarter frames, at which the offsets of a cell begin. */
    int offsetOf(int at) {
        return (at / PITCH_CELLS << CELL_SHIFT) - margin;
    }

    private void touch(int at) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touchedCount);
        }
        touched[touchedCount++] = at;
    }

    private void grow() {
        int size = 2 * count;
        cell = Arrays.copyOf(cell, size);
        triple = Arrays.copyOf(triple, size);
        posting = Arrays.copyOf(posting, size);
    }
}
