package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The records of a partition until the page that lists them is read back: on pages that were sent,
 * or on none yet.
 */
final class PartitionPages {
    private static final long NEVER_MS = Long.MIN_VALUE;

    private final String topic;
    private final int partition;
    private final Deque<AuditPage> sent = new ArrayDeque<>();
    private long sentAtMs = NEVER_MS;

    /** Last offset that is on a page which was read back. */
    private long readBack;

    /** Last offset that is on a page which was sent. */
    private long paged;

    private long[] offsets = new long[16];
    private HashList digests = new HashList();
    private int open;
    private long openSinceMs;

    PartitionPages(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
        readBack = PageLeaf.NONE;
        paged = PageLeaf.NONE;
    }

    PartitionPages(AuditPartitionState state) {
        topic = state.topic();
        partition = state.partition();
        readBack = state.to();
        paged = readBack;
        for (AuditPage page : state.sent()) {
            sent.add(page);
            paged = PageLeaf.parse(page.leaf()).to();
        }
        offsets = state.offsets().clone();
        open = offsets.length;
        digests = new HashList(state.digests().clone());
        openSinceMs = NEVER_MS;
    }

    AuditPartitionState state() {
        return new AuditPartitionState(
                topic,
                partition,
                readBack,
                List.copyOf(sent),
                Arrays.copyOf(offsets, open),
                digests.bytes());
    }

    /** The last offset that it knows of. */
    long last() {
        return open == 0 ? paged : offsets[open - 1];
    }

    /** False for a record that it has already. */
    boolean add(long offset, byte[] digest, long nowMs) {
        if (offset <= last()) {
            return false;
        }
        if (open == 0) {
            openSinceMs = nowMs;
        }
        append(offset, digest);
        return true;
    }

    private void append(long offset, byte[] digest) {
        if (open == offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(16, 2 * open));
        }
        offsets[open++] = offset;
        digests.add(digest);
    }

    /** Makes pages of what is enough for one, and of the rest when it has waited. */
    void cut(String origin, long nowMs, List<AuditPage> out) {
        while (open >= AuditPage.MOST_RECORDS
                || open > 0 && nowMs - AuditLog.PAGE_MS >= openSinceMs) {
            int count = Math.min(open, AuditPage.MOST_RECORDS);
            send(
                    Paging.page(
                            origin,
                            end(),
                            Arrays.copyOf(offsets, count),
                            new HashList(digests.bytes(0, count)),
                            nowMs),
                    offsets[count - 1],
                    nowMs,
                    out);
            System.arraycopy(offsets, count, offsets, 0, open - count);
            digests.dropFirst(count);
            open -= count;
        }
    }

    /** A page of a number and no record. */
    void cutEmpty(String origin, long number, long nowMs, List<AuditPage> out) {
        send(Paging.empty(origin, end(), number, nowMs), number, nowMs, out);
    }

    private PartitionEnd end() {
        return new PartitionEnd(topic, partition, paged);
    }

    private void send(AuditPage page, long to, long nowMs, List<AuditPage> out) {
        if (sent.isEmpty()) {
            sentAtMs = nowMs;
        }
        sent.add(page);
        paged = to;
        out.add(page);
    }

    /** Sends again what has not come back for that long. */
    void sendAgain(long patienceMs, long nowMs, List<AuditPage> out) {
        if (!sent.isEmpty() && nowMs - patienceMs >= sentAtMs) {
            out.addAll(sent);
            sentAtMs = nowMs;
        }
    }

    /** True where the page begins where the pages that were read back end. */
    boolean isNext(PageLeaf leaf) {
        return leaf.prev() == readBack;
    }

    /** A page was read back: what is on it is over. */
    void readBack(PageLeaf leaf, long nowMs) {
        readBack = leaf.to();
        AuditPage first = sent.peek();
        if (first != null && first.leaf().equals(leaf.text())) {
            sent.remove();
            sentAtMs = nowMs;
        } else if (first != null || open > 0 && offsets[0] <= readBack) {
            pageAnew();
        } else {
            paged = readBack;
        }
    }

    /**
     * What was sent is paged once more: another run of the job has made a page that ours do not
     * continue, or another log begins.
     */
    void pageAnew() {
        List<AuditPage> before = new ArrayList<>(sent);
        long[] openOffsets = Arrays.copyOf(offsets, open);
        HashList openDigests = digests;
        sent.clear();
        paged = readBack;
        offsets = new long[openOffsets.length];
        digests = new HashList();
        open = 0;
        for (AuditPage page : before) {
            appendBehind(
                    Paging.offsets(page, PageLeaf.parse(page.leaf())),
                    new HashList(page.digests()));
        }
        appendBehind(openOffsets, openDigests);
        openSinceMs = NEVER_MS;
    }

    private void appendBehind(long[] from, HashList hashes) {
        for (int i = 0; i < from.length; i++) {
            if (from[i] > readBack) {
                append(from[i], hashes.get(i));
            }
        }
    }

    /** Records that it holds. */
    int held() {
        int held = open;
        for (AuditPage page : sent) {
            held += page.digests().length / TreeHasher.BYTES;
        }
        return held;
    }
}
