package dev.vigil.match;

import dev.vigil.audio.Peak;

/**
 * The key of a triple and the 6 bytes under it.
 *
 * <p>Key: both intervals in steps of 2 bands, the place of the second peak between the others in 24
 * steps, the span in steps of 30 %, the anchor's frequency in steps of 16 bands. Under it, where
 * each of them fell within its step, so that the key may be coarse while acceptance is tight, and
 * when: an int of the time on the shelf's own time line (29 bits, 1/2 frame) and the lower 3 bits
 * of the frequency (1/2 band); a short of both intervals (3 bits each, 1/4 band), place (4), span
 * (4, 1.6 %) and the upper 2 bits of the frequency. Most postings are refused by their short, which
 * is why it is apart. None of this is stored outside of memory, so it may change without a new
 * profile.
 */
final class Posting {
    static final int INTERVALS = 49;
    static final int PLACES = 24;
    static final int SPANS = 11;
    static final int PITCHES = 14;
    static final int TRIPLE_KEYS = INTERVALS * INTERVALS * PLACES * SPANS * PITCHES;

    /** Those of pairs are behind those of triples. */
    static final int KEYS = TRIPLE_KEYS + Pairs.KEYS;

    /** Bytes of a posting in a segment. */
    static final int BYTES = Integer.BYTES + Short.BYTES;

    /** Interval units (1/16 band) in a step of the key. */
    static final int INTERVAL_STEP = 2 * Peak.PER_BAND;

    /** Fine places in a step of the key. */
    static final int PLACE_STEP = 16;

    /** Fine places between the first and the third peak. */
    static final int FINE_PLACES = PLACES * PLACE_STEP;

    /** Frequency units in a step of the key, as a shift. */
    static final int PITCH_SHIFT = 8;

    /** Time units (1/64 frame) in a step of a posting's time, as a shift. */
    static final int TIME_SHIFT = 5;

    /** Steps of a posting's time in a frame. */
    static final double PER_FRAME = (double) Peak.PER_FRAME / (1 << TIME_SHIFT);

    private static final int SPAN_PARTS = 16;
    private static final double SPAN_RATIO = 1.3;

    /** Frequency units in a step of a posting's frequency, as a shift, and the middle of one. */
    private static final int PART_SHIFT = 3;

    private static final int HALF_PART = 1 << PART_SHIFT - 1;

    private static final double[] SPAN_IN_STEPS = spansInSteps();
    private static final short[] SPAN_OF_PART = spansOfParts();

    private Posting() {}

    private static double[] spansInSteps() {
        double[] steps = new double[Triples.LARGEST_GAP + 1];
        for (int span = Triples.LEAST_GAP; span < steps.length; span++) {
            steps[span] =
                    StrictMath.log((double) span / Triples.LEAST_GAP) / StrictMath.log(SPAN_RATIO);
        }
        return steps;
    }

    private static short[] spansOfParts() {
        short[] spans = new short[SPANS * SPAN_PARTS];
        for (int part = 0; part < spans.length; part++) {
            double middle = (part + 0.5) / SPAN_PARTS;
            spans[part] =
                    (short) Math.round(Triples.LEAST_GAP * StrictMath.pow(SPAN_RATIO, middle));
        }
        return spans;
    }

    /** The span on its logarithmic scale; whole numbers are the borders of the steps. */
    static double spanInSteps(int span) {
        return SPAN_IN_STEPS[span];
    }

    private static int spanStep(int span) {
        return (int) SPAN_IN_STEPS[span];
    }

    /** Moves an interval to 0 and above. */
    static int raised(int interval) {
        return interval + Triples.LARGEST_INTERVAL;
    }

    /** The second peak's fine place between the first and the third. */
    static int finePlace(int toSecond, int span) {
        return Math.min(FINE_PLACES - 1, toSecond * FINE_PLACES / span);
    }

    static int key(int interval2, int interval3, int place, int span, int pitch) {
        return (((interval2 * INTERVALS + interval3) * PLACES + place) * SPANS + span) * PITCHES
                + pitch;
    }

    static int keyOf(long first, long second, long third) {
        int span = (int) (Peak.time(third) - Peak.time(first));
        int pitch = Peak.frequency(first);
        return key(
                raised(Peak.frequency(second) - pitch) / INTERVAL_STEP,
                raised(Peak.frequency(third) - pitch) / INTERVAL_STEP,
                finePlace((int) (Peak.time(second) - Peak.time(first)), span) / PLACE_STEP,
                spanStep(span),
                pitch >> PITCH_SHIFT);
    }

    /** The int of a triple whose anchor is at {@code time} (1/2 frame) of the shelf. */
    static int when(int time, long first) {
        return time << 3 | Peak.frequency(first) >> PART_SHIFT & 7;
    }

    /** The short of a triple. */
    static short detail(long first, long second, long third) {
        int span = (int) (Peak.time(third) - Peak.time(first));
        int pitch = Peak.frequency(first);
        int within2 = raised(Peak.frequency(second) - pitch) % INTERVAL_STEP >> 2;
        int within3 = raised(Peak.frequency(third) - pitch) % INTERVAL_STEP >> 2;
        int withinPlace =
                finePlace((int) (Peak.time(second) - Peak.time(first)), span) % PLACE_STEP;
        int withinSpan = (int) ((spanInSteps(span) - spanStep(span)) * SPAN_PARTS);
        return (short)
                (within2 << 13
                        | within3 << 10
                        | withinPlace << 6
                        | withinSpan << 2
                        | pitch >> PART_SHIFT + 3 & 3);
    }

    /** Time on the shelf's time line. */
    static int time(int when) {
        return when >>> 3;
    }

    /** The same posting somewhere else on a time line. */
    static int moved(int when, int by) {
        return when + (by << 3);
    }

    /** Frequency of the anchor under a key, to 1/4 band. */
    static int pitch(int key, int when, int detail) {
        int part = (detail & 3) << 3 | when & 7;
        return key % PITCHES << PITCH_SHIFT | part << PART_SHIFT | HALF_PART;
    }

    /** Span under a key in 1/64 frame, to 0.8 %. */
    static int span(int key, int detail) {
        return SPAN_OF_PART[key / PITCHES % SPANS * SPAN_PARTS + (detail >> 2 & 15)];
    }
}
