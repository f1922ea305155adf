package dev.vigil.desk.act;

/**
 * One thing of several that the same is done to.
 *
 * @param id what it is: a notice, or an item of one
 * @param notice that it is, or is of
 * @param seen the state of the notice that the form is made from
 * @param request id of its own request
 * @param order id of the order; null where there is none
 * @param said why it was not ordered, in the visitor's language; null where it was, or was not
 *     tried
 */
public record BulkRow(
        String id, String notice, SeenState seen, String request, String order, String said) {
    BulkRow ordered() {
        return new BulkRow(id, notice, seen, request, request, null);
    }

    BulkRow refused(String sentence) {
        return new BulkRow(id, notice, seen, request, null, sentence);
    }
}
