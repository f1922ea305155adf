package dev.vigil.client.act;

import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What people found of references. No job answers it. */
public final class ReferenceActs {
    private ReferenceActs() {}

    /**
     * A review of one reference of a work, or of all of them.
     *
     * @param referenceId null for all
     * @param session whose block is overturned, with OVERTURNED; else null
     * @param by pointer to the person, or null
     * @return one for each reference, in order
     */
    public static List<Act> review(
            ActFacts known,
            String workId,
            String referenceId,
            ReviewOutcome outcome,
            String session,
            String by,
            long nowMs)
            throws IOException {
        // Refused here where the record lacks something, before anything is read.
        new ReferenceReview(workId, "any", outcome, session, by, nowMs);
        List<Act> acts = new ArrayList<>();
        Set<String> references = known.references(workId);
        for (String one : reviewed(references, workId, referenceId, outcome)) {
            ReferenceReview review = new ReferenceReview(workId, one, outcome, session, by, nowMs);
            acts.add(Act.of(Topic.REVIEWS, EventType.REFERENCE_REVIEWED, workId, nowMs, review));
        }
        return acts;
    }

    /** Those that are meant. */
    private static Collection<String> reviewed(
            Set<String> known, String workId, String referenceId, ReviewOutcome outcome)
            throws ActRefused {
        if (known.isEmpty()) {
            throw new ActRefused(
                    "WORK: expected a work that has a reference, got '"
                            + workId
                            + "'; register one with vigil ingest FILE --as work --work "
                            + workId);
        }
        if (referenceId == null && outcome == ReviewOutcome.OVERTURNED && known.size() > 1) {
            throw new ActRefused(
                    "--reference: expected the one that blocked the session, got none; "
                            + workId
                            + " has "
                            + String.join(", ", known));
        }
        if (referenceId != null && !known.contains(referenceId)) {
            throw new ActRefused(
                    "--reference: expected a reference of "
                            + workId
                            + ", got '"
                            + referenceId
                            + "'; it has "
                            + String.join(", ", known));
        }
        return referenceId == null ? known : List.of(referenceId);
    }
}
