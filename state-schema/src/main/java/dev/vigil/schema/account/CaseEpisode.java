package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What counts of the last record of a verdict: its rulings that block in earnest.
 *
 * @param verdictId one for each episode of the session
 * @param firstAt capture time of the first infringing sample (UTC epoch ms)
 * @param reasons by ground, at most 32; all of them stand
 * @param held grounds of them that have blocked and do not now, though it was no mistake: their
 *     references are quarantined, or their time is over
 * @param territories at most 300
 * @param timeCodes at most 10, of a revision of the same reasons that may be older than the last
 * @param evidenceDigest SHA-256 in base64, without padding, of the JSON of the matches that
 *     decided, of that revision
 */
@InState
@RecordBuilder
public record CaseEpisode(
        String verdictId,
        long firstAt,
        List<OffenceReason> reasons,
        List<String> held,
        List<String> works,
        List<String> owners,
        List<String> territories,
        List<TimeCode> timeCodes,
        List<Aggravator> aggravators,
        String evidenceDigest)
        implements CaseEpisodeBuilder.With {
    /** True where only the evidence has grown. */
    public boolean isAlike(CaseEpisode other) {
        return withTimeCodes(other.timeCodes)
                .withEvidenceDigest(other.evidenceDigest)
                .equals(other);
    }
}
