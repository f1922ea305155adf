package dev.vigil.client.notice;

import dev.vigil.client.text.Csv;
import dev.vigil.client.text.LineFault;
import dev.vigil.client.text.Sheet;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeContentBuilder;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.rights.RightType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rows of a table become notices: one row an item, rows of one notice share its id. A row that
 * can't be used is reported and left out, with the whole notice where it is its first one; the
 * others count, for their clock runs.
 */
public final class NoticeRows {
    /** What the notice job refuses as lying ahead. */
    public static final long MAX_AHEAD_MS = 5 * 60_000;

    public static final List<String> COLUMNS =
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
                    "directive",
                    "directiveDue",
                    "authority",
                    "document",
                    "regime",
                    "measure",
                    "statement");

    /** Columns of an item or a work: each row of a notice has its own. */
    private static final Set<String> OF_A_ROW =
            Set.of("noticeId", "item", "url", "work", "workId", "right", "ownership");

    private static final List<String> REQUIRED = List.of("noticeId", "notifier", "item");

    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /**
     * Line of the first row by notice, where it can't be used: without it a later row would be a
     * notice of another time, with no work and no order, that can't be filed again.
     */
    private final Map<String, Integer> refused = new HashMap<>();

    private final List<String> errors = new ArrayList<>();
    private final long nowMs;
    private List<String> header;

    /** One notice while its rows come in. */
    private record Draft(
            Sheet.Row first, NoticeReceived head, List<NoticeItem> items, List<NoticeWork> works) {}

    /**
     * @param nowMs stamp of the intake where a row has none, one for all: rows of one notice agree
     */
    public NoticeRows(long nowMs) {
        this.nowMs = nowMs;
    }

    /** What is wrong, one line each. */
    public List<String> errors() {
        return errors;
    }

    /** Where the notice begins. */
    public int line(String noticeId) {
        return drafts.get(noticeId).first().line();
    }

    /** What can be filed, in order of its first row. */
    public List<NoticeReceived> notices() {
        return drafts.values().stream().map(draft -> whole(draft)).toList();
    }

    /**
     * Reads a table.
     *
     * @throws IOException where its header or its quotes make no table of it
     */
    public void read(Csv csv) throws IOException {
        Sheet sheet = new Sheet(csv, COLUMNS, REQUIRED);
        header = sheet.header();
        sheet.each(this::add, this::refuse);
    }

    private void refuse(Sheet.Row row, LineFault fault) {
        errors.add(fault.toString());
        String noticeId = row.text("noticeId");
        if (noticeId != null && !drafts.containsKey(noticeId)) {
            refused.putIfAbsent(noticeId, row.line());
        }
    }

    private void add(Sheet.Row row) {
        Integer firstLine = refused.get(row.text("noticeId"));
        if (firstLine != null) {
            throw new IllegalArgumentException(
                    "expected a notice whose first row is correct, got '"
                            + row.text("noticeId")
                            + "', whose line "
                            + firstLine
                            + " was refused");
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

    private void join(Draft known, Sheet.Row row, NoticeReceived more) {
        header.stream()
                .filter(column -> !OF_A_ROW.contains(column))
                .forEach(column -> requireSame(column, known.first(), row));
        NoticeItem item = more.items().get(0);
        if (known.items().stream().anyMatch(one -> one.itemId().equals(item.itemId()))) {
            throw new Sheet.BadCell("item", "expected each item of a notice once", item.itemId());
        }
        known.items().add(item);
        more.works().stream()
                .filter(work -> !known.works().contains(work))
                .forEach(known.works()::add);
    }

    /** Values of the notice are in its first row; a later one may leave them out. */
    private void requireSame(String column, Sheet.Row first, Sheet.Row here) {
        String said = first.text(column);
        String again = here.text(column);
        if (again != null && !again.equals(said)) {
            throw new Sheet.BadCell(
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
        return head.with().works(draft.works()).items(draft.items()).build();
    }

    // One row ------------------------------------------------------------------------------

    private NoticeReceived notice(Sheet.Row row) {
        Long received = row.cell("received", Sheet::time);
        if (received != null && received > nowMs + MAX_AHEAD_MS) {
            throw new Sheet.BadCell(
                    "received", "expected a time that is past", row.text("received"));
        }
        return NoticeReceivedBuilder.builder()
                .noticeId(row.needed("noticeId"))
                .channel(row.text("channel") == null ? "import" : row.text("channel"))
                .receivedAt(received == null ? nowMs : received)
                .notifier(row.needed("notifier"))
                .works(works(row))
                .items(List.of(new NoticeItem(row.needed("item"), row.text("url"))))
                .statement(row.text("statement"))
                .content(content(row))
                .requestedMeasure(row.text("measure"))
                .live(row.cell("live", NoticeRows::yes))
                .dueAt(row.cell("directiveDue", Sheet::time))
                .regime(row.cell("regime", value -> Sheet.constant(Regime.class, value)))
                .directive(directive(row))
                .build();
    }

    /** Things to be handed over are not in a table: each would have to be its own row. */
    private static Directive directive(Sheet.Row row) {
        DirectiveKind kind =
                row.cell("directive", value -> Sheet.constant(DirectiveKind.class, value));
        if (kind == null) {
            if (row.text("directiveDue") != null) {
                throw new Sheet.BadCell(
                        "directive",
                        "expected what the authority orders, as directiveDue is filled in",
                        "");
            }
            return null;
        }
        return new Directive(
                kind, row.needed("authority"), row.needed("document"), null, List.of());
    }

    private List<NoticeWork> works(Sheet.Row row) {
        String name = row.text("work");
        RightType right = row.cell("right", value -> Sheet.constant(RightType.class, value));
        return name == null
                ? List.of()
                : List.of(new NoticeWork(name, row.text("workId"), right, row.text("ownership")));
    }

    private NoticeContent content(Sheet.Row row) {
        String evidence = row.text("evidence");
        return NoticeContentBuilder.builder()
                .identity(row.text("identity"))
                .contact(row.text("contact"))
                .address(row.text("address"))
                .evidence(evidence == null ? List.of() : List.of(evidence.split("\\s*;\\s*")))
                .truthDeclaration(row.cell("truth", NoticeRows::yes))
                .build();
    }

    private static Boolean yes(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default -> throw new IllegalArgumentException("expected yes or no");
        };
    }
}
