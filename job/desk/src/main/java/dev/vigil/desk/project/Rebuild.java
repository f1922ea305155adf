package dev.vigil.desk.project;

import dev.vigil.desk.project.Positions.Position;
import dev.vigil.desk.store.IndexedColumns;
import dev.vigil.desk.store.RowChanges;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** Makes the projections of a store again from its journal. */
public final class Rebuild {
    private Rebuild() {}

    /**
     * Empties the projections. The projector that starts next fills them, and goes on where it was
     * killed; none may run meanwhile.
     */
    public static void begin(Handle store, Projections projections) {
        store.useTransaction(
                inside -> {
                    Positions.rowsToFirst(inside);
                    projections.tables().forEach(table -> inside.execute("delete from " + table));
                });
    }

    /**
     * Fills the projections up to where the journal is; returns at once where they are there.
     *
     * @param most records in a transaction
     */
    static void goOn(Handle store, Projections projections, int most) {
        IndexedColumns indexed = new IndexedColumns();
        for (Map.Entry<TopicPartition, Position> one : Positions.all(store).entrySet()) {
            long at = one.getValue().rows();
            while (at < one.getValue().next()) {
                long from = at;
                at =
                        store.inTransaction(
                                inside ->
                                        chunk(
                                                inside,
                                                one.getKey(),
                                                from,
                                                one.getValue().next(),
                                                projections,
                                                indexed,
                                                most));
            }
        }
    }

    private static long chunk(
            Handle store,
            TopicPartition partition,
            long from,
            long next,
            Projections projections,
            IndexedColumns indexed,
            int most) {
        List<JournaledRecord> records =
                Journal.read(store, partition.topic(), partition.partition(), from, most);
        // Behind the last one the partition may have offsets without a record.
        long to = records.size() < most ? next : records.get(most - 1).offset() + 1;
        Positions.rowsTo(store, partition, from, to);
        // V74 filled them from the dead letters, which a rebuild then under way may not have had.
        RefusedAtDoors.note(store, records.stream());
        RowChanges changes = new RowChanges();
        records.forEach(record -> projections.add(record, changes));
        changes.apply(store.getConnection(), indexed);
        return to;
    }
}
