package dev.vigil.account;

import java.io.Serializable;

/**
 * The figures of job/docs/domain.md, Notifiers. "Unfounded" means manifestly unfounded or forged;
 * percentages are of the judged notices of the window.
 *
 * @param windowDays how long an event counts, in UTC days with the current one
 * @param watchUnfounded WATCH from so many
 * @param watchPercent or from this share ...
 * @param watchOf ... of at least so many judged
 * @param priorityUnfounded PRIORITY_LOST from so many ...
 * @param priorityPercent ... that are also this share
 * @param restrictedUnfounded RESTRICTED, after a warning, from so many ...
 * @param restrictedPercent ... that are also this share
 * @param restrictedDays how long
 * @param trustedOf TRUSTED from so many judged, of a verified identity ...
 * @param trustedPercent ... of which this share was upheld
 * @param trustLostPercent TRUSTED is lost below this share
 * @param floodNotices a flood is more than so many ...
 * @param floodWindowMs ... in this time, sharp to a tenth of it
 * @param floodTrustedFactor a trusted notifier may send so many times more
 * @param rememberedNotices so many notices of a notifier are known one by one; of any more a repeat
 *     counts twice and a correction beside what it corrects
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
                            + "), so that a reversal can still lift it, came "
                            + restrictedDays);
        }
        if (floodWindowMs < Flood.SLOTS) {
            throw new IllegalArgumentException(
                    "floodWindowMs: expected at least "
                            + Flood.SLOTS
                            + ", one for each slot, came "
                            + floodWindowMs);
        }
    }
}
