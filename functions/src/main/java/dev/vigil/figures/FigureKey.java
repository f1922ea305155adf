package dev.vigil.figures;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureKind;
import java.time.LocalDate;

/**
 * What a figure of a day is of.
 *
 * @param dimension the value that it is counted by; empty for nothing
 */
public record FigureKey(LocalDate day, FigureKind kind, String dimension) {
    private static final int PARTS = 3;

    /** The id of its record. */
    public String id() {
        return day + "/" + kind.name() + "/" + dimension;
    }

    /**
     * The key of a figure.
     *
     * @throws IllegalArgumentException where its day is none, or its id is another one's
     */
    public static FigureKey of(DailyFigure figure) {
        LocalDate day = LocalDate.parse(Check.day("day", figure.day()));
        FigureKey key = new FigureKey(day, figure.what(), figure.dimension());
        if (!key.id().equals(figure.figureId())) {
            throw new IllegalArgumentException(
                    "figureId: expected day/what/dimension, '"
                            + key.id()
                            + "', got '"
                            + figure.figureId()
                            + "'; correct one of them");
        }
        return key;
    }

    /** Only the dimension may have a slash. */
    public static FigureKey of(String id) {
        String[] parts = id.split("/", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(
                    "figureId: expected day/what/dimension, got '" + id + "'; give the id of one");
        }
        return new FigureKey(LocalDate.parse(parts[0]), FigureKind.valueOf(parts[1]), parts[2]);
    }
}
