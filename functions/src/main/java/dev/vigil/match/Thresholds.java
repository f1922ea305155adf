package dev.vigil.match;

import dev.vigil.schema.media.FingerprintProfile;
import java.io.Serializable;

/**
 * The evidence that makes a match, from how often unrelated audio reaches it.
 *
 * <p>Lines that are tried grow with the hours of references, and above a high value the evidence of
 * unrelated audio falls off exponentially, so the threshold grows with the logarithm of the hours
 * and of the rate that is not accepted. {@link SearchSettings} has the rate that is.
 *
 * @param evidence a high value of evidence
 * @param perHour how often an hour of unrelated audio reached it, against {@code hours}
 * @param scale by how much more evidence is e times as rare
 * @param hours of references in that measurement
 */
public record Thresholds(double evidence, double perHour, double scale, double hours)
        implements Serializable {
    /**
     * Whatever is accepted: up to this, a loop or a beat in common is enough, and for that one
     * reference will do. Music of one composer on one beat reached 17.8, generated music 19.1.
     */
    static final double LEAST = 20;

    /** Fewer references than this are as likely to share a beat or a loop with a stream. */
    private static final double FEWEST_HOURS = 1;

    private static final double PER = 1_000;

    /**
     * The measurement for a profile: 8.6 h of other music, much of it by the composers of
     * references and on their beat, in pieces of 5 to 20 s against 10 h, thoroughly.
     *
     * @throws IllegalArgumentException if the profile has none
     */
    public static Thresholds of(String profile) {
        if (profile.equals(FingerprintProfile.AUDIO_1.id())) {
            return new Thresholds(16, 0.3, 3, 10);
        }
        throw new IllegalArgumentException(
                "thresholds: expected the profile audio/1, got '"
                        + profile
                        + "'; measure them before it is searched");
    }

    /**
     * Evidence that unrelated audio reaches this many times in 1,000 hours.
     *
     * @param falseMatches in 1,000 hours of audio, above 0
     * @param referenceHours hours of references that are searched, in all shards together
     */
    public double at(double falseMatches, double referenceHours) {
        double rate = perHour * Math.max(FEWEST_HOURS, referenceHours) / hours;
        return Math.max(LEAST, evidence + scale * Math.log(rate * PER / falseMatches));
    }
}
