package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of a partition until the page that lists them is read back: on pages that were sent,
 * or on none yet.
 */
final class PartitionPages {
    /** Of what has not been, or before a restart. */
    static final long NEVER_MS = Long.MIN_VALUE;

    private static final int FIRST = 16;

    /** In the place of a digest: offsets up to this one could not be read. */
    private static final byte[] UNREAD = new byte[TreeHasher.BYTES];

    private final String topic;
    private final int partition;
    private final Deque<AuditPage> sent = new ArrayDeque<>();

    /** Of each of them, when its oldest record was taken. */
    private final Deque<Long> sentTakenMs = new ArrayDeque<>();

    private int sentRecords;
    private long sentAtMs = NEVER_MS;

    /** How many of them are sent again, of those that did not come back. */
    private int sentAgain;

    /** Last offset that is on a page which was read back. */
    private long readBack;

    /** Last offset that the topic has given to this run and those whose state it has. */
    private long read;

    /** Last offset that is on a page which was sent. */
    private long paged;

    /** Last offset that it had given when another run began it anew; null for none. */
    private Long anewBehind;

    /** What contradicts a page of a log before; null for nothing. */
    private String doubt;

    /** Those on no page, from {@code first} to {@code end}: what is cut off is not moved. */
    private long[] offsets = new long[FIRST];

    private byte[] digests = new byte[FIRST * TreeHasher.BYTES];
    private int first;
    private int end;
    private long openSinceMs;

    /** When the oldest of those on no page was taken. */
    private long takenMs = NEVER_MS;

    PartitionPages(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
        read = PageLeaf.NONE;
        readBack = PageLeaf.NONE;
        paged = PageLeaf.NONE;
    }

    PartitionPages(AuditPartitionState state) {
        topic = state.topic();
        partition = state.partition();
        read = state.read();
        readBack = state.to();
        paged = readBack;
        for (AuditPage page : state.sent()) {
            PageLeaf leaf = PageLeaf.parse(page.leaf());
            sent.add(page);
            sentTakenMs.add(leaf.at());
            sentRecords += records(page);
            paged = leaf.to();
        }
        offsets = state.offsets().clone();
        digests = state.digests().clone();
        end = offsets.length;
        openSinceMs = NEVER_MS;
        anewBehind = state.anewBehind();
        doubt = state.doubt();
    }

    /** Another run has begun the partition anew, of which this one was given those of before. */
    static PartitionPages begunByAnother(PartitionPages before) {
        PartitionPages next = new PartitionPages(before.topic, before.partition);
        next.anewBehind = before.read == PageLeaf.NONE ? before.anewBehind : (Long) before.read;
        return next;
    }

    /**
     * @param carried true where no page of the log that is read is of this partition
     * @param anew true of a topic that was made anew
     */
    AuditPartitionState state(boolean carried, boolean anew) {
        return new AuditPartitionState(
                topic,
                partition,
                read,
                readBack,
                List.copyOf(sent),
                Arrays.copyOfRange(offsets, first, end),
                Arrays.copyOfRange(digests, first * TreeHasher.BYTES, end * TreeHasher.BYTES),
                carried,
                anew,
                anewBehind,
                doubt);
    }

    /** In the place of a digest: offsets up to its own could not be read. */
    static byte[] unread() {
        return UNREAD.clone();
    }

    private static int records(AuditPage page) {
        return page.digests().length / TreeHasher.BYTES;
    }

    /** The last offset that it knows of. */
    long last() {
        return open() == 0 ? paged : offsets[end - 1];
    }

    /** Records, and spans of offsets, that are on no page. */
    int open() {
        return end - first;
    }

    /** True where a page of it may be on its way. */
    boolean isSent() {
        return !sent.isEmpty();
    }

    /** Records on pages that were sent. */
    int sentRecords() {
        return sentRecords;
    }

    /** True where the topic has given that offset before: it was made anew, or cut off. */
    boolean isGivenAgain(long offset) {
        return offset <= read;
    }

    /**
     * A topic that goes on as it was has not been made anew, whatever a page says: then the offset
     * that it goes on behind. Of the first record since then alone.
     */
    OptionalLong goesOnBehind(long offset) {
        Long behind = anewBehind;
        anewBehind = null;
        return behind != null && offset > behind ? OptionalLong.of(behind) : OptionalLong.empty();
    }

    /** Until it is known whether the partition begins anew; the first one is kept. */
    void doubt(String reason) {
        doubt = doubt == null ? reason : doubt;
    }

    /** What is still in doubt, once. */
    Optional<String> takeDoubt() {
        Optional<String> taken = Optional.ofNullable(doubt);
        doubt = null;
        return taken;
    }

    /** The last offset that the topic has given; {@link PageLeaf#NONE} for none. */
    long read() {
        return read;
    }

    void setRead(long offset) {
        read = Math.max(read, offset);
    }

    /** True where it holds a record at that offset or before. */
    boolean holdsUpTo(long offset) {
        AuditPage oldest = sent.peek();
        return oldest != null
                ? PageLeaf.parse(oldest.leaf()).from() <= offset
                : open() > 0 && offsets[first] <= offset;
    }

    /** False for a record that it has already. */
    boolean add(long offset, byte[] digest, long nowMs) {
        read = Math.max(read, offset);
        return addOfAnother(offset, digest, nowMs);
    }

    /**
     * The same of a topic that was made anew, whose offsets go on behind those of before.
     *
     * @return false for an offset that it has already
     */
    boolean addOfAnother(long offset, byte[] digest, long nowMs) {
        if (offset <= last()) {
            return false;
        }
        if (open() == 0) {
            openSinceMs = nowMs;
            takenMs = nowMs;
        }
        append(offset, digest, 0);
        return true;
    }

    /**
     * Forgets the oldest records; a page will say so, where none of another run lists them.
     *
     * @return how many fewer it holds
     */
    int dropOldest(int most) {
        int count = Math.min(most, open());
        if (count < 2) {
            return 0;
        }
        first += count - 1;
        System.arraycopy(UNREAD, 0, digests, first * TreeHasher.BYTES, TreeHasher.BYTES);
        return count - 1;
    }

    private void append(long offset, byte[] from, int at) {
        if (end == offsets.length) {
            makeRoom();
        }
        offsets[end] = offset;
        System.arraycopy(from, at, digests, end * TreeHasher.BYTES, TreeHasher.BYTES);
        end++;
    }

    /** Moves the rest to the front where half is free, so that a record is moved once or twice. */
    private void makeRoom() {
        int length = first > end / 2 ? offsets.length : Math.max(FIRST, 2 * open());
        long[] movedOffsets = new long[length];
        byte[] movedDigests = new byte[length * TreeHasher.BYTES];
        System.arraycopy(offsets, first, movedOffsets, 0, open());
        System.arraycopy(
                digests, first * TreeHasher.BYTES, movedDigests, 0, open() * TreeHasher.BYTES);
        offsets = movedOffsets;
        digests = movedDigests;
        end -= first;
        first = 0;
    }

    private boolean isUnread(int index) {
        int at = index * TreeHasher.BYTES;
        return Arrays.equals(digests, at, at + TreeHasher.BYTES, UNREAD, 0, TreeHasher.BYTES);
    }

    /**
     * Makes pages of what is enough for one, and of the rest when it has waited.
     *
     * @param room for how many records on pages that were sent
     * @param mostOut pages that go out
     */
    void cut(String origin, long room, long nowMs, int mostOut, List<AuditPage> out) {
        if (sentAgain > 0) {
            // A page that overtakes another one is no entry.
            return;
        }
        boolean isTime = Pause.isOver(openSinceMs, nowMs, AuditLog.PAGE_MS);
        long left = room;
        while (open() > 0 && left > 0 && out.size() < mostOut) {
            int count = countBeforeUnread();
            if (count == 0) {
                long to = offsets[first++];
                send(Paging.empty(origin, end(), paged + 1, to, nowMs), to, nowMs, out);
                continue;
            }
            boolean isEnough = count == AuditPage.MOST_RECORDS || count < open();
            if (!isEnough && !isTime) {
                return;
            }
            long to = offsets[first + count - 1];
            send(page(origin, count, nowMs), to, nowMs, out);
            first += count;
            left -= count;
        }
    }

    /** Of a page at most. */
    private int countBeforeUnread() {
        int most = Math.min(open(), AuditPage.MOST_RECORDS);
        int count = 0;
        while (count < most && !isUnread(first + count)) {
            count++;
        }
        return count;
    }

    private AuditPage page(String origin, int count, long nowMs) {
        return Paging.page(
                origin,
                end(),
                Arrays.copyOfRange(offsets, first, first + count),
                new HashList(
                        Arrays.copyOfRange(
                                digests,
                                first * TreeHasher.BYTES,
                                (first + count) * TreeHasher.BYTES)),
                nowMs);
    }

    /** A page of a number and no record. */
    void cutEmpty(String origin, long number, long nowMs, List<AuditPage> out) {
        send(Paging.empty(origin, end(), number, number, nowMs), number, nowMs, out);
    }

    private PartitionEnd end() {
        return new PartitionEnd(topic, partition, paged);
    }

    private void send(AuditPage page, long to, long nowMs, List<AuditPage> out) {
        if (sent.isEmpty()) {
            sentAtMs = nowMs;
        }
        sent.add(page);
        sentTakenMs.add(open() == 0 || takenMs == NEVER_MS ? nowMs : (Long) takenMs);
        sentRecords += records(page);
        paged = to;
        out.add(page);
    }

    /** When the oldest record that is on no entry was taken; {@link #NEVER_MS} for none. */
    long oldestTakenMs() {
        if (!sentTakenMs.isEmpty()) {
            return sentTakenMs.peek();
        }
        return open() == 0 ? NEVER_MS : takenMs;
    }

    /**
     * Sends again what has not come back for that long, in its order.
     *
     * @param mostOut pages that go out
     */
    void sendAgain(long patienceMs, long nowMs, int mostOut, List<AuditPage> out) {
        boolean isBegun = sentAgain > 0;
        if (sent.isEmpty() || !isBegun && !Pause.isOver(sentAtMs, nowMs, patienceMs)) {
            return;
        }
        Iterator<AuditPage> rest = sent.iterator();
        for (int i = 0; i < sentAgain; i++) {
            rest.next();
        }
        while (rest.hasNext() && out.size() < mostOut) {
            out.add(rest.next());
            sentAgain++;
        }
        if (!rest.hasNext()) {
            sentAgain = 0;
            sentAtMs = nowMs;
        }
    }

    /**
     * An entry was read back: what is on it is over.
     *
     * @return false where it is of another run and is not about the records that were read here:
     *     one of them is not on it, or another one
     */
    boolean readBack(AuditPage page, PageLeaf leaf, long nowMs) {
        AuditPage oldest = sent.peek();
        if (oldest != null && oldest.leaf().equals(leaf.text())) {
            sent.remove();
            sentTakenMs.remove();
            sentRecords -= records(oldest);
            sentAgain = Math.max(0, sentAgain - 1);
            sentAtMs = nowMs;
            readBack = leaf.to();
            return true;
        }
        if (oldest != null) {
            pageAnew();
        }
        boolean lists = leaf.count() == 0 || leaf.isNewer() || listsAll(page, leaf);
        readBack = leaf.to();
        paged = readBack;
        first = firstBehind(readBack);
        return lists;
    }

    private boolean listsAll(AuditPage page, PageLeaf leaf) {
        if (open() == 0 || offsets[first] > leaf.to()) {
            return true;
        }
        long[] listed = Paging.offsets(page, leaf);
        int at = 0;
        for (int i = first; i < end && offsets[i] <= leaf.to(); i++) {
            while (at < listed.length && listed[at] < offsets[i]) {
                at++;
            }
            boolean isListed =
                    at < listed.length && listed[at] == offsets[i] && hasDigest(i, page, at);
            if (!isListed && !isUnread(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasDigest(int index, AuditPage page, int listed) {
        int one = index * TreeHasher.BYTES;
        int other = listed * TreeHasher.BYTES;
        return Arrays.equals(
                digests,
                one,
                one + TreeHasher.BYTES,
                page.digests(),
                other,
                other + TreeHasher.BYTES);
    }

    private int firstBehind(long offset) {
        int at = Arrays.binarySearch(offsets, first, end, offset);
        return at < 0 ? -at - 1 : at + 1;
    }

    /**
     * What was sent is paged once more: another run of the job has made a page that ours do not
     * continue, or another log begins.
     */
    void pageAnew() {
        takenMs = oldestTakenMs();
        List<AuditPage> before = new ArrayList<>(sent);
        long[] openOffsets = Arrays.copyOfRange(offsets, first, end);
        byte[] openDigests =
                Arrays.copyOfRange(digests, first * TreeHasher.BYTES, end * TreeHasher.BYTES);
        int all = sentRecords + before.size() + openOffsets.length;
        offsets = new long[Math.max(FIRST, all)];
        digests = new byte[offsets.length * TreeHasher.BYTES];
        first = 0;
        end = 0;
        sent.clear();
        sentTakenMs.clear();
        sentRecords = 0;
        sentAgain = 0;
        paged = readBack;
        for (AuditPage page : before) {
            PageLeaf leaf = PageLeaf.parse(page.leaf());
            if (leaf.isUnread()) {
                append(leaf.to(), UNREAD, 0);
            } else {
                appendAll(Paging.offsets(page, leaf), page.digests());
            }
        }
        appendAll(openOffsets, openDigests);
        first = firstBehind(readBack);
        openSinceMs = NEVER_MS;
    }

    private void appendAll(long[] from, byte[] hashes) {
        for (int i = 0; i < from.length; i++) {
            append(from[i], hashes, i * TreeHasher.BYTES);
        }
    }

    /** Records that it holds. */
    int held() {
        return open() + sentRecords;
    }
}
