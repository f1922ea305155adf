package dev.vigil.flink.match;

import dev.vigil.flink.KeyGroups;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.IndexDivision;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceName;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.util.Collector;

/**
 * How the index is divided into slots. Each replica holds all references, a shard of it those that
 * fall to it by their name; a session goes to one replica by its id, to all shards of it.
 *
 * @param replicas carry streams
 * @param shards of each replica: because an index does not fit one task
 * @param mostHours of references in a slot, or 0 for what the task's heap has room for
 * @param patienceMs how long a packet waits for the answers of all shards
 */
public record IndexPlan(int replicas, int shards, double mostHours, long patienceMs)
        implements Serializable {
    public static final IndexPlan ONE_SLOT = new IndexPlan(1, 1, 0, 10_000);

    /**
     * What an hour of references takes at most, a fifth of it in reserve: of sound 4.0 MB in a
     * large index, 7.0 while all of it is merged, for then old and new are side by side, and 8.0
     * while it is built after a start, for what is laid aside is larger; of pictures 4 to 5, and 8.
     * The 12 MB of directories that a small index has in addition are in the rest of the heap.
     *
     * <p>The reserve is for the collector, whose largest arrays are 200 MB at 100 h: G1 built them
     * where the most was 62 % of the heap, and did not end within minutes where it was 72 %.
     */
    public static final double MB_PER_HOUR = 10;

    /** Of a heap; the rest is for what passes through, and for the collector. */
    public static final double HEAP_SHARE = 0.7;

    /** A packet has a bit for each shard that has answered. */
    public static final int MOST_SHARDS = 32;

    private static final double BYTES_PER_MB = 1e6;

    /**
     * What one index can address, the 2 s behind each recording included (110 h of those of a
     * minute), less a margin for feeds that have room set aside.
     */
    static final double MOST_HOURS = 3_300;

    public IndexPlan {
        if (replicas < 1 || shards < 1 || shards > MOST_SHARDS || replicas > maxSlots() / shards) {
            throw new IllegalArgumentException(
                    "index: expected at least one replica and shard, "
                            + MOST_SHARDS
                            + " shards and "
                            + maxSlots()
                            + " slots at most, got "
                            + replicas
                            + " replicas of "
                            + shards
                            + " shards");
        }
    }

    private static int maxSlots() {
        return KeyGroups.MAX_PARALLELISM;
    }

    public int slots() {
        return replicas * shards;
    }

    /** State is kept by slot: with another number of them each would have parts of others. */
    public Optional<String> refusal(IndexDivision before) {
        return before.equals(division())
                ? Optional.empty()
                : Optional.of(
                        "index: expected the slots that the state was written with, "
                                + before.replicas()
                                + " replicas of "
                                + before.shards()
                                + " shards, got "
                                + replicas
                                + " of "
                                + shards
                                + "; give index.replicas and index.shards as they were, or start"
                                + " the media job without its state: the index is built anew from"
                                + " the topic references (runbook: the number of slots changes)");
    }

    IndexDivision division() {
        return new IndexDivision(replicas, shards);
    }

    private int key(int replica, int shard) {
        return KeyGroups.slotKey(replica * shards + shard, slots());
    }

    /** Keys of all slots. */
    public int[] everywhere() {
        int[] keys = new int[slots()];
        for (int slot = 0; slot < keys.length; slot++) {
            keys[slot] = KeyGroups.slotKey(slot, keys.length);
        }
        return keys;
    }

    /** Keys of the slots that a session is searched in: every shard of its replica. */
    public int[] ofSession(String sessionId) {
        int replica = Math.floorMod(spread(sessionId.hashCode()), replicas);
        int[] keys = new int[shards];
        Arrays.setAll(keys, shard -> key(replica, shard));
        return keys;
    }

    /** Keys of the slots that learn a reference or feed: its shard in every replica. */
    public int[] ofReference(String workId, String referenceId) {
        int shard = shardOf(workId, referenceId);
        int[] keys = new int[replicas];
        Arrays.setAll(keys, replica -> key(replica, shard));
        return keys;
    }

    /** Number of the shard that a reference or feed falls to. */
    int shardOf(String workId, String referenceId) {
        long number = ReferenceName.of(workId, referenceId).number();
        return Math.floorMod(spread(Long.hashCode(number)), shards);
    }

    /** What a feed is called in the index: its sound and its pictures are two references. */
    static String feedId(StreamPacket packet) {
        return FingerprintProfile.isOfPictures(packet.packet().profile())
                ? RecordingId.pictures(packet.sessionId())
                : packet.sessionId();
    }

    /** Sends what comes to every slot that it concerns. */
    public void send(SearchInput input, Collector<SearchInput> out) {
        for (int key : slotsOf(input)) {
            out.collect(input.withSlot(key));
        }
    }

    private int[] slotsOf(SearchInput input) {
        return switch (input.kind()) {
            case PACKET -> ofSession(input.packet().sessionId());
            case FEED -> ofReference(input.packet().context().workId(), feedId(input.packet()));
            case REFERENCE -> ofReference(input.part().workId(), input.part().referenceId());
            case LOADED -> everywhere();
            case DEAD ->
                    throw new IllegalStateException(
                            "kind: expected one that a slot reads, got DEAD: " + input.dead());
        };
    }

    /** Number of the shard whose slot has this key. */
    int shardOf(int key) {
        for (int slot = 0; slot < slots(); slot++) {
            if (KeyGroups.slotKey(slot, slots()) == key) {
                return slot % shards;
            }
        }
        throw new IllegalStateException("key: expected that of a slot of " + this + ", got " + key);
    }

    /** Key groups take the same hash of a session: without this replicas would follow tasks. */
    private static int spread(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85EBCA6B;
        return mixed ^ mixed >>> 13;
    }

    /** Slots of the index that may come together in a process of that many task slots, at worst. */
    public int slotsTogether(int parallelism, int taskSlots) {
        return IntStream.range(0, parallelism)
                .map(task -> -slotsOf(task, parallelism))
                .sorted()
                .limit(taskSlots)
                .map(slots -> -slots)
                .sum();
    }

    /** How many slots of the index are those of one task. */
    int slotsOf(int task, int parallelism) {
        return (int)
                Arrays.stream(everywhere()).filter(key -> taskOf(key, parallelism) == task).count();
    }

    private static int taskOf(int key, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, KeyGroups.MAX_PARALLELISM, parallelism);
    }

    /** Hours of references in each of that many slots for which a heap has room. */
    public static double hoursIn(double heapBytes, int slots) {
        double hours = heapBytes * HEAP_SHARE / BYTES_PER_MB / MB_PER_HOUR / Math.max(1, slots);
        return Math.min(MOST_HOURS, Math.round(10 * hours) / 10.0);
    }

    /** Heap that this many hours in each of this many slots need. */
    public static double megabytes(double hours, int slots) {
        return hours * MB_PER_HOUR * slots;
    }

    /** The same plan with room for that many hours. */
    public IndexPlan withMostHours(double hours) {
        return new IndexPlan(replicas, shards, hours, patienceMs);
    }
}
