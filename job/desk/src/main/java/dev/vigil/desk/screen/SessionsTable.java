package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.SessionQuery;
import dev.vigil.desk.ask.SessionQuery.DecidedWork;
import dev.vigil.desk.ask.SessionQuery.SessionRow;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.rights.Action;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Sessions with a match: those that go on, unless all are asked for. */
final class SessionsTable implements RecordTable {
    private static final String ALL = "ALL";

    @Override
    public String path() {
        return "/sessions";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.choice(visit, "which", "sessions.open", List.of(ALL), "SessionsTable"),
                RecordFilter.choice(visit, "action", "value.any", Action.class),
                RecordFilter.text(visit, "work"),
                RecordFilter.text(visit, "account"));
    }

    @Override
    public List<String> columns() {
        return List.of("session", "kind", "account", "title", "action", "works", "since", "judged");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListPage<SessionRow> found =
                SessionQuery.page(
                        store,
                        new SessionQuery.Wanted(
                                visit.query("work").orElse(null),
                                visit.query("account").orElse(null),
                                visit.query("action").orElse(null),
                                !isAll(visit)),
                        after);
        return new ListPage<>(rows(store, cells, found.rows()), found.after());
    }

    private static boolean isAll(Visit visit) {
        return visit.query("which").filter(ALL::equals).isPresent();
    }

    /** What a list of sessions has of each. */
    static List<List<Cell>> rows(Handle store, Cells cells, List<SessionRow> found) {
        Map<String, List<DecidedWork>> works =
                SessionQuery.works(store, found.stream().map(SessionRow::verdictId).toList());
        return found.stream()
                .map(it -> row(cells, it, works.getOrDefault(it.verdictId(), List.of())))
                .toList();
    }

    private static List<Cell> row(Cells cells, SessionRow it, List<DecidedWork> works) {
        return List.of(
                cells.row(address(it), cells.foreign(it.sessionId())),
                cells.code("SessionKind", it.kind()),
                cells.link("account", it.accountId()),
                cells.foreign(it.title()),
                action(cells, it.action(), it.isOpen()),
                cells.some(
                        works.stream().map(work -> cells.link("work", work.workId())).toList(), 3),
                cells.time(it.firstAt()),
                cells.time(it.lastAt()));
    }

    private static String address(SessionRow it) {
        return DeskLink.with(DeskLink.to("session", it.sessionId()), "start", it.startAt());
    }

    /** An action of a later version is shown as it is. */
    static Cell action(Cells cells, String name, boolean isOpen) {
        Cell word = cells.code("Action", name);
        if (!isOpen) {
            return cells.state(
                    Cells.Look.UNKNOWN, cells.some(List.of(word, cells.say("sessions.over"))));
        }
        boolean isKnown = RecordFilter.names(Action.class).contains(name);
        return cells.state(isKnown ? look(Action.valueOf(name)) : Cells.Look.WARN, word);
    }

    private static Cells.Look look(Action action) {
        if (action.blocks()) {
            return Cells.Look.ALARM;
        }
        return action == Action.REVIEW || action == Action.WARN ? Cells.Look.WARN : Cells.Look.GOOD;
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        RecordPart part = new RecordPart(null).note(cells.say("sessions.about"));
        if (isAll(visit)) {
            return List.of(part);
        }
        Cell all =
                cells.link(
                        DeskLink.with(
                                path(),
                                "which",
                                ALL,
                                "action",
                                visit.query("action").orElse(null),
                                "work",
                                visit.query("work").orElse(null),
                                "account",
                                visit.query("account").orElse(null)),
                        cells.say("sessions.all"));
        return List.of(part.note(cells.say("sessions.running", all)));
    }
}
