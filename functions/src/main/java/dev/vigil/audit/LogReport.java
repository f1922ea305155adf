package dev.vigil.audit;

import java.util.List;
import java.util.Map;

/**
 * What a check of a log has come to.
 *
 * @param findings at most {@link #MOST_FINDINGS}
 * @param counts of all findings
 * @param pages entries of the log
 * @param repeats pages that are no entries: their records are on others
 * @param sealed entries that the newest good seal covers
 * @param seals that are signed by a key of the log
 * @param records that were looked at
 * @param later records that are behind the last page of their partition: not logged yet
 * @param unread records that the log says it could not read: it proves nothing of them
 * @param newer entries whose records only a newer vigil can check
 * @param notChecked what could not be checked, and why
 */
public record LogReport(
        List<LogFinding> findings,
        Map<LogFault, Long> counts,
        long pages,
        long repeats,
        long sealed,
        long seals,
        long records,
        long later,
        long unread,
        long newer,
        List<String> notChecked) {
    public static final int MOST_FINDINGS = 1_000;

    /** True where nothing was tampered with. */
    public boolean isClean() {
        return counts.isEmpty();
    }

    /** True where nothing was found, and nothing is left for a newer vigil to find. */
    public boolean isGood() {
        return isClean() && newer == 0;
    }
}
