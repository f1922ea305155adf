package dev.vigil.policy;

import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceMeasure;
import dev.vigil.schema.rights.RegisteredWork;

/**
 * Whether a reference is poor: one that is mostly silent, of another length than its work or with
 * few peaks matches by accident or not at all, so that a person looks before it blocks anything.
 */
public final class ReferenceQuality {
    /** Percent of the recording that is silent, from which on it is poor. */
    static final int MOST_SILENT_PCT = 50;

    /** Peaks a second, below which it is poor. */
    static final int LEAST_PEAKS = 5;

    /** Percent of the work's length by which the recording may be off. */
    static final int MOST_OFF_PCT = 5;

    private ReferenceQuality() {}

    public static ReferenceMeasure measure(ReferenceManifest manifest) {
        return new ReferenceMeasure(
                manifest.version(),
                manifest.durationMs(),
                manifest.peaks(),
                manifest.silentMs(),
                FingerprintProfile.of(manifest.profile()).isPresent());
    }

    /**
     * The first thing that is poor.
     *
     * @param measure null where it is not known
     * @param work null where it is not registered
     * @return null where nothing is
     */
    public static HealthReason fault(ReferenceMeasure measure, RegisteredWork work) {
        if (measure == null) {
            return null;
        }
        if (!measure.knownProfile()) {
            return HealthReason.PROFILE;
        }
        long lengthMs = measure.durationMs();
        if (measure.silentMs() != null && 100 * measure.silentMs() >= MOST_SILENT_PCT * lengthMs) {
            return HealthReason.SILENCE;
        }
        if (1_000 * measure.peaks() < LEAST_PEAKS * lengthMs) {
            return HealthReason.FEW_PEAKS;
        }
        Long workMs = work == null ? null : work.durationMs();
        boolean isOff = workMs != null && 100 * Math.abs(lengthMs - workMs) > MOST_OFF_PCT * workMs;
        return isOff ? HealthReason.LENGTH : null;
    }
}
