package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index whose references have names: works in whole, feeds as they grow. One thread at a time.
 *
 * <p>Merging is left to the caller: {@link #maintain} on a thread that may take its time, {@link
 * #compaction} where another thread is to run it.
 */
public final class Library {
    private final Index index;
    private final Searcher searcher;
    private final Tiers tiers;
    private final Listening listening;
    private final Map<ReferenceName, Integer> ordinals = new HashMap<>();
    private final Map<ReferenceName, Feed> feeds = new HashMap<>();

    /** Those that are being hashed. */
    private final Map<ReferenceName, Adding> under = new HashMap<>();

    /** By ordinal: one that the index could not take has a number, but no name. */
    private final Map<Integer, ReferenceName> names = new HashMap<>();

    public Library(Profile profile, Listening listening) {
        this.index = new Index(profile);
        this.searcher = new Searcher(index);
        this.tiers = listening.tiers();
        this.listening = listening;
    }

    /**
     * Puts a whole reference in, in place of one of the same name.
     *
     * @throws IllegalArgumentException as {@link Index#add}; the one before stays then
     */
    public void put(ReferenceName name, long[] peaks) {
        int ordinal = index.add(peaks);
        retire(name);
        named(name, ordinal);
    }

    /**
     * The same of one that is hashed already.
     *
     * @throws IllegalArgumentException as {@link Index#add(Hashed)}; the one before stays then
     */
    public void put(ReferenceName name, Hashed whole) {
        int ordinal = index.add(whole);
        retire(name);
        named(name, ordinal);
    }

    /** A long reference, which {@link Adding#run} may hash on another thread. */
    public final class Adding implements Runnable {
        private final ReferenceName name;
        private final Index.Addition addition;

        private Adding(ReferenceName name, Index.Addition addition) {
            this.name = name;
            this.addition = addition;
        }

        @Override
        public void run() {
            addition.run();
        }

        /** Names the reference. */
        public String key() {
            return name.workId() + "/" + name.referenceId();
        }
    }

    /**
     * Begins to put a whole reference in, in place of one of the same name, which is searched until
     * {@link #publish}.
     *
     * @throws IllegalArgumentException as {@link Index#add}; the one before stays then
     */
    public Adding adding(ReferenceName name, long[] peaks) {
        Adding begun = new Adding(name, index.adding(peaks));
        forget(under.put(name, begun));
        return begun;
    }

    private void forget(Adding unwanted) {
        if (unwanted != null) {
            index.retire(unwanted.addition.ordinal());
        }
    }

    /** Puts it in, unless the name was retired or given to another one meanwhile. */
    public void publish(Adding done) {
        if (under.remove(done.name, done)) {
            Integer before = ordinals.get(done.name);
            index.publish(done.addition);
            named(done.name, done.addition.ordinal());
            if (before != null) {
                forget(before);
            }
        }
    }

    /** Takes back one that failed; what is searched under its name stays. */
    public void abandon(Adding failed) {
        under.remove(failed.name, failed);
        forget(failed);
    }

    private void forget(int ordinal) {
        index.retire(ordinal);
        names.remove(ordinal);
    }

    private void named(ReferenceName name, int ordinal) {
        ordinals.put(name, ordinal);
        names.put(ordinal, name);
    }

    /**
     * Lets a feed grow by what is new in a packet, see {@link #newPeaks}.
     *
     * @param keptFrame what lies before it may be forgotten
     */
    public void grow(ReferenceName name, long[] newPeaks, long keptFrame) {
        Feed feed = feeds.computeIfAbsent(name, k -> new Feed(index));
        feed.grow(newPeaks, ordinal -> names.put(ordinal, name));
        feed.forgetBefore(keptFrame, this::forget);
    }

    /** Takes a reference or feed out; unknown ones are ignored. */
    public void retire(ReferenceName name) {
        forget(under.remove(name));
        Integer ordinal = ordinals.remove(name);
        if (ordinal != null) {
            forget(ordinal);
        }
        Feed feed = feeds.remove(name);
        if (feed != null) {
            feed.forgetBefore(Long.MAX_VALUE, this::forget);
        }
    }

    /** Runs the merge that is due, if one is, on the caller's thread; there is no search yet. */
    public void maintain() {
        index.maintainUnasked();
    }

    /** Whether {@link #merge} has something to do: then questions would take long. */
    public boolean isMergeDue() {
        return index.isMergeDue();
    }

    /** Merges what was laid aside while there was no search, on the caller's thread. */
    public void merge() {
        index.maintain();
    }

    /** The merge that is due now, if any and none is under way. */
    public Optional<Compaction> compaction() {
        return index.compaction();
    }

    /** Puts the result of a merge in the place of what went into it. */
    public void publish(Compaction done) {
        index.publish(done);
    }

    /** Takes back a merge that failed, so that another one may be due later. */
    public void abandon(Compaction failed) {
        index.abandon(failed);
    }

    /** Bytes held by arrays. */
    public long bytes() {
        return index.bytes();
    }

    /** What of a packet was not in the one before. */
    public static long[] newPeaks(Packet packet) {
        long[] peaks = packet.peaks();
        int from = Arrays.binarySearch(peaks, Peak.startOf(packet.fromFrame()));
        return Arrays.copyOfRange(peaks, from < 0 ? -from - 1 : from, peaks.length);
    }

    /**
     * Candidate lines of a packet, by its place in the stream: screened or searched thoroughly.
     * Empty where the packet is left to the next search, as most of an upload are.
     *
     * @param hours of references in all shards together, as far as it is known: what settles a
     *     doubt must not depend on how they are divided
     */
    public Optional<List<FoundLine>> ask(Packet packet, boolean upload, double hours) {
        if (tiers.plan(packet, upload) == Tiers.Plan.SKIP) {
            return Optional.empty();
        }
        double threshold = listening.threshold(index.profile().number(), upload, hours);
        List<FoundLine> found = new ArrayList<>();
        for (Line line : tiers.ask(searcher, packet, upload, threshold)) {
            ReferenceName name = names.get((int) line.reference());
            if (name != null) {
                add(line.withReference(name.number()), name, found);
            }
        }
        return Optional.of(found);
    }

    /** Stretches of a feed overlap, so both may answer; the better one comes first. */
    private static void add(Line line, ReferenceName name, List<FoundLine> found) {
        if (found.stream().noneMatch(other -> Searcher.isSame(line, other.line()))) {
            found.add(new FoundLine(name.workId(), name.referenceId(), line));
        }
    }
}
