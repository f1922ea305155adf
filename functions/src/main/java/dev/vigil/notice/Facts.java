package dev.vigil.notice;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the task knows beside the notice.
 *
 * @param entries list entries of the works of the notice, withdrawn ones too
 * @param flagged the notifier has lost the right to automatic action
 * @param incarnation of the task: another one after every start
 */
public record Facts(List<ListEntry> entries, boolean flagged, String incarnation) {
    private static final Set<ListClass> SPEED_UP =
            EnumSet.complementOf(EnumSet.of(ListClass.STAYDOWN, ListClass.RIGHTS_DECLARED));

    /** As long as a notice may be late: see its door. */
    private static final long LATEST_NOTICE_MS = 200L * 24 * 3_600_000;

    /**
     * Whether an entry may change anything about a notice, from now on. Most of a long list does
     * not: what one upheld item is kept down by, and what was withdrawn long ago.
     */
    public static boolean uses(ListEntry entry, long nowMs) {
        boolean concerns = SPEED_UP.contains(entry.listClass()) || entry.referenceIds().isEmpty();
        return concerns && !isOver(entry, nowMs);
    }

    /** Withdrawn before any notice that may still come. */
    public static boolean isOver(ListEntry entry, long nowMs) {
        return entry.withdrawnAt() != null && entry.withdrawnAt() <= nowMs - LATEST_NOTICE_MS;
    }

    public static Facts none(String incarnation) {
        return new Facts(List.of(), false, incarnation);
    }

    /** True where a work of the notice was on a list that asks to speed up, in its window. */
    boolean listedAt(long timeMs) {
        return entries.stream()
                .anyMatch(
                        entry ->
                                SPEED_UP.contains(entry.listClass())
                                        && entry.issuedAt() <= timeMs
                                        && entry.appliedAt(timeMs));
    }

    /** Works that are on the list now. */
    List<String> listedWorks() {
        return entries.stream()
                .filter(entry -> entry.withdrawnAt() == null && entry.referenceIds().isEmpty())
                .map(ListEntry::workId)
                .distinct()
                .toList();
    }
}
