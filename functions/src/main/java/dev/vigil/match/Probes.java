package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.Arrays;

/**
 * The triples of a query and the keys to be looked up for them, in flat arrays that are reused.
 *
 * <p>A neighbouring key is looked up where the value lies so near to the border of its step that
 * jitter may have carried it over.
 */
final class Probes {
    private static final double NEAR_INTERVAL = 0.35 * Posting.INTERVAL_STEP;
    private static final double NEAR_SPAN = 0.3;
    private static final double NEAR_PITCH = 0.36 * (1 << Posting.PITCH_SHIFT);

    /** Units of 1/16 band by which an interval may differ: 3/4 band. */
    private static final int INTERVAL_TOLERANCE = 12;

    /** Units of 1/64 frame by which the second peak may be elsewhere: 1.2 frames. */
    private static final int SECOND_TOLERANCE = 77;

    int triples;
    int[] anchor = new int[1024];
    int[] time = new int[1024];
    int[] pitch = new int[1024];
    int[] span = new int[1024];
    int[] spanFrom = new int[1024];
    int[] spanTo = new int[1024];

    int count;
    int[] key = new int[8192];
    int[] triple = new int[8192];
    int[] bounds = new int[8192];

    private final int[] interval2 = new int[2];
    private final int[] interval3 = new int[2];
    private final int[] place = new int[2];
    private final int[] spans = new int[2];
    private final int[] pitches = new int[2];

    /** Fills in all triples whose last peak is at {@code firstNew} or later; times from middle. */
    void fill(long[] peaks, int firstNew, long middle, Effort effort) {
        triples = 0;
        count = 0;
        Triples.each(
                peaks,
                peaks.length,
                firstNew,
                effort.followers(),
                (a, b, c) -> add(peaks, a, b, c, middle, effort.probing()));
    }

    private void add(long[] peaks, int a, int b, int c, long middle, double probing) {
        if (triples == anchor.length) {
            growTriples();
        }
        long first = Peak.time(peaks[a]);
        int low = Peak.frequency(peaks[a]);
        int length = (int) (Peak.time(peaks[c]) - first);
        anchor[triples] = a;
        time[triples] = (int) (first - middle);
        pitch[triples] = low;
        span[triples] = length;
        spanFrom[triples] = (int) (length * 0.87) - Peak.PER_FRAME / 2;
        spanTo[triples] = (int) (length * 1.15) + Peak.PER_FRAME / 2;
        int raised2 = Posting.raised(Peak.frequency(peaks[b]) - low);
        int raised3 = Posting.raised(Peak.frequency(peaks[c]) - low);
        int fine = Posting.finePlace((int) (Peak.time(peaks[b]) - first), length);
        probe(raised2, raised3, fine, length, low, probing);
        triples++;
    }

    private void probe(int raised2, int raised3, int fine, int length, int low, double probing) {
        int n2 =
                near(
                        interval2,
                        raised2,
                        Posting.INTERVAL_STEP,
                        probing * NEAR_INTERVAL,
                        Posting.INTERVALS);
        int n3 =
                near(
                        interval3,
                        raised3,
                        Posting.INTERVAL_STEP,
                        probing * NEAR_INTERVAL,
                        Posting.INTERVALS);
        double frame = (double) Peak.PER_FRAME * Posting.FINE_PLACES / length;
        int np = near(place, fine, Posting.PLACE_STEP, probing * frame, Posting.PLACES);
        int ns = near(spans, Posting.spanInSteps(length), 1, probing * NEAR_SPAN, Posting.SPANS);
        int nf =
                near(pitches, low, 1 << Posting.PITCH_SHIFT, probing * NEAR_PITCH, Posting.PITCHES);
        reserve(n2 * n3 * np * ns * nf);
        int tolerance = SECOND_TOLERANCE * Posting.FINE_PLACES / length;
        for (int i = 0; i < n2; i++) {
            int bounds2 = intervalBounds(raised2 - interval2[i] * Posting.INTERVAL_STEP);
            for (int j = 0; j < n3; j++) {
                int bounds3 = intervalBounds(raised3 - interval3[j] * Posting.INTERVAL_STEP);
                for (int k = 0; k < np; k++) {
                    int within = fine - place[k] * Posting.PLACE_STEP;
                    int from = Math.max(0, within - tolerance);
                    int to = Math.min(Posting.PLACE_STEP - 1, within + tolerance);
                    int all = bounds2 << 14 | bounds3 << 8 | from << 4 | to;
                    for (int s = 0; s < ns; s++) {
                        for (int f = 0; f < nf; f++) {
                            key[count] =
                                    Posting.key(
                                            interval2[i],
                                            interval3[j],
                                            place[k],
                                            spans[s],
                                            pitches[f]);
                            triple[count] = triples;
                            bounds[count++] = all;
                        }
                    }
                }
            }
        }
    }

    /** Whether a probe looks up the key of its triple itself, not a neighbour: each one's first. */
    boolean isExact(int probe) {
        return probe == 0 || triple[probe] != triple[probe - 1];
    }

    /** First and last eighth of a step in which an interval is near enough, 3 bits each. */
    private static int intervalBounds(int within) {
        int from = Math.max(0, within - INTERVAL_TOLERANCE + 1 >> 2);
        int to = Math.min(7, within + INTERVAL_TOLERANCE - 2 >> 2);
        return from << 3 | to;
    }

    /** The step of a value and, if within tolerance of a border, the neighbour behind it. */
    private static int near(int[] out, double value, int step, double tolerance, int steps) {
        int own = Math.min(steps - 1, (int) value / step);
        out[0] = own;
        double within = value - own * step;
        double other = step - within;
        if (within < other && within < tolerance && own > 0) {
            out[1] = own - 1;
            return 2;
        }
        if (other <= within && other < tolerance && own + 1 < steps) {
            out[1] = own + 1;
            return 2;
        }
        return 1;
    }

    /**
     * 1 where a posting lies within the bounds of a probe, by its short, else 0: to be added up.
     */
    static int accepts(int bounds, int detail) {
        int second = detail >> 13 & 7;
        int third = detail >> 10 & 7;
        int place = detail >> 6 & 15;
        int outside =
                second - (bounds >> 17)
                        | (bounds >> 14 & 7) - second
                        | third - (bounds >> 11 & 7)
                        | (bounds >> 8 & 7) - third
                        | place - (bounds >> 4 & 15)
                        | (bounds & 15) - place;
        return ~outside >>> 31;
    }

    private void reserve(int more) {
        if (count + more > key.length) {
            int size = 2 * key.length;
            key = Arrays.copyOf(key, size);
            triple = Arrays.copyOf(triple, size);
            bounds = Arrays.copyOf(bounds, size);
        }
    }

    private void growTriples() {
        int size = 2 * anchor.length;
        anchor = Arrays.copyOf(anchor, size);
        time = Arrays.copyOf(time, size);
        pitch = Arrays.copyOf(pitch, size);
        span = Arrays.copyOf(span, size);
        spanFrom = Arrays.copyOf(spanFrom, size);
        spanTo = Arrays.copyOf(spanTo, size);
    }
}
