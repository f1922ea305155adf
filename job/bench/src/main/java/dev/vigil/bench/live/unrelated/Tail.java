package dev.vigil.bench.live.unrelated;

import java.util.Arrays;
import java.util.Optional;

/**
 * How evidence of unrelated sound falls off: exponentially beyond a high value.
 *
 * @param beyond the value
 * @param windows how many of 10 s reached more
 * @param meanExcess of these over the value
 * @param falsePerThousandHours windows that are expected beyond the threshold
 * @param least the same, were the mean excess smaller by two of its standard errors
 * @param most the same, were it larger by as much
 */
record Tail(
        double beyond,
        int windows,
        double meanExcess,
        double falsePerThousandHours,
        double least,
        double most) {

    /** Below it a line is compared with the mean of wrong shifts, above with the second largest. */
    static final double LEAST_EVIDENCE = 10;

    /** With fewer the mean excess is off by more than a quarter. */
    static final int LEAST_WINDOWS = 20;

    private static final double SHARE = 0.05;

    /**
     * Fits it to the highest twentieth of the windows.
     *
     * @param maxima highest evidence of each window
     * @param hours that all windows took
     * @return empty where too few windows show evidence enough; what would come out then is no
     *     estimate
     */
    static Optional<Tail> of(double[] maxima, double hours, double threshold) {
        double[] sorted = maxima.clone();
        Arrays.sort(sorted);
        int highest = (int) (SHARE * sorted.length);
        double beyond = LEAST_EVIDENCE;
        if (highest < sorted.length) {
            beyond = Math.max(beyond, sorted[sorted.length - 1 - highest]);
        }
        double value = beyond;
        double[] excesses =
                Arrays.stream(sorted).filter(e -> e > value).map(e -> e - value).toArray();
        if (excesses.length < LEAST_WINDOWS) {
            return Optional.empty();
        }
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double error = 2 * mean / Math.sqrt(excesses.length);
        double perThousandHours = 1_000 * excesses.length / hours;
        double far = threshold - beyond;
        return Optional.of(
                new Tail(
                        beyond,
                        excesses.length,
                        mean,
                        perThousandHours * Math.exp(-far / mean),
                        perThousandHours * Math.exp(-far / (mean - error)),
                        perThousandHours * Math.exp(-far / (mean + error))));
    }
}
