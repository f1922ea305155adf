package dev.vigil.flink.match;

import dev.vigil.audio.Profile;
import dev.vigil.flink.LoadedGate;
import dev.vigil.flink.PureFailure;
import dev.vigil.match.Compaction;
import dev.vigil.match.Hashed;
import dev.vigil.match.Library;
import dev.vigil.match.Listening;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.WaitingRange;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.reference.ReferencePart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The searched form of one slot of the index; not state, but built from it.
 *
 * <p>Until it is live the library belongs to the worker, which is given all changes in their order,
 * those read from state and those that come meanwhile; whole references are hashed before that,
 * several at a time. When nothing is left to read, the references are loaded and the worker has
 * done everything, the task takes the library over: from then on it changes it itself, and the
 * worker merges and hashes what is long.
 */
final class Slot {
    private static final String STAGE = "search";

    /** What a letter is keyed by that is of no reference. */
    private static final String MERGE = "merge";

    /** References that may wait for the worker before reading rests: their peaks are in memory. */
    private static final int MOST_AHEAD = 32;

    /** Peaks of a quarter of an hour: what has more is hashed by the worker, at 0.2 s an hour. */
    private static final int LONG = 30_000;

    /** Adding up the bytes goes through all references, so not after each change. */
    private static final int CHANGES_BETWEEN_SUMS = 64;

    /** Of the room, that uploads which stay down may have: there are new ones each day. */
    private static final double STAY_DOWN_SHARE = 0.25;

    private final int shard;
    private final int shards;
    private final Library library;
    private final Executor worker;
    private final Executor hashers;
    private final long mostFrames;
    private final LoadedGate loaded = new LoadedGate();
    private final Reading reading = new Reading();
    private final Map<ReferenceName, IndexedReference> references = new HashMap<>();

    /** References of uploads that stay down, the oldest first. */
    private final NavigableSet<IndexedReference> stayDowns =
            new TreeSet<>(
                    Comparator.comparingLong(IndexedReference::since)
                            .thenComparing(IndexedReference::referenceId));

    /** By the name that a feed first had, what is known of it since it last began. */
    private final Map<ReferenceName, IndexedReference> feeds = new HashMap<>();

    private final Map<ReferenceName, Long> feedsSeenAt = new HashMap<>();

    /** Those that there was no room for, and when they last had a packet. */
    private final Map<ReferenceName, Long> refusedFeeds = new HashMap<>();

    /** What the worker could not do; the task reports it. */
    private final Queue<DeadLetter> failures = new ConcurrentLinkedQueue<>();

    private final AtomicInteger ahead = new AtomicInteger();
    private CompletableFuture<Void> built = CompletableFuture.completedFuture(null);

    private boolean live;
    private final Queue<Library.Adding> hashed = new ArrayDeque<>();
    private final Queue<CompletableFuture<Void>> hashing = new ArrayDeque<>();
    private Compaction merging;
    private CompletableFuture<Void> merged;
    private WaitingRange waiting = WaitingRange.NONE;
    private long stepAt = Long.MIN_VALUE;
    private long expiryAt = Long.MAX_VALUE;
    private long frames;
    private long stayDownFrames;
    private int leftOut;
    private long version;
    private int changes;
    private volatile long bytes;

    /**
     * @param mostHours of references
     * @param key of the slot
     * @param worker the operator's own thread
     * @param hashers more of them: the worker waits for these, never the other way round
     */
    Slot(
            Listening listening,
            IndexPlan plan,
            double mostHours,
            int key,
            Executor worker,
            Executor hashers) {
        Profile profile = Profile.of(Profile.CURRENT);
        shard = plan.shardOf(key);
        shards = plan.shards();
        library = new Library(profile, listening);
        mostFrames = (long) (mostHours * 3600 * profile.framesPerSecond());
        this.worker = worker;
        this.hashers = hashers;
    }

    void mark(Loaded marker) {
        loaded.mark(marker);
    }

    /** Whether packets can be answered. */
    boolean isLive() {
        return live;
    }

    /** Whether it will be live without anything else coming in. */
    boolean isComing() {
        return !live && (!reading.isOver() || loaded.isOpen());
    }

    /** Whether a step would find something to read. */
    boolean wantsToRead() {
        return !reading.isOver() && ahead.get() < MOST_AHEAD;
    }

    /** Reads one part of what is whole in state. */
    void read(ReferenceParts state) throws Exception {
        reading.next(state).ifPresent(this::rebuild);
    }

    private void rebuild(Reading.Read read) {
        if (read.reference().feed()) {
            for (ReferencePart part : read.parts()) {
                change(read.reference(), growth(read.reference(), part.peaks()));
            }
            return;
        }
        hash(
                read.reference(),
                () -> {
                    List<ReferencePart> parts = read.parts();
                    ReferenceParts.Whole whole =
                            ReferenceParts.assemble(
                                    read.manifest().manifest(),
                                    number -> number < parts.size() ? parts.get(number) : null);
                    if (whole.problem() == null) {
                        return Optional.of(Hashed.of(whole.peaks()));
                    }
                    failures.add(
                            ReferenceParts.letter(
                                    read.reference(), ReferenceParts.INCOMPLETE, whole.problem()));
                    return Optional.empty();
                });
    }

    /** Not live yet: hashed on any thread, taken in by the worker when it is its turn. */
    private void hash(IndexedReference reference, Supplier<Optional<Hashed>> hashes) {
        Future<Optional<Hashed>> hashing = CompletableFuture.supplyAsync(hashes, hashers);
        change(
                reference,
                to -> hashed(hashing).ifPresent(whole -> to.put(reference.name(), whole)));
    }

    /** Interrupted when the operator ends: then these hashes are not made any more. */
    private static Optional<Hashed> hashed(Future<Optional<Hashed>> hashing) {
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

    /** A change of the library; may run on the worker. */
    @FunctionalInterface
    private interface Change {
        void make(Library library);
    }

    private void change(IndexedReference of, Change change) {
        if (live) {
            make(of, change);
            merge();
            return;
        }
        ahead.incrementAndGet();
        // One behind the other: after an error none is made, and the last one reports it.
        built =
                built.thenRunAsync(
                        () -> {
                            make(of, change);
                            ahead.decrementAndGet();
                        },
                        worker);
    }

    private void make(IndexedReference of, Change change) {
        String key = of.workId() + "/" + of.referenceId();
        tried(
                key,
                of.version(),
                () -> {
                    change.make(library);
                    if (!live) {
                        library.maintain();
                    }
                });
        if (changes++ % CHANGES_BETWEEN_SUMS == 0) {
            bytes = library.bytes();
        }
    }

    /** Takes over what the worker has finished; an error of the worker is one of the task. */
    void settle() {
        if (built.isCompletedExceptionally()) {
            built.join();
        }
        if (!live && reading.isOver() && loaded.isOpen() && built.isDone()) {
            if (library.isMergeDue()) {
                built =
                        built.thenRunAsync(
                                () -> tried(MERGE, library.bytes(), library::merge), worker);
            } else {
                live = true;
                bytes = library.bytes();
            }
        }
        publishHashed();
        if (merged != null && merged.isDone()) {
            publish();
        }
    }

    /** What fails is a dead letter: a restart would do the same again. */
    private void tried(String key, long position, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.add(PureFailure.letter(STAGE, key, position, e));
        }
    }

    private void publish() {
        try {
            merged.join();
            library.publish(merging);
            bytes = library.bytes();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof RuntimeException failure)) {
                throw e;
            }
            // Answers stay right, only slower, until a later merge takes in what this one left.
            library.abandon(merging);
            failures.add(PureFailure.letter(STAGE, MERGE, frames, failure));
        }
        merged = null;
        merge();
    }

    private void hash(Library.Adding reference) {
        hashed.add(reference);
        hashing.add(CompletableFuture.runAsync(reference, worker));
    }

    private void publishHashed() {
        while (!hashing.isEmpty() && hashing.peek().isDone()) {
            publish(hashing.remove(), hashed.remove());
            merge();
        }
    }

    private void publish(CompletableFuture<Void> done, Library.Adding reference) {
        try {
            done.join();
            library.publish(reference);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof RuntimeException failure)) {
                throw e;
            }
            // The version before it is searched on.
            library.abandon(reference);
            failures.add(PureFailure.letter(STAGE, reference.key(), frames, failure));
        }
    }

    private void merge() {
        if (merged == null) {
            library.compaction()
                    .ifPresent(
                            due -> {
                                merging = due;
                                merged = CompletableFuture.runAsync(due, worker);
                            });
        }
    }

    /** What failed since the last call. */
    List<DeadLetter> failures() {
        List<DeadLetter> letters = new ArrayList<>();
        for (DeadLetter next = failures.poll(); next != null; next = failures.poll()) {
            letters.add(next);
        }
        return letters;
    }

    Optional<List<FoundLine>> ask(Packet packet, boolean upload) {
        return library.ask(packet, upload, hours() * shards);
    }

    /** What is known of a reference, or null. */
    IndexedReference known(ReferenceName name) {
        return references.get(name);
    }

    /** What is known of a feed since it last began, or null. */
    IndexedReference feed(String workId, String sessionId) {
        return feeds.get(ReferenceName.ofFeed(workId, sessionId));
    }

    /** What a feed was before it began anew. */
    List<IndexedReference> past(IndexedReference feed) {
        return references.values().stream()
                .filter(one -> one.feed() && one.version() < feed.version())
                .filter(one -> firstName(one).equals(firstName(feed)))
                .toList();
    }

    /** Whether there is room for it, in place of what is there under its name. */
    boolean fits(IndexedReference reference) {
        return frames - searched(references.get(reference.name())) + reference.frames()
                <= mostFrames;
    }

    /** The uploads that stay down that leave for a new one, the oldest first; it counts too. */
    List<IndexedReference> tooOld(IndexedReference added) {
        List<IndexedReference> old = new ArrayList<>();
        if (isStayDown(added)) {
            long most = (long) (STAY_DOWN_SHARE * mostFrames);
            long left = stayDownFrames + added.frames() - searched(references.get(added.name()));
            for (IndexedReference oldest : stayDowns) {
                if (left <= most) {
                    break;
                }
                if (!oldest.name().equals(added.name())) {
                    old.add(oldest);
                    left -= oldest.frames();
                }
            }
        }
        return old;
    }

    private static boolean isStayDown(IndexedReference reference) {
        return !reference.feed() && StayDownWork.isOne(reference.referenceId());
    }

    private void countStayDown(IndexedReference before, IndexedReference now) {
        if (before != null && isStayDown(before) && stayDowns.remove(before)) {
            stayDownFrames -= before.frames();
        }
        if (now != null && isStayDown(now) && !now.leftOut() && stayDowns.add(now)) {
            stayDownFrames += now.frames();
        }
    }

    /** Hours of references of uploads that stay down. */
    double stayDownHours() {
        return hours(stayDownFrames);
    }

    private static long searched(IndexedReference reference) {
        return reference == null || reference.leftOut() ? 0 : reference.frames();
    }

    private void count(ReferenceName name, IndexedReference now) {
        version++;
        IndexedReference before = now == null ? references.remove(name) : references.put(name, now);
        frames += searched(now) - searched(before);
        countStayDown(before, now);
        leftOut += (now != null && now.leftOut() ? 1 : 0);
        leftOut -= (before != null && before.leftOut() ? 1 : 0);
        if (now != null && now.feed()) {
            feeds.merge(firstName(now), now, (a, b) -> a.version() > b.version() ? a : b);
        } else if (before != null && before.feed()) {
            feeds.remove(firstName(before), before);
        }
    }

    private static ReferenceName firstName(IndexedReference feed) {
        return ReferenceName.ofFeed(feed.workId(), feed.referenceId());
    }

    /** One that is in state: it is read in one of the next steps. */
    void found(IndexedReference reference) {
        count(reference.name(), reference);
        if (!reference.leftOut()) {
            reading.add(reference);
        }
    }

    /** There is no room for it. */
    void leave(IndexedReference reference) {
        count(reference.name(), reference.leftOut(true));
    }

    void put(IndexedReference reference, long[] peaks) {
        reading.drop(reference.name());
        count(reference.name(), reference);
        if (live && peaks.length > LONG) {
            make(reference, to -> hash(to.adding(reference.name(), peaks)));
        } else if (live) {
            change(reference, to -> to.put(reference.name(), peaks));
        } else {
            hash(reference, () -> Optional.of(Hashed.of(peaks)));
        }
    }

    void retire(IndexedReference reference) {
        reading.drop(reference.name());
        count(reference.name(), null);
        feedsSeenAt.remove(reference.name());
        refusedFeeds.remove(reference.name());
        change(reference, to -> to.retire(reference.name()));
    }

    void grow(IndexedReference feed, long[] newPeaks) {
        count(feed.name(), feed);
        refusedFeeds.remove(feed.name());
        if (!reading.grows(feed)) {
            change(feed, growth(feed, newPeaks));
        }
    }

    private static Change growth(IndexedReference feed, long[] newPeaks) {
        return to -> to.grow(feed.name(), newPeaks, feed.fromFrame());
    }

    /** There is no room for more of a feed; true where that is news. */
    boolean refuse(ReferenceName feed, long nowMs) {
        return refusedFeeds.put(feed, nowMs) == null;
    }

    /** Refused feeds whose last packet was at {@code lastSeenMs} or before are over. */
    void forgetRefused(long lastSeenMs) {
        refusedFeeds.values().removeIf(seenMs -> seenMs <= lastSeenMs);
    }

    void seen(ReferenceName feed, long nowMs) {
        feedsSeenAt.put(feed, nowMs);
    }

    /** The feeds that were last seen at {@code lastSeenMs} or before. */
    List<IndexedReference> silent(long lastSeenMs) {
        return feedsSeenAt.entrySet().stream()
                .filter(feed -> feed.getValue() <= lastSeenMs)
                .map(feed -> references.get(feed.getKey()))
                .toList();
    }

    /** When a feed may be over; returns the time for which to set a timer, if none is set. */
    Optional<Long> expiresAt(long atMs) {
        if (expiryAt <= atMs) {
            return Optional.empty();
        }
        expiryAt = atMs;
        return Optional.of(atMs);
    }

    boolean isExpiryDue(long nowMs) {
        return nowMs >= expiryAt;
    }

    /** The next time at which a feed may be over. */
    Optional<Long> expiresAfter(long ttlMs) {
        expiryAt = Long.MAX_VALUE;
        return Stream.concat(feedsSeenAt.values().stream(), refusedFeeds.values().stream())
                .min(Long::compare)
                .flatMap(seenMs -> expiresAt(seenMs + ttlMs));
    }

    /** Returns the time for which to set a timer, if none is set. */
    Optional<Long> stepAt(long atMs, long nowMs) {
        if (stepAt > nowMs) {
            return Optional.empty();
        }
        stepAt = atMs;
        return Optional.of(atMs);
    }

    /** Whether this timer is that of the step; another one may be set from then on. */
    boolean takesStep(long timerMs) {
        if (timerMs < stepAt) {
            return false;
        }
        // Where a clock was set back it would seem to be ahead still, and there were no other.
        stepAt = Long.MIN_VALUE;
        return true;
    }

    WaitingRange waiting() {
        return waiting;
    }

    void waits(WaitingRange packets) {
        waiting = packets;
    }

    double hours() {
        return hours(frames);
    }

    private static double hours(long frames) {
        return frames / Profile.of(Profile.CURRENT).framesPerSecond() / 3600;
    }

    int shard() {
        return shard;
    }

    /** Grows with each change. */
    long version() {
        return version;
    }

    /** References that are searched, or will be. */
    int count() {
        return references.size() - leftOut;
    }

    int leftOut() {
        return leftOut + refusedFeeds.size();
    }

    long bytes() {
        return bytes;
    }
}
