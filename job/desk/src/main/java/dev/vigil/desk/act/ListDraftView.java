package dev.vigil.desk.act;

import dev.vigil.client.list.Change;
import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import java.util.List;

/**
 * A draft of the list, or the form for one.
 *
 * @param draft null of the form
 * @param text of the form, as it was sent
 * @param changes the first of those that it makes
 * @param more changes that are not shown
 * @param errors lines that the jobs would not take
 * @param preview null where none was made
 * @param orders the first of those that publish it
 * @param said why it was not taken, in the visitor's language; null where it was
 */
public record ListDraftView(
        TwoPersonDraft draft,
        String text,
        List<Change> changes,
        int more,
        List<String> errors,
        PreviewedDraft preview,
        List<PlacedOrder> orders,
        String said) {

    /** Whether the draft is so far; false of the form. */
    public boolean is(String state) {
        return draft != null && draft.state().name().equals(state);
    }
}
