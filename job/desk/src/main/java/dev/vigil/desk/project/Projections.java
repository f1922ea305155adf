package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import java.util.List;

/** Everything that is made of the journal. */
public final class Projections {
    private final List<Projection> projections;

    Projections(List<Projection> projections) {
        this.projections = List.copyOf(projections);
    }

    public static Projections all() {
        return new Projections(
                List.of(
                        new NoticeProjection(),
                        new ItemProjection(),
                        new AlertProjection(),
                        new HealthProjection()));
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
}
