package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.figures.DailyFigure;
import java.util.List;

/** Figures of days, which the ledger job counts. */
final class FigureProjection implements Projection {
    private static final ColumnGroup FIGURE =
            ColumnGroup.last(
                    "figure", List.of("day", "what", "dimension"), "off", "part", "amount");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(FIGURE);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(DailyFigure.class)
                .ifPresent(
                        it ->
                                to.put(
                                        FIGURE,
                                        it.day(),
                                        it.what().name(),
                                        it.dimension(),
                                        record.offset(),
                                        record.partition(),
                                        it.count()));
    }
}
