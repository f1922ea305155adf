package dev.vigil.policy;

import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.EvidenceStanding;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.ReferenceRecord;
import dev.vigil.schema.state.WorkListing;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a finding may do without a person, as the rights of its work see it. */
public final class Weighing {
    private static final Set<ListClass> LAW = EnumSet.of(ListClass.FORBIDDEN, ListClass.ORDER);

    private Weighing() {}

    /**
     * Nothing counts before everything is loaded, and nothing that the law or an order blocks: who
     * uploads such a work twenty times must not free it.
     *
     * @param finding whose evidence has no standing yet
     * @param listing entries of its work
     */
    public static Probation.Standing of(
            Finding finding, WorkListing listing, ReferenceRecord record, Limits limits) {
        if (finding.evidence().score() < limits.floor()) {
            return new Probation.Standing(record, EvidenceStanding.WEAK);
        }
        boolean loaded = finding.authorizationsLoaded();
        if (loaded
                && hasLaw(finding, listing)
                && !Probation.isStopped(record, finding.sessionId())
                && new Ruling(finding, work -> listing).isBlockedByLaw()) {
            return new Probation.Standing(record, EvidenceStanding.COUNTED);
        }
        return Probation.of(
                record,
                finding.sessionId(),
                () -> loaded && new Ruling(finding, work -> listing).blocks(),
                limits);
    }

    /** Few works have one: the others are not ruled on twice. */
    private static boolean hasLaw(Finding finding, WorkListing listing) {
        return Stream.of(listing, finding.changes())
                .flatMap(some -> some.entries().stream())
                .anyMatch(entry -> LAW.contains(entry.listClass()));
    }

    /** The finding with the standing of its evidence. */
    public static Finding weighed(Finding finding, Probation.Standing standing) {
        Evidence evidence = finding.evidence();
        return new Finding(
                finding.sessionId(),
                finding.context(),
                evidence.weighed(evidence.usedMs(), standing.evidence()),
                finding.authorizations(),
                finding.authorizationsLoaded(),
                finding.changes(),
                finding.owners(),
                finding.afterwards(),
                finding.presentUntil());
    }
}
