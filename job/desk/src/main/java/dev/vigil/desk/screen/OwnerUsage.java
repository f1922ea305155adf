package dev.vigil.desk.screen;

import dev.vigil.client.text.SheetWriter;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.OwnerQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.usage.StatementLine;
import dev.vigil.usage.UsageStatement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What was used of an owner's works, and its statement of a month. */
final class OwnerUsage {
    private static final String STATEMENT = "/owner/statement";

    private static final List<String> LINE =
            List.of(
                    "day",
                    "work",
                    "territory",
                    "right",
                    "basis",
                    "used",
                    "share",
                    "sharems",
                    "heldms",
                    "sessions",
                    "watched",
                    "plays",
                    "state",
                    "revision");

    /** The default of the job's option usage.zone; a person's own is tried behind it. */
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private OwnerUsage() {}

    static RecordTable table() {
        return new OwnerTable(
                "/owner/usage",
                List.of(
                        "day",
                        "work",
                        "territory",
                        "right",
                        "basis",
                        "used",
                        "share",
                        "live",
                        "sessions",
                        "viewers",
                        "plays",
                        "state",
                        "held",
                        "revision"),
                (cells, visit) ->
                        List.of(
                                RecordFilter.month(visit, "month"),
                                RecordFilter.text(visit, "work")),
                OwnerUsage::rows,
                OwnerUsage::above);
    }

    private static ListPage<List<Cell>> rows(
            OwnerQuery owned, Cells cells, Visit visit, String after) {
        ListPage<UsageRow> found =
                owned.usage(
                        visit.query("month").orElse(null), visit.query("work").orElse(null), after);
        PartyPage party = PartyPage.of(owned, visit, found.rows());
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, party, it)).toList(), found.after());
    }

    /**
     * Whose page it is: what another owner of a work has permitted is not shown by its name.
     *
     * @param granted authorizations of the party
     */
    private record PartyPage(String id, Set<String> granted) {
        static PartyPage of(OwnerQuery owned, Visit visit, List<UsageRow> rows) {
            List<String> named =
                    rows.stream()
                            .map(UsageRow::basis)
                            .filter(it -> it.startsWith(UsageRow.AUTHORIZATION))
                            .map(it -> it.substring(UsageRow.AUTHORIZATION.length()))
                            .toList();
            return new PartyPage(String.valueOf(visit.visitor().party()), owned.granted(named));
        }

        Cell basis(Cells cells, String basis) {
            if (basis.startsWith(UsageRow.AUTHORIZATION)) {
                String id = basis.substring(UsageRow.AUTHORIZATION.length());
                return granted.contains(id)
                        ? UsageTable.basis(cells, basis)
                        : cells.say("owner.otherauthorization");
            }
            return basis.startsWith(UsageRow.POLICY) && !basis.equals(UsageRow.POLICY + id)
                    ? cells.say("owner.otherpolicy")
                    : UsageTable.basis(cells, basis);
        }
    }

    private static List<Cell> row(Cells cells, PartyPage party, UsageRow it) {
        return List.of(
                cells.whole(it.day()),
                cells.link("owner/work", it.workId()),
                cells.territory(it.territory()),
                cells.code(it.rightType()),
                party.basis(cells, it.basis()),
                cells.span(it.usedMs()),
                OwnerRights.percent(cells, it.shareBp(party.id())),
                cells.span(it.liveMs()),
                cells.number(it.sessions()),
                cells.number(it.viewers()),
                cells.number(it.plays()),
                UsageTable.state(cells, it),
                it.inConflict()
                        ? cells.state(Cells.Look.WARN, cells.say("usage.held"))
                        : cells.none(),
                cells.number(it.revision()));
    }

    private static List<RecordPart> above(OwnerQuery owned, Cells cells, Visit visit) {
        String work = visit.query("work").orElse(null);
        Charts.Days days = Charts.days(visit);
        RecordPart about =
                new RecordPart(null)
                        .note(cells.say("usage.about"))
                        .note(
                                cells.link(
                                        DeskLink.with(
                                                STATEMENT,
                                                "month",
                                                visit.query("month").orElse(null)),
                                        cells.say("owner.statement.link")));
        return owned.days(work, days.from(), days.to())
                .map(it -> List.of(about, Charts.usage(cells, visit.text().zone(), it)))
                .orElseGet(() -> List.of(about.note(cells.say("chart.toomany"))));
    }

    // Statement -------------------------------------------------------------------------------

    static List<DeskScreen> statement(Store store) {
        return List.of(
                new StoreScreen(STATEMENT, store, OwnerUsage::page, OwnerTable.OWNERS),
                new StoreScreen(STATEMENT + ".csv", store, OwnerUsage::sheet, OwnerTable.OWNERS));
    }

    /** The last month that is over, where none is named. */
    private static Optional<YearMonth> month(Visit visit) {
        try {
            YearMonth last =
                    YearMonth.from(Instant.ofEpochMilli(visit.nowMs()).atZone(SHANGHAI))
                            .minusMonths(1);
            Optional<String> named = visit.query("month");
            return named.isEmpty()
                    ? Optional.of(last)
                    : named.filter(it -> it.matches("\\d{4}-\\d{2}")).map(YearMonth::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A statement, or why there is none. */
    private record Stated(UsageStatement statement, PartyPage party, Answer refusal) {}

    private static Stated stated(Handle store, Visit visit) {
        Optional<YearMonth> month = month(visit);
        if (month.isEmpty()) {
            return refused(visit, 400, "value.unknown", visit.text().text("col.month"));
        }
        OwnerQuery owned = OwnerTable.owned(store, visit);
        Optional<List<UsageRow>> rows = owned.ofStatement(month.get());
        if (rows.isEmpty()) {
            return refused(visit, 409, "owner.statement.large", OwnerQuery.MOST_OF_STATEMENT);
        }
        PartyPage party = PartyPage.of(owned, visit, rows.get());
        for (ZoneId zone : List.of(SHANGHAI, visit.text().zone())) {
            try {
                return new Stated(
                        UsageStatement.of(party.id(), month.get(), zone, rows.get()), party, null);
            } catch (IllegalArgumentException e) {
                // The days of its rows are of another zone.
            }
        }
        return refused(visit, 409, "owner.statement.zone");
    }

    private static Stated refused(Visit visit, int status, String key, Object... arguments) {
        return new Stated(null, null, Answer.refused(status, visit.text().text(key, arguments)));
    }

    private static Answer page(Handle store, Visit visit) {
        Stated stated = stated(store, visit);
        if (stated.refusal() != null) {
            return stated.refusal();
        }
        Cells cells = new Cells(visit.text());
        UsageStatement it = stated.statement();
        return RecordPage.of(
                visit.text(),
                "owner.statement.title",
                it.month().toString(),
                List.of(
                        about(cells, it),
                        totals(cells, it),
                        lines(cells, stated, false),
                        lines(cells, stated, true)));
    }

    private static RecordPart about(Cells cells, UsageStatement it) {
        RecordPart part =
                new RecordPart(null)
                        .note(cells.say("owner.statement.about", cells.time(it.closesAt())))
                        .note(
                                cells.some(
                                        List.of(
                                                of(cells, it.month().minusMonths(1)),
                                                of(cells, it.month().plusMonths(1)),
                                                cells.link(
                                                        DeskLink.with(
                                                                STATEMENT + ".csv",
                                                                "month",
                                                                it.month()),
                                                        cells.say("frame.csv")))));
        return it.provisional() == 0
                ? part
                : part.note(
                        cells.state(
                                Cells.Look.WARN,
                                cells.say("owner.statement.open", it.provisional())));
    }

    private static Cell of(Cells cells, YearMonth month) {
        return cells.link(
                DeskLink.with(STATEMENT, "month", month), cells.foreign(month.toString()));
    }

    private static RecordPart totals(Cells cells, UsageStatement it) {
        return new RecordPart(cells.say("owner.statement.totals").html())
                .grid(
                        cells,
                        "owner.statement.none",
                        List.of("territory", "used", "sharems", "heldms", "watched", "plays"),
                        it.totals(),
                        one ->
                                List.of(
                                        cells.territory(one.territory()),
                                        span(cells, one.usedMs()),
                                        span(cells, one.shareMs()),
                                        span(cells, one.heldMs()),
                                        span(cells, one.viewMs()),
                                        cells.number(one.plays())));
    }

    private static RecordPart lines(Cells cells, Stated stated, boolean amendments) {
        return new RecordPart(
                        cells.say(amendments ? "owner.statement.changes" : "owner.statement.lines")
                                .html())
                .grid(
                        cells,
                        "owner.statement.none",
                        LINE,
                        stated.statement().lines().stream()
                                .filter(one -> one.isAmendment() == amendments)
                                .toList(),
                        one -> line(cells, stated.party(), one));
    }

    private static List<Cell> line(Cells cells, PartyPage party, StatementLine it) {
        UsageRow row = it.row();
        return List.of(
                cells.whole(row.day()),
                cells.link("owner/work", row.workId()),
                cells.territory(row.territory()),
                cells.code(row.rightType()),
                party.basis(cells, row.basis()),
                span(cells, it.usedMs()),
                OwnerRights.percent(cells, it.shareBp()),
                span(cells, it.shareMs()),
                span(cells, it.heldMs()),
                cells.number(it.sessions()),
                span(cells, it.viewMs()),
                cells.number(it.plays()),
                it.isAmendment()
                        ? cells.some(it.reasons().stream().map(cells::code).toList())
                        : cells.code(it.state()),
                cells.number(it.revision()));
    }

    /** A difference may be less than nothing. */
    private static Cell span(Cells cells, Long ms) {
        return ms == null || ms >= 0
                ? cells.span(ms)
                : new Cell(cells.say("owner.less", cells.span(ms)).html(), ms);
    }

    /**
     * All lines; those of changes have their reason in place of a state. No id of a row: it names
     * an authorization, which may be another owner's.
     */
    private static Answer sheet(Handle store, Visit visit) {
        Stated stated = stated(store, visit);
        if (stated.refusal() != null) {
            return stated.refusal();
        }
        Cells cells = new Cells(visit.text());
        List<String> header = LINE.stream().map(it -> visit.text().text("col." + it)).toList();
        return Answer.csv(
                "statement-" + stated.statement().month() + ".csv",
                out -> {
                    SheetWriter sheet = new SheetWriter(out, header);
                    for (StatementLine one : stated.statement().lines()) {
                        sheet.row(
                                line(cells, stated.party(), one).stream()
                                        .map(Cell::plain)
                                        .toList());
                    }
                    sheet.flush();
                });
    }
}
