package dev.vigil.desk.screen;

import dev.vigil.desk.act.PlacedOrder;
import dev.vigil.desk.ask.HistoryPart;
import dev.vigil.desk.ask.ItemRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A notice.
 *
 * @param clocks the last runs of its clock
 * @param nextItems address of its further items; null where there are none
 * @param history by time, the latest last
 * @param parts of the history that are shown
 * @param earlier address of what was before; null at the beginning
 * @param path of this page, without its query
 * @param orders the last ones about it, the latest first
 */
public record NoticeView(
        NoticeFacts facts,
        Urgency urgency,
        List<ClockLine> clocks,
        ListPage<ItemRow> items,
        String nextItems,
        List<HistoryLine> history,
        List<HistoryPart> parts,
        String earlier,
        String path,
        List<PlacedOrder> orders) {
    /** A link to each part of the history alone, and to all of it. */
    public List<HistoryPart> allParts() {
        return List.of(HistoryPart.values());
    }

    /**
     * What the page is about, as JSON: its part that lives is asked for again with news of these.
     * Commands and confirmations are about an item.
     */
    public String subjects() {
        List<String> subjects = new ArrayList<>();
        subjects.add(facts.row().noticeId());
        items.rows().forEach(item -> subjects.add(item.itemId()));
        return new String(Json.bytes(subjects), StandardCharsets.UTF_8);
    }

    public boolean isAll() {
        return parts.size() == HistoryPart.values().length;
    }
}
