package dev.vigil.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Seals by their size, of which some are read ahead: runs of the job that overlap publish them
 * nearly in order. Of one thread.
 */
final class SealQueue {
    private final Iterator<SealText> read;
    private final int mostAhead;
    private final PriorityQueue<SealText> ahead =
            new PriorityQueue<>(Comparator.comparingLong(SealText::size));

    /**
     * @param kept elsewhere: few
     * @param read those that are signed, as they were published
     */
    SealQueue(Collection<SealText> kept, Iterator<SealText> read, int mostAhead) {
        this.read = read;
        this.mostAhead = mostAhead;
        ahead.addAll(kept);
    }

    /** The next one of at most that size; null for none. */
    SealText upTo(long size) {
        while (ahead.size() < mostAhead && read.hasNext()) {
            ahead.add(read.next());
        }
        return ahead.isEmpty() || ahead.peek().size() > size ? null : ahead.poll();
    }

    /** Those are to be given once more. */
    void back(Collection<SealText> seals) {
        ahead.addAll(seals);
    }

    /** All others of at most that size, and of those above it the largest. */
    List<SealText> rest(long size) {
        List<SealText> rest = new ArrayList<>();
        SealText largest = null;
        while (!ahead.isEmpty() || read.hasNext()) {
            SealText next = ahead.isEmpty() ? read.next() : ahead.poll();
            if (next.size() <= size && rest.size() < LogReport.MOST_FINDINGS) {
                rest.add(next);
            } else if (largest == null || next.size() > largest.size()) {
                largest = next;
            }
        }
        if (largest != null) {
            rest.add(largest);
        }
        return rest;
    }
}
