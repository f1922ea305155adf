package dev.vigil.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Pages of a log in their order, those that are entries. */
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

    private final long base;
    private final Map<String, Long> starts;
    private final Set<String> anew = new HashSet<>();
    private final Rule rule;
    private final List<ReadPage> entries = new ArrayList<>();
    private final HashList leaves = new HashList();
    private final Set<String> texts = new HashSet<>();
    private final Map<String, PagesByOffset> partitions = new TreeMap<>();
    private final TreeHasher hasher = new TreeHasher();
    private long repeats;

    /**
     * @param read pages of the log, in the order in which they were published
     * @param base how many entries are before them
     * @param starts of partitions: where those entries end, and those of the logs before
     * @param carried partitions of which none of those entries is: they may begin anew
     */
    LogPages(
            List<ReadPage> read,
            long base,
            Map<String, Long> starts,
            Set<String> carried,
            Rule rule) {
        this.base = base;
        this.starts = starts;
        this.rule = rule;
        for (ReadPage page : read) {
            // The page that begins anew may itself be gone: any about offsets of before shows it.
            boolean isAnew =
                    page.offsets() != null
                            && carried.contains(page.leaf().place())
                            && page.leaf().from() <= starts.get(page.leaf().place());
            if (isAnew) {
                anew.add(page.leaf().place());
            }
        }
        read.forEach(this::add);
        texts.clear();
    }

    private void add(ReadPage page) {
        if (!isEntry(page)) {
            repeats++;
            return;
        }
        page.setIndex(base + entries.size());
        entries.add(page);
        leaves.add(Paging.leafHash(hasher, page.page()));
    }

    private boolean isEntry(ReadPage page) {
        if (rule == Rule.WRITTEN) {
            return page.isWritten() && (!isKnown(page) || isOpening(page) || put(page));
        }
        if (!texts.add(page.page().leaf())) {
            return false;
        }
        if (!isKnown(page)) {
            return true;
        }
        if (isOpening(page)) {
            return base == 0 && entries.isEmpty();
        }
        boolean isDoubtful = rule == Rule.DISJOINT && partition(page.leaf()).overlaps(page.leaf());
        return !isDoubtful && put(page);
    }

    /** True where it is known which offsets it is about. */
    private static boolean isKnown(ReadPage page) {
        return page.offsets() != null || page.isNewer();
    }

    static boolean isOpening(ReadPage page) {
        return page.leaf().topic().equals(Reading.CLOSED);
    }

    private boolean put(ReadPage page) {
        partition(page.leaf()).put(page);
        return true;
    }

    private PagesByOffset partition(PageLeaf leaf) {
        return partitions.computeIfAbsent(leaf.place(), place -> new PagesByOffset(start(place)));
    }

    private long start(String place) {
        return anew.contains(place) ? PageLeaf.NONE : starts.getOrDefault(place, PageLeaf.NONE);
    }

    /** Two entries that were found to be at each other's place. */
    void swap(SealCheck.Swap swap) {
        Collections.swap(entries, swap.one(), swap.other());
        entries.get(swap.one()).setIndex(base + swap.one());
        entries.get(swap.other()).setIndex(base + swap.other());
    }

    List<ReadPage> entries() {
        return entries;
    }

    /** Hashes of the entries. */
    HashList leaves() {
        return leaves;
    }

    Map<String, PagesByOffset> partitions() {
        return partitions;
    }

    long repeats() {
        return repeats;
    }
}
