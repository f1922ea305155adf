package dev.vigil.schema.event;

import java.util.List;

/**
 * A work under a measure: {@code list.entry.upserted}, or withdrawn where {@code withdrawnAt} is
 * set. Merged by ({@code entryId}, {@code version}), the higher version wins whatever the order of
 * arrival; a withdrawal stays as a tombstone.
 *
 * @param version counts up with every change of the entry, withdrawals too
 * @param windows none means always in force; needed for IN_SCREENING and HOT_BROADCAST
 * @param territoryInclude empty means everywhere
 * @param documentRef where the list was published
 * @param referenceIds none means all of the work; else only what matches one of these
 */
public record ListEntry(
        String entryId,
        long version,
        @MayBeMissing String listId,
        ListClass listClass,
        @MayBeMissing String authority,
        @MayBeMissing String batchNo,
        String workId,
        @MayBeMissing List<String> titles,
        @MayBeMissing List<ListWindow> windows,
        @MayBeMissing List<String> territoryInclude,
        @MayBeMissing List<String> territoryExclude,
        @MayBeMissing String documentRef,
        long issuedAt,
        @MayBeMissing Long withdrawnAt,
        @MayBeMissing List<String> referenceIds) {
    public ListEntry {
        Check.id("entryId", entryId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalId("listId", listId);
        Check.present("listClass", listClass);
        Check.optionalText("authority", authority, 200);
        Check.optionalText("batchNo", batchNo, 100);
        Check.id("workId", workId);
        titles = Check.texts("titles", titles, 50, 500);
        windows = Check.list("windows", windows, needsWindow(listClass) ? 1 : 0, 50);
        territoryInclude = Check.territories("territoryInclude", territoryInclude);
        territoryExclude = Check.territories("territoryExclude", territoryExclude);
        if (territoryExclude.contains("*")) {
            throw new IllegalArgumentException(
                    "territoryExclude: expected single territories, came '*', so that the entry"
                            + " would hold nowhere; withdraw it instead");
        }
        Check.optionalText("documentRef", documentRef, 2_000);
        Check.timeMs("issuedAt", issuedAt);
        Check.optionalTimeMs("withdrawnAt", withdrawnAt);
        referenceIds = Check.list("referenceIds", referenceIds, 0, 50);
        referenceIds.forEach(id -> Check.id("referenceIds", id));
    }

    /** An entry on all references of its work. */
    public ListEntry(
            String entryId,
            long version,
            String listId,
            ListClass listClass,
            String authority,
            String batchNo,
            String workId,
            List<String> titles,
            List<ListWindow> windows,
            List<String> territoryInclude,
            List<String> territoryExclude,
            String documentRef,
            long issuedAt,
            Long withdrawnAt) {
        this(
                entryId,
                version,
                listId,
                listClass,
                authority,
                batchNo,
                workId,
                titles,
                windows,
                territoryInclude,
                territoryExclude,
                documentRef,
                issuedAt,
                withdrawnAt,
                null);
    }

    /** True where the entry is about what matched that reference of its work. */
    public boolean concerns(String referenceId) {
        return referenceIds.isEmpty() || referenceIds.contains(referenceId);
    }

    private static boolean needsWindow(ListClass listClass) {
        return listClass == ListClass.IN_SCREENING || listClass == ListClass.HOT_BROADCAST;
    }

    /** True where the entry applies in the territory at the time (UTC epoch ms). */
    public boolean inForce(String territory, long timeMs) {
        return withdrawnAt == null && appliesIn(territory) && openAt(timeMs);
    }

    /** True where it applied anywhere at the time, though it may have been withdrawn since. */
    public boolean appliedAt(long timeMs) {
        return (withdrawnAt == null || withdrawnAt > timeMs) && openAt(timeMs);
    }

    /** True where every territory of the world is meant, so that a plain BLOCK is right. */
    public boolean everywhere() {
        return territoryExclude.isEmpty()
                && (territoryInclude.isEmpty() || territoryInclude.contains("*"));
    }

    private boolean appliesIn(String territory) {
        boolean included =
                territoryInclude.isEmpty()
                        || territoryInclude.contains("*")
                        || territoryInclude.contains(territory);
        return included && !territoryExclude.contains(territory);
    }

    private boolean openAt(long timeMs) {
        return windows.isEmpty() || windows.stream().anyMatch(w -> w.contains(timeMs));
    }
}
