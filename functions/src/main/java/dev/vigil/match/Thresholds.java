package dev.vigil.match;

import dev.vigil.schema.media.FingerprintProfile;
import java.io.Serializable;

/**
 * The evidence that makes a match, from how often unrelated sound or pictures reach it.
 *
 * <p>Lines that are tried grow with the hours of references, and above a high value the evidence of
 * what is unrelated falls off exponentially, so the threshold grows with the logarithm of the hours
 * and of the rate that is not accepted. {@link SearchSettings} has the rate that is.
 *
 * @param evidence a high value of evidence
 * @param perHour how often an unrelated hour reached it, against {@code hours}
 * @param scale by how much more evidence is e times as rare
 * @param hours of references in that measurement
 * @param least evidence, whatever is accepted
 */
public record Thresholds(double evidence, double perHour, double scale, double hours, double least)
        implements Serializable {
    /**
     * The least of sound: up to this, a loop or a beat in common is enough, and for that one
     * reference will do. Music of one composer on one beat reached 17.8, generated music 19.1.
     */
    static final double LEAST = 20;

    /**
     * The least of pictures: what a layout or a title card in common reaches, and a little more.
     */
    private static final double LEAST_OF_PICTURES = 8;

    /** Fewer references than this are as likely to share a beat or a loop with a stream. */
    private static final double FEWEST_HOURS = 1;

    private static final double PER = 1_000;

    /** Of sound. */
    public Thresholds(double evidence, double perHour, double scale, double hours) {
        this(evidence, perHour, scale, hours, LEAST);
    }

    /**
     * The measurement for a profile. Of sound: 8.6 h of other music, much of it by the composers of
     * references and on their beat, in pieces of 5 to 20 s against 10 h, thoroughly.
     *
     * <p>Of pictures: 9 min of film that is in no reference, and the same inverted, upside down and
     * turned, against half an hour, 3 h and 20 h, of which most are the references' pictures and
     * their quarters, turned likewise. Lines that move, without those of two pairs of twins (a
     * drawing that was made twice), of 220 windows of 10 s: against half an hour 2 reached 4 and
     * none 5; against 3 h 12 reached 4, 6 reached 5, one 6, none 7; against 20 h 19 reached 4, 7
     * reached 5, one 7, none 8. So they grow no faster than the hours do, and 1 more is 2.5 to 3
     * times as rare. In as many minutes by windows of 60 s as many did: what a session gathers is
     * what is beyond {@link AlignScale#idleEvidence()}, so that its length is of little account.
     * Still pictures reach twice as much, and no evidence makes them more than still pictures.
     * Copies have 26 (median of 10 s).
     *
     * @throws IllegalArgumentException if the profile has none
     */
    public static Thresholds of(String profile) {
        if (profile.equals(FingerprintProfile.AUDIO_1.id())) {
            return new Thresholds(16, 0.3, 3, 10);
        }
        if (profile.equals(FingerprintProfile.VIDEO_1.id())) {
            return new Thresholds(4, 3.3, 0.9, 0.5, LEAST_OF_PICTURES);
        }
        throw new IllegalArgumentException(
                "thresholds: expected the profile audio/1 or video/1, got '"
                        + profile
                        + "'; measure them before it is searched");
    }

    /**
     * Evidence that is reached by chance this many times in 1,000 hours.
     *
     * @param falseMatches in 1,000 hours, above 0
     * @param referenceHours hours of references that are searched, in all shards together
     */
    public double at(double falseMatches, double referenceHours) {
        double rate = perHour * Math.max(FEWEST_HOURS, referenceHours) / hours;
        return Math.max(least, evidence + scale * Math.log(rate * PER / falseMatches));
    }
}
