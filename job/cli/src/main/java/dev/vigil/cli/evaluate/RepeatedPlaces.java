package dev.vigil.cli.evaluate;

/**
 * Where a recording repeats a stretch of itself, as a loop does: a clip of it is right at each of
 * its places. Judged by the recording's own samples, never by their fingerprint.
 */
final class RepeatedPlaces {
    /** Of the samples of two stretches that are the same. */
    static final double LEAST_CORRELATION = 0.99;

    /** How far from an answer the place may begin. */
    private static final double WITHIN_SECONDS = 1;

    /** Samples that decide where it begins: chance correlates by a hundredth of them. */
    private static final int PROBES = 8_192;

    private final float[] samples;
    private final int rateHz;

    RepeatedPlaces(Wav recording) {
        rateHz = recording.rateHz();
        int channels = recording.channels();
        samples = new float[recording.samples().length / channels];
        for (int i = 0; i < samples.length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                samples[i] += recording.samples()[i * channels + channel];
            }
        }
    }

    /**
     * Whether the stretch that begins at the one place begins near the other too. Silence repeats
     * nothing.
     *
     * @param seconds length of the stretch
     */
    boolean isRepeated(double fromSeconds, double seconds, double nearSeconds) {
        int from = (int) Math.round(fromSeconds * rateHz);
        int length = (int) Math.min(seconds * rateHz, samples.length - (double) from);
        int least = (int) Math.max(0, Math.round((nearSeconds - WITHIN_SECONDS) * rateHz));
        int most =
                (int)
                        Math.min(
                                samples.length - (double) length,
                                Math.round((nearSeconds + WITHIN_SECONDS) * rateHz));
        if (from < 0 || length <= 0) {
            return false;
        }
        int stride = Math.max(1, length / PROBES);
        int best = -1;
        double highest = 0;
        for (int at = least; at <= most; at++) {
            double correlation = correlation(from, at, length, stride);
            if (correlation > highest) {
                highest = correlation;
                best = at;
            }
        }
        return best >= 0 && correlation(from, best, length, 1) >= LEAST_CORRELATION;
    }

    /** Of every so manieth sample; 0 where one of the two is silent. */
    private double correlation(int one, int other, int length, int stride) {
        double product = 0;
        double ofOne = 0;
        double ofOther = 0;
        for (int i = 0; i < length; i += stride) {
            double a = samples[one + i];
            double b = samples[other + i];
            product += a * b;
            ofOne += a * a;
            ofOther += b * b;
        }
        return ofOne == 0 || ofOther == 0 ? 0 : product / Math.sqrt(ofOne * ofOther);
    }
}
