package dev.vigil.flink.match;

import dev.vigil.flink.LoadedGate;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchProfiles;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.ReferencePart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A slot while its indexes are built. The task gives the worker all changes in their order, those
 * read from state and those that come meanwhile; whole references are hashed before that, several
 * at a time.
 *
 * <p>The indexes are the worker's: they are nowhere but in the future that passes them from one
 * change to the next, so nothing here could call them. When nothing is left to read, the references
 * are loaded and the worker has done everything, a {@link LiveSlot} gets them; all that the worker
 * did happens before that.
 */
final class BuildingSlot implements SlotIndex {
    /** References that may wait for the worker before reading rests: their peaks are in memory. */
    private static final int MOST_AHEAD = 32;

    /**
     * Parts of a feed that it grows by at once, a minute of them: a feed of pictures makes its last
     * ten minutes anew each time, and has 1,800 parts.
     */
    static final int PARTS_AT_ONCE = 30;

    private final SearchProfiles profiles;
    private final Executor worker;
    private final Executor hashers;
    private final SlotFailures failures;
    private final LoadedGate loaded = new LoadedGate();
    private final IndexRestore reading = new IndexRestore();
    private final AtomicInteger ahead = new AtomicInteger();
    private CompletableFuture<Indexes> built;
    private volatile long bytes;

    /**
     * @param indexes empty ones, which the caller must not use any more
     * @param worker the operator's own thread
     * @param hashers more of them: the worker waits for these, never the other way round
     */
    BuildingSlot(
            SearchProfiles profiles,
            Indexes indexes,
            Executor worker,
            Executor hashers,
            SlotFailures failures) {
        this.profiles = profiles;
        this.worker = worker;
        this.hashers = hashers;
        this.failures = failures;
        built = CompletableFuture.completedFuture(indexes);
    }

    void mark(Loaded marker) {
        loaded.mark(marker);
    }

    /** Whether it will be live without anything else coming in. */
    @Override
    public boolean isComing() {
        return !reading.isOver() || loaded.isOpen();
    }

    /** Whether a step would find something to read. */
    boolean wantsToRead() {
        return !reading.isOver() && ahead.get() < MOST_AHEAD;
    }

    /** One that is in state: it is read in one of the next steps. */
    void found(IndexedReference reference) {
        reading.add(reference);
    }

    /** Reads one part of what is whole in state. */
    void read(ReferenceParts state) throws Exception {
        reading.next(state).ifPresent(this::rebuild);
    }

    private void rebuild(IndexRestore.Read read) {
        IndexedReference reference = read.reference();
        if (reference.feed()) {
            List<ReferencePart> parts = read.parts();
            for (int from = 0; from < parts.size(); from += PARTS_AT_ONCE) {
                int to = Math.min(parts.size(), from + PARTS_AT_ONCE);
                long[] words =
                        parts.subList(from, to).stream()
                                .flatMapToLong(part -> Arrays.stream(part.peaks()))
                                .toArray();
                change(reference, index -> grow(index, reference, words));
            }
            return;
        }
        prepare(
                reference,
                () -> {
                    List<ReferencePart> parts = read.parts();
                    ReferenceParts.Whole whole =
                            ReferenceParts.assemble(
                                    read.manifest().manifest(),
                                    profiles.of(reference.profile()),
                                    number -> number < parts.size() ? parts.get(number) : null);
                    if (whole.problem() == null) {
                        return Optional.of(prepared(reference, whole.peaks()));
                    }
                    failures.add(
                            ReferenceParts.letter(
                                    reference, ReferenceParts.INCOMPLETE, whole.problem()));
                    return Optional.empty();
                });
    }

    private ReferenceIndex.Prepared prepared(IndexedReference reference, long[] peaks) {
        return profiles.of(reference.profile()).prepared(peaks);
    }

    @Override
    public void put(IndexedReference reference, long[] peaks) {
        reading.drop(reference.name());
        prepare(reference, () -> Optional.of(prepared(reference, peaks)));
    }

    @Override
    public void retire(IndexedReference reference) {
        reading.drop(reference.name());
        change(reference, index -> index.retire(reference.name()));
    }

    @Override
    public void grow(IndexedReference feed, long[] newPeaks) {
        if (!reading.grows(feed)) {
            change(feed, index -> grow(index, feed, newPeaks));
        }
    }

    private static void grow(ReferenceIndex index, IndexedReference feed, long[] newPeaks) {
        index.grow(feed.name(), newPeaks, feed.fromFrame());
    }

    /** Hashed on any thread, taken in by the worker when it is its turn. */
    private void prepare(
            IndexedReference reference, Supplier<Optional<ReferenceIndex.Prepared>> hashes) {
        Future<Optional<ReferenceIndex.Prepared>> hashing =
                CompletableFuture.supplyAsync(hashes, hashers);
        change(
                reference,
                index -> waited(hashing).ifPresent(whole -> index.put(reference.name(), whole)));
    }

    /** Interrupted when the operator ends: then these hashes are not made any more. */
    private static Optional<ReferenceIndex.Prepared> waited(
            Future<Optional<ReferenceIndex.Prepared>> hashing) {
        try {
            return hashing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the operator ends");
        }
    }

    /** A change of one index, on the worker. */
    @FunctionalInterface
    private interface Change {
        void make(ReferenceIndex index);
    }

    /** One behind the other: after an error none is made, and the last one reports it. */
    private void change(IndexedReference of, Change change) {
        ahead.incrementAndGet();
        built =
                built.thenApplyAsync(
                        indexes -> {
                            failures.tried(
                                    SlotIndex.key(of),
                                    of.version(),
                                    () -> make(change, indexes.of(of.profile())));
                            bytes = indexes.bytesAfterChange();
                            ahead.decrementAndGet();
                            return indexes;
                        },
                        worker);
    }

    private static void make(Change change, ReferenceIndex index) {
        change.make(index);
        index.maintain();
    }

    @Override
    public SlotIndex settled() {
        if (built.isCompletedExceptionally()) {
            built.join();
        }
        if (!reading.isOver() || !loaded.isOpen() || !built.isDone()) {
            return this;
        }
        Indexes indexes = built.join();
        if (!indexes.isMergeDue()) {
            return new LiveSlot(indexes, worker, hashers, failures);
        }
        built =
                built.thenApplyAsync(
                        merged -> {
                            failures.tried(MERGE, merged.bytes(), merged::merge);
                            return merged;
                        },
                        worker);
        return this;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
