package dev.vigil.desk.screen;

import dev.vigil.desk.ask.CommandQuery;
import dev.vigil.desk.ask.CommandQuery.CommandRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Commands to the platform: those that it has not confirmed first. */
final class CommandsTable implements RecordTable {
    static final List<String> COLUMNS =
            List.of(
                    "command",
                    "subject",
                    "measure",
                    "answer",
                    "attempts",
                    "issued",
                    "deadline",
                    "work",
                    "reason");

    private static final String OPEN = "OPEN";

    private static final Set<DeskRole> CONFIRMERS = Set.of(DeskRole.HANDLER, DeskRole.LEAD);

    /** A platform that confirms nothing shows within this time. */
    private static final long SILENT_MS = 15L * 60_000;

    /** As many alerts in that time are not about single sessions. */
    private static final int SILENT = 5;

    @Override
    public String path() {
        return "/commands";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.choice(visit, "which", "commands.all", List.of(OPEN), "CommandsTable"),
                RecordFilter.choice(
                        visit,
                        "kind",
                        "value.any",
                        RecordFilter.names(CommandQuery.Kind.class),
                        "CommandKind"));
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListPage<CommandRow> found =
                CommandQuery.page(
                        store,
                        new CommandQuery.Wanted(
                                visit.query("kind").map(CommandQuery.Kind::valueOf).orElse(null),
                                visit.query("which").filter(OPEN::equals).isPresent()),
                        after,
                        visit.nowMs());
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, visit, it)).toList(), found.after());
    }

    /** With the form that confirms it, for a person who may. */
    private static List<Cell> row(Cells cells, Visit visit, CommandRow it) {
        List<Cell> row = new ArrayList<>(row(cells, it));
        boolean isOpen =
                it.kind() == CommandQuery.Kind.SESSION
                        && it.answer() == null
                        && it.resolution() == null;
        if (isOpen && visit.visitor().hasAny(CONFIRMERS)) {
            String form =
                    DeskLink.with(
                            "/command/confirm", "command", it.commandId(), "measure", it.measure());
            int answer = COLUMNS.indexOf("answer");
            Cell confirm = cells.form(form, 'x', cells.say("deed.command"));
            row.set(answer, cells.both(row.get(answer), confirm));
        }
        return row;
    }

    static List<Cell> row(Cells cells, CommandRow it) {
        return List.of(
                cells.row("command", it.commandId()),
                subject(cells, it),
                cells.code("Measure", it.measure()),
                answer(cells, it),
                cells.number(it.attempt()),
                cells.time(it.issuedAt()),
                cells.time(it.deadline()),
                cells.link("work", it.workId()),
                VerdictParts.reason(cells, it.reasonCode()));
    }

    static Cell subject(Cells cells, CommandRow it) {
        if (it.kind() == null) {
            return cells.none();
        }
        return switch (it.kind()) {
            case SESSION -> cells.link("session", it.subject());
            case ITEM -> cells.foreign(it.subject());
            case ACCOUNT -> cells.link("account", it.subject());
        };
    }

    /** What the platform answered, or that it has not. */
    static Cell answer(Cells cells, CommandRow it) {
        if (it.isUnconfirmed()) {
            return cells.state(
                    Cells.Look.ALARM,
                    cells.say("command.unconfirmed", cells.time(it.unconfirmedAt())));
        } else if (it.answer() == null) {
            return it.resolution() == null
                    ? cells.state(Cells.Look.WARN, cells.say("command.waits"))
                    : cells.state(
                            Cells.Look.UNKNOWN, cells.code("CommandResolution", it.resolution()));
        }
        boolean isDone = "CONFIRMED".equals(it.answer());
        return cells.state(
                isDone ? Cells.Look.GOOD : Cells.Look.ALARM,
                cells.say(
                        isDone ? "command.confirmed" : "command.failed",
                        cells.time(it.answeredAt())));
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        RecordPart part = new RecordPart(null).note(cells.say("commands.about"));
        long silent = CommandQuery.unconfirmedSince(store, visit.nowMs() - SILENT_MS);
        return List.of(
                silent < SILENT
                        ? part
                        : part.note(
                                cells.state(
                                        Cells.Look.ALARM, cells.say("commands.silent", silent))));
    }
}
