package dev.vigil.desk.screen;

import dev.vigil.client.text.SheetWriter;
import dev.vigil.desk.ask.KeysetException;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A list as pages of 50 rows, and as a file. */
final class ListScreen implements DeskScreen {
    /** Rows of a file: a year of an owner's usage is less. */
    private static final int MOST_OF_SHEET = 100_000;

    private static final String SHEET = ".csv";

    private final Store store;
    private final RecordTable table;
    private final boolean isSheet;

    private ListScreen(Store store, RecordTable table, boolean isSheet) {
        this.store = store;
        this.table = table;
        this.isSheet = isSheet;
    }

    /** Both of a list. */
    static List<DeskScreen> both(Store store, RecordTable table) {
        return List.of(new ListScreen(store, table, false), new ListScreen(store, table, true));
    }

    @Override
    public String path() {
        return isSheet ? table.path() + SHEET : table.path();
    }

    @Override
    public Set<DeskRole> roles() {
        return table.roles();
    }

    @Override
    public Answer get(Visit visit) {
        Cells cells = new Cells(visit.text());
        List<RecordFilter> filters = table.filters(cells, visit);
        Optional<RecordFilter> unknown = filters.stream().filter(it -> !it.isKnown()).findFirst();
        if (unknown.isPresent()) {
            return Answer.refused(
                    400,
                    visit.text()
                            .text(
                                    "value.unknown",
                                    visit.text().text("col." + unknown.get().name())));
        }
        try {
            return isSheet ? sheet(visit, cells) : page(visit, cells, filters);
        } catch (KeysetException e) {
            return Answer.refused(400, visit.text().text("error.400.after"));
        }
    }

    private String name() {
        return table.path().substring(1).replace('/', '.');
    }

    private Answer page(Visit visit, Cells cells, List<RecordFilter> filters) {
        String from = visit.query("after").orElse(null);
        try (Handle handle = store.handle()) {
            ListPage<List<Cell>> rows = table.rows(handle, cells, visit, from);
            return Answer.page(
                    visit.text().text(name() + ".title"),
                    "records/list.jte",
                    new RecordList(
                            name(),
                            table.path(),
                            table.about(),
                            filters,
                            from == null ? table.above(handle, cells, visit) : List.of(),
                            new Grid(table.columns(), rows.rows()),
                            rows.after() == null
                                    ? null
                                    : address(table.path(), filters, rows.after()),
                            from == null ? null : address(table.path(), filters, null),
                            address(table.path() + SHEET, filters, null)));
        }
    }

    private static String address(String path, List<RecordFilter> filters, String after) {
        List<Object> query = new ArrayList<>();
        for (RecordFilter filter : filters) {
            query.add(filter.name());
            query.add(filter.value().isEmpty() ? null : filter.value());
        }
        query.add("after");
        query.add(after);
        return DeskLink.with(path, query.toArray());
    }

    /**
     * The first rows are read before it begins: what is wrong with a question is said as a page.
     */
    private Answer sheet(Visit visit, Cells cells) {
        try (Handle handle = store.handle()) {
            ListPage<List<Cell>> first =
                    table.rows(handle, cells, visit, visit.query("after").orElse(null));
            return Answer.csv(name() + SHEET, out -> write(out, visit, cells, first));
        }
    }

    private void write(OutputStream out, Visit visit, Cells cells, ListPage<List<Cell>> first)
            throws IOException {
        SheetWriter sheet =
                new SheetWriter(
                        out,
                        table.columns().stream()
                                .map(it -> visit.text().text("col." + it))
                                .toList());
        ListPage<List<Cell>> rows = first;
        int written = 0;
        try (Handle handle = store.handle()) {
            while (true) {
                for (List<Cell> row : rows.rows()) {
                    sheet.row(row.stream().map(Cell::plain).toList());
                }
                if (written == 0) {
                    // A person who waits sees that it has begun.
                    sheet.flush();
                }
                written += rows.rows().size();
                if (rows.after() == null) {
                    break;
                } else if (written >= MOST_OF_SHEET) {
                    sheet.row(List.of(visit.text().text("value.cut", written)));
                    break;
                }
                rows = table.rows(handle, cells, visit, rows.after());
            }
        }
        sheet.flush();
    }
}
