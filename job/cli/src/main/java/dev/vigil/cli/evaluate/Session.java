package dev.vigil.cli.evaluate;

import dev.vigil.match.Align;
import dev.vigil.match.AudioProfile;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.schema.match.AlignTrack;
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
    private final Searcher searcher;
    private final Tiers tiers;
    private final boolean upload;
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

    /**
     * @param threshold evidence that makes a match
     */
    public Session(Searcher searcher, Tiers tiers, boolean upload, double threshold) {
        this.searcher = searcher;
        this.tiers = tiers;
        this.upload = upload;
        this.threshold = threshold;
        align = AudioProfile.of(searcher.profile()).align();
    }

    /** Takes the next packet; empty where the tier leaves it to a later one. */
    public Optional<Step> hear(Packet packet) {
        if (tiers.plan(packet, upload) == Tiers.Plan.SKIP) {
            return Optional.empty();
        }
        List<Line> lines = tiers.ask(searcher, packet, upload, threshold);
        Align.Outcome outcome =
                align.step(tracks, packet.toFrame(), packet.last(), threshold, lines);
        List<AlignTrack> risen = risen(tracks, outcome.tracks());
        tracks = outcome.tracks();
        return Optional.of(new Step(lines, outcome.changes(), risen));
    }

    private static List<AlignTrack> risen(List<AlignTrack> before, List<AlignTrack> after) {
        Map<Long, Double> evidence = new HashMap<>();
        before.forEach(track -> evidence.put(track.id(), track.evidence()));
        return after.stream()
                .filter(track -> track.evidence() > evidence.getOrDefault(track.id(), 0.0))
                .toList();
    }
}
