package dev.vigil.match;

import dev.vigil.schema.media.SessionKind;
import java.io.Serializable;

/**
 * How thoroughly a job searches, and what it takes for a match.
 *
 * @param thoroughEvery every n-th packet of a live stream is searched thoroughly
 * @param falseLive accepted false matches in 1,000 hours of live streams: a stream may be cut; and
 *     of new recordings
 * @param falseUpload accepted false matches in 1,000 hours of uploads: a person may have to look
 */
public record SearchSettings(int thoroughEvery, double falseLive, double falseUpload)
        implements Serializable {

    public static final SearchSettings DEFAULT =
            new SearchSettings(Tiers.DEFAULT.liveEvery(), 1, 100);

    public SearchSettings {
        if (!(falseLive > 0) || !(falseUpload > 0)) {
            throw new IllegalArgumentException(
                    "accepted false matches: expected more than 0, got "
                            + falseLive
                            + " and "
                            + falseUpload
                            + "; no threshold excludes all of them");
        }
    }

    /** The tiers with these settings. */
    Tiers tiers() {
        return new Tiers(
                thoroughEvery,
                Tiers.DEFAULT.liveFirst(),
                Tiers.DEFAULT.uploadEvery(),
                Tiers.DEFAULT.weak());
    }

    /**
     * The evidence required of an upload or a live stream against that many hours.
     *
     * @param profile id of the fingerprint profile
     */
    public double threshold(String profile, boolean upload, double referenceHours) {
        return threshold(Thresholds.of(profile), upload, referenceHours);
    }

    /**
     * The same by what a session is: that of a new recording is as high as of a live stream, as
     * what it has in common with a work may take its vote before a person has looked.
     *
     * @param kind null for what is not known yet, which may be live
     */
    public double threshold(Thresholds thresholds, SessionKind kind, double referenceHours) {
        return threshold(thresholds, kind == SessionKind.UPLOAD, referenceHours);
    }

    /** The same of a profile with these thresholds. */
    public double threshold(Thresholds thresholds, boolean upload, double referenceHours) {
        return thresholds.at(upload ? falseUpload : falseLive, referenceHours);
    }
}
