package dev.vigil.desk.act;

import dev.vigil.desk.inspect.KeptInspection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * An inspection as its page shows it.
 *
 * @param said why something was not done, in the visitor's language; null where nothing was asked
 * @param notices that were received
 * @param inTime clocks that were stopped in time
 * @param late those that were stopped late, or were due and are not stopped
 * @param figures none where it is not made, or too large for a page
 * @param breaches null where it is not made
 * @param batches of the list, with their receipts; null where it is not made
 * @param notSeen what it could not see, in sentences
 */
public record InspectedView(
        KeptInspection kept,
        String said,
        long notices,
        long inTime,
        long late,
        List<InspectedFigure> figures,
        InspectedTable breaches,
        InspectedTable batches,
        List<String> notSeen) {
    /**
     * What was counted.
     *
     * @param figure as the bundle's query names it
     * @param name in the language of the reader
     * @param dimension by which it is counted; empty for none
     */
    public record InspectedFigure(String figure, String name, String dimension, long value) {}

    /**
     * A table of it, the latest rows first.
     *
     * @param more rows that are not shown
     */
    public record InspectedTable(List<String> columns, List<List<String>> rows, long more) {
        public long count() {
            return rows.size() + more;
        }
    }

    /**
     * Of all clocks that were stopped or due, in percent, rounded down: 100 only where all were.
     */
    public String rate() {
        return inTime + late == 0
                ? null
                : BigDecimal.valueOf(inTime)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(inTime + late), 2, RoundingMode.DOWN)
                        .toPlainString();
    }
}
