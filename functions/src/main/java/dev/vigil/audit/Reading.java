package dev.vigil.audit;

import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The walk over what was published, in its order: which pages are entries, and of which log. The
 * writer and every check walk in the same way, so that both have the same tree.
 *
 * <p>The logs of a site come one after the other. A page is an entry where it begins where its
 * partition's entries end, those of the logs before included. A log ends where the first page of
 * one with a larger number names its head, all pages of it, sealed or not: so none of them is
 * without a seal that covers it. A page of that kind is an entry there and nowhere else.
 *
 * <p>A topic that was made anew has the offsets of before with other records. In a log that follows
 * another one the first page of a partition may therefore have no page before, and the partition
 * begins anew there. Within a log it can't: a second page about an offset would be a second truth.
 *
 * <p>All entries of a log have the version of its first one. So a newer form begins with a log of
 * its own, and who can only write to the topic can't end a log by it.
 */
final class Reading {
    /** What a page is. */
    enum Step {
        /** The next entry of the log. */
        ENTRY,
        /** The next entry of the log, from which on its partition begins anew. */
        ANEW,
        /** The first entry of the log that follows. */
        OPENING,
        /** No entry: its records are on another one. */
        REPEAT
    }

    /** The topic of the first page of a log that follows another one. */
    static final String CLOSED = "closed";

    private static final int PARTITION = 0;

    private final TreeHasher hasher = new TreeHasher();
    private final String log;
    private final Map<String, Long> ends = new HashMap<>();

    /** Partitions whose end is that of a log before: this one has no page of them yet. */
    private final Set<String> carried = new HashSet<>();

    private String origin;
    private RightEdge tree;
    private long newestMs;

    /** Of the log's entries; 0 before the first one. */
    private int version;

    /** True where the pages of the logs before are gone, so that it is not known where they end. */
    private boolean isAlone;

    /**
     * From the beginning.
     *
     * @param log whose site the pages must be of
     */
    Reading(String log) {
        this.log = log;
        tree = new RightEdge();
    }

    Reading(String log, AuditLogState state, Iterable<AuditPartitionState> partitions) {
        this.log = log;
        origin = state.origin();
        tree = new RightEdge(state.size(), state.edge());
        newestMs = state.at();
        version = state.version();
        for (AuditPartitionState it : partitions) {
            String place = PageLeaf.place(it.topic(), it.partition());
            if (!it.anew()) {
                ends.put(place, it.to());
            }
            if (it.carried()) {
                carried.add(place);
            }
        }
    }

    /** In the middle of a log. */
    Reading(String log, RightEdge tree, int version, Map<String, Long> ends, Set<String> carried) {
        this.log = log;
        origin = log;
        this.tree = tree;
        this.version = version;
        this.ends.putAll(ends);
        this.carried.addAll(carried);
    }

    /**
     * A walk over a topic that has forgotten the logs before: where the first page that it has is
     * that of a log which follows another one, what is behind it is taken as it goes on. For
     * checks: a run without state would have to believe it.
     */
    static Reading ofWhatIsLeft(String log) {
        Reading walk = new Reading(log);
        walk.isAlone = true;
        return walk;
    }

    AuditLogState state(String written, String seal, String refusal, long offset, boolean isCold) {
        return new AuditLogState(
                origin,
                tree.size(),
                tree.hashes(),
                newestMs,
                written,
                seal,
                refusal,
                offset,
                version,
                isCold);
    }

    /** True before the first page, too. */
    boolean isOf(String log) {
        return origin == null || origin.equals(log);
    }

    /** True where the log may follow this one. */
    boolean isBefore(String log) {
        return origin != null && LogName.follows(log, origin);
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

    /** The version of the log's entries; 0 before the first one. */
    int version() {
        return version;
    }

    /** Where each partition's entries end. */
    Map<String, Long> ends() {
        return Map.copyOf(ends);
    }

    /** Those of them whose end is that of a log before. */
    Set<String> carried() {
        return Set.copyOf(carried);
    }

    /** True where the log that is read has a page of the partition. */
    boolean hasPageOf(String place) {
        return ends.getOrDefault(place, PageLeaf.NONE) != PageLeaf.NONE && !carried.contains(place);
    }

    /** True where the partition's next page may have none before it. */
    boolean mayBeginAnew(String place) {
        return carried.contains(place);
    }

    /** What a seal over all that was read would say. */
    SealText head() {
        return new SealText(origin, tree.size(), tree.root());
    }

    /** The next page; one that is whole. */
    Step read(AuditPage page, PageLeaf leaf) {
        if (opens(page, leaf)) {
            tree = new RightEdge();
            version = 0;
            carried.addAll(ends.keySet());
            add(page, leaf);
            return Step.OPENING;
        }
        if (isAlone && origin == null) {
            isAlone = isFirstOfAFollower(page, leaf);
            if (isAlone) {
                add(page, leaf);
                return Step.ENTRY;
            }
        }
        boolean isOfLog =
                origin == null
                        ? LogName.areOfOneSite(page.origin(), log)
                        : origin.equals(page.origin());
        boolean isOfVersion = version == 0 || version == leaf.version();
        if (!isOfLog || !isOfVersion || leaf.topic().equals(CLOSED)) {
            return Step.REPEAT;
        }
        boolean isNext = leaf.prev() == end(leaf);
        if (!isNext && !isAnew(leaf)) {
            return Step.REPEAT;
        }
        ends.put(leaf.place(), leaf.to());
        carried.remove(leaf.place());
        add(page, leaf);
        return isNext ? Step.ENTRY : Step.ANEW;
    }

    private boolean isAnew(PageLeaf leaf) {
        return leaf.prev() == PageLeaf.NONE && carried.contains(leaf.place());
    }

    private boolean isFirstOfAFollower(AuditPage page, PageLeaf leaf) {
        return leaf.topic().equals(CLOSED)
                && LogName.areOfOneSite(page.origin(), log)
                && LogName.number(page.origin()) > 1;
    }

    private long end(PageLeaf leaf) {
        return ends.getOrDefault(leaf.place(), isAlone ? leaf.prev() : PageLeaf.NONE);
    }

    private void add(AuditPage page, PageLeaf leaf) {
        origin = page.origin();
        version = leaf.version();
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
                        null,
                        nowMs);
        return new AuditPage(next, leaf.text(), List.of(1L), head);
    }

    /** True where the page is the first of a log that follows this one, as it is now. */
    boolean opens(AuditPage page, PageLeaf leaf) {
        return leaf.topic().equals(CLOSED)
                && isBefore(page.origin())
                && leaf.root().equals(Base64.getEncoder().encodeToString(headHash()));
    }

    private byte[] headHash() {
        return hasher.leaf(head().text().getBytes(StandardCharsets.UTF_8));
    }
}
