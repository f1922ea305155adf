package dev.vigil.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The pages of a log in their order, those that are entries. */
final class LogPages {
    /** Which pages are entries. */
    enum Rule {
        /** As the writer takes them: what begins where its partition's entries end. */
        WRITTEN,
        /** What is about offsets that no entry is about: some were moved or are missing. */
        DISJOINT,
        /** What is there for the first time: some are about other offsets than they were. */
        ALL
    }

    /** Offsets of a partition that no entry is about, though a later one says so. */
    record Gap(long after, long to, long beforeIndex) {}

    /** The entries of a partition by the last offset of each. */
    static final class Partition {
        private final TreeMap<Long, ReadPage> pages = new TreeMap<>();
        private final long start;
        private long to;
        private ReadPage last;
        private long firstSeen = PageLeaf.NONE;
        private long lastSeen = PageLeaf.NONE;

        private Partition(long start) {
            this.start = start;
            to = start;
        }

        /** The last offset that an entry is about. */
        long to() {
            return to;
        }

        private boolean overlaps(PageLeaf leaf) {
            Map.Entry<Long, ReadPage> other = pages.ceilingEntry(leaf.from());
            return leaf.from() <= start
                    || other != null && other.getValue().leaf().from() <= leaf.to();
        }

        /** Of two that are about the same offsets neither is certain. */
        private void put(ReadPage page) {
            PageLeaf leaf = page.leaf();
            to = Math.max(to, leaf.to());
            if (overlaps(leaf)) {
                pages.subMap(leaf.from(), true, Long.MAX_VALUE, true)
                        .values()
                        .removeIf(other -> other.leaf().from() <= leaf.to());
            } else {
                pages.put(leaf.to(), page);
            }
        }

        /** The entry that is about an offset; null where none is. */
        ReadPage page(long offset) {
            if (last == null || offset > last.leaf().to() || offset <= last.leaf().prev()) {
                Map.Entry<Long, ReadPage> next = pages.ceilingEntry(offset);
                last = next == null ? null : next.getValue();
            }
            return last == null || offset <= last.leaf().prev() ? null : last;
        }

        /** True where a record does not come behind a later one. */
        boolean isInOrder(long offset) {
            boolean isInOrder = offset >= lastSeen;
            firstSeen = firstSeen == PageLeaf.NONE ? offset : firstSeen;
            lastSeen = Math.max(lastSeen, offset);
            return isInOrder;
        }

        /** Of the records that were given; {@link PageLeaf#NONE} for none. */
        long firstSeen() {
            return firstSeen;
        }

        long lastSeen() {
            return lastSeen;
        }

        List<Gap> gaps() {
            List<Gap> gaps = new ArrayList<>();
            long end = start;
            for (ReadPage page : pages.values()) {
                if (page.leaf().prev() > end) {
                    gaps.add(new Gap(end, page.leaf().prev(), page.index()));
                }
                end = page.leaf().to();
            }
            return gaps;
        }

        Collection<ReadPage> pages() {
            return pages.values();
        }
    }

    private final Map<String, Long> starts;
    private final Rule rule;
    private final List<ReadPage> entries = new ArrayList<>();
    private final HashList leaves = new HashList();
    private final Set<String> texts = new HashSet<>();
    private final Map<String, Partition> partitions = new TreeMap<>();
    private final TreeHasher hasher = new TreeHasher();
    private long repeats;

    /**
     * @param read all pages of the log, in the order in which they were published
     * @param starts of partitions: where they end in the logs before
     */
    LogPages(List<ReadPage> read, Map<String, Long> starts, Rule rule) {
        this.starts = starts;
        this.rule = rule;
        read.forEach(this::add);
        texts.clear();
    }

    private void add(ReadPage page) {
        if (!isEntry(page)) {
            repeats++;
            return;
        }
        page.setIndex(entries.size());
        entries.add(page);
        leaves.add(Paging.leafHash(hasher, page.page()));
    }

    private boolean isEntry(ReadPage page) {
        if (rule == Rule.WRITTEN) {
            return page.isWritten() && (page.offsets() == null || isOpening(page) || put(page));
        }
        if (!texts.add(page.page().leaf())) {
            return false;
        }
        if (page.offsets() == null) {
            return true;
        }
        if (isOpening(page)) {
            return entries.isEmpty();
        }
        boolean isDoubtful = rule == Rule.DISJOINT && partition(page.leaf()).overlaps(page.leaf());
        return !isDoubtful && put(page);
    }

    private static boolean isOpening(ReadPage page) {
        return page.leaf().topic().equals(Reading.CLOSED);
    }

    private boolean put(ReadPage page) {
        partition(page.leaf()).put(page);
        return true;
    }

    private Partition partition(PageLeaf leaf) {
        return partitions.computeIfAbsent(
                leaf.place(), place -> new Partition(starts.getOrDefault(place, PageLeaf.NONE)));
    }

    List<ReadPage> entries() {
        return entries;
    }

    /** Hashes of the entries. */
    HashList leaves() {
        return leaves;
    }

    Map<String, Partition> partitions() {
        return partitions;
    }

    long repeats() {
        return repeats;
    }
}
