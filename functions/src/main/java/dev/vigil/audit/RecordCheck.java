package dev.vigil.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds records against the pages that list them. Pages are collected until they list so many
 * records, then these are read and the pages forgotten: what is held does not grow with the log. Of
 * one thread.
 */
final class RecordCheck {
    /** Bytes that are hashed to find out where a record was moved from: some seconds. */
    private static final long MOST_SEARCHED = 4L << 30;

    private final RecordSource source;
    private final LogFindings findings;
    private final int mostListed;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<String, Partition> partitions = new TreeMap<>();

    /** Where partitions end in the logs before; of those that go on behind that. */
    private final Map<String, Long> before = new HashMap<>();

    private int listed;
    private int mostHeld;
    private long searchedBytes;
    private long records;
    private long later;
    private long unread;
    private long newestPageMs;

    /** What is kept of a partition for the whole of the check. */
    private static final class Partition {
        private final String topic;
        private final int number;
        private final PagesByOffset pages = new PagesByOffset(PageLeaf.NONE);
        private long readTo = PageLeaf.NONE;
        private long lastSeen = PageLeaf.NONE;

        private Partition(String topic, int number) {
            this.topic = topic;
            this.number = number;
        }

        private RecordSource.Span unreadTo(long to) {
            return new RecordSource.Span(topic, number, readTo + 1, to);
        }

        /** True where a record does not come behind a later one. */
        private boolean isInOrder(long offset) {
            boolean isInOrder = offset >= lastSeen;
            lastSeen = Math.max(lastSeen, offset);
            return isInOrder;
        }
    }

    /**
     * @param mostListed by the pages that it collects
     */
    RecordCheck(RecordSource source, LogFindings findings, int mostListed) {
        this.source = source;
        this.findings = findings;
        this.mostListed = mostListed;
    }

    /** Records up to these offsets are on pages of the logs before. */
    void startBehind(Map<String, Long> ends) {
        before.putAll(ends);
    }

    /** All records that there are of the partition are of this log. */
    void beginAnew(String place) {
        before.remove(place);
    }

    /** The next entry of the log; one that lists records of a partition. */
    void add(ReadPage page) {
        PageLeaf leaf = page.leaf();
        partition(leaf.topic(), leaf.partition()).pages.put(page);
        listed += page.listed();
        mostHeld = Math.max(mostHeld, listed);
        if (listed >= mostListed) {
            readListed();
        }
    }

    private Partition partition(String topic, int number) {
        return partitions.computeIfAbsent(
                PageLeaf.place(topic, number), place -> new Partition(topic, number));
    }

    private void readListed() {
        List<RecordSource.Span> wanted = new ArrayList<>();
        for (Partition partition : partitions.values()) {
            if (partition.pages.to() > partition.readTo) {
                wanted.add(partition.unreadTo(partition.pages.to()));
            }
        }
        source.read(wanted, this::record);
        for (RecordSource.Span span : source.spans()) {
            Partition partition = partitions.get(PageLeaf.place(span.topic(), span.partition()));
            if (partition != null) {
                partition.pages.pages().stream()
                        .filter(page -> !page.isNewer())
                        .filter(page -> !page.isDoubtful() || !page.seen().isEmpty())
                        .forEach(page -> checkMissing(span, page));
            }
        }
        for (Partition partition : partitions.values()) {
            partition.readTo = Math.max(partition.readTo, partition.pages.to());
            partition.pages.clear();
        }
        listed = 0;
    }

    /**
     * All entries were added: reads what is left of the records.
     *
     * @param newestMs when the newest page was made
     */
    void finish(long newestMs) {
        readListed();
        newestPageMs = newestMs;
        List<RecordSource.Span> wanted = new ArrayList<>();
        for (RecordSource.Span span : source.spans()) {
            wanted.add(partition(span.topic(), span.partition()).unreadTo(Long.MAX_VALUE));
        }
        source.read(wanted, this::record);
    }

    private void record(byte[] bytes, int from, int to) {
        records++;
        RecordPlace place = RecordPlace.in(bytes, from, to);
        if (place == null) {
            findings.add(
                    LogFault.ALTERED,
                    "record " + (records - 1),
                    "expected a record with its topic, partition and offset, got another text");
            return;
        }
        Partition partition = partition(place.topic(), place.partition());
        String key = PageLeaf.place(place.topic(), place.partition());
        long end = before.getOrDefault(key, PageLeaf.NONE);
        if (place.offset() > Math.max(partition.pages.to(), end)) {
            behind(place, RecordBytes.timeMs(bytes, from, to));
            return;
        }
        if (!partition.isInOrder(place.offset())) {
            findings.add(
                    LogFault.REORDERED,
                    place.toString(),
                    "expected records in the order of their offsets, got a later one before it");
        }
        ReadPage page = partition.pages.page(place.offset());
        if (page != null) {
            record(place, page, bytes, from, to);
        }
    }

    /** Not logged yet; but what is a day older than the newest page was left out. */
    private void behind(RecordPlace place, long timeMs) {
        later++;
        if (timeMs != RecordBytes.NO_TIME && newestPageMs - timeMs > LogCheck.BEHIND_MS) {
            findings.add(
                    LogFault.MISSING,
                    place.toString(),
                    "expected a page that lists this record, as the log has pages that are "
                            + (newestPageMs - timeMs)
                            + " ms younger, got none");
        }
    }

    private void record(RecordPlace place, ReadPage page, byte[] bytes, int from, int to) {
        if (page.isNewer()) {
            return;
        }
        if (page.leaf().isUnread()) {
            unread++;
            return;
        }
        int at = Arrays.binarySearch(page.offsets(), place.offset());
        if (at < 0) {
            findings.add(
                    LogFault.ALTERED,
                    place.toString(),
                    "expected no record, as page " + page.index() + " has none there, got one");
        } else if (!page.accepts(at, hasher.leaf(bytes, from, to))) {
            mismatch(place, page, Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** A record that is another one of its page was moved. */
    private void mismatch(RecordPlace place, ReadPage page, byte[] record) {
        long[] offsets = page.offsets();
        for (int i = 0; i < offsets.length && !findings.areFull(); i++) {
            byte[] moved = RecordPlace.moved(record, offsets[i]);
            searchedBytes += moved.length;
            if (searchedBytes > MOST_SEARCHED) {
                break;
            }
            if (page.lists(i, hasher.leaf(moved))) {
                findings.add(
                        LogFault.REORDERED,
                        place.toString(),
                        "expected the record that page "
                                + page.index()
                                + " lists, got the one of offset "
                                + offsets[i]);
                return;
            }
        }
        findings.add(
                LogFault.ALTERED,
                place.toString(),
                "expected the digest on page " + page.index() + ", got another one");
    }

    private void checkMissing(RecordSource.Span span, ReadPage page) {
        long[] offsets = page.offsets();
        BitSet seen = page.seen();
        for (int i = seen.nextClearBit(0); i < offsets.length; i = seen.nextClearBit(i + 1)) {
            if (span.holds(offsets[i])) {
                findings.add(
                        LogFault.MISSING,
                        PageLeaf.place(span.topic(), span.partition()) + "/" + offsets[i],
                        "expected the record that page " + page.index() + " lists, got none");
            }
        }
    }

    /** Records that were looked at. */
    long records() {
        return records;
    }

    /** Of them, those behind the last page of their partition. */
    long later() {
        return later;
    }

    /** Of them, those that the log could not read. */
    long unread() {
        return unread;
    }

    /** The most that the pages it held have listed. */
    int mostHeld() {
        return mostHeld;
    }
}
