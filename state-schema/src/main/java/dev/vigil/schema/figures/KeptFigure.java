package dev.vigil.schema.figures;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A figure as it is kept.
 *
 * @param counted by how long it was; one bucket where no time is counted
 * @param published what was published last, in the same form; empty for nothing
 * @param timerAt null for none
 */
@InState
@RecordBuilder
public record KeptFigure(List<TimeBucket> counted, List<TimeBucket> published, Long timerAt)
        implements KeptFigureBuilder.With {
    public static final KeptFigure NEW = new KeptFigure(List.of(), List.of(), null);
}
