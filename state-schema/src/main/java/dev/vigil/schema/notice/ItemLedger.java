package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * One item of the platform, whoever notified it.
 *
 * @param claims notices on this item: they are told of a measure on it
 * @param proofs measures that were not taken back, the first one first
 * @param liftedAt when a measure was last taken back: proofs from before it are over; null for
 *     never
 * @param byOrder true where that was a lift, false where the content was found to be back
 * @param barred notices whose content was restored: their notifiers may not notify it again later
 *     (2013 Regulation art. 17)
 * @param touchedAt event time of the last record on it
 */
@InState
public record ItemLedger(
        List<ItemClaim> claims,
        List<Proof> proofs,
        Long liftedAt,
        boolean byOrder,
        List<ItemClaim> barred,
        long touchedAt) {
    public static final ItemLedger EMPTY =
            new ItemLedger(List.of(), List.of(), null, false, List.of(), 0);
}
