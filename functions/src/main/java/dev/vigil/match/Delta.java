package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The part of the index that grows: chained postings, for feeds and fresh references. Chains are
 * made when somebody is to ask: what is merged before that does without.
 *
 * <p>Bits by a hash of the key, eight for each chain, show without a read elsewhere that most keys
 * have none.
 */
final class Delta extends Shelf {
    /** A reference that grows gets time line for 10 minutes at once, 1/64 frames. */
    private static final long RESERVE = 26_000L * Peak.PER_FRAME;

    /** Bits of the filter for each chain, as a shift. */
    private static final int FILTER_SHIFT = 3;

    /**
     * Keys in a partition, as a shift: what is under them in a segment fits a cache, and 16 bits
     * tell them apart.
     */
    private static final int PARTITION_SHIFT = 15;

    private static final int PARTITION_MASK = (1 << PARTITION_SHIFT) - 1;

    /** Postings of a peak of music, rounded up: room for a reference at once. */
    private static final int POSTINGS_OF_PEAK = 4;

    /** Room that is passed on; a recording of many hours needs more, those after it don't. */
    private static final int LARGEST_ROOM = 1 << 21;

    static final int PARTITIONS = (Posting.KEYS - 1 >> PARTITION_SHIFT) + 1;

    private final Map<Integer, Room> rooms = new HashMap<>();
    private int[] heads = new int[0];
    private long[] filter = new long[0];
    private int[] next = new int[0];
    private int[] keys;

    /** Once it is laid aside, of each key what its partition leaves open. */
    private char[] within = new char[0];

    private int[] when;
    private short[] details;
    private int count;

    /** This many of them are in chains. */
    private int linked;

    /** Where each partition begins and the last one ends, once it is laid aside. */
    private int[] partitions = new int[0];

    /** Where on the time line a reference grows, and the reference time at which that is full. */
    private record Room(int block, long end) {}

    Delta() {
        this(1 << 10);
    }

    private Delta(int[] keys, int[] when, short[] details) {
        this.keys = keys;
        this.when = when;
        this.details = details;
    }

    private Delta(int room) {
        this(new int[room], new int[room], new short[room]);
    }

    /** One whole reference, whose number it gets when it is taken. */
    static Delta of(long[] peaks) {
        return of(0, peaks);
    }

    /** One whole reference, with little more room than it needs. */
    static Delta of(int reference, long[] peaks) {
        Delta whole = new Delta(Math.max(1, POSTINGS_OF_PEAK * peaks.length));
        if (peaks.length > 0) {
            whole.add(reference, peaks, 0, peaks.length, Effort.REFERENCE_FOLLOWERS);
        }
        return whole;
    }

    /** Adds a whole reference, as {@link #add} would. */
    void take(int reference, Delta whole) {
        if (whole.blocks() == 0) {
            return;
        }
        long end = whole.end(0);
        int block = addBlock(reference, whole.start(0), end - whole.start(0));
        use(block, end);
        rooms.put(reference, new Room(block, end));
        if (count + whole.count > keys.length) {
            grow(Math.max(2 * count, count + whole.count));
        }
        System.arraycopy(whole.keys, 0, keys, count, whole.count);
        System.arraycopy(whole.details, 0, details, count, whole.count);
        for (int i = 0; i < whole.count; i++) {
            when[count + i] = Posting.moved(whole.when[i], base(block));
        }
        count += whole.count;
    }

    /**
     * Adds the triples and pairs whose last peak lies in {@code [from, to)}; those of one reference
     * come in order.
     */
    void add(int reference, long[] peaks, int from, int to, int followers) {
        int block = roomFor(reference, peaks, from, to);
        Triples.each(
                peaks,
                to,
                from,
                followers,
                (a, b, c) ->
                        put(
                                Posting.keyOf(peaks[a], peaks[b], peaks[c]),
                                Posting.when(place(block, Peak.time(peaks[a])), peaks[a]),
                                Posting.detail(peaks[a], peaks[b], peaks[c])));
        Pairs.each(
                peaks,
                to,
                from,
                Pairs.REFERENCE_FOLLOWERS,
                (a, b) ->
                        put(
                                Pairs.keyOf(peaks[a], peaks[b]),
                                Posting.when(place(block, Peak.time(peaks[a])), peaks[a]),
                                Pairs.detail(peaks[a], peaks[b])));
    }

    private int roomFor(int reference, long[] peaks, int from, int to) {
        Room room = rooms.get(reference);
        long end = Peak.time(peaks[to - 1]);
        if (room == null || end > room.end()) {
            long start = earliestAnchor(peaks[from]);
            long duration = from == 0 ? end - start : Math.max(RESERVE, end - start);
            int block = addBlock(reference, start, duration);
            room = new Room(block, start + duration);
            rooms.put(reference, room);
        }
        use(room.block(), end);
        return room.block();
    }

    /** Half frames of a time line that peaks may take up when they are added. */
    static long mostLength(long[] peaks) {
        if (peaks.length == 0) {
            return 0;
        }
        long time = Peak.time(peaks[peaks.length - 1]) - Peak.time(peaks[0]);
        return (RESERVE + Triples.LARGEST_GAP + time >> Posting.TIME_SHIFT) + 1 + GAP;
    }

    /** Time before which there is no anchor of a triple that a peak completes, in whole steps. */
    private static long earliestAnchor(long peak) {
        long earliest = Math.max(0, Peak.time(peak) - Triples.LARGEST_GAP);
        return earliest >> Posting.TIME_SHIFT << Posting.TIME_SHIFT;
    }

    private void put(int key, int postingWhen, short detail) {
        if (count == keys.length) {
            grow(2 * count);
        }
        keys[count] = key;
        when[count] = postingWhen;
        details[count] = detail;
        count++;
    }

    /**
     * Puts the postings in order of their partitions, as a merge likes them (ADR 15). Nothing is
     * added afterwards, and there was no search yet.
     *
     * @return an empty one, with the room that this one has outgrown
     */
    Delta layAside() {
        int[] places = new int[PARTITIONS + 1];
        for (int i = 0; i < count; i++) {
            places[(keys[i] >> PARTITION_SHIFT) + 1]++;
        }
        for (int i = 1; i <= PARTITIONS; i++) {
            places[i] += places[i - 1];
        }
        partitions = places.clone();
        char[] sortedKeys = new char[count];
        int[] sortedWhen = new int[count];
        short[] sortedDetails = new short[count];
        for (int i = 0; i < count; i++) {
            int to = places[keys[i] >> PARTITION_SHIFT]++;
            sortedKeys[to] = (char) (keys[i] & PARTITION_MASK);
            sortedWhen[to] = when[i];
            sortedDetails[to] = details[i];
        }
        boolean ordinary = keys.length <= LARGEST_ROOM;
        Delta following = ordinary ? new Delta(keys, when, details) : new Delta();
        keys = new int[0];
        within = sortedKeys;
        when = sortedWhen;
        details = sortedDetails;
        return following;
    }

    boolean isLaidAside() {
        return partitions.length > 0;
    }

    /** The first posting of a partition, or the end for the one after the last. */
    int partition(int number) {
        return partitions[number];
    }

    /** Puts what has come since into chains; on the thread that asks next, or before it can. */
    void link() {
        if (next.length < when.length) {
            // A power of two of chains, however much room there is.
            int chains = Integer.highestOneBit(Math.max(1 << 10, when.length));
            next = new int[when.length];
            heads = new int[chains];
            filter = new long[chains << FILTER_SHIFT >> 6];
            Arrays.fill(heads, -1);
            linked = 0;
        }
        while (linked < count) {
            link(linked++);
        }
    }

    private void link(int i) {
        int hash = hash(key(i));
        int head = head(hash);
        next[i] = heads[head];
        heads[head] = i;
        int bit = bit(hash);
        filter[bit >>> 6] |= 1L << bit;
    }

    private static int hash(int key) {
        return key * 0x9E3779B9;
    }

    private int head(int hash) {
        return hash >>> 32 - Integer.numberOfTrailingZeros(heads.length);
    }

    private int bit(int hash) {
        return hash >>> 32 - FILTER_SHIFT - Integer.numberOfTrailingZeros(heads.length);
    }

    private void grow(int size) {
        keys = Arrays.copyOf(keys, size);
        when = Arrays.copyOf(when, size);
        details = Arrays.copyOf(details, size);
    }

    /** False where a key has no posting, true where it may have some; all are linked. */
    boolean mayHold(int key) {
        int bit = bit(hash(key));
        return (filter[bit >>> 6] >>> bit & 1) != 0;
    }

    /** First posting of the chain in which the key's postings are, -1 for none. */
    int first(int key) {
        return heads[head(hash(key))];
    }

    /** The posting after this one in its chain, -1 at the end. */
    int next(int posting) {
        return next[posting];
    }

    int key(int posting) {
        return isLaidAside() ? key(partitionOf(posting), posting) : keys[posting];
    }

    /** The same where the partition is known, which one that is not laid aside does not need. */
    int key(int partition, int posting) {
        return isLaidAside() ? partition << PARTITION_SHIFT | within[posting] : keys[posting];
    }

    /** The last one that begins at a posting or before it: those before it may be empty. */
    private int partitionOf(int posting) {
        int low = 0;
        int high = PARTITIONS;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (partitions[middle] <= posting) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int when(int posting) {
        return when[posting];
    }

    short detail(int posting) {
        return details[posting];
    }

    @Override
    void addSizes(int[] sizes) {
        for (int i = 0; i < count; i++) {
            sizes[key(i)]++;
        }
    }

    @Override
    int postings() {
        return count;
    }

    @Override
    long bytes() {
        return (long) Integer.BYTES * keys.length
                + (long) Character.BYTES * within.length
                + (long) Posting.BYTES * when.length
                + (2L * Integer.BYTES + 1) * next.length
                + blockBytes();
    }
}
