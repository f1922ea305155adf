package dev.vigil.cli.picture;

import dev.vigil.cli.evaluate.Session;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks one film about another, packet by packet, as the media job asks its index. */
final class FilmComparison {
    static final PictureProfile PROFILE = PictureProfile.CURRENT;

    private static final double ROUNDING_MS = 1;

    /** By which the tempo of a line may be off. */
    private static final double TEMPO_STEP = 0.01;

    private final VideoProfile profile = VideoProfile.of(PROFILE);
    private final Session session;
    private final boolean live;
    private final double threshold;
    private final List<Line> lines = new ArrayList<>();
    private final List<MatchSpan> closed = new ArrayList<>();

    /**
     * A match and the lines of packets that it was put together from.
     *
     * @param line the one with the most evidence
     * @param lines all, in order of the query
     */
    record Match(MatchSpan span, Line line, List<Line> lines) {}

    /**
     * Takes the reference.
     *
     * @param words packed, in order of time
     * @param frames its length
     * @param live whether the query is screened like a live stream, not searched like an upload
     */
    FilmComparison(long[] words, long frames, boolean live) {
        this.live = live;
        ReferenceIndex index = profile.index(SearchSettings.DEFAULT);
        index.put(ReferenceName.of("reference", "reference"), words);
        index.maintain();
        double hours = profile.hours(frames);
        session = Session.of(profile, index, !live, hours);
        threshold = SearchSettings.DEFAULT.threshold(profile.thresholds(), !live, hours);
    }

    /** Takes the next packet of the query. */
    void accept(Packet packet) {
        session.hear(packet)
                .ifPresent(
                        step -> {
                            lines.addAll(step.lines());
                            step.changes().stream()
                                    .filter(span -> span.phase() == MatchSpan.CLOSED)
                                    .forEach(closed::add);
                        });
    }

    /** All matches of the query that has ended, in its order. */
    List<Match> matches() {
        return closed.stream()
                .sorted(Comparator.comparingLong(MatchSpan::queryFromMs))
                .map(this::match)
                .toList();
    }

    private Match match(MatchSpan span) {
        List<Line> all = lines.stream().filter(line -> isOf(span, line)).toList();
        Line strongest = all.stream().max(Comparator.comparingDouble(Line::evidence)).orElseThrow();
        return new Match(span, strongest, all);
    }

    /** Within the match on both sides, and where it runs as far as its tempo is known. */
    private boolean isOf(MatchSpan span, Line line) {
        double from = profile.millis(line.queryFromFrame());
        double to = profile.millis(line.queryToFrame());
        double there = span.refToMs() + span.tempo() * (to - span.queryToMs());
        double off = Math.abs(profile.millis(line.refToFrame()) - there);
        double untilEnd = span.queryToMs() - to;
        return from >= span.queryFromMs() - ROUNDING_MS
                && untilEnd >= -ROUNDING_MS
                && off < profile.millis(profile.scale().sameFrames()) + TEMPO_STEP * untilEnd;
    }

    /** The line with the most evidence, be it a match or not. */
    Optional<Line> strongest() {
        return lines.stream().max(Comparator.comparingDouble(Line::evidence));
    }

    /** All that was found in any packet. */
    List<Line> lines() {
        return lines;
    }

    /** Evidence that is asked for. */
    double threshold() {
        return threshold;
    }

    boolean live() {
        return live;
    }
}
