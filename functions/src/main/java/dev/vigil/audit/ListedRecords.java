package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.util.Optional;

/** The records that a page lists, once the page and its entry are of each other. */
public final class ListedRecords {
    private final PageLeaf leaf;
    private final long[] offsets;
    private final HashList digests;

    private ListedRecords(PageLeaf leaf, long[] offsets, HashList digests) {
        this.leaf = leaf;
        this.offsets = offsets;
        this.digests = digests;
    }

    /** Empty where page and entry contradict each other; of a newer vigil's page it lists none. */
    public static Optional<ListedRecords> of(AuditPage page) {
        try {
            PageLeaf leaf = PageLeaf.parse(page.leaf());
            if (leaf.isNewer()) {
                return Optional.of(new ListedRecords(leaf, new long[0], new HashList()));
            }
            return Optional.of(
                    new ListedRecords(
                            leaf, Paging.offsets(page, leaf), Paging.digests(page, leaf)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public PageLeaf leaf() {
        return leaf;
    }

    public int count() {
        return offsets.length;
    }

    /** Increasing. */
    public long offset(int record) {
        return offsets[record];
    }

    /** True where the record has that hash. */
    public boolean holds(int record, byte[] leafHash) {
        return digests.holds(record, leafHash);
    }

    /** True of the hours in which nothing else may have been logged. */
    public boolean isTick() {
        return leaf.topic().equals(AuditLog.TICK);
    }
}
