package dev.vigil.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries of a partition by the last offset of each, behind those that are no longer held. */
final class PagesByOffset {
    /** Offsets of a partition that no entry is about, though a later one says so. */
    record Gap(long after, long to, long beforeIndex) {}

    private final TreeMap<Long, ReadPage> pages = new TreeMap<>();
    private long start;
    private long to;
    private ReadPage last;

    PagesByOffset(long start) {
        this.start = start;
        to = start;
    }

    /** The last offset that an entry is about. */
    long to() {
        return to;
    }

    boolean overlaps(PageLeaf leaf) {
        Map.Entry<Long, ReadPage> other = pages.ceilingEntry(leaf.from());
        return leaf.from() <= start || other != null && other.getValue().leaf().from() <= leaf.to();
    }

    /** Of two that are about the same offsets neither is certain. */
    void put(ReadPage page) {
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

    /** They are checked and no longer held. */
    void clear() {
        pages.clear();
        last = null;
        start = to;
    }
}
