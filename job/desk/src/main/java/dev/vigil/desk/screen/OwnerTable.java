package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.OwnerQuery;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.web.Visit;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * A list of what is one party's.
 *
 * @param filters what its readers may choose by
 * @param rows asked of what is the party's, and of nothing else
 * @param above what is above the first page
 */
record OwnerTable(
        String path,
        List<String> columns,
        BiFunction<Cells, Visit, List<RecordFilter>> filters,
        Rows rows,
        Above above)
        implements RecordTable {
    static final Set<DeskRole> OWNERS = Set.of(DeskRole.OWNER);

    /** A page of rows. */
    interface Rows {
        ListPage<List<Cell>> of(OwnerQuery owned, Cells cells, Visit visit, String after);
    }

    /** What is above them. */
    interface Above {
        List<RecordPart> of(OwnerQuery owned, Cells cells, Visit visit);
    }

    /** One without filters. */
    static OwnerTable plain(String path, List<String> columns, Rows rows) {
        return new OwnerTable(
                path,
                columns,
                (cells, visit) -> List.of(),
                rows,
                (owned, cells, visit) -> List.of());
    }

    static OwnerQuery owned(Handle store, Visit visit) {
        return new OwnerQuery(store, visit.visitor().party());
    }

    @Override
    public Set<DeskRole> roles() {
        return OWNERS;
    }

    /** What an owner may do is beside each of its lists. */
    @Override
    public String about() {
        return "owner";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return filters.apply(cells, visit);
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        return rows.of(owned(store, visit), cells, visit, after);
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        return above.of(owned(store, visit), cells, visit);
    }
}
