package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import java.util.List;

/**
 * What records of some topics write to tables. It knows nothing but the record: no clock, no row,
 * no other record.
 */
public interface Projection {
    /** All that it writes: a rebuild empties these tables. */
    List<ColumnGroup> groups();

    /**
     * Writes what a record changes, perhaps nothing.
     *
     * @param record one that could be read, or a tombstone
     */
    void add(JournaledRecord record, RowChanges changes);
}
