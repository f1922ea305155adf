package dev.vigil.desk.act;

/**
 * What a person has ordered.
 *
 * @param deed its name
 * @param approvedBy the second person; null where one was enough
 * @param sentAt UTC epoch ms; null while it waits, and where it can't be sent
 * @param place on the log, as {@code notices/1/7}; null where {@code sentAt} is
 * @param words of the job's answer, or why it is not sent; null while there are none
 */
public record PlacedOrder(
        String id,
        String deed,
        String topic,
        String subject,
        long madeAt,
        String madeBy,
        String approvedBy,
        Long sentAt,
        String place,
        OrderState state,
        String words) {
    /** True where nothing more follows. */
    public boolean isOver() {
        return state == OrderState.TAKEN || state == OrderState.REFUSED;
    }
}
