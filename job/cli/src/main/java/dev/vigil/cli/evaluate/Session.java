package dev.vigil.cli.evaluate;

import dev.vigil.match.Align;
import dev.vigil.match.AudioProfile;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One session against an index, packet by packet, through the same search and alignment as the
 * media job, and in the same order. One thread.
 */
public final class Session {
    private final Search search;
    private final double threshold;
    private final Align align;
    private List<AlignTrack> tracks = List.of();

    /**
     * The result of a packet that was searched for.
     *
     * @param lines candidates in this packet
     * @param changes matches that opened, went on or closed
     * @param risen tracks whose evidence has never been as high, matches or not
     */
    public record Step(List<Line> lines, List<MatchSpan> changes, List<AlignTrack> risen) {}

    /** The lines of a packet; empty where the plan leaves it to a later one. */
    private interface Search {
        Optional<List<Line>> lines(Packet packet);
    }

    private Session(SearchProfile profile, double threshold, Search search) {
        this.search = search;
        this.threshold = threshold;
        align = profile.align();
    }

    /**
     * One of sound.
     *
     * @param threshold evidence that makes a match
     */
    public Session(Searcher searcher, Tiers tiers, boolean upload, double threshold) {
        this(
                AudioProfile.of(searcher.profile()),
                threshold,
                packet ->
                        tiers.plan(packet, upload) == Tiers.Plan.SKIP
                                ? Optional.empty()
                                : Optional.of(tiers.ask(searcher, packet, upload, threshold)));
    }

    /**
     * One of any profile, with the settings that a job has by default. Lines and matches have the
     * numbers of the references' names.
     *
     * @param hours of references in the index
     */
    public static Session of(
            SearchProfile profile, ReferenceIndex index, boolean upload, double hours) {
        return new Session(
                profile,
                SearchSettings.DEFAULT.threshold(profile.thresholds(), upload, hours),
                packet -> index.ask(packet, upload, hours).map(Session::lines));
    }

    private static List<Line> lines(List<FoundLine> found) {
        return found.stream().map(FoundLine::line).toList();
    }

    /** Takes the next packet; empty where the tier leaves it to a later one. */
    public Optional<Step> hear(Packet packet) {
        return search.lines(packet).map(lines -> step(packet, lines));
    }

    private Step step(Packet packet, List<Line> lines) {
        Align.Outcome outcome =
                align.step(tracks, packet.toFrame(), packet.last(), threshold, lines);
        List<AlignTrack> risen = risen(tracks, outcome.tracks());
        tracks = outcome.tracks();
        return new Step(lines, outcome.changes(), risen);
    }

    private static List<AlignTrack> risen(List<AlignTrack> before, List<AlignTrack> after) {
        Map<Long, Double> evidence = new HashMap<>();
        before.forEach(track -> evidence.put(track.id(), track.evidence()));
        return after.stream()
                .filter(track -> track.evidence() > evidence.getOrDefault(track.id(), 0.0))
                .toList();
    }
}
