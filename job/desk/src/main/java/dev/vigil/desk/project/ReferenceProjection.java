package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.register.ReferenceOverlap;
import java.util.List;

/** Recordings that have stopped blocking, what they have in common, what people found of them. */
final class ReferenceProjection implements Projection {
    private static final ColumnGroup HEALTH =
            ColumnGroup.last(
                    "reference_health",
                    List.of("work_id", "reference_id"),
                    "off",
                    "part",
                    "state",
                    "reason",
                    "blocked",
                    "overturned",
                    "at");

    private static final ColumnGroup OVERLAP =
            ColumnGroup.last(
                    "reference_overlap",
                    List.of("work_id", "reference_id", "overlap_id"),
                    "off",
                    "part",
                    "other_work_id",
                    "other_reference_id",
                    "common_ms",
                    "is_open",
                    "at");

    private static final ColumnGroup REVIEW =
            ColumnGroup.last(
                    "review",
                    List.of("work_id", "part", "off"),
                    "reference_id",
                    "outcome",
                    "session_id",
                    "reviewed_by",
                    "at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(HEALTH, OVERLAP, REVIEW);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(ReferenceHealth.class).ifPresent(it -> health(record, it, to));
        record.as(ReferenceOverlap.class).ifPresent(it -> overlap(record, it, to));
        record.as(ReferenceReview.class).ifPresent(it -> review(record, it, to));
    }

    private static void health(JournaledRecord record, ReferenceHealth it, RowChanges to) {
        to.put(
                HEALTH,
                it.workId(),
                it.referenceId(),
                record.offset(),
                record.partition(),
                it.state(),
                it.reason(),
                it.blocked(),
                it.overturned(),
                it.at());
    }

    private static void overlap(JournaledRecord record, ReferenceOverlap it, RowChanges to) {
        to.put(
                OVERLAP,
                it.workId(),
                it.referenceId(),
                it.overlapId(),
                record.offset(),
                record.partition(),
                it.otherWorkId(),
                it.otherReferenceId(),
                it.commonMs(),
                it.open(),
                it.at());
    }

    private static void review(JournaledRecord record, ReferenceReview it, RowChanges to) {
        to.put(
                REVIEW,
                it.workId(),
                record.partition(),
                record.offset(),
                it.referenceId(),
                it.outcome(),
                it.sessionId(),
                it.by(),
                it.at());
    }
}
