package dev.vigil.desk.evidence;

import dev.vigil.desk.ask.EvidenceRow;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What there is to be looked at of the matches of a verdict; {@code evidence/matches.jte} shows it.
 *
 * @param matches in the verdict's order
 * @param notShown how many more the verdict has
 */
public record EvidenceView(List<EvidenceMatch> matches, int notShown) {
    /** Matches of a page. */
    static final int MOST_SHOWN = 20;

    /** Drawings of a page: each is some 30 kB. */
    static final int MOST_DRAWN = 2;

    /**
     * Joins what was kept to the matches that it is of, by what they overlap.
     *
     * @param matches of the verdict
     * @param rows of the session, see {@link dev.vigil.desk.ask.EvidenceQuery#of}
     * @param records reads a row's record; asked for those that are drawn only
     * @param wanted id of the one to draw; null for the first ones
     */
    public static EvidenceView of(
            List<Evidence> matches,
            List<EvidenceRow> rows,
            Function<EvidenceRow, Optional<MatchEvidence>> records,
            String wanted) {
        long sessionToMs = 0;
        for (Evidence match : matches) {
            sessionToMs = Math.max(sessionToMs, match.queryEndMs());
        }
        List<EvidenceMatch> shown = new ArrayList<>();
        int left = MOST_DRAWN;
        for (Evidence match : matches) {
            if (shown.size() == MOST_SHOWN) {
                break;
            }
            EvidenceSpans spans =
                    EvidenceSpans.of(match, sessionToMs, lastOf(matches, match.referenceId()));
            EvidenceRow row = row(match, rows);
            boolean isDrawn =
                    row != null && (wanted == null ? left > 0 : row.evidenceId().equals(wanted));
            left -= isDrawn ? 1 : 0;
            shown.add(shown(match, spans, row, isDrawn, records));
        }
        return new EvidenceView(List.copyOf(shown), matches.size() - shown.size());
    }

    private static EvidenceMatch shown(
            Evidence match,
            EvidenceSpans spans,
            EvidenceRow row,
            boolean isDrawn,
            Function<EvidenceRow, Optional<MatchEvidence>> records) {
        if (row == null) {
            return EvidenceMatch.withoutRecord(match, spans);
        } else if (!isDrawn) {
            return EvidenceMatch.withRecord(match, spans, row);
        }
        return records.apply(row)
                .map(kept -> EvidenceMatch.drawn(match, spans, kept))
                .orElseGet(() -> EvidenceMatch.withoutRecord(match, spans));
    }

    /** The last place that is known of a recording: its length is not on a topic that is read. */
    private static long lastOf(List<Evidence> matches, String referenceId) {
        long last = 0;
        for (Evidence match : matches) {
            if (match.referenceId().equals(referenceId)) {
                last = Math.max(last, match.refEndMs());
            }
        }
        return last;
    }

    /** The one that has most in common with the match, the earlier of two; null for none. */
    private static EvidenceRow row(Evidence match, List<EvidenceRow> rows) {
        EvidenceRow best = null;
        long most = 0;
        for (EvidenceRow row : rows) {
            long common =
                    Math.min(match.queryEndMs(), row.queryEndMs())
                            - Math.max(match.queryStartMs(), row.queryStartMs());
            if (common > most && isOf(match, row)) {
                best = row;
                most = common;
            }
        }
        return best;
    }

    private static boolean isOf(Evidence match, EvidenceRow row) {
        boolean ofPictures = match.modality() == Modality.VIDEO;
        return row.workId().equals(match.workId())
                && row.referenceId().equals(match.referenceId())
                && FingerprintProfile.isOfPictures(row.profile()) == ofPictures;
    }
}
