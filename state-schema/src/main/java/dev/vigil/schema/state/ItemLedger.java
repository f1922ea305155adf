package dev.vigil.schema.state;

import java.util.List;

/**
 * One item of the platform, whoever notified it.
 *
 * @param claims notices on this item: they are told of a measure on it
 * @param doneAt when the earliest confirmed measure in force took effect; null for none
 * @param notFound true where that measure is the proof that there is no such item
 * @param liftedAt when a measure was last taken back: proofs from before it are over; null for
 *     never
 * @param barred notifiers that may not notify it again (2013 Regulation art. 17)
 * @param touchedAt event time of the last record on it
 */
public record ItemLedger(
        List<ItemClaim> claims,
        Long doneAt,
        boolean notFound,
        Long liftedAt,
        List<String> barred,
        long touchedAt) {
    public static final ItemLedger EMPTY =
            new ItemLedger(List.of(), null, false, null, List.of(), 0);
}
