package dev.vigil.policy;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.rights.Finding;

/** What a finding may do without a person, as the rights of its work see it. */
public final class PermittedAction {
    private PermittedAction() {}

    /**
     * Nothing counts before everything is loaded.
     *
     * @param finding whose evidence has no standing yet
     * @param list entries that concern it
     */
    public static Probation.Standing of(
            Finding finding, ListIndex list, ReferenceRecord record, Limits limits) {
        if (isBelowFloor(finding.evidence(), limits)) {
            return new Probation.Standing(record, EvidenceStanding.WEAK);
        }
        EvidenceStanding held = heldBySense(finding.evidence());
        if (held != null) {
            Probation.Standing asReference =
                    Probation.of(record, finding.sessionId(), () -> false, limits);
            return asReference.evidence() == EvidenceStanding.QUARANTINED
                    ? asReference
                    : new Probation.Standing(record, held);
        }
        boolean loaded = finding.authorizationsLoaded();
        return Probation.of(
                record,
                finding.sessionId(),
                () -> loaded && new Ruling(finding, list).blocks(),
                limits);
    }

    /**
     * The floor is a score of sound alone: it is asked neither of what suffices only with pictures
     * nor where they are in step.
     */
    private static boolean isBelowFloor(Evidence evidence, Limits limits) {
        return evidence.modality() == Modality.AUDIO
                && evidence.onlyWith() == null
                && evidence.otherSense() != OtherSense.IN_STEP
                && evidence.score() < limits.floor();
    }

    /** Null where what is seen and heard may block. */
    private static EvidenceStanding heldBySense(Evidence evidence) {
        if (evidence.picture() != null && evidence.picture().still()) {
            return EvidenceStanding.STILL;
        }
        return evidence.onlyWith() == OtherSense.OUT_OF_STEP ? EvidenceStanding.OUT_OF_STEP : null;
    }

    /** The finding with those rules alone that may decide on it. */
    public static Finding lean(Finding finding) {
        return Rules.lean(finding);
    }

    /** The finding with the standing of its evidence. */
    public static Finding weighed(Finding finding, Probation.Standing standing) {
        Evidence evidence = finding.evidence();
        return finding.with(evidence.weighed(evidence.usedMs(), standing.evidence()));
    }
}
