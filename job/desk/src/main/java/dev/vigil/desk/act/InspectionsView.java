package dev.vigil.desk.act;

import dev.vigil.desk.inspect.KeptInspection;
import java.util.List;

/**
 * Inspections that were made, and the form for one.
 *
 * @param fields none where this desk makes no inspections
 * @param request that the form is sent by; null for one of its own
 * @param said why it was not taken, in the visitor's language; null where it was
 * @param kept the latest first
 * @param keys lines of the verifier keys that the desk has
 * @param days that one is kept
 */
public record InspectionsView(
        List<FieldView> fields,
        String request,
        String said,
        List<KeptInspection> kept,
        List<String> keys,
        long days) {}
