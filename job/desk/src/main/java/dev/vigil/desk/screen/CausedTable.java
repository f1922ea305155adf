package dev.vigil.desk.screen;

import dev.vigil.desk.ask.AuditQuery;
import dev.vigil.desk.ask.AuditQuery.CausedRow;
import dev.vigil.desk.ask.AuditQuery.GapRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What people did, whichever way; above it the seals of the audit log, and what is missing. */
final class CausedTable implements RecordTable {
    /** A time that is stated so much earlier was typed in: no form is open so long without it. */
    private static final long AT_ONCE_MS = 5 * 60_000;

    /** Characters: the digests of two files would be nine lines of their column. */
    private static final int LONGEST_SUBJECT = 48;

    @Override
    public String path() {
        return "/audit";
    }

    @Override
    public Set<DeskRole> roles() {
        return Set.of(DeskRole.AUDITOR, DeskRole.LEAD);
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.text(visit, "actor"),
                RecordFilter.choice(visit, "deed", "value.any", deeds(visit), "EventType"),
                RecordFilter.text(visit, "subject"));
    }

    @Override
    public List<String> columns() {
        return List.of(
                "at",
                "backdated",
                "actor",
                "approver",
                "deed",
                "subject",
                "request",
                "refused",
                "place");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListPage<CausedRow> found =
                AuditQuery.page(
                        store,
                        new AuditQuery.Wanted(
                                actor(visit),
                                visit.query("deed").orElse(null),
                                visit.query("subject").orElse(null)),
                        after);
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, it)).toList(), found.after());
    }

    /** What the desk has words for: jobs publish the others. */
    private static List<String> deeds(Visit visit) {
        return Arrays.stream(EventType.values())
                .map(EventType::name)
                .filter(it -> !visit.text().code("EventType", it).equals(it))
                .toList();
    }

    /** A lead sees own deeds, an auditor those of all. */
    private static String actor(Visit visit) {
        return visit.visitor().has(DeskRole.AUDITOR)
                ? visit.query("actor").orElse(null)
                : visit.visitor().actor();
    }

    private static List<Cell> row(Cells cells, CausedRow it) {
        return List.of(
                cells.time(it.at()),
                backdated(cells, it),
                cells.person(it.actor()),
                cells.person(it.approver()),
                cells.code("EventType", it.kind()),
                cells.foreign(it.subject(), LONGEST_SUBJECT),
                cells.beginning(it.request()),
                refused(cells, it),
                cells.place(it.place()));
    }

    /** Of a notice: its clock began then. */
    private static Cell backdated(Cells cells, CausedRow it) {
        return it.stated() == null || it.at() - it.stated() < AT_ONCE_MS
                ? cells.none()
                : cells.state(
                        Cells.Look.WARN,
                        cells.say(
                                "audit.backdated",
                                cells.time(it.stated()),
                                cells.span(it.at() - it.stated())));
    }

    private static Cell refused(Cells cells, CausedRow it) {
        if (it.problem() != null) {
            return cells.state(
                    Cells.Look.WARN, cells.say("audit.unreadable", cells.foreign(it.problem())));
        }
        return it.refused() == null
                ? cells.none()
                : cells.state(Cells.Look.WARN, cells.code("LetterReason", it.refused()));
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        RecordPart about = new RecordPart(null).note(cells.say("audit.about"));
        if (!visit.visitor().has(DeskRole.AUDITOR)) {
            about.note(cells.say("audit.own"));
        }
        return List.of(
                about, seals(cells, AuditQuery.heads(store)), gaps(cells, AuditQuery.gaps(store)));
    }

    private static RecordPart seals(Cells cells, List<AuditSeal> heads) {
        return new RecordPart(cells.say("audit.seals").html())
                .grid(
                        cells,
                        "audit.noseals",
                        List.of("log", "pages", "at"),
                        heads,
                        it ->
                                List.of(
                                        cells.link("log", it.origin()),
                                        cells.number(it.size()),
                                        cells.time(it.at())));
    }

    private static RecordPart gaps(Cells cells, List<GapRow> gaps) {
        RecordPart part = new RecordPart(cells.say("audit.gaps").html());
        if (!gaps.isEmpty()) {
            part.note(cells.state(Cells.Look.ALARM, cells.say("audit.missing")));
        }
        return part.grid(
                cells,
                "audit.nogaps",
                List.of("topic", "partition", "first", "last"),
                gaps,
                it ->
                        List.of(
                                cells.foreign(it.topic()),
                                cells.number(it.partition()),
                                cells.number(it.from()),
                                cells.number(it.to() - 1)));
    }
}
