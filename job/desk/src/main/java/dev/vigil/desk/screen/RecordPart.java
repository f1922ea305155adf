package dev.vigil.desk.screen;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A part of a page: notes, facts, charts, tables, markup of our own, in that order. */
public final class RecordPart {
    private final Content heading;
    private final List<Content> notes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Grid> grids = new ArrayList<>();
    private final List<Content> drawings = new ArrayList<>();
    private final List<ChartView> charts = new ArrayList<>();

    /**
     * A fact.
     *
     * @param key of its name
     */
    public record Line(String key, Cell value) {}

    /**
     * An empty one.
     *
     * @param heading null for none
     */
    RecordPart(Content heading) {
        this.heading = heading;
    }

    RecordPart note(Cell note) {
        notes.add(note.html());
        return this;
    }

    /** A fact under {@code col.NAME}, where there is a value. */
    RecordPart line(String name, Cell value) {
        if (value.plain() != null) {
            lines.add(new Line("col." + name, value));
        }
        return this;
    }

    RecordPart grid(Grid grid) {
        grids.add(grid);
        return this;
    }

    /**
     * A table of what was found, or a sentence where nothing was; of more than a table has, how
     * many there are.
     *
     * @param none key of the sentence
     */
    <T> RecordPart grid(
            Cells cells,
            String none,
            List<String> columns,
            List<T> found,
            Function<T, List<Cell>> row) {
        if (found.isEmpty()) {
            return note(cells.say(none));
        }
        if (found.size() > Grid.MOST) {
            note(cells.say("value.first", Grid.MOST, found.size()));
        }
        return grid(new Grid(columns, found.stream().limit(Grid.MOST).map(row).toList()));
    }

    RecordPart drawing(Content markup) {
        drawings.add(markup);
        return this;
    }

    RecordPart chart(ChartView chart) {
        charts.add(chart);
        return this;
    }

    public Content heading() {
        return heading;
    }

    public List<Content> notes() {
        return notes;
    }

    public List<Line> lines() {
        return lines;
    }

    public List<Grid> grids() {
        return grids;
    }

    public List<Content> drawings() {
        return drawings;
    }

    public List<ChartView> charts() {
        return charts;
    }
}
