package dev.vigil.client.act;

import dev.vigil.schema.media.Modality;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people found of references. No job answers it. */
public final class ReferenceActs {
    private ReferenceActs() {}

    /** A review of a recording of a work, its sound and its pictures, or of all of them. */
    public static List<Act> review(
            ActFacts known,
            String workId,
            String referenceId,
            ReviewOutcome outcome,
            String session,
            String by,
            long nowMs)
            throws IOException {
        return review(known, workId, referenceId, Modality.AV, outcome, session, by, nowMs);
    }

    /**
     * A review of a recording of a work, or of all of them.
     *
     * @param referenceId of a recording, or that of its pictures; null for all
     * @param modality AUDIO for the sound alone, VIDEO for the pictures alone, AV for both
     * @param session whose block is overturned, with OVERTURNED; else null
     * @param by pointer to the person, or null
     * @return one for each reference, in order
     */
    public static List<Act> review(
            ActFacts known,
            String workId,
            String referenceId,
            Modality modality,
            ReviewOutcome outcome,
            String session,
            String by,
            long nowMs)
            throws IOException {
        // Refused here where the record lacks something, before anything is read.
        new ReferenceReview(workId, "any", outcome, session, by, nowMs);
        List<Act> acts = new ArrayList<>();
        Set<String> references = known.references(workId);
        for (String one : reviewed(references, workId, referenceId, modality, outcome)) {
            ReferenceReview review = new ReferenceReview(workId, one, outcome, session, by, nowMs);
            acts.add(Act.of(Topic.REVIEWS, EventType.REFERENCE_REVIEWED, workId, nowMs, review));
        }
        return acts;
    }

    /** Those that are meant; one session is overturned for one recording. */
    private static List<String> reviewed(
            Set<String> known,
            String workId,
            String referenceId,
            Modality modality,
            ReviewOutcome outcome)
            throws ActRefused {
        if (known.isEmpty()) {
            throw new ActRefused(
                    "work.noreference",
                    "WORK: expected a work that has a reference, got '"
                            + workId
                            + "'; register one with vigil ingest FILE --as work --work "
                            + workId,
                    workId);
        }
        List<String> meant =
                known.stream()
                        .filter(id -> isNamed(referenceId, id) && isOf(modality, id))
                        .toList();
        if (meant.isEmpty()) {
            throw new ActRefused(
                    "reference.unknown",
                    "--reference: expected a reference of "
                            + workId
                            + ", got "
                            + (referenceId == null ? "one" : "'" + referenceId + "'")
                            + (modality == Modality.AV ? "" : " of " + modality + " alone")
                            + "; it has "
                            + String.join(", ", known),
                    workId);
        }
        boolean several = meant.stream().map(RecordingId::of).distinct().count() > 1;
        if (outcome == ReviewOutcome.OVERTURNED && several) {
            throw new ActRefused(
                    "reference.several",
                    "--reference: expected the one that blocked the session, got none; "
                            + workId
                            + " has "
                            + String.join(", ", known),
                    workId);
        }
        return meant;
    }

    /** The id of a recording means its sound and its pictures, as in an entry of the list. */
    private static boolean isNamed(String referenceId, String id) {
        return referenceId == null || RecordingId.ids(id).contains(referenceId);
    }

    private static boolean isOf(Modality modality, String id) {
        boolean pictures = RecordingId.isOfPictures(id);
        return modality == Modality.AV || pictures == (modality == Modality.VIDEO);
    }
}
