package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.SignalQuery;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Signals of peers and of this site. */
final class SignalsTable implements RecordTable {
    private static final String DECIDE = "DECIDE";

    @Override
    public String path() {
        return "/signals";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.choice(visit, "which", "signals.all", List.of(DECIDE), "SignalsTable"),
                RecordFilter.choice(visit, "state", "value.any", SignalState.class));
    }

    @Override
    public List<String> columns() {
        return List.of(
                "signal",
                "title",
                "state",
                "why",
                "kind",
                "origin",
                "confirmations",
                "disputes",
                "sessions",
                "decidedby",
                "expires",
                "at");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListPage<SignalStatus> found =
                SignalQuery.page(
                        store,
                        visit.query("state").orElse(null),
                        visit.query("which").filter(DECIDE::equals).isPresent(),
                        after);
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, it)).toList(), found.after());
    }

    private static List<Cell> row(Cells cells, SignalStatus it) {
        return List.of(
                cells.row("signal", it.signalId()),
                cells.foreign(it.title()),
                state(cells, it),
                cells.code("SignalReason", it.reasonCode()),
                cells.code(it.kind()),
                cells.foreign(it.origin()),
                cells.number(it.confirmations()),
                cells.number(it.disputes()),
                cells.number(it.sessions()),
                cells.person(it.decidedBy()),
                cells.time(it.expiresAt()),
                cells.time(it.at()));
    }

    /** One that a person should look at is marked. */
    static Cell state(Cells cells, SignalStatus it) {
        Cell word = cells.code(it.state());
        if (it.reasonCode() != null && it.decidedBy() == null) {
            return cells.state(Cells.Look.WARN, word);
        }
        return cells.state(it.state().isOver() ? Cells.Look.UNKNOWN : Cells.Look.GOOD, word);
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        return List.of(new RecordPart(null).note(cells.say("signals.about")));
    }
}
