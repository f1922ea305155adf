package dev.vigil.schema.state;

import java.util.List;

/**
 * One item of the platform, whoever notified it.
 *
 * @param openNotices notices that are told of a confirmation on this item
 * @param doneAt when the earliest confirmed measure in force took effect; null for none
 * @param liftedAt when a measure was last taken back: proofs from before it are over; null for
 *     never
 */
public record ItemLedger(List<String> openNotices, Long doneAt, Long liftedAt) {
    public static final ItemLedger EMPTY = new ItemLedger(List.of(), null, null);
}
