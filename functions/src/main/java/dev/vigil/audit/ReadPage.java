package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.util.BitSet;

/** A page as a check reads it: possibly not what it was. */
final class ReadPage {
    private final AuditPage page;

    /** Null where the entry is unreadable. */
    private final PageLeaf leaf;

    /** Null where they do not fit the entry, and of a page of a newer vigil. */
    private final long[] offsets;

    private final HashList digests;

    /** Which of its records were there. */
    private final BitSet seen = new BitSet();

    /** True where the writer takes it as an entry. */
    private boolean isWritten;

    /** True where it may be about other offsets than its own. */
    private boolean isDoubtful;

    /** Place in the log, once it is an entry. */
    private long index;

    ReadPage(AuditPage page) {
        this.page = page;
        leaf = leaf(page);
        offsets = leaf == null || leaf.isNewer() ? null : offsets(page, leaf);
        digests = offsets == null ? null : digests(page, leaf);
    }

    private static PageLeaf leaf(AuditPage page) {
        try {
            return PageLeaf.parse(page.leaf());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static long[] offsets(AuditPage page, PageLeaf leaf) {
        try {
            return Paging.offsets(page, leaf);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static HashList digests(AuditPage page, PageLeaf leaf) {
        try {
            return Paging.digests(page, leaf);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    AuditPage page() {
        return page;
    }

    PageLeaf leaf() {
        return leaf;
    }

    long[] offsets() {
        return offsets;
    }

    /** False where its parts contradict each other: then it was altered, whatever the tree says. */
    boolean isWhole() {
        return digests != null || isNewer();
    }

    /** True where a newer vigil has made it: what it lists is not known. */
    boolean isNewer() {
        return leaf != null && leaf.isNewer();
    }

    boolean isWritten() {
        return isWritten;
    }

    void setWritten(boolean isSo) {
        isWritten = isSo;
    }

    boolean isDoubtful() {
        return isDoubtful;
    }

    void setDoubtful() {
        isDoubtful = true;
    }

    /** How many records it lists; 0 where that is unreadable. */
    int listed() {
        return offsets == null ? 0 : offsets.length;
    }

    BitSet seen() {
        return seen;
    }

    long index() {
        return index;
    }

    void setIndex(long place) {
        index = place;
    }

    /** True where the record is the one that was logged; of a page that is not whole, unknown. */
    boolean accepts(int record, byte[] digest) {
        seen.set(record);
        return digests == null || digests.holds(record, digest);
    }

    boolean lists(int record, byte[] digest) {
        return digests != null && digests.holds(record, digest);
    }
}
