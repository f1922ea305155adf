package dev.vigil.desk.act;

import dev.vigil.client.list.Change;
import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.act.ListBase.ListConflict;
import dev.vigil.desk.ask.ListQuery.ReceiptRow;
import java.util.List;
import java.util.Map;

/**
 * A draft of the list, or the form for one.
 *
 * @param draft null of the form
 * @param request that the form is sent by; null for one of its own, and of a draft
 * @param text of the form, as it was sent
 * @param counts of its changes by kind
 * @param signed how many of its entries are signed
 * @param changes the first of those that it makes
 * @param more changes that are not shown
 * @param errors the first of those lines that the jobs would not take
 * @param moreErrors that are not shown
 * @param preview null where none was made
 * @param sums of it; null where none was made
 * @param sentence that who approves it types; null where there is no preview to approve by
 * @param conflicts the first entries that have changed since it was approved
 * @param batches that its entries are of, once it is published
 * @param receipts of these
 * @param orders the first of those that publish it
 * @param lacking the option that this desk was started without and can't publish without; null
 *     where it can
 * @param sent fields of a step that was not taken
 * @param said why it was not taken, in the visitor's language; null where it was
 */
public record ListDraftView(
        TwoPersonDraft draft,
        String request,
        String text,
        Map<Change.Kind, Long> counts,
        long signed,
        List<Change> changes,
        int more,
        List<String> errors,
        int moreErrors,
        PreviewedDraft preview,
        PreviewSums sums,
        String sentence,
        List<ListConflict> conflicts,
        List<String> batches,
        List<ReceiptRow> receipts,
        List<PlacedOrder> orders,
        String lacking,
        Map<String, List<String>> sent,
        String said) {

    private static final int MOST_ERRORS = 100;

    /** The form for one. */
    static ListDraftView form(String request, String text, List<String> errors, String said) {
        return new ListDraftView(
                null,
                request,
                text,
                Map.of(),
                0,
                List.of(),
                0,
                errors.stream().limit(MOST_ERRORS).toList(),
                Math.max(0, errors.size() - MOST_ERRORS),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                Map.of(),
                said);
    }

    /** What the person has typed into a field of a step that was not taken. */
    public String typed(String field) {
        return sent.getOrDefault(field, List.of("")).get(0);
    }

    /** Where it is on its way: 1 file, 2 preview, 3 approval, 4 publication, 5 receipt. */
    public int step() {
        if (draft == null) {
            return 1;
        }
        return switch (draft.state()) {
            case OPEN -> sentence == null ? 2 : 3;
            case APPROVED -> 4;
            case DONE, REFUSED -> 5;
        };
    }

    /** A local time of a window as the list shows it; null for none. */
    public static String spaced(String time) {
        return time == null ? null : time.replace('T', ' ');
    }

    /** Whether the draft is so far; false of the form. */
    public boolean is(String state) {
        return draft != null && draft.state().name().equals(state);
    }
}
