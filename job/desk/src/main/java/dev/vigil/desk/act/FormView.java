package dev.vigil.desk.act;

import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.schema.notice.NoticeItem;
import java.util.List;

/**
 * A form as it is shown.
 *
 * @param subject what it is about; null where a field says so
 * @param action where it is sent to
 * @param request that it is sent by; null for one of its own
 * @param back where the person was
 * @param seen the state of the notice that it is made from; null of other forms
 * @param facts what is known of the notice that it is about; null of other forms
 * @param said why it was not taken, in the visitor's language; null where it was not sent
 * @param stale both states where it was made from an older one; null otherwise
 */
public record FormView(
        Deed deed,
        String subject,
        String action,
        String request,
        String back,
        List<FieldView> fields,
        SeenState seen,
        NoticeFacts facts,
        String said,
        StaleForm stale) {

    /** Of the items of a notice that are shown beside its forms. */
    public static final int MOST_ITEMS = 20;

    /** The first items of the notice; none where it is not kept. */
    public List<NoticeItem> items() {
        return received().stream().limit(MOST_ITEMS).toList();
    }

    /** How many there are more. */
    public int moreItems() {
        return Math.max(0, received().size() - MOST_ITEMS);
    }

    private List<NoticeItem> received() {
        return facts == null || facts.received() == null ? List.of() : facts.received().items();
    }

    /** What differs between the states. */
    public List<StateDifference> differences() {
        return StateDifference.of(stale.was(), stale.now());
    }
}
