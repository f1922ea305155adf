package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.ListQuery;
import dev.vigil.desk.ask.ListQuery.PublishedEntry;
import dev.vigil.desk.ask.ListQuery.ReceiptRow;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A batch of the list: the receipts of those that decide by it, and its entries. */
final class BatchScreen {
    /** Who may draft a change of the list. */
    static final Set<DeskRole> DRAFTERS =
            Set.of(DeskRole.HANDLER, DeskRole.LEAD, DeskRole.PUBLISHER);

    private BatchScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/list/batch/{id}", store, BatchScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        List<ReceiptRow> receipts = ListQuery.receipts(handle, visit.id());
        long versions = ListQuery.versionsOf(handle, visit.id());
        if (receipts.isEmpty() && versions == 0) {
            return NotKnown.answer(visit, "batch.unknown");
        }
        return RecordPage.of(
                visit.text(),
                "batch.title",
                visit.id(),
                List.of(
                        acts(cells, visit),
                        receipts(cells, receipts),
                        entries(handle, cells, visit, versions)));
    }

    /** It is printed, or withdrawn by a draft of its own. */
    private static RecordPart acts(Cells cells, Visit visit) {
        RecordPart part = new RecordPart(null);
        if (visit.visitor().hasAny(DRAFTERS)) {
            part.note(
                    cells.form(
                            DeskLink.to("list/batch", visit.id()) + "/withdraw",
                            cells.say("batch.withdraw")));
        }
        return part.drawing(
                output -> {
                    output.writeContent("<button type=\"button\" data-print>");
                    cells.say("frame.print").html().writeTo(output);
                    output.writeContent("</button>");
                });
    }

    private static RecordPart receipts(Cells cells, List<ReceiptRow> receipts) {
        return new RecordPart(cells.say("batch.receipts").html())
                .grid(
                        cells,
                        "batch.noreceipts",
                        List.of(
                                "reader",
                                "complete",
                                "published",
                                "effective",
                                "slowest",
                                "entries",
                                "subtasks",
                                "rejudged",
                                "stopped",
                                "lifted",
                                "asof"),
                        receipts,
                        it -> receipt(cells, it));
    }

    private static List<Cell> receipt(Cells cells, ReceiptRow it) {
        boolean isComplete = it.waiting() != null && it.waiting() == 0;
        return List.of(
                cells.code("ListReader", it.reader()),
                isComplete
                        ? cells.state(Cells.Look.GOOD, cells.say("batch.complete"))
                        : cells.state(Cells.Look.WARN, cells.say("batch.waits", it.waiting())),
                cells.time(it.publishedAt()),
                cells.time(it.effectiveAt()),
                cells.millis(it.slowestMs()),
                cells.number(it.entries()),
                cells.number(it.subtasks()),
                cells.number(it.rejudged()),
                cells.number(it.stopped()),
                cells.number(it.lifted()),
                cells.time(it.asOf()));
    }

    private static RecordPart entries(Handle handle, Cells cells, Visit visit, long versions) {
        ListPage<PublishedEntry> entries =
                ListQuery.page(
                        handle,
                        new ListQuery.Wanted(null, null, visit.id(), null, false),
                        null,
                        visit.nowMs());
        RecordPart part =
                new RecordPart(cells.say("batch.entries").html())
                        .note(cells.say("batch.versions", versions));
        if (entries.after() != null) {
            String all = DeskLink.with("/list", "which", "ALL", "batch", visit.id());
            part.note(cells.link(all, cells.say("batch.all")));
        }
        return part.grid(
                cells,
                "batch.overtaken",
                new EntriesTable().columns(),
                entries.rows(),
                it -> EntriesTable.row(cells, it, visit.nowMs()));
    }
}
