package dev.vigil.desk.act;

import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import java.util.List;
import java.util.Map;

/**
 * A draft as another person sees it.
 *
 * @param fields of its form, in their order
 * @param mayDecide true where the visitor is another person who may do it too
 * @param said why a decision was not taken, in the visitor's language; null where none was made
 * @param reason that was sent with it
 */
public record DraftView(
        TwoPersonDraft draft,
        Map<String, List<String>> fields,
        boolean mayDecide,
        String said,
        String reason,
        String back) {}
