package dev.vigil.local.evaluate;

import dev.vigil.audio.Profile;
import dev.vigil.match.Align;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.schema.ear.Line;
import dev.vigil.schema.ear.MatchSpan;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.ear.Track;
import java.util.List;
import java.util.Locale;

/**
 * What is said of one query: the best match or, if none was found, the best candidate.
 *
 * @param reference ordinal, -1 for nothing at all
 * @param offsetSeconds reference time at the query's first sample
 * @param score evidence
 * @param openedSeconds query time at which it was a match, -1 if it never was
 */
record Answer(int reference, double offsetSeconds, double score, double openedSeconds) {

    static final Answer NOTHING = new Answer(-1, 0, 0, -1);

    static Answer of(
            List<Packet> packets, Searcher searcher, Tiers tiers, boolean live, double threshold) {
        Profile profile = Profile.of(Profile.CURRENT);
        Align align = new Align(profile);
        List<Track> tracks = List.of();
        Answer best = NOTHING;
        for (Packet packet : packets) {
            if (tiers.plan(packet, !live) == Tiers.Plan.SKIP) {
                continue;
            }
            List<Line> lines = tiers.ask(searcher, packet, !live, threshold);
            Align.Outcome outcome =
                    align.step(tracks, packet.toFrame(), packet.last(), threshold, lines);
            tracks = outcome.tracks();
            for (Line line : lines) {
                best = best.orBetter(candidate(line, profile));
            }
            for (MatchSpan span : outcome.changes()) {
                best = best.orBetter(match(span));
            }
        }
        return best;
    }

    private static Answer candidate(Line line, Profile profile) {
        double seconds = line.offsetFrames() / profile.framesPerSecond();
        return new Answer((int) line.reference(), seconds, line.evidence(), -1);
    }

    private static Answer match(MatchSpan span) {
        double offset = (span.refFromMs() - span.tempo() * span.queryFromMs()) / 1000;
        return new Answer(
                (int) span.reference(), offset, span.evidence(), span.openedMs() / 1000.0);
    }

    boolean isMatch() {
        return openedSeconds >= 0;
    }

    private Answer orBetter(Answer other) {
        if (isMatch() != other.isMatch()) {
            return isMatch() ? this : other;
        }
        return other.score > score ? other : this;
    }

    String row(String query, String referenceName) {
        return String.format(
                Locale.ROOT, "%s,%s,%.3f,%.2f", query, referenceName, offsetSeconds, score);
    }
}
