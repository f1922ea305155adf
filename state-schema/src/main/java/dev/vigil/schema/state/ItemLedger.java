package dev.vigil.schema.state;

import java.util.List;

/**
 * One item of the platform, whoever notified it.
 *
 * @param openNotices notices that wait for a confirmation on this item
 * @param doneAt when the last confirmed measure took effect; null for none
 */
public record ItemLedger(List<String> openNotices, Long doneAt) {
    public static final ItemLedger EMPTY = new ItemLedger(List.of(), null);
}
