package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.match.MatchEvidence;
import java.util.List;

/** That there is something to be looked at of a match, and where its record is. */
final class EvidenceProjection implements Projection {
    private static final ColumnGroup EVIDENCE =
            ColumnGroup.greatest(
                    "evidence",
                    List.of("evidence_id"),
                    "revision",
                    "off",
                    "part",
                    "session_id",
                    "start_at",
                    "work_id",
                    "reference_id",
                    "profile",
                    "query_from_ms",
                    "query_to_ms",
                    "captured_at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(EVIDENCE);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(MatchEvidence.class).ifPresent(it -> evidence(record, it, to));
    }

    private static void evidence(JournaledRecord record, MatchEvidence it, RowChanges to) {
        to.put(
                EVIDENCE,
                it.evidenceId(),
                it.revision(),
                record.offset(),
                record.partition(),
                it.sessionId(),
                it.startAt() == null ? 0 : it.startAt(),
                it.workId(),
                it.referenceId(),
                it.profile(),
                it.queryStartMs(),
                it.queryEndMs(),
                it.capturedAt());
    }
}
