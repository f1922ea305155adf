package dev.vigil.notifier;

import java.io.Serializable;

/**
 * The figures of job/docs/domain.md, Notifiers. "Unfounded" means manifestly unfounded or forged;
 * percentages are of the judged notices of the window.
 *
 * @param windowDays how long an event counts, in UTC days with the current one
 * @param watchUnfounded WATCH from this many
 * @param watchPercent or from this share ...
 * @param watchOf ... of at least this many judged
 * @param priorityUnfounded PRIORITY_LOST from this many ...
 * @param priorityPercent ... that are also this share
 * @param restrictedUnfounded RESTRICTED, after a warning, from this many ...
 * @param restrictedPercent ... that are also this share
 * @param restrictedDays how long
 * @param trustedOf TRUSTED from this many judged, of a verified identity ...
 * @param trustedPercent ... of which this share was upheld
 * @param trustLostPercent TRUSTED is lost below this share
 * @param floodNotices a flood is more than this many ...
 * @param floodWindowMs ... in this time, sharp to a tenth of it
 * @param floodTrustedFactor a trusted notifier may send this many times more
 * @param rememberedNotices up to this many notices of a notifier are known one by one; of any more
 *     a repeat counts twice and a correction beside what it corrects
 */
public record ReputationRules(
        int windowDays,
        int watchUnfounded,
        int watchPercent,
        int watchOf,
        int priorityUnfounded,
        int priorityPercent,
        int restrictedUnfounded,
        int restrictedPercent,
        int restrictedDays,
        int trustedOf,
        int trustedPercent,
        int trustLostPercent,
        int floodNotices,
        long floodWindowMs,
        int floodTrustedFactor,
        int rememberedNotices)
        implements Serializable {
    public static final ReputationRules DEFAULTS =
            new ReputationRules(
                    90, 3, 20, 10, 5, 30, 10, 50, 30, 100, 98, 95, 100, 600_000, 10, 100_000);

    public ReputationRules {
        if (restrictedDays > windowDays) {
            throw new IllegalArgumentException(
                    "restrictedDays: expected at most windowDays ("
                            + windowDays
                            + "), so that a reversal can still lift it, got "
                            + restrictedDays);
        }
        if (floodWindowMs < Flood.SLOTS) {
            throw new IllegalArgumentException(
                    "floodWindowMs: expected at least "
                            + Flood.SLOTS
                            + ", one for each slot, got "
                            + floodWindowMs);
        }
    }
}
