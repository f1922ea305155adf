package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.schema.ear.Line;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.flow.FoundLine;
import dev.vigil.schema.state.ReferenceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An index whose references have names: works in whole, feeds as they grow. One thread. */
public final class Library {
    private final Index index;
    private final Searcher searcher;
    private final Tiers tiers;
    private final Listening listening;
    private final Map<ReferenceName, Integer> ordinals = new HashMap<>();

    /** By ordinal: one that the index could not take has a number, but no name. */
    private final Map<Integer, ReferenceName> names = new HashMap<>();

    private double hours;

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
        changed();
    }

    private void named(ReferenceName name, int ordinal) {
        ordinals.put(name, ordinal);
        names.put(ordinal, name);
    }

    /** Lets a feed grow by what is new in a packet. */
    public void grow(ReferenceName feed, Packet packet) {
        if (!ordinals.containsKey(feed)) {
            named(feed, index.add(new long[0]));
        }
        index.append(ordinals.get(feed), newPeaks(packet));
        changed();
    }

    /** Takes a reference out; unknown ones are ignored. */
    public void retire(ReferenceName name) {
        Integer ordinal = ordinals.remove(name);
        if (ordinal != null) {
            index.retire(ordinal);
            changed();
        }
    }

    private void changed() {
        index.maintain();
        hours = index.hours();
    }

    /** What of a packet was not in the one before. */
    public static long[] newPeaks(Packet packet) {
        long[] peaks = packet.peaks();
        int from = Arrays.binarySearch(peaks, Peak.startOf(packet.fromFrame()));
        return Arrays.copyOfRange(peaks, from < 0 ? -from - 1 : from, peaks.length);
    }

    /**
     * Candidate lines of a packet, as its place in the stream says: screened or searched
     * thoroughly. Empty where the packet is left to the next search, as most of an upload are.
     */
    public Optional<List<FoundLine>> ask(Packet packet, boolean upload) {
        if (tiers.plan(packet, upload) == Tiers.Plan.SKIP) {
            return Optional.empty();
        }
        double threshold = listening.threshold(index.profile().number(), upload, hours);
        List<FoundLine> found = new ArrayList<>();
        for (Line line : tiers.ask(searcher, packet, upload, threshold)) {
            ReferenceName name = names.get((int) line.reference());
            if (name == null) {
                continue;
            }
            found.add(
                    new FoundLine(
                            name.workId(), name.referenceId(), line.withReference(name.number())));
        }
        return Optional.of(found);
    }

    public double hours() {
        return hours;
    }

    /** As {@link Index#bytes}. */
    public long bytes() {
        return index.bytes();
    }
}
