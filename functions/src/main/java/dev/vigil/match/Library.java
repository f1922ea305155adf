package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@link Index} whose references have names, asked by {@link Tiers}. */
public final class Library implements ReferenceIndex {
    private final Index index;
    private final Searcher searcher;
    private final Tiers tiers;
    private final Thresholds thresholds;
    private final SearchSettings listening;
    private final Map<ReferenceName, Integer> ordinals = new HashMap<>();
    private final Map<ReferenceName, Feed> feeds = new HashMap<>();

    /** Those that are being hashed. */
    private final Map<ReferenceName, Adding> under = new HashMap<>();

    /** By ordinal: one that the index could not take has a number, but no name. */
    private final Map<Integer, ReferenceName> names = new HashMap<>();

    public Library(Profile profile, SearchSettings listening) {
        this(profile, Thresholds.of(profile.id()), listening);
    }

    Library(Profile profile, Thresholds thresholds, SearchSettings listening) {
        this.thresholds = thresholds;
        this.index = new Index(profile);
        this.searcher = new Searcher(index);
        this.tiers = listening.tiers();
        this.listening = listening;
    }

    @Override
    public void put(ReferenceName name, long[] peaks) {
        int ordinal = index.add(peaks);
        retire(name);
        named(name, ordinal);
    }

    @Override
    public void put(ReferenceName name, Prepared whole) {
        int ordinal = index.add((Hashed) whole);
        retire(name);
        named(name, ordinal);
    }

    /** A long reference while it is hashed. */
    private final class Adding implements Work {
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

        /** Puts it in, unless the name was retired or given to another one meanwhile. */
        @Override
        public void publish() {
            if (under.remove(name, this)) {
                Integer before = ordinals.get(name);
                index.publish(addition);
                named(name, addition.ordinal());
                if (before != null) {
                    forget(before);
                }
            }
        }

        /** What is searched under its name stays. */
        @Override
        public void abandon() {
            under.remove(name, this);
            forget(this);
        }
    }

    @Override
    public Work adding(ReferenceName name, long[] peaks) {
        Adding begun = new Adding(name, index.adding(peaks));
        forget(under.put(name, begun));
        return begun;
    }

    private void forget(Adding unwanted) {
        if (unwanted != null) {
            index.retire(unwanted.addition.ordinal());
        }
    }

    private void forget(int ordinal) {
        index.retire(ordinal);
        names.remove(ordinal);
    }

    private void named(ReferenceName name, int ordinal) {
        ordinals.put(name, ordinal);
        names.put(ordinal, name);
    }

    @Override
    public void grow(ReferenceName name, long[] newPeaks, long keptFrame) {
        Feed feed = feeds.computeIfAbsent(name, k -> new Feed(index));
        feed.grow(newPeaks, ordinal -> names.put(ordinal, name));
        feed.forgetBefore(keptFrame, this::forget);
    }

    @Override
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

    @Override
    public void maintain() {
        index.maintainUnasked();
    }

    @Override
    public boolean isMergeDue() {
        return index.isMergeDue();
    }

    @Override
    public void merge() {
        index.maintain();
    }

    @Override
    public Optional<Work> compaction() {
        return index.compaction().map(Merging::new);
    }

    /** A merge, whose result takes the place of what went into it. */
    private final class Merging implements Work {
        private final Compaction compaction;

        private Merging(Compaction compaction) {
            this.compaction = compaction;
        }

        @Override
        public void run() {
            compaction.run();
        }

        @Override
        public void publish() {
            index.publish(compaction);
        }

        /** Another one may be due later. */
        @Override
        public void abandon() {
            index.abandon(compaction);
        }
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    /** What of a packet was not in the one before. */
    public static long[] newPeaks(Packet packet) {
        long[] peaks = packet.peaks();
        int from = Arrays.binarySearch(peaks, Peak.startOf(packet.fromFrame()));
        return Arrays.copyOfRange(peaks, from < 0 ? -from - 1 : from, peaks.length);
    }

    @Override
    public Optional<List<FoundLine>> ask(Packet packet, boolean upload, double hours) {
        if (tiers.plan(packet, upload) == Tiers.Plan.SKIP) {
            return Optional.empty();
        }
        double threshold = listening.threshold(thresholds, upload, hours);
        return Optional.of(named(tiers.ask(searcher, packet, upload, threshold)));
    }

    @Override
    public Optional<List<FoundLine>> askNew(Packet packet, String workId, double hours) {
        if (tiers.plan(packet, true) == Tiers.Plan.SKIP) {
            return Optional.empty();
        }
        double threshold = listening.threshold(thresholds, SessionKind.FEED, hours);
        return Optional.of(
                named(tiers.askNew(searcher, packet, threshold, own -> isOf(workId, own))));
    }

    private boolean isOf(String workId, int ordinal) {
        ReferenceName name = names.get(ordinal);
        return name != null && name.workId().equals(workId);
    }

    private List<FoundLine> named(List<Line> lines) {
        List<FoundLine> found = new ArrayList<>();
        for (Line line : lines) {
            ReferenceName name = names.get((int) line.reference());
            if (name != null) {
                add(line.withReference(name.number()), name, found);
            }
        }
        return found;
    }

    @Override
    public long[] words(FoundLine found, long fromFrame, long toFrame) {
        ReferenceName name =
                new ReferenceName(found.line().reference(), found.workId(), found.referenceId());
        Feed feed = feeds.get(name);
        if (feed != null) {
            return feed.between(fromFrame, toFrame);
        }
        Integer ordinal = ordinals.get(name);
        return ordinal == null ? new long[0] : index.reference(ordinal).between(fromFrame, toFrame);
    }

    /** Stretches of a feed overlap, so both may answer; the better one comes first. */
    private static void add(Line line, ReferenceName name, List<FoundLine> found) {
        if (found.stream().noneMatch(other -> Searcher.isSame(line, other.line()))) {
            found.add(new FoundLine(name.workId(), name.referenceId(), line));
        }
    }
}
