package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.ListQuery;
import dev.vigil.desk.ask.ListQuery.EffectiveRow;
import dev.vigil.desk.ask.ListQuery.PublishedEntry;
import dev.vigil.desk.ask.SessionQuery;
import dev.vigil.desk.ask.SessionQuery.SessionRow;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.list.ListEntry;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** An entry of the list: what it asks for, its versions, who decides by it, what it decided. */
final class EntryScreen {
    private EntryScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/list/entry/{id}", store, EntryScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        List<PublishedEntry> versions = ListQuery.history(handle, visit.id());
        if (versions.isEmpty()) {
            return NotKnown.answer(visit, "entry.unknown");
        }
        PublishedEntry counting =
                versions.stream()
                        .reduce((a, b) -> b.entry().supersedes(a.entry()) ? b : a)
                        .orElseThrow();
        return RecordPage.of(
                visit.text(),
                "entry.title",
                visit.id(),
                List.of(
                        entry(cells, counting, visit.nowMs()),
                        effective(cells, ListQuery.effective(handle, visit.id())),
                        decided(handle, cells, visit.id()),
                        versions(cells, versions)));
    }

    private static RecordPart entry(Cells cells, PublishedEntry published, long nowMs) {
        ListEntry it = published.entry();
        return new RecordPart(null)
                .line("state", EntriesTable.state(cells, published, nowMs))
                .line("class", cells.code(it.listClass()))
                .line("measure", it.measure() == null ? cells.none() : cells.code(it.measure()))
                .line("work", cells.link("work", it.workId()))
                .line("titles", cells.names(it.titles()))
                .line(
                        "recordings",
                        it.referenceIds().isEmpty()
                                ? cells.say("entry.allrecordings")
                                : cells.names(it.referenceIds()))
                .line("windows", EntriesTable.windows(cells, it))
                .line("territories", EntriesTable.territories(cells, it))
                .line(
                        "scope",
                        it.providerScope().isEmpty()
                                ? cells.say("entry.allproviders")
                                : cells.some(it.providerScope().stream().map(cells::code).toList()))
                .line("version", cells.number(it.version()))
                .line("batch", cells.link("list/batch", it.batch()))
                .line("authority", cells.foreign(it.authority()))
                .line("document", cells.foreign(it.documentRef()))
                .line("issued", cells.time(it.issuedAt()))
                .line(
                        "signature",
                        cells.say(it.signature() == null ? "entry.unsigned" : "entry.signed"))
                .line("actor", cells.person(published.actor()))
                .line("place", cells.place(published.place()));
    }

    private static RecordPart effective(Cells cells, List<EffectiveRow> rows) {
        return new RecordPart(cells.say("entry.effective").html())
                .grid(
                        cells,
                        "entry.noeffect",
                        List.of("reader", "version", "subtask", "subtasks", "effective"),
                        rows,
                        it ->
                                List.of(
                                        cells.code("ListReader", it.reader()),
                                        cells.number(it.version()),
                                        cells.number(it.subtask()),
                                        cells.number(it.subtasks()),
                                        cells.time(it.effectiveAt())));
    }

    private static RecordPart decided(Handle handle, Cells cells, String entryId) {
        ListPage<SessionRow> sessions = SessionQuery.decidedBy(handle, entryId, null);
        RecordPart part = new RecordPart(cells.say("entry.sessions").html());
        if (sessions.isEmpty()) {
            return part.note(cells.say("entry.nosessions"));
        }
        if (sessions.after() != null) {
            part.note(cells.say("value.latest", Grid.MOST));
        }
        return part.grid(
                new Grid(
                        new SessionsTable().columns(),
                        SessionsTable.rows(handle, cells, sessions.rows())));
    }

    private static RecordPart versions(Cells cells, List<PublishedEntry> versions) {
        return new RecordPart(cells.say("entry.versions").html())
                .grid(
                        cells,
                        "entry.unknown",
                        List.of(
                                "version",
                                "published",
                                "class",
                                "windows",
                                "territories",
                                "withdrawn",
                                "batch",
                                "actor",
                                "refused",
                                "place"),
                        versions,
                        it ->
                                List.of(
                                        cells.number(it.entry().version()),
                                        cells.time(it.publishedAt()),
                                        cells.code(it.entry().listClass()),
                                        EntriesTable.windows(cells, it.entry()),
                                        EntriesTable.territories(cells, it.entry()),
                                        cells.time(it.entry().withdrawnAt()),
                                        cells.link("list/batch", it.entry().batch()),
                                        cells.person(it.actor()),
                                        cells.foreign(it.refused()),
                                        cells.place(it.place())));
    }
}
