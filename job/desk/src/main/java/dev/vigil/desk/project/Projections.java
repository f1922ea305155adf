package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.desk.store.RowsMadeAgain;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final RowsMadeAgain rows;

    Projections(List<Projection> projections) {
        this.projections = List.copyOf(projections);
        rows = new RowsMadeAgain(projections.stream().flatMap(it -> it.groups().stream()).toList());
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
     * Makes rows again, as a rebuild would, after records in the journal have changed or are gone.
     * Rows that other records have written since are left as they are; the others are made of what
     * is left about the same in the partition. Of two subjects that write one row, which ids of
     * jobs never do, an earlier record is not looked for.
     *
     * @param were these records as they were
     */
    void makeAgain(Handle store, List<JournaledRecord> were) {
        Positions.hold(store, were);
        Map<List<Object>, List<JournaledRecord>> alike = new LinkedHashMap<>();
        for (JournaledRecord one : were) {
            List<Object> about = Arrays.asList(one.place().topic(), one.partition(), one.subject());
            alike.computeIfAbsent(about, it -> new ArrayList<>()).add(one);
        }
        alike.values().forEach(some -> makeSameAgain(store, some));
    }

    private void makeSameAgain(Handle store, List<JournaledRecord> were) {
        RowChanges made = new RowChanges();
        were.forEach(one -> add(one, made));
        RowChanges still = rows.still(store.getConnection(), made);
        if (!still.isEmpty()) {
            RowChanges again = still.ofSameRows();
            Journal.alike(store, were.get(0), one -> add(one, again));
            rows.replace(store.getConnection(), still, again);
        }
    }
}
