package dev.vigil.cli.evaluate;

import dev.vigil.audio.Profile;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.List;
import java.util.Locale;

/**
 * The answer to one query: the best match or, if none was found, the best candidate.
 *
 * @param reference ordinal, -1 for nothing at all
 * @param offsetSeconds reference time at the query's first sample
 * @param score evidence
 * @param openedSeconds end of the packet that made it a match, in query time; -1 if it never was
 */
record QueryAnswer(int reference, double offsetSeconds, double score, double openedSeconds) {

    static final String HEAD = "query,matched_ref,ref_offset_s,score,opened_s";
    static final QueryAnswer NOTHING = new QueryAnswer(-1, 0, 0, -1);

    static QueryAnswer of(List<Packet> packets, Session session, Profile profile) {
        QueryAnswer best = NOTHING;
        for (Packet packet : packets) {
            Session.Step step = session.hear(packet).orElse(null);
            if (step == null) {
                continue;
            }
            for (Line line : step.lines()) {
                best = best.orBetter(candidate(line, profile));
            }
            for (MatchSpan span : step.changes()) {
                best = best.orBetter(match(span));
            }
        }
        return best;
    }

    private static QueryAnswer candidate(Line line, Profile profile) {
        double seconds = line.offsetFrames() / profile.framesPerSecond();
        return new QueryAnswer((int) line.reference(), seconds, line.evidence(), -1);
    }

    private static QueryAnswer match(MatchSpan span) {
        double offset = (span.refFromMs() - span.tempo() * span.queryFromMs()) / 1000;
        return new QueryAnswer(
                (int) span.reference(), offset, span.evidence(), span.openedMs() / 1000.0);
    }

    boolean isMatch() {
        return openedSeconds >= 0;
    }

    private QueryAnswer orBetter(QueryAnswer other) {
        if (isMatch() != other.isMatch()) {
            return isMatch() ? this : other;
        }
        return other.score > score ? other : this;
    }

    /** Columns as in {@link #HEAD}; new ones go to the end, scores are read by name and place. */
    String row(String query, String referenceName) {
        String opened = isMatch() ? String.format(Locale.ROOT, "%.3f", openedSeconds) : "";
        return String.format(
                Locale.ROOT,
                "%s,%s,%.3f,%.2f,%s",
                query,
                referenceName,
                offsetSeconds,
                score,
                opened);
    }
}
