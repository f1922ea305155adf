package dev.vigil.desk.screen;

import dev.vigil.desk.act.PlacedOrder;
import dev.vigil.desk.act.PlacedOrders;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import gg.jte.Content;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A page about one thing.
 *
 * @param about what may be done to it, by the first segment of those forms; null for nothing
 * @param id that those forms are about; null for nothing
 * @param orders what was done to it last, and what became of that
 */
public record RecordPage(
        Content heading,
        List<RecordPart> parts,
        String about,
        String id,
        List<PlacedOrder> orders) {
    private static final int MOST_ORDERS = 10;

    public RecordPage {
        parts = List.copyOf(parts);
        orders = List.copyOf(orders);
    }

    /**
     * One that nothing is done to.
     *
     * @param key of its title, which names the id as {@code {0}}
     */
    static Answer of(PageText text, String key, String id, List<RecordPart> parts) {
        return answer(
                text, key, id, new RecordPage(title(text, key, id), parts, null, null, List.of()));
    }

    /**
     * One with forms.
     *
     * @param about first segment of their paths, such as {@code work}
     * @param formId that they are about
     * @param subject key of the records that they make
     */
    static Answer withDeeds(
            Handle store,
            PageText text,
            String key,
            String id,
            List<RecordPart> parts,
            String about,
            String formId,
            String subject) {
        List<PlacedOrder> orders = PlacedOrders.about(store, subject, MOST_ORDERS, text.nowMs());
        return answer(
                text, key, id, new RecordPage(title(text, key, id), parts, about, formId, orders));
    }

    private static Content title(PageText text, String key, String id) {
        return text.say(key, text.foreign(id));
    }

    private static Answer answer(PageText text, String key, String id, RecordPage page) {
        return Answer.page(text.text(key, text.shown(id)), "records/page.jte", page);
    }
}
