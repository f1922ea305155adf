package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.desk.store.RowsTakenBack;
import dev.vigil.schema.wire.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Everything that is made of the journal. */
public final class Projections {
    private static final EnumSet<Topic> NOT_READ =
            EnumSet.of(
                    Topic.MEDIA_LIVE,
                    Topic.MEDIA_UPLOADS,
                    Topic.MEDIA_FEEDS,
                    Topic.REFERENCES,
                    Topic.AUDIENCE,
                    Topic.SCREENED_PROGRESS,
                    Topic.SIGNALS_IN,
                    Topic.SIGNALS,
                    Topic.AUDIT);

    private final List<Projection> projections;
    private final RowsTakenBack takenBack;

    Projections(List<Projection> projections) {
        this.projections = List.copyOf(projections);
        takenBack =
                new RowsTakenBack(
                        projections.stream().flatMap(it -> it.groups().stream()).toList());
    }

    public static Projections all() {
        return new Projections(
                List.of(
                        new NoticeProjection(),
                        new ItemProjection(),
                        new AlertProjection(),
                        new VerdictProjection(),
                        new CommandProjection(),
                        new EvidenceProjection(),
                        new EntryProjection(),
                        new AccountProjection(),
                        new RightsProjection(),
                        new ReferenceProjection(),
                        new UsageProjection(),
                        new SignalProjection(),
                        new FigureProjection(),
                        new HealthProjection(),
                        new DeskProjection()));
    }

    /**
     * The topics that are read: not media and recordings, which are binary; not what peers send,
     * which the ledger job judges; not pages of the audit log, which are about all others.
     */
    public static List<Topic> topics() {
        return List.copyOf(EnumSet.complementOf(NOT_READ));
    }

    /** The tables that a rebuild empties. */
    public List<String> tables() {
        return projections.stream()
                .flatMap(projection -> projection.groups().stream())
                .map(ColumnGroup::table)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Writes what a record changes.
     *
     * @return the record, unreadable where a projection could not take it
     */
    JournaledRecord add(JournaledRecord record, RowChanges changes) {
        if (record.problem() != null) {
            return record;
        }
        try {
            projections.forEach(projection -> projection.add(record, changes));
            changes.keep();
            return record;
        } catch (RuntimeException e) {
            // One record must not stop the others: it is kept as it is, and shown.
            changes.drop();
            return record.unreadable("expected a record that has rows, got " + e);
        }
    }

    /**
     * Makes the rows of a record as another record at its place would have made them.
     *
     * @param after null where the record is gone
     * @param wanted which columns of a row
     */
    void replace(
            Handle store,
            JournaledRecord before,
            JournaledRecord after,
            Predicate<ColumnGroup> wanted) {
        RowChanges were = new RowChanges();
        RowChanges are = new RowChanges();
        add(before, were);
        if (after != null) {
            add(after, are);
        }
        takenBack.replace(store.getConnection(), were, are, wanted);
    }
}
