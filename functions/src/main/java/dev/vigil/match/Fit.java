package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds in each full cell the tempo, offset and pitch that most of its hits agree on. */
final class Fit {
    private static final int TEMPOS = 41;
    private static final double TEMPO_STEP = 0.005;
    private static final double BIN_FRAMES = 2;
    private static final int BINS = 96;
    private static final double ORIGIN_FRAMES = -60;
    static final double INLIER_FRAMES = 2.5;
    static final double INLIER_PITCH = 1.2 * Peak.PER_BAND;
    private static final double INLIER_TEMPO = 0.035;

    /**
     * Bits by a hash of wanted cells: few enough to stay in a cache, enough that few others pass.
     */
    private static final int MARKS_SHIFT = 15;

    private int count;
    private double[] query = new double[256];
    private double[] ref = new double[256];
    private double[] pitch = new double[256];
    private double[] tempo = new double[256];
    private double[] slack = new double[256];
    private int[] anchor = new int[256];

    /** With an empty one at either end. */
    private final int[] bins = new int[BINS + 2];

    private final long[] marks = new long[1 << MARKS_SHIFT - 6];
    private int[] stamps = new int[256];
    private int stamp;

    /** Adds a candidate for every square of cells in which enough anchors agree. */
    void lines(
            Shelves shelves,
            Hits hits,
            Probes probes,
            Effort effort,
            double middleFrame,
            List<Candidate> out) {
        int[] cells = hits.fullest(effort.leastInCell(), effort.cells());
        if (cells.length == 0) {
            return;
        }
        long[] sorted = wanted(hits, cells);
        for (int at : cells) {
            gather(hits, probes, sorted, at);
            if (!hasAnchors(effort.leastAnchors())) {
                continue;
            }
            double begin = hits.offsetOf(at) / Posting.PER_FRAME;
            Candidate best = fit(shelves, begin, middleFrame, effort);
            if (best != null) {
                out.add(best);
            }
        }
    }

    /** The hits of all wanted squares, as (cell, hit) in order of cells. */
    private long[] wanted(Hits hits, int[] cells) {
        int[] all = new int[4 * cells.length];
        for (int i = 0; i < cells.length; i++) {
            all[4 * i] = cells[i];
            all[4 * i + 1] = cells[i] + 1;
            all[4 * i + 2] = cells[i] + Hits.PITCH_CELLS;
            all[4 * i + 3] = cells[i] + Hits.PITCH_CELLS + 1;
        }
        Arrays.sort(all);
        mark(all);
        long[] kept = new long[256];
        int n = 0;
        for (int i = 0; i < hits.count; i++) {
            if (isMarked(hits.cell[i]) && Arrays.binarySearch(all, hits.cell[i]) >= 0) {
                kept = n == kept.length ? Arrays.copyOf(kept, 2 * n) : kept;
                kept[n++] = (long) hits.cell[i] << 32 | i;
            }
        }
        long[] sorted = Arrays.copyOf(kept, n);
        Arrays.sort(sorted);
        return sorted;
    }

    private void mark(int[] cells) {
        Arrays.fill(marks, 0);
        for (int cell : cells) {
            int bit = markOf(cell);
            marks[bit >>> 6] |= 1L << bit;
        }
    }

    private boolean isMarked(int cell) {
        int bit = markOf(cell);
        return (marks[bit >>> 6] >>> bit & 1) != 0;
    }

    private static int markOf(int cell) {
        return cell * 0x9E3779B9 >>> 32 - MARKS_SHIFT;
    }

    private void gather(Hits hits, Probes probes, long[] sorted, int at) {
        count = 0;
        double begin = hits.offsetOf(at) / Posting.PER_FRAME;
        for (int row = at; row <= at + Hits.PITCH_CELLS; row += Hits.PITCH_CELLS) {
            int i = Arrays.binarySearch(sorted, (long) row << 32);
            for (i = i < 0 ? -i - 1 : i; i < sorted.length && sorted[i] >>> 32 <= row + 1; i++) {
                take(hits, probes, (int) sorted[i], begin);
            }
        }
    }

    private void take(Hits hits, Probes probes, int hit, double begin) {
        if (count == query.length) {
            grow();
        }
        int t = hits.triple[hit];
        query[count] = (double) probes.time[t] / Peak.PER_FRAME;
        ref[count] = (hits.time[hit] + 0.5) / Posting.PER_FRAME - begin;
        pitch[count] = hits.shift[hit];
        tempo[count] = (double) hits.span[hit] / probes.span[t];
        slack[count] = INLIER_TEMPO + 0.5 * Peak.PER_FRAME / probes.span[t];
        anchor[count++] = probes.anchor[t];
    }

    private boolean hasAnchors(int least) {
        nextStamp();
        int anchors = 0;
        for (int i = 0; i < count && anchors < least; i++) {
            anchors += firstSeen(anchor[i]) ? 1 : 0;
        }
        return anchors >= least;
    }

    private Candidate fit(Shelves shelves, double begin, double middleFrame, Effort effort) {
        double bestTempo = 1;
        int best = 0;
        double bestOffset = 0;
        for (int k = 0; k < TEMPOS; k++) {
            double s = 1 + (k % 2 == 0 ? k / 2 : -(k + 1) / 2) * TEMPO_STEP;
            int votes = vote(s);
            if (votes > best) {
                best = votes;
                bestTempo = s;
                bestOffset = ORIGIN_FRAMES + firstPairOf(votes) * BIN_FRAMES;
            }
        }
        if (best < effort.leastAnchors()) {
            return null;
        }
        return refined(shelves, begin, middleFrame, bestTempo, bestOffset, effort);
    }

    /** Puts the hits that a tempo allows into bins; gives the votes of the fullest neighbours. */
    private int vote(double s) {
        Arrays.fill(bins, 0);
        int most = 0;
        for (int i = 0; i < count; i++) {
            if (Math.abs(tempo[i] - s) < slack[i]) {
                double at = (ref[i] - s * query[i] - ORIGIN_FRAMES) / BIN_FRAMES;
                if (at >= 0 && at < BINS) {
                    int bin = (int) at + 1;
                    int own = ++bins[bin];
                    most = Math.max(most, own + Math.max(bins[bin - 1], bins[bin + 1]));
                }
            }
        }
        return most;
    }

    /** The border between the first two neighbours with this many votes, in bins. */
    private int firstPairOf(int votes) {
        int border = 1;
        while (bins[border] + bins[border + 1] < votes) {
            border++;
        }
        return border;
    }

    /** Least squares over the inliers, held near the tempo of the grid when they are close. */
    private Candidate refined(
            Shelves shelves,
            double begin,
            double middleFrame,
            double s,
            double offset,
            Effort effort) {
        double meanPitch = medianPitch(s, offset);
        double n = 0;
        double sumQ = 0;
        double sumR = 0;
        double sumP = 0;
        int anchors = 0;
        nextStamp();
        for (int i = 0; i < count; i++) {
            if (isInlier(i, s, offset) && Math.abs(pitch[i] - meanPitch) <= INLIER_PITCH) {
                n++;
                sumQ += query[i];
                sumR += ref[i] - s * query[i];
                sumP += pitch[i];
                anchors += firstSeen(anchor[i]) ? 1 : 0;
            }
        }
        if (anchors < effort.leastAnchors()) {
            return null;
        }
        double centre = sumQ / n;
        double there = sumR / n + s * centre + begin;
        int place = Math.max(0, (int) (there * Posting.PER_FRAME));
        return new Candidate(
                shelves.reference(place),
                s,
                middleFrame + centre,
                there + shelves.frameShift(place),
                sumP / n,
                anchors);
    }

    private boolean isInlier(int i, double s, double offset) {
        return Math.abs(ref[i] - s * query[i] - offset) <= INLIER_FRAMES
                && Math.abs(tempo[i] - s) < slack[i];
    }

    private double medianPitch(double s, double offset) {
        double[] all = new double[count];
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (isInlier(i, s, offset)) {
                all[n++] = pitch[i];
            }
        }
        Arrays.sort(all, 0, n);
        return n == 0 ? 0 : all[n / 2];
    }

    private void nextStamp() {
        if (++stamp == 0) {
            Arrays.fill(stamps, 0);
            stamp = 1;
        }
    }

    private boolean firstSeen(int a) {
        if (a >= stamps.length) {
            stamps = Arrays.copyOf(stamps, 2 * a);
        }
        boolean first = stamps[a] != stamp;
        stamps[a] = stamp;
        return first;
    }

    private void grow() {
        int size = 2 * count;
        query = Arrays.copyOf(query, size);
        ref = Arrays.copyOf(ref, size);
        pitch = Arrays.copyOf(pitch, size);
        tempo = Arrays.copyOf(tempo, size);
        slack = Arrays.copyOf(slack, size);
        anchor = Arrays.copyOf(anchor, size);
    }

    /** The best candidates, each line once. */
    static List<Candidate> distinct(List<Candidate> candidates, int most) {
        candidates.sort((x, y) -> Integer.compare(y.anchors(), x.anchors()));
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (kept.size() < most && kept.stream().noneMatch(candidate::isNear)) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
