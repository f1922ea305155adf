package dev.vigil.desk.act;

import java.util.List;

/**
 * A form as it is shown.
 *
 * @param subject what it is about; null where a field says so
 * @param action where it is sent to
 * @param back where the person was
 * @param seen the state of the notice that it is made from; null of other forms
 * @param said why it was not taken, in the visitor's language; null where it was not sent
 * @param stale both states where it was made from an older one; null otherwise
 */
public record FormView(
        Deed deed,
        String subject,
        String action,
        String back,
        List<FieldView> fields,
        SeenState seen,
        String said,
        StaleForm stale) {

    /** What differs between the states. */
    public List<StateDifference> differences() {
        return StateDifference.of(stale.was(), stale.now());
    }
}
