package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.OwnerQuery;
import dev.vigil.desk.ask.OwnerQuery.OwnedItem;
import dev.vigil.desk.ask.OwnerQuery.OwnedNotice;
import dev.vigil.desk.ask.QueueRow;
import dev.vigil.desk.ask.QueueRow.NamedWork;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeWork;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** An owner's notices: how far each is, and what was done to its items. */
final class OwnerNotices {
    private OwnerNotices() {}

    static RecordTable table() {
        return OwnerTable.plain(
                "/owner/notices",
                List.of("notice", "state", "received", "due", "left", "itemsdone", "works"),
                OwnerNotices::rows);
    }

    static DeskScreen one(Store store) {
        return new StoreScreen("/owner/notice/{id}", store, OwnerNotices::page, OwnerTable.OWNERS);
    }

    private static ListPage<List<Cell>> rows(
            OwnerQuery owned, Cells cells, Visit visit, String after) {
        ListPage<QueueRow> found = owned.notices(after);
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, it)).toList(), found.after());
    }

    private static List<Cell> row(Cells cells, QueueRow it) {
        return List.of(
                cells.row("owner/notice", it.noticeId()),
                state(cells, it),
                cells.time(it.receivedAt()),
                cells.time(it.dueAt()),
                left(cells, it),
                items(cells, it),
                cells.some(it.works().stream().map(one -> work(cells, one)).toList()));
    }

    private static Cell work(Cells cells, NamedWork it) {
        return it.workId() == null
                ? cells.foreign(it.name())
                : cells.link("owner/work", it.workId());
    }

    private static Cell state(Cells cells, QueueRow it) {
        if (it.state() == null) {
            return cells.state(Cells.Look.UNKNOWN, cells.say("owner.notice.waits"));
        }
        return cells.state(look(it), cells.code("NoticeState", it.state()));
    }

    /** As its notifier sees it: good is what was acted on; what lacks something asks for more. */
    private static Cells.Look look(QueueRow it) {
        if (it.isOverdue()) {
            return Cells.Look.ALARM;
        }
        return switch (it.state()) {
            case "ACTIONED", "CLEARED", "CLOSED_LATE", "UPHELD" -> Cells.Look.GOOD;
            case "INCOMPLETE", "COUNTERED" -> Cells.Look.WARN;
            case "OVERDUE" -> Cells.Look.ALARM;
            default -> Cells.Look.UNKNOWN;
        };
    }

    /** Counted by the page while the clock runs. */
    private static Cell left(Cells cells, QueueRow it) {
        return it.isOver() ? cells.none() : cells.left(it.dueAt());
    }

    private static Cell items(Cells cells, QueueRow it) {
        return it.itemsOpen() == null
                ? cells.none()
                : cells.say("queue.done", it.itemsDone(), it.itemsOpen() + it.itemsDone());
    }

    private static Answer page(Handle store, Visit visit) {
        Optional<OwnedNotice> found = OwnerTable.owned(store, visit).notice(visit.id());
        if (found.isEmpty()) {
            return NotKnown.answer(visit, "owner.notice.unknown");
        }
        Cells cells = new Cells(visit.text());
        return RecordPage.of(
                visit.text(),
                "owner.notice.title",
                visit.id(),
                List.of(
                        standing(cells, found.get()),
                        items(cells, found.get().items()),
                        filed(cells, found.get())));
    }

    private static RecordPart standing(Cells cells, OwnedNotice it) {
        QueueRow row = it.row();
        RecordPart part =
                new RecordPart(null)
                        .line("state", state(cells, row))
                        .line("received", cells.time(row.receivedAt()))
                        .line("due", cells.time(row.dueAt()))
                        .line("left", left(cells, row));
        NoticeStatus status = it.status();
        if (status == null) {
            return part;
        }
        return part.line("intake", cells.code(status.intake()))
                .line("measures", cells.code(status.action()))
                .line("forward", cells.code(status.forward()))
                .line("counternotice", cells.code(status.counter()))
                .line("counterdue", cells.time(status.counterDueAt()))
                .line("clock", cells.code(status.clock()))
                .line("missing", cells.some(status.missing().stream().map(cells::code).toList()))
                .line("why", cells.foreign(status.reason()))
                .line("duplicateof", cells.link("owner/notice", status.duplicateOf()));
    }

    private static RecordPart items(Cells cells, List<OwnedItem> items) {
        return new RecordPart(cells.say("queue.items").html())
                .grid(
                        cells,
                        "owner.noitems",
                        List.of(
                                "item",
                                "locator",
                                "state",
                                "measure",
                                "effective",
                                "back",
                                "outcome"),
                        items,
                        it ->
                                List.of(
                                        cells.foreign(it.itemId()),
                                        cells.foreign(it.locator()),
                                        cells.code("item", it.state()),
                                        cells.code("Measure", it.measure()),
                                        cells.time(it.effectiveAt()),
                                        cells.time(it.backAt()),
                                        cells.code("ItemOutcomeKind", it.outcome())));
    }

    private static RecordPart filed(Cells cells, OwnedNotice it) {
        RecordPart part = new RecordPart(cells.say("owner.filed").html());
        if (it.received() == null) {
            return part.note(cells.say("owner.notkept"));
        }
        return part.line("statement", cells.foreign(it.received().statement()))
                .line(
                        "works",
                        cells.some(
                                it.received().works().stream()
                                        .map(NoticeWork::name)
                                        .map(cells::foreign)
                                        .toList()));
    }
}
