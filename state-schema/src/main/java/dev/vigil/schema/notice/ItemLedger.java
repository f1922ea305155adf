package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * One item of the platform, with the notices of all notifiers on it.
 *
 * @param claims notices on this item: they are informed of a measure on it
 * @param marks confirmed measures and what took them back, in order of time; of very many those
 *     that decide most
 * @param barred notices whose content was restored: their notifiers may not notify it again later
 *     (2013 Regulation art. 17)
 * @param touchedAt event time of the last record on it
 * @param origin whose it is; null where no confirmation has named it
 */
@InState
public record ItemLedger(
        List<ItemClaim> claims,
        List<ItemMark> marks,
        List<ItemClaim> barred,
        long touchedAt,
        ItemOrigin origin) {
    public static final ItemLedger EMPTY = new ItemLedger(List.of(), List.of(), List.of(), 0, null);
}
