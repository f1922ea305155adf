package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.ListQuery;
import dev.vigil.desk.ask.ListQuery.BatchRow;
import dev.vigil.desk.ask.ListQuery.PublishedEntry;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Entries of the list: those in force now or at another moment, unless all are asked for. */
final class EntriesTable implements RecordTable {
    private static final String ALL = "ALL";

    @Override
    public String path() {
        return "/list";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.choice(visit, "which", "list.inforce", List.of(ALL), "EntriesTable"),
                RecordFilter.moment(visit, "at"),
                RecordFilter.choice(visit, "class", "value.any", ListClass.class),
                RecordFilter.text(visit, "batch"),
                RecordFilter.text(visit, "work"));
    }

    @Override
    public List<String> columns() {
        return List.of(
                "entry",
                "version",
                "class",
                "state",
                "work",
                "titles",
                "territories",
                "windows",
                "batch",
                "authority",
                "issued");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListQuery.Wanted wanted =
                new ListQuery.Wanted(
                        moment(visit).orElse(null),
                        visit.query("class").orElse(null),
                        visit.query("batch").orElse(null),
                        visit.query("work").orElse(null),
                        visit.query("which").filter(ALL::equals).isEmpty());
        ListPage<PublishedEntry> found = ListQuery.page(store, wanted, after, visit.nowMs());
        long at = wanted.at() == null ? visit.nowMs() : wanted.at();
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, it, at)).toList(), found.after());
    }

    /** Of the visitor's zone. */
    private static Optional<Long> moment(Visit visit) {
        try {
            return visit.query("at")
                    .map(LocalDateTime::parse)
                    .map(it -> it.atZone(visit.text().zone()).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    static List<Cell> row(Cells cells, PublishedEntry published, long atMs) {
        ListEntry it = published.entry();
        return List.of(
                cells.row("list/entry", it.entryId()),
                cells.number(it.version()),
                cells.code(it.listClass()),
                state(cells, published, atMs),
                cells.link("work", it.workId()),
                cells.names(it.titles()),
                territories(cells, it),
                windows(cells, it),
                cells.link("list/batch", it.batch()),
                cells.foreign(it.authority()),
                cells.time(it.issuedAt()));
    }

    /** Whether it is in force at that moment. */
    static Cell state(Cells cells, PublishedEntry published, long atMs) {
        ListEntry it = published.entry();
        if (published.refused() != null) {
            return cells.state(
                    Cells.Look.WARN, cells.say("list.refused", cells.foreign(published.refused())));
        } else if (it.isOpen(atMs, atMs)) {
            return it.tried()
                    ? cells.state(Cells.Look.UNKNOWN, cells.say("list.tried"))
                    : cells.state(Cells.Look.GOOD, cells.say("list.inforce"));
        } else if (it.withdrawnAt() != null) {
            return cells.state(
                    Cells.Look.UNKNOWN,
                    cells.say(
                            it.wasMistaken() ? "list.withdrawn" : "list.ended",
                            cells.time(it.withdrawnAt())));
        }
        return cells.state(Cells.Look.UNKNOWN, cells.say("list.closed"));
    }

    static Cell territories(Cells cells, ListEntry it) {
        Cell where = cells.territories(it.territoryInclude());
        return it.territoryExclude().isEmpty()
                ? where
                : cells.say("list.except", where, cells.names(it.territoryExclude()));
    }

    /** In the zone of each window, as its publisher wrote it. */
    static Cell windows(Cells cells, ListEntry it) {
        return it.windows().isEmpty()
                ? cells.say("list.always")
                : cells.some(
                        it.windows().stream()
                                .map(
                                        window ->
                                                cells.say(
                                                        window.to() == null
                                                                ? "list.openwindow"
                                                                : "list.window",
                                                        cells.code(window.type()),
                                                        local(cells, window.from()),
                                                        local(cells, window.to()),
                                                        cells.foreign(window.zone())))
                                .toList(),
                        3);
    }

    /** A time of the window's zone, without the letter of ISO 8601. */
    private static Cell local(Cells cells, String time) {
        return cells.whole(time == null ? null : time.replace('T', ' '));
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        RecordPart part = new RecordPart(null).note(cells.say("list.about"));
        if (visit.visitor().hasAny(BatchScreen.DRAFTERS)) {
            part.note(cells.link("/list/draft", cells.say("deed.list")));
            part.note(cells.link("/drafts", cells.say("act.draft.list")));
        }
        if (visit.query("at").isPresent()) {
            part.note(
                    moment(visit)
                            .map(it -> cells.say("list.asof", cells.time(it)))
                            .orElseGet(() -> cells.say("list.badmoment")));
        }
        List<BatchRow> batches = ListQuery.batches(store);
        return batches.isEmpty()
                ? List.of(part)
                : List.of(
                        part.line(
                                "batches",
                                cells.some(
                                        batches.stream()
                                                .map(it -> cells.link("list/batch", it.batch()))
                                                .toList())));
    }
}
