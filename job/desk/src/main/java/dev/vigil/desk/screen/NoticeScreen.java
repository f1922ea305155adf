package dev.vigil.desk.screen;

import dev.vigil.desk.act.PlacedOrders;
import dev.vigil.desk.ask.HistoryPart;
import dev.vigil.desk.ask.HistoryQuery;
import dev.vigil.desk.ask.HistoryQuery.Happening;
import dev.vigil.desk.ask.ItemRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.desk.ask.NoticeQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One notice: its state, its clock, its items and all that happened. */
final class NoticeScreen {
    private static final int MOST_ORDERS = 5;

    private static final List<String> ITEM_HEADER =
            List.of(
                    "item",
                    "locator",
                    "state",
                    "outcome",
                    "outcomeAt",
                    "account",
                    "measure",
                    "effectiveAt",
                    "executor",
                    "command",
                    "answer");

    private NoticeScreen() {}

    static List<DeskScreen> all(Store store) {
        return List.of(
                new StoreScreen("/notice/{id}", store, NoticeScreen::page),
                new ListFile<>(
                        "/notice/{id}/items.csv",
                        store,
                        "items",
                        ITEM_HEADER,
                        (handle, visit, after, most) ->
                                NoticeQuery.items(handle, visit.id(), after, most),
                        NoticeScreen::cells));
    }

    private static Answer page(Handle store, Visit visit) {
        Optional<NoticeFacts> facts = NoticeQuery.of(store, visit.id());
        if (facts.isEmpty()) {
            return Answer.refused(
                    404, visit.text().text("notice.none", visit.text().shown(visit.id())));
        }
        return Answer.page(
                visit.text().text("notice.title", visit.text().shown(visit.id())),
                "notices/notice.jte",
                view(store, visit, facts.get()));
    }

    private static NoticeView view(Handle store, Visit visit, NoticeFacts facts) {
        String id = facts.row().noticeId();
        String path = DeskLink.to("notice", id);
        List<HistoryPart> parts = parts(visit);
        String show = visit.query("show").orElse(null);
        ListPage<ItemRow> items =
                NoticeQuery.items(store, id, visit.query("items").orElse(null), ListPage.MOST);
        ListPage<Happening> history =
                HistoryQuery.page(
                        store, id, parts, visit.query("before").orElse(null), ListPage.MOST);
        return new NoticeView(
                facts,
                Urgency.of(facts.row(), visit.nowMs()),
                ClockLine.of(facts, visit.nowMs()),
                items,
                items.after() == null
                        ? null
                        : DeskLink.with(path, "show", show, "items", items.after()) + "#items",
                HistoryLine.of(history.rows(), visit.text()),
                parts,
                history.after() == null
                        ? null
                        : DeskLink.with(path, "show", show, "before", history.after()) + "#history",
                path,
                PlacedOrders.about(store, id, MOST_ORDERS, visit.nowMs()));
    }

    /** {@code show=machine,people,alerts}; all of them where it names none. */
    private static List<HistoryPart> parts(Visit visit) {
        List<String> named =
                Arrays.asList(visit.query("show").orElse("").toUpperCase(Locale.ROOT).split(","));
        List<HistoryPart> parts = new ArrayList<>();
        for (HistoryPart part : HistoryPart.values()) {
            if (named.contains(part.name())) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? List.of(HistoryPart.values()) : parts;
    }

    private static List<Object> cells(ItemRow row, Visit visit) {
        return Arrays.asList(
                row.itemId(),
                row.locator(),
                row.state(),
                row.outcome(),
                ListFile.time(row.outcomeAt(), visit),
                row.accountId(),
                row.measure(),
                ListFile.time(row.effectiveAt(), visit),
                row.executor(),
                row.command() == null ? null : row.command().commandId(),
                row.command() == null ? null : row.command().answer());
    }
}
