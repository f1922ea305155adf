package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPartitionState;
import java.util.ArrayList;
import java.util.List;

/**
 * A partition in the log that is written: what this log lists of it, and, where its topic was made
 * anew, what that has given since then.
 *
 * <p>Such a topic gives offsets again that are on pages with other records. This log lists those
 * behind them alone; all that the topic has given since then is held for the next log, in which the
 * partition begins anew.
 */
final class WrittenPartition {
    private final String topic;
    private final int number;
    private PartitionPages pages;

    /** Since the topic was made anew; null where it was not. */
    private PartitionPages next;

    WrittenPartition(String topic, int number) {
        this.topic = topic;
        this.number = number;
        pages = new PartitionPages(topic, number);
    }

    /**
     * As it was kept.
     *
     * @param isAnew true of what was given since the topic was made anew
     */
    void restore(PartitionPages kept, boolean isAnew) {
        if (isAnew) {
            next = kept;
        } else {
            pages = kept;
        }
    }

    /**
     * @param isCarried true where no page of the log that is read is of this partition
     */
    List<AuditPartitionState> states(boolean isCarried) {
        List<AuditPartitionState> states = new ArrayList<>();
        states.add(pages.state(isCarried, false));
        if (next != null) {
            states.add(next.state(false, true));
        }
        return states;
    }

    /** What this log lists. */
    PartitionPages pages() {
        return pages;
    }

    /** True where its topic was made anew. */
    boolean isMadeAnew() {
        return next != null;
    }

    /** True where the topic has given that offset before: it was made anew, or cut off. */
    boolean isGivenAgain(long offset) {
        return pages.isGivenAgain(offset) || next != null && next.isGivenAgain(offset);
    }

    /** Records at offsets that were given before and that no page lists. */
    long givenAgain() {
        return next == null || pages.read() == PageLeaf.NONE ? 0 : next.held();
    }

    /**
     * Its topic was made anew. Where that was so before, what it had given in between is on no page
     * and gone; a page of it that may be on its way keeps it.
     *
     * @param offset that it gives again
     * @param mayBeginAnew true where the partition's next page may have none before it
     * @return records that are gone
     */
    long beginAgain(long offset, boolean mayBeginAnew, long nowMs) {
        long gone = 0;
        if (next != null) {
            if (!next.isGivenAgain(offset) || next.isSent()) {
                return 0;
            }
            gone = next.held();
            if (!mayBeginAnew) {
                pages.setRead(next.read());
            }
        }
        next = new PartitionPages(topic, number);
        if (offset > 0) {
            // Whether there was a record it does not know.
            next.add(offset - 1, PartitionPages.unread(), nowMs);
        }
        return gone;
    }

    /** Its topic was made anew before this run, which is the first that reads it: so it is said. */
    void beginAsSaid() {
        if (next == null && pages.read() == PageLeaf.NONE) {
            next = new PartitionPages(topic, number);
        }
    }

    /** One record, which may be for this log and for the next one. */
    void add(long offset, byte[] digest, long nowMs) {
        if (next == null) {
            pages.add(offset, digest, nowMs);
        } else {
            pages.addOfAnother(offset, digest, nowMs);
            next.add(offset, digest, nowMs);
        }
    }

    /** It goes on in the log, whatever a person says, and can't begin anew in it. */
    void goesOn() {
        if (next != null && pages.read() == PageLeaf.NONE) {
            pages.setRead(next.read());
            next = null;
        }
    }

    /**
     * A page that was read back begins it anew: this run may know nothing of that yet.
     *
     * @param isCold true of a run without state: what pages of the logs before seemed to list is
     *     forgotten
     * @return records that are on no page of the log before and gone
     */
    long begun(boolean isCold, long nowMs) {
        long gone = pages.holdsUpTo(pages.read()) ? pages.held() : 0;
        long read = pages.read();
        if (next != null) {
            pages = next;
        } else if (isCold) {
            pages = new PartitionPages(topic, number);
            if (read != PageLeaf.NONE) {
                pages.add(read, PartitionPages.unread(), nowMs);
            }
        } else {
            pages = PartitionPages.begunByAnother(pages);
        }
        next = null;
        return gone;
    }

    /**
     * What the next pages are made of: what is left of the topic as it was comes first.
     *
     * @param mayBeginAnew true where the partition's next page may have none before it
     */
    PartitionPages toPage(boolean mayBeginAnew) {
        boolean beginsAnew = next != null && mayBeginAnew && !pages.holdsUpTo(pages.read());
        return beginsAnew ? next : pages;
    }

    /** Records that it holds. */
    long held() {
        return pages.held() + (next == null ? 0 : next.held());
    }

    /** Records on pages that were sent. */
    int sentRecords() {
        return pages.sentRecords() + (next == null ? 0 : next.sentRecords());
    }

    /** Records that are on no page, of that which has more. */
    int open() {
        return most().open();
    }

    /**
     * Forgets the oldest records of that which has more on no page.
     *
     * @return how many fewer it holds
     */
    int dropOldest(int most) {
        return most().dropOldest(most);
    }

    private PartitionPages most() {
        return next == null || pages.open() >= next.open() ? pages : next;
    }
}
