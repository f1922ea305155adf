package dev.vigil.flink.match;

import dev.vigil.match.ReferenceIndex;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.IndexedReference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A slot that answers. Its indexes are the task's, which alone asks and changes them; the worker
 * merges and the hashers hash what is long, over arrays that nothing changes meanwhile.
 *
 * <p>A long reference is searched beside the others until a merge takes it in, and until then takes
 * more memory and is asked every question. So a merge does not wait for those that are still to be
 * hashed, and these wait for a merge.
 */
final class LiveSlot implements SlotIndex {
    /** Peaks of a quarter of an hour: what has more is hashed elsewhere, at 0.2 s an hour. */
    private static final int LONG = 30_000;

    /** Long references that are hashed at once, and that gather while a merge is under way. */
    private static final int MOST_AT_ONCE = 4;

    private final Indexes indexes;
    private final Executor worker;
    private final Executor hashers;
    private final SlotFailures failures;

    /** Those that are not hashed yet, in the order of their arrival. */
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    /** Those before it. Whichever is hashed first, they are published in this order. */
    private final Queue<Hashing> hashing = new ArrayDeque<>();

    /** Published since the last merge began. */
    private int unmerged;

    private ReferenceIndex.Work merging;
    private CompletableFuture<Boolean> merged;
    private long bytes;

    /** A long reference that is still to be hashed. */
    private record Waiting(String key, ReferenceIndex.Work work) {}

    /**
     * A long reference that is hashed.
     *
     * @param done false where it failed
     */
    private record Hashing(String key, ReferenceIndex.Work work, CompletableFuture<Boolean> done) {}

    /**
     * @param indexes the caller must not use them any more
     * @param worker merges
     * @param hashers hash, none of which waits for another or for the worker
     */
    LiveSlot(Indexes indexes, Executor worker, Executor hashers, SlotFailures failures) {
        this.indexes = indexes;
        this.worker = worker;
        this.hashers = hashers;
        this.failures = failures;
        bytes = indexes.bytes();
    }

    /**
     * Candidate lines of a packet among the references of its profile; empty where it is left to
     * the next search.
     *
     * @param hours of references of its profile in all shards
     * @throws IllegalArgumentException if the profile is not searched
     */
    Optional<List<FoundLine>> ask(Packet packet, boolean upload, double hours) {
        return indexes.of(packet.profile()).ask(packet, upload, hours);
    }

    /** The same of a packet of a new recording of a work, see {@link ReferenceIndex#askNew}. */
    Optional<List<FoundLine>> askNew(Packet packet, String workId, double hours) {
        return indexes.of(packet.profile()).askNew(packet, workId, hours);
    }

    /** Words of the reference of a line that was found, see {@link ReferenceIndex#words}. */
    long[] words(String profile, FoundLine found, long fromFrame, long toFrame) {
        return indexes.of(profile).words(found, fromFrame, toFrame);
    }

    @Override
    public void put(IndexedReference reference, long[] peaks) {
        change(
                reference,
                index -> {
                    if (peaks.length > LONG) {
                        hash(reference, index.adding(reference.name(), peaks));
                    } else {
                        index.put(reference.name(), peaks);
                    }
                });
    }

    @Override
    public void retire(IndexedReference reference) {
        change(reference, index -> index.retire(reference.name()));
    }

    @Override
    public void grow(IndexedReference feed, long[] newPeaks) {
        change(feed, index -> index.grow(feed.name(), newPeaks, feed.fromFrame()));
    }

    /** A change of one index, made by the task. */
    @FunctionalInterface
    private interface Change {
        void make(ReferenceIndex index);
    }

    private void change(IndexedReference of, Change change) {
        failures.tried(
                SlotIndex.key(of), of.version(), () -> change.make(indexes.of(of.profile())));
        bytes = indexes.bytesAfterChange();
        merge();
    }

    private void hash(IndexedReference reference, ReferenceIndex.Work work) {
        waiting.add(new Waiting(SlotIndex.key(reference), work));
        hashNext();
    }

    private void hashNext() {
        while (!waiting.isEmpty() && mayHash()) {
            Waiting next = waiting.remove();
            CompletableFuture<Boolean> done = begun(next.key(), next.work(), hashers);
            hashing.add(new Hashing(next.key(), next.work(), done));
        }
    }

    /** Where no merge is under way none is due, however many are published. */
    private boolean mayHash() {
        int gathered = merged == null ? 0 : unmerged;
        return hashing.size() + gathered < MOST_AT_ONCE;
    }

    /** On another thread; what fails there is reported with the changes up to now. */
    private CompletableFuture<Boolean> begun(
            String key, ReferenceIndex.Work work, Executor threads) {
        long changes = indexes.changes();
        return CompletableFuture.supplyAsync(() -> failures.tried(key, changes, work), threads);
    }

    @Override
    public boolean isComing() {
        return !hashing.isEmpty() || !waiting.isEmpty() || merged != null;
    }

    @Override
    public SlotIndex settled() {
        boolean changed = false;
        while (!hashing.isEmpty() && hashing.peek().done().isDone()) {
            Hashing next = hashing.remove();
            // Where it failed the version before it is searched on.
            publish(next.key(), next.work(), next.done());
            unmerged++;
            changed = true;
        }
        if (merged != null && merged.isDone()) {
            // Where it failed answers stay right, only slower, until a later merge.
            publish(MERGE, merging, merged);
            bytes = indexes.bytes();
            merged = null;
            changed = true;
        }
        if (changed) {
            merge();
            hashNext();
        }
        return this;
    }

    /** An error of the other thread is thrown here. */
    private void publish(String key, ReferenceIndex.Work work, CompletableFuture<Boolean> done) {
        if (!done.join() || !failures.tried(key, indexes.changes(), work::publish)) {
            work.abandon();
        }
    }

    /** One at a time in all indexes: they share the worker, and memory for a copy. */
    private void merge() {
        if (merged != null) {
            return;
        }
        for (ReferenceIndex index : indexes.all()) {
            Optional<ReferenceIndex.Work> due = index.compaction();
            if (due.isPresent()) {
                merging = due.get();
                merged = begun(MERGE, merging, worker);
                unmerged = 0;
                return;
            }
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
