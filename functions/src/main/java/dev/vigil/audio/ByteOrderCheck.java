package dev.vigil.audio;

/**
 * Looks for the order of bytes in the samples of one session, from one thread: platforms send the
 * wrong one. What is too short for a decision is examined together with what follows it.
 */
public final class ByteOrderCheck {
    /** Shorter sound shows little of the order of its bytes; 0.3 s at the profile's rate. */
    private static final int LEAST_SAMPLES = 4_096;

    /** 36 dB below full scale: of quieter sound the low bytes are no noise. */
    private static final double LEAST_POWER = 500.0 * 500;

    /** Of white noise the steps have twice the power of the samples; swapped music comes near. */
    private static final double LEAST_ROUGH = 1.5;

    /** And of music less than this. */
    private static final double MOST_SMOOTH = 0.75;

    /** 10 dB. */
    private static final double LEAST_CALMER = 10;

    /** Stretches that are long and loud enough, while none of them shows it. */
    private static final int MOST_LOOKED_AT = 100;

    private Steps asSent = Steps.NONE;
    private Steps swapped = Steps.NONE;
    private int lookedAt;

    /** What is known by now. */
    public enum Result {
        /** Nothing yet: more sound may show it. */
        UNKNOWN,
        /**
         * Its sound is smooth, and noise with its bytes swapped. Quiet sound that was swapped is
         * loud and smooth too, but smooth either way. Or all low bytes are 0, as of sound that was
         * made of 8 bits: swapped, it would never be below 0.
         */
        IN_ORDER,
        /**
         * The sound is noise at full level, and with its bytes swapped it is smooth and at least 10
         * dB calmer. Music, noise and silence in the right order are never that: swapped, their low
         * bytes become noise at full level.
         */
        SWAPPED,
        /** It is noise either way, so that no more of it is looked at. */
        NOT_TO_BE_SEEN
    }

    /**
     * Takes the next samples in.
     *
     * @param pcm interleaved samples
     */
    public Result hear(short[] pcm, int channels) {
        asSent = asSent.and(Steps.of(pcm, channels, false));
        swapped = swapped.and(Steps.of(pcm, channels, true));
        if (asSent.count < LEAST_SAMPLES - channels) {
            return Result.UNKNOWN;
        }
        Result result = result();
        asSent = Steps.NONE;
        swapped = Steps.NONE;
        return result;
    }

    private Result result() {
        boolean loud = asSent.variance() > LEAST_POWER;
        boolean loudSwapped = swapped.variance() > LEAST_POWER;
        if (loud && asSent.lowBits() == 0) {
            return Result.IN_ORDER;
        }
        if (loud && asSent.roughness() < MOST_SMOOTH && swapped.roughness() > LEAST_ROUGH) {
            return Result.IN_ORDER;
        }
        if (loudSwapped
                && asSent.roughness() > LEAST_ROUGH
                && swapped.roughness() < MOST_SMOOTH
                && asSent.power() > LEAST_CALMER * swapped.power()) {
            return Result.SWAPPED;
        }
        lookedAt += loud && loudSwapped ? 1 : 0;
        return lookedAt < MOST_LOOKED_AT ? Result.UNKNOWN : Result.NOT_TO_BE_SEEN;
    }

    /**
     * Sums of the steps from one sample to the next, and of the samples; bits of low bytes as sent.
     */
    private record Steps(double steps, double sum, double squares, int lowBits, int count) {
        static final Steps NONE = new Steps(0, 0, 0, 0, 0);

        static Steps of(short[] pcm, int channels, boolean swap) {
            double steps = 0;
            double sum = 0;
            double squares = 0;
            int lowBits = 0;
            for (int i = channels; i < pcm.length; i++) {
                double now = swap ? Short.reverseBytes(pcm[i]) : pcm[i];
                double then = swap ? Short.reverseBytes(pcm[i - channels]) : pcm[i - channels];
                steps += (now - then) * (now - then);
                sum += now;
                squares += now * now;
                lowBits |= pcm[i] & 0xff;
            }
            return new Steps(steps, sum, squares, lowBits, Math.max(0, pcm.length - channels));
        }

        Steps and(Steps next) {
            return new Steps(
                    steps + next.steps,
                    sum + next.sum,
                    squares + next.squares,
                    lowBits | next.lowBits,
                    count + next.count);
        }

        /** Mean power of the steps. */
        double power() {
            return steps / Math.max(1, count);
        }

        /** Mean power of the samples about their mean. */
        double variance() {
            int of = Math.max(1, count);
            return (squares - sum * sum / of) / of;
        }

        double roughness() {
            return variance() <= 0 ? 0 : power() / variance();
        }
    }
}
