package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.web.Visit;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A list: what a page and a spreadsheet of it are made of. */
interface RecordTable {
    /** As {@code /sessions}; its messages begin with the same name. */
    String path();

    /** Who may see it. */
    default Set<DeskRole> roles() {
        return DeskRole.STAFF;
    }

    /** What its readers may choose by. */
    List<RecordFilter> filters(Cells cells, Visit visit);

    /** Names of columns: {@code col.NAME} is the heading. */
    List<String> columns();

    /**
     * Some rows.
     *
     * @param after where they begin; null for the beginning
     * @throws IllegalArgumentException where {@code after} is of no such list
     */
    ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after);

    /** What its readers may do, by the first segment of those forms; null for nothing. */
    default String about() {
        return null;
    }

    /** What is above the table of the first page. */
    default List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        return List.of();
    }
}
