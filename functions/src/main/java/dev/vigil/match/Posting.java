package dev.vigil.match;

import dev.vigil.audio.Peak;

/**
 * The key of a triple and the 8 bytes that stand under it.
 *
 * <p>Key: both intervals in steps of 2 bands, the place of the second peak between the others in 24
 * steps, the span in steps of 30 %, the anchor's frequency in steps of 16 bands. Posting: time on
 * the shelf's own time line 30 bits (1/4 frame), frequency 12, span 12, then where the intervals
 * and the place fell within their steps (3, 3, 4 bits): the key may be coarse while acceptance is
 * tight. None of this is stored outside of memory, so it may change without a new profile.
 */
final class Posting {
    static final int INTERVALS = 49;
    static final int PLACES = 24;
    static final int SPANS = 11;
    static final int PITCHES = 14;
    static final int KEYS = INTERVALS * INTERVALS * PLACES * SPANS * PITCHES;

    /** Interval units (1/16 band) in a step of the key. */
    static final int INTERVAL_STEP = 2 * Peak.PER_BAND;

    /** Fine places in a step of the key. */
    static final int PLACE_STEP = 16;

    /** Fine places between the first and the third peak. */
    static final int FINE_PLACES = PLACES * PLACE_STEP;

    /** Frequency units in a step of the key, as a shift. */
    static final int PITCH_SHIFT = 8;

    /** Time units (1/64 frame) in a step of a posting's time, as a shift. */
    static final int TIME_SHIFT = 4;

    private static final byte[] SPAN_STEPS = spanSteps();

    private Posting() {}

    private static byte[] spanSteps() {
        byte[] steps = new byte[Triples.LARGEST_GAP + 1];
        for (int span = Triples.LEAST_GAP; span < steps.length; span++) {
            steps[span] = (byte) spanInSteps(span);
        }
        return steps;
    }

    /** The span on its logarithmic scale; whole numbers are the borders of the steps. */
    static double spanInSteps(int span) {
        return StrictMath.log((double) span / Triples.LEAST_GAP) / StrictMath.log(1.3);
    }

    static int spanStep(int span) {
        return SPAN_STEPS[span];
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

    /** The posting of a triple whose anchor stands at {@code time} (1/4 frame) of the shelf. */
    static long pack(int time, long first, long second, long third) {
        int span = (int) (Peak.time(third) - Peak.time(first));
        int pitch = Peak.frequency(first);
        int within2 = raised(Peak.frequency(second) - pitch) % INTERVAL_STEP >> 2;
        int within3 = raised(Peak.frequency(third) - pitch) % INTERVAL_STEP >> 2;
        int withinPlace =
                finePlace((int) (Peak.time(second) - Peak.time(first)), span) % PLACE_STEP;
        return (long) time << 34
                | (long) pitch << 22
                | (long) span << 10
                | within2 << 7
                | within3 << 4
                | withinPlace;
    }

    static int time(long posting) {
        return (int) (posting >>> 34);
    }

    static int pitch(long posting) {
        return (int) (posting >>> 22) & 0xFFF;
    }

    static int span(long posting) {
        return (int) (posting >>> 10) & 0xFFF;
    }
}
