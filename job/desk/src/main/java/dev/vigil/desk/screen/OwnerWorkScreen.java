package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.OwnerQuery;
import dev.vigil.desk.ask.OwnerQuery.Granted;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A work as one of its owners sees it: nothing of what is another's. */
final class OwnerWorkScreen {
    private final Cells cells;
    private final OwnerQuery owned;
    private final Visit visit;

    private OwnerWorkScreen(Handle store, Visit visit) {
        cells = new Cells(visit.text());
        owned = OwnerTable.owned(store, visit);
        this.visit = visit;
    }

    static DeskScreen of(Store store) {
        return new StoreScreen(
                "/owner/work/{id}",
                store,
                (handle, visit) -> new OwnerWorkScreen(handle, visit).page(),
                OwnerTable.OWNERS);
    }

    private Answer page() {
        Optional<RegisteredWork> work = owned.work(visit.id());
        return work.isEmpty()
                ? NotKnown.answer(visit, "owner.work.unknown")
                : RecordPage.of(
                        visit.text(),
                        "work.title",
                        visit.id(),
                        List.of(
                                registered(work.get()),
                                shares(work.get()),
                                recordings(),
                                conflicts(),
                                authorizations(),
                                used()));
    }

    private RecordPart part(String key) {
        return new RecordPart(cells.say(key).html());
    }

    private RecordPart registered(RegisteredWork work) {
        return new RecordPart(null)
                .note(
                        cells.some(
                                List.of(
                                        deed("claim", "claimwork", "workId"),
                                        deed("grant", "grant", "workIds"),
                                        deed("notice", "ownnotice", "workId"))))
                .line("titles", OwnerRights.titles(cells, work))
                .line("workkind", cells.code(work.kind()))
                .line("length", cells.span(work.durationMs()))
                .line("released", cells.time(work.releasedAt()));
    }

    /** A form with the work in it. */
    private Cell deed(String path, String name, String field) {
        return cells.form(
                DeskLink.with(
                        "/owner/" + path,
                        field,
                        visit.id(),
                        "back",
                        DeskLink.to("owner/work", visit.id())),
                cells.say("deed." + name));
    }

    private RecordPart shares(RegisteredWork work) {
        return part("owner.shares")
                .grid(
                        cells,
                        "work.noowners",
                        List.of("share", "rights", "territories", "from", "until", "exclusive"),
                        OwnerRights.own(work, visit.visitor().party()),
                        this::share);
    }

    private List<Cell> share(OwnerShare it) {
        Cell named = cells.territories(it.territories());
        return List.of(
                it.shareBp() == null ? cells.none() : OwnerRights.percent(cells, it.shareBp()),
                it.rightTypes().isEmpty()
                        ? cells.say("value.all")
                        : cells.some(it.rightTypes().stream().map(cells::code).toList()),
                it.exceptTerritories().isEmpty()
                        ? named
                        : cells.say("list.except", named, cells.names(it.exceptTerritories())),
                cells.time(it.from()),
                cells.time(it.to()),
                Boolean.TRUE.equals(it.exclusive()) ? cells.say("value.yes") : cells.none());
    }

    private RecordPart recordings() {
        return part("work.recordings")
                .note(cells.say("work.reported"))
                .grid(
                        cells,
                        "work.norecordings",
                        List.of("recording", "health", "why", "blocked", "overturned", "at"),
                        owned.references(visit.id()),
                        it -> OwnerRights.recording(cells, it));
    }

    private RecordPart conflicts() {
        ListPage<OwnershipConflict> found = owned.conflicts(visit.id(), false, null);
        return part("work.conflicts")
                .grid(
                        cells,
                        "work.noconflicts",
                        OwnerRights.OF_CONFLICT,
                        found.rows(),
                        it -> OwnerRights.conflict(cells, it));
    }

    private RecordPart authorizations() {
        ListPage<Authorization> found = owned.authorizations(visit.id(), Granted.ALL, null);
        RecordPart part = part("work.permissions");
        if (found.after() != null) {
            part.note(cells.say("value.latest", Grid.MOST));
        }
        return part.grid(
                cells,
                "owner.noauthorizations",
                OwnerRights.OF_AUTHORIZATION,
                found.rows(),
                it -> OwnerRights.authorization(cells, visit.nowMs(), it));
    }

    private RecordPart used() {
        return part("work.usage")
                .grid(
                        cells,
                        "work.nousage",
                        List.of("month", "used", "sessions", "heldrows"),
                        owned.months(visit.id()),
                        it ->
                                List.of(
                                        cells.link(
                                                DeskLink.with(
                                                        "/owner/usage",
                                                        "work",
                                                        visit.id(),
                                                        "month",
                                                        it.month()),
                                                cells.foreign(it.month())),
                                        cells.span(it.usedMs()),
                                        cells.number(it.sessions()),
                                        cells.number(it.held())));
    }
}
