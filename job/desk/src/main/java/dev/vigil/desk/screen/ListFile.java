package dev.vigil.desk.screen;

import dev.vigil.client.text.SheetWriter;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The whole list behind a page as a table for spreadsheets, with the filters of its URL.
 *
 * @param path ends with {@code .csv}
 * @param name that the browser keeps it under, without its end
 * @param header names of the columns: the same in each language
 */
record ListFile<T>(
        String path, Store store, String name, List<String> header, Rows<T> rows, Cells<T> cells)
        implements DeskScreen {
    /** What one file has at most; the last line says where it ended. */
    private static final int MOST = 100_000;

    private static final int AT_ONCE = 1_000;

    /** Of the first rows: a person who waits sees that it has begun. */
    private static final int FIRST = ListPage.MOST;

    /** A page of the list. */
    interface Rows<T> {
        ListPage<T> page(Handle store, Visit visit, String after, int most);
    }

    /** The cells of a row. */
    interface Cells<T> {
        Collection<?> of(T row, Visit visit);
    }

    @Override
    public Answer get(Visit visit) {
        return Answer.csv(name + ".csv", out -> write(visit, out));
    }

    private void write(Visit visit, OutputStream out) throws IOException {
        SheetWriter sheet = new SheetWriter(out, header);
        try (Handle handle = store.handle()) {
            String after = null;
            int written = 0;
            do {
                ListPage<T> page = rows.page(handle, visit, after, written == 0 ? FIRST : AT_ONCE);
                for (T row : page.rows()) {
                    sheet.row(cells.of(row, visit));
                }
                if (written == 0) {
                    sheet.flush();
                }
                written += page.rows().size();
                after = page.after();
            } while (after != null && written < MOST);
            if (after != null) {
                sheet.row(List.of("expected at most " + MOST + " rows, got more; set a filter"));
            }
        }
        sheet.flush();
    }

    /** A time in the visitor's zone, with its offset; null for null. */
    static String time(Long atMs, Visit visit) {
        return atMs == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochMilli(atMs).atZone(visit.text().zone()));
    }
}
