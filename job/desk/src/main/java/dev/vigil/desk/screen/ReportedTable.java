package dev.vigil.desk.screen;

import dev.vigil.desk.act.Shown;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.ReportedQuery;
import dev.vigil.desk.ask.ReportedQuery.ReportedRow;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Visit;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What users report of sessions and items: what no person has looked at, the oldest first. */
final class ReportedTable implements RecordTable {
    private static final String ALL = "ALL";

    @Override
    public String path() {
        return "/reports";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.choice(
                        visit, "which", "reports.unseen", List.of(ALL), "ReportedTable"));
    }

    @Override
    public List<String> columns() {
        return List.of("subject", "reason", "work", "account", "at", "seen", "outcome", "by");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListPage<ReportedRow> found =
                ReportedQuery.page(
                        store, visit.query("which").filter(ALL::equals).isEmpty(), after);
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, visit, it, found.rows())).toList(),
                found.after());
    }

    private static List<Cell> row(
            Cells cells, Visit visit, ReportedRow it, List<ReportedRow> page) {
        return List.of(
                cells.row("session", it.subjectId()),
                VerdictParts.reason(cells, it.reasonCode()),
                cells.link("work", it.workId()),
                cells.link("account", it.accountId()),
                cells.time(it.at()),
                it.isSeen()
                        ? cells.state(Cells.Look.GOOD, cells.time(it.seenAt()))
                        : cells.state(Cells.Look.WARN, unseen(cells, visit, it, page)),
                cells.code("UserReportsOutcome", it.outcome()),
                cells.person(it.decidedBy()));
    }

    /** It leads to the form for those who may say what followed, of what this page has alone. */
    private static Cell unseen(Cells cells, Visit visit, ReportedRow it, List<ReportedRow> page) {
        Cell words = cells.say("reports.not");
        boolean mayDo = visit.visitor().hasAny(Set.of(DeskRole.HANDLER, DeskRole.LEAD));
        String form = DeskLink.to("reports", it.subjectId(), "done");
        return mayDo
                ? cells.link(DeskLink.with(form, Shown.FIELD, shown(page, it).value()), words)
                : words;
    }

    private static Shown shown(List<ReportedRow> page, ReportedRow of) {
        long storedAt = of.storedAt();
        long offset = of.offset();
        for (ReportedRow it : page) {
            if (it.subjectId().equals(of.subjectId())) {
                storedAt = Math.max(storedAt, it.storedAt());
                offset = Math.max(offset, it.offset());
            }
        }
        return Shown.ofReports(storedAt, offset);
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        return List.of(new RecordPart(null).note(cells.say("reports.about")));
    }
}
