package dev.vigil.desk.ask;

/**
 * An item of a notice. Times are UTC epoch ms; constants of enums are texts.
 *
 * @param state OPEN or DONE; null where the status does not name it
 * @param outcome of {@code ItemOutcomeKind}; null where none is known
 * @param measure that was confirmed last, of {@code Measure}; null for none
 * @param command the last one that the notice job gave; null for none
 */
public record ItemRow(
        String itemId,
        String locator,
        Long joinedAt,
        String state,
        String outcome,
        Long outcomeAt,
        String accountId,
        String measure,
        Long effectiveAt,
        String executor,
        String evidence,
        Long backAt,
        String backReason,
        Ordered command) {
    /**
     * A command on the item.
     *
     * @param answer CONFIRMED or FAILED; null where there is none
     */
    public record Ordered(
            String commandId,
            String measure,
            Long issuedAt,
            Long deadline,
            String answer,
            Long answeredAt) {}

    ItemRow with(Ordered last) {
        return new ItemRow(
                itemId,
                locator,
                joinedAt,
                state,
                outcome,
                outcomeAt,
                accountId,
                measure,
                effectiveAt,
                executor,
                evidence,
                backAt,
                backReason,
                last);
    }
}
