package dev.vigil.desk.act;

import dev.vigil.desk.ask.QueueRow;
import java.util.List;

/**
 * What was ordered, and what may be done next.
 *
 * @param items of the notice, that are not done
 * @param about first segment of the paths of what may be done next; null for nothing
 * @param row the notice as it is now; null for what is about none
 */
public record OrderView(
        PlacedOrder order, String back, String about, List<String> items, QueueRow row) {
    /** Topics whose news may change it, as a page lists them. */
    public String topics() {
        return String.join(
                " ",
                order.topic(),
                "notice.status",
                "deadletters",
                "deadletters.notices",
                "deadletters.accounts",
                "list.effective",
                "register",
                "signal.states",
                "standings",
                "department");
    }
}
