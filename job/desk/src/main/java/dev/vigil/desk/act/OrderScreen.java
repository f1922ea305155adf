package dev.vigil.desk.act;

import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.desk.ask.NoticeQuery;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.OwnAddress;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What became of one order. */
final class OrderScreen implements DeskScreen {
    private final Store store;

    OrderScreen(Store store) {
        this.store = store;
    }

    @Override
    public String path() {
        return "/order/{id}";
    }

    @Override
    public Set<DeskRole> roles() {
        return EnumSet.allOf(DeskRole.class);
    }

    @Override
    public Answer get(Visit visit) {
        try (Handle handle = store.handle()) {
            Optional<PlacedOrder> order =
                    PlacedOrders.of(handle, visit.id(), visit.nowMs())
                            .filter(it -> isFor(visit, it));
            if (order.isEmpty()) {
                return Answer.refused(404, visit.text().text("act.order.unknown"));
            }
            return Answer.page(
                    visit.text().text("act.order.title"),
                    "act/order.jte",
                    view(handle, visit, order.get()));
        }
    }

    /** A holder of rights sees what it has ordered itself. */
    private static boolean isFor(Visit visit, PlacedOrder order) {
        return visit.visitor().hasAny(DeskRole.STAFF)
                || order.madeBy().equals(visit.visitor().actor());
    }

    private static OrderView view(Handle handle, Visit visit, PlacedOrder order) {
        String about =
                Deeds.named(order.deed())
                        .map(Deed::about)
                        .filter(it -> it.equals("notice"))
                        .orElse(null);
        List<String> open =
                about == null
                        ? List.of()
                        : new StoredFacts(handle)
                                .status(order.subject())
                                .map(NoticeStatus::itemsOpen)
                                .orElse(List.of());
        return new OrderView(
                order,
                visit.query("back").filter(OwnAddress::is).orElse("/"),
                about,
                open.stream().limit(10).toList(),
                about == null
                        ? null
                        : NoticeQuery.of(handle, order.subject())
                                .map(NoticeFacts::row)
                                .orElse(null));
    }
}
