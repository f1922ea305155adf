package dev.vigil.audit;

import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import dev.vigil.schema.audit.AuditSeal;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A log that is written: digests of records become pages, pages that were read back become leaves
 * of the tree, and the tree gets seals.
 *
 * <p>The log is what is published, and nothing else: a page that is read back is an entry where it
 * begins where its partition's entries end, and is none otherwise. So every run of the job that
 * ever was, from whatever state, makes the same tree of it, and no two seals contradict each other:
 * a page that was lost is sent again, one that was published twice counts once, and a page of
 * another run takes the place of our own. Of one thread.
 */
public final class AuditLog {
    /** Longest time that a record waits for its page. */
    public static final long PAGE_MS = 2_000;

    /** Between pages at most, so that silence can be seen. */
    public static final long TICK_MS = 3_600_000;

    /** How long a page may be on its way before it is sent again. */
    static final long PATIENCE_MS = 120_000;

    /** Records whose page was not read back: 160 MB. */
    static final int MOST_HELD = 4_000_000;

    /** The topic of pages that are about an hour. */
    static final String TICK = "tick";

    private final String origin;
    private final int mostHeld;
    private final Sealing sealing;
    private final Map<String, PartitionPages> partitions = new TreeMap<>();

    private Reading reading = new Reading();
    private boolean isLoaded;
    private AuditPage opening;
    private long openingSentMs;
    private long held;
    private long repeats;
    private long unreadable;

    /**
     * A log from its beginning.
     *
     * @param origin name of the log: SITE/audit/NUMBER; another number than that of the log which
     *     is published closes that one
     * @param key that its seals are verified by
     * @param privateKey that signs them
     */
    public AuditLog(String origin, NoteKey key, PrivateKey privateKey) {
        this(origin, key, privateKey, MOST_HELD);
    }

    AuditLog(String origin, NoteKey key, PrivateKey privateKey, int mostHeld) {
        LogName.number(origin);
        this.origin = origin;
        this.mostHeld = mostHeld;
        sealing = new Sealing(origin, key, privateKey);
        pages(TICK, 0);
    }

    /** As it was kept. */
    public void restore(AuditLogState state, Iterable<AuditPartitionState> kept) {
        boolean isSame = state.written().equals(origin);
        for (AuditPartitionState partition : kept) {
            PartitionPages pages = new PartitionPages(partition);
            if (!isSame) {
                pages.pageAnew();
            }
            partitions.put(PageLeaf.place(partition.topic(), partition.partition()), pages);
            held += pages.held();
        }
        reading = new Reading(state);
        if (isSame) {
            sealing.restore(state, reading);
        }
    }

    public AuditLogState state() {
        return reading.state(origin, sealing.note(), refusal());
    }

    public List<AuditPartitionState> partitionStates() {
        return partitions.values().stream().map(PartitionPages::state).toList();
    }

    /**
     * A record was on a topic.
     *
     * @throws IllegalStateException where more is held than memory is planned for
     */
    public void digest(RecordPlace place, byte[] digest, long nowMs) {
        if (pages(place.topic(), place.partition()).add(place.offset(), digest, nowMs)) {
            held++;
            requireRoom();
        }
    }

    private void requireRoom() {
        if (held > mostHeld) {
            throw new IllegalStateException(
                    "log: expected at most "
                            + mostHeld
                            + " records whose pages were not read back, got more; find out why"
                            + " what the log publishes is not read back");
        }
    }

    private PartitionPages pages(String topic, int partition) {
        return partitions.computeIfAbsent(
                PageLeaf.place(topic, partition), place -> new PartitionPages(topic, partition));
    }

    /** A seal was read back: of this log, or of another one. */
    public void seal(AuditSeal published) {
        if (!sealing.readBack(published, reading)) {
            unreadable++;
        }
    }

    /** A page was read back. */
    public void page(AuditPage page, long nowMs) {
        Optional<PageLeaf> read = Paging.read(page);
        if (read.isEmpty()) {
            unreadable++;
            return;
        }
        PageLeaf leaf = read.get();
        if (reading.opens(page, leaf)) {
            opening = null;
            reading.open(page, leaf);
        } else if (reading.isOf(page.origin())
                && pages(leaf.topic(), leaf.partition()).isNext(leaf)) {
            PartitionPages pages = pages(leaf.topic(), leaf.partition());
            long before = pages.held();
            pages.readBack(leaf, nowMs);
            held += pages.held() - before;
            reading.add(page, leaf);
        } else {
            repeats++;
            return;
        }
        sealing.added(reading);
    }

    /** All pages and seals that there were at the start are read. */
    public void loaded() {
        isLoaded = true;
        sealing.loaded(reading);
    }

    /** The pages to publish now, in this order; none before the log is loaded. */
    public List<AuditPage> pagesDue(long nowMs) {
        List<AuditPage> due = new ArrayList<>();
        if (!isLoaded) {
            return due;
        }
        if (!reading.isOf(origin)) {
            open(nowMs, due);
            return due;
        }
        long hour = nowMs / TICK_MS;
        PartitionPages ticks = pages(TICK, 0);
        if (hour > ticks.last()) {
            ticks.cutEmpty(origin, hour, nowMs, due);
        }
        for (PartitionPages pages : partitions.values()) {
            pages.sendAgain(PATIENCE_MS, nowMs, due);
            pages.cut(origin, nowMs, due);
        }
        return due;
    }

    /** The first page of a log is about the log before: until it is read back no other is sent. */
    private void open(long nowMs, List<AuditPage> due) {
        if (!reading.isBefore(origin)) {
            sealing.refuse(
                    "the log that is published, " + reading.origin() + ", has no smaller number");
            return;
        }
        boolean isStale =
                opening == null || !reading.opens(opening, PageLeaf.parse(opening.leaf()));
        if (isStale || nowMs - PATIENCE_MS >= openingSentMs) {
            opening = isStale ? reading.opening(origin, nowMs) : opening;
            openingSentMs = nowMs;
            due.add(opening);
        }
    }

    /** The seal to publish now: only over what was read back, and none that contradicts another. */
    public Optional<AuditSeal> sealDue(long nowMs) {
        return isLoaded && reading.isOf(origin) ? sealing.due(reading, nowMs) : Optional.empty();
    }

    /** Why the log gets no seal; null while it does. */
    public String refusal() {
        return sealing.refusal();
    }

    /** Entries of the log that was read back. */
    public long size() {
        return reading.size();
    }

    /** Entries that no seal covers. */
    public long unsealed() {
        return reading.isOf(origin) ? Math.max(0, reading.size() - sealing.size()) : 0;
    }

    /** Records whose page was not read back. */
    public long held() {
        return held;
    }

    /** Pages that were read back and are no entry: their records are on another one. */
    public long repeats() {
        return repeats;
    }

    /** What was read back could not be read. */
    public void unreadableRead() {
        unreadable++;
    }

    /** What was read back and is no page or seal. */
    public long unreadable() {
        return unreadable;
    }
}
