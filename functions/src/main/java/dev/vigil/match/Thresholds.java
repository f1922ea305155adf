package dev.vigil.match;

/**
 * The evidence that makes a match, by tier and by hours of references.
 *
 * <p>Candidates that are tested grow with the hours, and evidence of unrelated music falls off
 * exponentially, so the threshold grows with the logarithm of both. The slopes are an argument from
 * that, not a fit; the values at 10 and 100 hours are measured.
 *
 * @param upload evidence for an upload against up to 100 hours
 * @param live evidence for a live stream against 100 hours
 * @param perDecade what ten times the hours add
 * @param leastLive evidence below which a live stream never matches
 */
public record Thresholds(double upload, double live, double perDecade, double leastLive) {
    private static final double KNOWN_HOURS = 100;

    /** Mean excess of the evidence of unrelated music over a high value. */
    private static final double TAIL = 2.6;

    /**
     * The table of a profile.
     *
     * @throws IllegalArgumentException if the profile has none
     */
    public static Thresholds of(int profile) {
        if (profile == 1) {
            return new Thresholds(12, 30, 6, 24);
        }
        throw new IllegalArgumentException(
                "no thresholds for fingerprint profile " + profile + "; known: 1");
    }

    /**
     * The same table for another rate of false matches.
     *
     * @param perThousandHours accepted false matches in 1,000 hours of live audio; 1 by default
     */
    public Thresholds accepting(double perThousandHours) {
        double less = TAIL * Math.log(perThousandHours);
        return new Thresholds(upload - less, live - less, perDecade, leastLive - less);
    }

    /** Evidence asked of an upload. */
    public double forUpload(double hours) {
        return upload + Math.max(0, 0.5 * perDecade * decades(hours));
    }

    /** Evidence asked of a live stream. */
    public double forLive(double hours) {
        return Math.max(leastLive, live + perDecade * decades(hours));
    }

    private static double decades(double hours) {
        return Math.log10(Math.max(0.1, hours) / KNOWN_HOURS);
    }
}
