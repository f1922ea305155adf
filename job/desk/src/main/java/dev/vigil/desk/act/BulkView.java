package dev.vigil.desk.act;

import java.util.List;

/**
 * The same done to several: the form before, and what became of each behind.
 *
 * @param fields of all of them; empty once they are sent
 * @param said why nothing was sent, in the visitor's language; null where something was
 * @param isSent true where the rows have their results
 * @param back where the person was
 */
public record BulkView(
        Deed deed,
        List<BulkRow> rows,
        List<FieldView> fields,
        String said,
        boolean isSent,
        String back) {
    /** How many were ordered. */
    public long ordered() {
        return rows.stream().filter(row -> row.order() != null).count();
    }
}
