package dev.vigil.client.list;

import dev.vigil.client.text.Csv;
import dev.vigil.client.text.LineFault;
import dev.vigil.client.text.Sheet;
import dev.vigil.client.text.UnusableText;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.WindowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a table become entries: one row a window, rows of one entry share its id. */
public final class EntryRows {
    static final List<String> COLUMNS =
            List.of(
                    "entry",
                    "work",
                    "class",
                    "from",
                    "to",
                    "zone",
                    "window",
                    "territories",
                    "except",
                    "providers",
                    "authority",
                    "list",
                    "batch",
                    "title",
                    "document",
                    "references",
                    "measure",
                    "version",
                    "issued",
                    "withdrawn",
                    "signature");

    private static final List<String> REQUIRED = List.of("entry", "work", "class");
    private static final List<String> OF_A_WINDOW = List.of("from", "to", "zone", "window");
    private static final String ZONE = "Asia/Shanghai";

    private final Map<String, Sheet.Row> first = new LinkedHashMap<>();
    private final Map<String, List<ListWindow>> windows = new LinkedHashMap<>();
    private final long nowMs;
    private final List<LineFault> faults;
    private List<String> header;

    EntryRows(long nowMs, List<LineFault> faults) {
        this.nowMs = nowMs;
        this.faults = faults;
    }

    /**
     * Reads a table.
     *
     * @throws IOException where its header or its quotes make no table of it
     */
    List<Draft> read(Csv csv) throws IOException {
        Sheet sheet = new Sheet(csv, COLUMNS, REQUIRED);
        header = sheet.header();
        sheet.each(this::add, (row, fault) -> faults.add(fault));
        List<Draft> drafts = new ArrayList<>();
        for (Sheet.Row row : first.values()) {
            try {
                drafts.add(draft(row));
            } catch (IllegalArgumentException e) {
                faults.add(LineFault.of(row.line(), e));
            }
        }
        return drafts;
    }

    private void add(Sheet.Row row) {
        String entryId = row.needed("entry");
        ListWindow window = window(row);
        Sheet.Row known = first.get(entryId);
        if (known == null) {
            first.put(entryId, row);
            windows.put(entryId, new ArrayList<>());
        } else if (window == null) {
            throw new Sheet.BadCell(
                    "cell.window",
                    "from",
                    "expected another window of the entry of line " + known.line(),
                    "",
                    known.line());
        } else {
            header.stream()
                    .filter(column -> !OF_A_WINDOW.contains(column))
                    .forEach(column -> requireSame(column, known, row));
        }
        if (window != null) {
            windows.get(entryId).add(window);
        }
    }

    /** Values of the entry are in its first row; a later one may leave them out. */
    private static void requireSame(String column, Sheet.Row first, Sheet.Row here) {
        String said = first.text(column);
        String again = here.text(column);
        if (again != null && !again.equals(said)) {
            throw new Sheet.BadCell(
                    "cell.same",
                    column,
                    "expected '"
                            + (said == null ? "" : said)
                            + "' as in line "
                            + first.line()
                            + " of the same entry",
                    again,
                    said == null ? "" : said,
                    first.line());
        }
    }

    private static ListWindow window(Sheet.Row row) {
        String from = row.text("from");
        if (from == null) {
            if (row.text("to") != null) {
                throw new Sheet.BadCell("cell.opens", "from", "expected when the window opens", "");
            }
            return null;
        }
        WindowType type = row.cell("window", value -> Sheet.constant(WindowType.class, value));
        String zone = row.text("zone");
        return new ListWindow(
                type == null ? type(listClass(row)) : type,
                from,
                row.text("to"),
                zone == null ? ZONE : zone);
    }

    private static ListClass listClass(Sheet.Row row) {
        return row.cell("class", value -> Sheet.constant(ListClass.class, value));
    }

    /** What a window of that class is for, where the row has none. */
    public static WindowType type(ListClass listClass) {
        return listClass == ListClass.HOT_BROADCAST
                ? WindowType.HOT_BROADCAST
                : WindowType.THEATRICAL;
    }

    /** The separator of a cell is not that of a row. */
    private static String code(String value) {
        if (value.contains(",")) {
            throw new UnusableText(
                    "cell.codes", "expected codes with ; between them, such as CN;HK");
        }
        return value;
    }

    private Draft draft(Sheet.Row row) {
        Long version = row.cell("version", Long::valueOf);
        Long issued = row.cell("issued", Sheet::time);
        row.needed("class");
        ListEntry entry =
                ListEntryBuilder.builder()
                        .entryId(row.needed("entry"))
                        .version(version == null ? 1 : version)
                        .listId(row.text("list"))
                        .listClass(listClass(row))
                        .authority(row.text("authority"))
                        .batchNo(row.text("batch"))
                        .workId(row.needed("work"))
                        .titles(row.cells("title", title -> title))
                        .windows(windows.get(row.needed("entry")))
                        .territoryInclude(row.cells("territories", EntryRows::code))
                        .territoryExclude(row.cells("except", EntryRows::code))
                        .documentRef(row.text("document"))
                        .issuedAt(issued == null ? nowMs : issued)
                        .withdrawnAt(row.cell("withdrawn", Sheet::time))
                        .referenceIds(row.cells("references", id -> id))
                        .providerScope(
                                row.cells("providers", v -> Sheet.constant(ProviderScope.class, v)))
                        .measure(row.cell("measure", v -> Sheet.constant(ListMeasure.class, v)))
                        .signature(row.text("signature"))
                        .build();
        return new Draft(row.line(), entry, version != null, issued != null);
    }
}
