package dev.vigil.desk.screen;

import gg.jte.Content;
import java.util.List;

/**
 * Figures over time: a table, which a script draws beside it.
 *
 * @param caption key of its title
 * @param unit key of the unit of all figures
 * @param series headings of the columns
 */
public record ChartView(String caption, String unit, List<Content> series, List<Row> rows) {
    /** Columns of one chart: more can't be distinguished. */
    static final int MOST_SERIES = 6;

    /**
     * Figures of a time.
     *
     * @param at UTC epoch s
     * @param shown the time as people read it
     * @param values of each series
     */
    public record Row(long at, Content shown, List<Value> values) {}

    /**
     * A figure.
     *
     * @param drawn in the unit of the chart; null where it is not known, which is a gap
     */
    public record Value(String drawn, Content shown) {}

    public ChartView {
        series = List.copyOf(series);
        rows = List.copyOf(rows);
    }
}
