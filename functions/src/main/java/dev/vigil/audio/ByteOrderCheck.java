package dev.vigil.audio;

/**
 * Looks for the order of bytes in the samples of one session, from one thread: platforms send the
 * wrong one, or bytes that are no samples at all. What is too short for a decision is examined
 * together with what follows it.
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

    /**
     * Of noise or of floats, one after the other, before that is said; 2 s at the profile's rate.
     */
    private static final int LEAST_NO_SOUND = 20_000;

    private Steps asSent = Steps.NONE;
    private Steps swapped = Steps.NONE;
    private int lookedAt;
    private int noSound;

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
        /**
         * Its samples are bytes of something else: compressed, and so white noise at full level
         * whose samples are all equally frequent, in either order; or floats of 32 bits.
         */
        NO_SOUND,
        /** Neither can be seen in it, so that no more of it is looked at. */
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
        boolean noise = asSent.isFlatNoise() && swapped.isFlatNoise();
        noSound =
                noise || asSent.isFloats() || swapped.isFloats()
                        ? noSound + asSent.levels.count
                        : 0;
        if (noSound >= LEAST_NO_SOUND) {
            return Result.NO_SOUND;
        }
        lookedAt += loud && loudSwapped ? 1 : 0;
        return lookedAt < MOST_LOOKED_AT ? Result.UNKNOWN : Result.NOT_TO_BE_SEEN;
    }

    /**
     * Sums of the steps from one sample to the next, and of the samples; bits of low bytes as sent;
     * how frequent the samples are by level.
     */
    private record Steps(
            double steps, double sum, double squares, int lowBits, int count, Levels levels) {
        static final Steps NONE = new Steps(0, 0, 0, 0, 0, Levels.NONE);

        /** White noise has 2; of 4,096 samples of it hardly any differ by more. */
        private static final double LEAST_WHITE = 1.8;

        private static final double MOST_WHITE = 2.2;

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
            int count = Math.max(0, pcm.length - channels);
            return new Steps(steps, sum, squares, lowBits, count, Levels.of(pcm, swap));
        }

        Steps and(Steps next) {
            return new Steps(
                    steps + next.steps,
                    sum + next.sum,
                    squares + next.squares,
                    lowBits | next.lowBits,
                    count + next.count,
                    levels.and(next.levels));
        }

        boolean isFlatNoise() {
            double roughness = roughness();
            return roughness > LEAST_WHITE && roughness < MOST_WHITE && levels.areFlat();
        }

        boolean isFloats() {
            return levels.areFloats();
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

    /**
     * How many samples there are at each of 16 levels; and at even and at odd places how many could
     * be the upper halves of floats between 1 and 2^-31, and how many of these are below 0.
     */
    private record Levels(int[] at, int even, int evenBelow, int odd, int oddBelow, int count) {
        static final Levels NONE = new Levels(new int[16], 0, 0, 0, 0, 0);

        /**
         * The rarest level, in shares of an even distribution: compressed bytes have 0.72 or more;
         * music at most 0.61, if it is clipped at 30 times its level, and is not white then; white
         * noise as of rain 0.61, clipped at any level.
         */
        private static final double LEAST_SHARE = 0.65;

        /** Of the upper halves of floats all but those of 0. Music has 0.2 at most. */
        private static final double LEAST_UPPER = 0.9;

        /** And of the lower halves less than this. */
        private static final double MOST_LOWER = 0.5;

        /** Sound swings to both sides. */
        private static final double LEAST_BELOW = 0.1;

        private static final int LOWEST_UPPER = 0x3000;
        private static final int BEHIND_UPPER = 0x4000;

        static Levels of(short[] pcm, boolean swap) {
            int[] at = new int[16];
            int[] upper = new int[2];
            int[] below = new int[2];
            for (int i = 0; i < pcm.length; i++) {
                int sample = swap ? Short.reverseBytes(pcm[i]) : pcm[i];
                at[(sample >> 12) + 8]++;
                int size = sample & 0x7fff;
                if (size >= LOWEST_UPPER && size < BEHIND_UPPER) {
                    upper[i & 1]++;
                    below[i & 1] += sample < 0 ? 1 : 0;
                }
            }
            return new Levels(at, upper[0], below[0], upper[1], below[1], pcm.length);
        }

        Levels and(Levels next) {
            int[] sum = at.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += next.at[i];
            }
            return new Levels(
                    sum,
                    even + next.even,
                    evenBelow + next.evenBelow,
                    odd + next.odd,
                    oddBelow + next.oddBelow,
                    count + next.count);
        }

        boolean areFlat() {
            double share = LEAST_SHARE * count / at.length;
            for (int samples : at) {
                if (samples < share) {
                    return false;
                }
            }
            return true;
        }

        boolean areFloats() {
            return areHalves(even, evenBelow, odd) || areHalves(odd, oddBelow, even);
        }

        private boolean areHalves(int upper, int below, int lower) {
            double half = count / 2.0;
            return upper > LEAST_UPPER * half
                    && lower < MOST_LOWER * half
                    && below > LEAST_BELOW * upper
                    && below < (1 - LEAST_BELOW) * upper;
        }
    }
}
