package dev.vigil.audit;

import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditPage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What was read back: the logs of a site, one after the other. A log ends where the first page of
 * one with a larger number names its head, all pages of it, sealed or not: so none of them is
 * without a seal that covers it.
 */
final class Reading {
    /** The topic of the first page of a log that follows another one. */
    static final String CLOSED = "closed";

    private static final int PARTITION = 0;

    private final TreeHasher hasher = new TreeHasher();
    private String origin;
    private RightEdge tree;
    private long newestMs;

    Reading() {
        tree = new RightEdge();
    }

    Reading(AuditLogState state) {
        origin = state.origin();
        tree = new RightEdge(state.size(), state.edge());
        newestMs = state.at();
    }

    AuditLogState state(String written, String seal, String refusal) {
        return new AuditLogState(
                origin, tree.size(), tree.hashes(), newestMs, written, seal, refusal);
    }

    /** True before the first page, too. */
    boolean isOf(String log) {
        return origin == null || origin.equals(log);
    }

    /** True where the log may follow this one. */
    boolean isBefore(String log) {
        return LogName.follows(log, origin);
    }

    /** Null before the first page. */
    String origin() {
        return origin;
    }

    long size() {
        return tree.size();
    }

    /** When the newest page was made. */
    long newestMs() {
        return newestMs;
    }

    /** What a seal over all that was read would say. */
    SealText head() {
        return new SealText(origin, tree.size(), tree.root());
    }

    void add(AuditPage page, PageLeaf leaf) {
        origin = page.origin();
        tree.add(Paging.leafHash(hasher, page));
        newestMs = Math.max(newestMs, leaf.at());
    }

    /** The first page of the log that follows. */
    AuditPage opening(String next, long nowMs) {
        byte[] head = headHash();
        PageLeaf leaf =
                new PageLeaf(
                        CLOSED,
                        PARTITION,
                        tree.size(),
                        tree.size(),
                        PageLeaf.NONE,
                        1,
                        Base64.getEncoder().encodeToString(head),
                        nowMs);
        return new AuditPage(next, leaf.text(), List.of(1L), head);
    }

    /** True where the page is the first of a log that follows this one, as it is now. */
    boolean opens(AuditPage page, PageLeaf leaf) {
        return origin != null
                && leaf.topic().equals(CLOSED)
                && isBefore(page.origin())
                && leaf.root().equals(Base64.getEncoder().encodeToString(headHash()));
    }

    /** Goes on with that log. */
    void open(AuditPage page, PageLeaf leaf) {
        tree = new RightEdge();
        add(page, leaf);
    }

    private byte[] headHash() {
        return hasher.leaf(head().text().getBytes(StandardCharsets.UTF_8));
    }
}
