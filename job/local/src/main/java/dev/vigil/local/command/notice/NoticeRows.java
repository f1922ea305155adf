package dev.vigil.local.command.notice;

import dev.vigil.schema.event.NoticeContent;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeWork;
import dev.vigil.schema.event.Regime;
import dev.vigil.schema.event.RightType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Rows of a table become notices: one row an item, rows of one notice share its id. A row that
 * can't be used is told and left out; the others count, for their clock runs.
 */
final class NoticeRows {
    static final List<String> COLUMNS =
            List.of(
                    "noticeId",
                    "notifier",
                    "item",
                    "url",
                    "received",
                    "channel",
                    "work",
                    "workId",
                    "right",
                    "ownership",
                    "identity",
                    "contact",
                    "address",
                    "evidence",
                    "truth",
                    "live",
                    "directiveDue",
                    "regime",
                    "measure",
                    "statement");

    /** Said of an item or a work, so each row of a notice has its own. */
    private static final Set<String> OF_A_ROW =
            Set.of("noticeId", "item", "url", "work", "workId", "right", "ownership");

    private static final List<String> REQUIRED = List.of("noticeId", "notifier", "item");

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();
    private final long nowMs;
    private List<String> header;

    /** One notice while its rows come in. */
    private record Draft(
            Csv.Row first, NoticeReceived head, List<NoticeItem> items, List<NoticeWork> works) {}

    /**
     * @param nowMs stamp of the intake where a row has none, one for all: rows of one notice agree
     */
    NoticeRows(long nowMs) {
        this.nowMs = nowMs;
    }

    /** What is wrong, one line each. */
    List<String> errors() {
        return errors;
    }

    /** Where the notice begins. */
    int line(String noticeId) {
        return drafts.get(noticeId).first().line();
    }

    /** What can be filed, in order of its first row. */
    List<NoticeReceived> notices() {
        return drafts.values().stream().map(draft -> whole(draft)).toList();
    }

    /**
     * Reads a table.
     *
     * @throws IOException where its header or its quotes make no table of it
     */
    void read(Csv csv) throws IOException {
        Csv.Row first = csv.next();
        header(first);
        for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
            try {
                add(row);
            } catch (BadCell e) {
                errors.add("line " + row.line() + ", " + e.getMessage());
            } catch (IllegalArgumentException e) {
                errors.add("line " + row.line() + ": " + e.getMessage());
            }
        }
    }

    private void header(Csv.Row row) throws IOException {
        if (row == null) {
            throw new IOException(
                    "line 1: expected a header row of " + COLUMNS + ", came an empty file");
        }
        header = row.fields();
        List<String> wrong = new ArrayList<>();
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                wrong.add("'" + column + "' (did you mean " + nearest(column) + "?)");
            }
        }
        List<String> absent = REQUIRED.stream().filter(it -> !header.contains(it)).toList();
        if (!wrong.isEmpty() || !absent.isEmpty()) {
            throw new IOException(
                    "line 1: expected columns of "
                            + String.join(", ", COLUMNS)
                            + (wrong.isEmpty() ? "" : ", came " + String.join(", ", wrong))
                            + (absent.isEmpty() ? "" : "; needed is " + String.join(", ", absent)));
        }
    }

    private static String nearest(String column) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return COLUMNS.stream()
                .min(Comparator.comparingInt(known -> distance.apply(column, known)))
                .orElseThrow();
    }

    private void add(Csv.Row row) {
        if (row.fields().size() != header.size()) {
            throw new IllegalArgumentException(
                    "expected "
                            + header.size()
                            + " fields as in the header, came "
                            + row.fields().size()
                            + "; quote fields that hold commas");
        }
        NoticeReceived notice = notice(row);
        Draft known = drafts.get(notice.noticeId());
        if (known == null) {
            drafts.put(
                    notice.noticeId(),
                    new Draft(
                            row,
                            notice,
                            new ArrayList<>(notice.items()),
                            new ArrayList<>(notice.works())));
        } else {
            join(known, row, notice);
        }
    }

    private void join(Draft known, Csv.Row row, NoticeReceived more) {
        header.stream()
                .filter(column -> !OF_A_ROW.contains(column))
                .forEach(column -> requireSame(column, known.first(), row));
        NoticeItem item = more.items().get(0);
        if (known.items().stream().anyMatch(one -> one.itemId().equals(item.itemId()))) {
            throw new BadCell("item", "expected each item of a notice once", item.itemId());
        }
        known.items().add(item);
        more.works().stream()
                .filter(work -> !known.works().contains(work))
                .forEach(known.works()::add);
    }

    /** What is said of the notice is said in its first row; a later one may leave it out. */
    private void requireSame(String column, Csv.Row first, Csv.Row here) {
        String said = text(first, column);
        String again = text(here, column);
        if (again != null && !again.equals(said)) {
            throw new BadCell(
                    column,
                    "expected '"
                            + (said == null ? "" : said)
                            + "' as in line "
                            + first.line()
                            + " of the same notice",
                    again);
        }
    }

    private static NoticeReceived whole(Draft draft) {
        NoticeReceived head = draft.head();
        return new NoticeReceived(
                head.noticeId(),
                head.channel(),
                head.receivedAt(),
                head.notifier(),
                draft.works(),
                draft.items(),
                head.statement(),
                head.content(),
                head.requestedMeasure(),
                head.live(),
                head.dueAt(),
                head.regime());
    }

    // One row ------------------------------------------------------------------------------

    private NoticeReceived notice(Csv.Row row) {
        Long received = cell(row, "received", NoticeRows::time);
        if (received != null && received > nowMs + Verb.MAX_AHEAD_MS) {
            throw new BadCell("received", "expected a time that is past", text(row, "received"));
        }
        return new NoticeReceived(
                needed(row, "noticeId"),
                text(row, "channel") == null ? "import" : text(row, "channel"),
                received == null ? nowMs : received,
                needed(row, "notifier"),
                works(row),
                List.of(new NoticeItem(needed(row, "item"), text(row, "url"))),
                text(row, "statement"),
                content(row),
                text(row, "measure"),
                cell(row, "live", NoticeRows::yes),
                cell(row, "directiveDue", NoticeRows::time),
                cell(row, "regime", value -> constant(Regime.class, value)));
    }

    private List<NoticeWork> works(Csv.Row row) {
        String name = text(row, "work");
        RightType right = cell(row, "right", value -> constant(RightType.class, value));
        return name == null
                ? List.of()
                : List.of(new NoticeWork(name, text(row, "workId"), right, text(row, "ownership")));
    }

    private NoticeContent content(Csv.Row row) {
        String evidence = text(row, "evidence");
        return new NoticeContent(
                null,
                text(row, "identity"),
                text(row, "contact"),
                text(row, "address"),
                evidence == null ? List.of() : List.of(evidence.split("\\s*;\\s*")),
                cell(row, "truth", NoticeRows::yes),
                null);
    }

    /** Null where the cell is empty or the table has no such column. */
    private String text(Csv.Row row, String column) {
        int at = header.indexOf(column);
        return at < 0 || row.fields().get(at).isEmpty() ? null : row.fields().get(at);
    }

    private String needed(Csv.Row row, String column) {
        String text = text(row, column);
        if (text == null) {
            throw new BadCell(column, "expected a value", "");
        }
        return text;
    }

    private <T> T cell(Csv.Row row, String column, Function<String, T> read) {
        String text = text(row, column);
        try {
            return text == null ? null : read.apply(text);
        } catch (DateTimeException e) {
            throw new BadCell(
                    column,
                    "expected a time with its offset from UTC such as 2026-11-24T20:00:00+08:00",
                    text);
        } catch (IllegalArgumentException e) {
            throw new BadCell(column, e.getMessage(), text);
        }
    }

    private static long time(String value) {
        return OffsetDateTime.parse(value).toInstant().toEpochMilli();
    }

    private static Boolean yes(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default -> throw new IllegalArgumentException("expected yes or no");
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected one of "
                                                + Words.names(
                                                        Arrays.asList(type.getEnumConstants()))));
    }

    /** A cell that can't be used. */
    private static final class BadCell extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        BadCell(String column, String expected, Object came) {
            super("column " + column + ": " + expected + ", came '" + came + "'");
        }
    }
}
