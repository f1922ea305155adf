package dev.vigil.policy;

import dev.vigil.schema.event.EvidenceStanding;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.ReferenceRecord;
import dev.vigil.schema.state.WorkListing;

/** What a finding may do without a person, as the rights of its work see it. */
public final class Weighing {
    private Weighing() {}

    /**
     * @param finding whose evidence has no standing yet
     * @param listing entries of its work
     * @param loaded false while anything is still being read: nothing counts until then
     */
    public static Probation.Standing of(
            Finding finding,
            WorkListing listing,
            ReferenceRecord record,
            boolean loaded,
            Limits limits) {
        if (finding.evidence().score() < limits.floor()) {
            return new Probation.Standing(record, EvidenceStanding.WEAK);
        }
        boolean blocks = loaded && !new Ruling(finding, work -> listing).grounds().isEmpty();
        return Probation.of(record, finding.sessionId(), blocks, limits);
    }
}
