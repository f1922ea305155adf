package dev.vigil.policy;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
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
        if (finding.evidence().score() < limits.floor()) {
            return new Probation.Standing(record, EvidenceStanding.WEAK);
        }
        boolean loaded = finding.authorizationsLoaded();
        return Probation.of(
                record,
                finding.sessionId(),
                () -> loaded && new Ruling(finding, list).blocks(),
                limits);
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
