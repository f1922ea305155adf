package dev.vigil.schema.enforcement;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What the platform was last ordered to do with a session.
 *
 * @param measure null where nothing is in force
 * @param territories empty means everywhere
 * @param count number of the last command, for their ids; 0 for none
 * @param adopted true where the measure is known from the platform's confirmation only: its grounds
 *     are not known, so nothing but another measure may follow; null is false
 */
@InState
public record OrderedMeasure(
        Measure measure, List<String> territories, int count, Boolean adopted) {
    public static final OrderedMeasure NOTHING = new OrderedMeasure(null, List.of(), 0);

    /** As the judge has decided. */
    public OrderedMeasure(Measure measure, List<String> territories, int count) {
        this(measure, territories, count, null);
    }

    public boolean isAdopted() {
        return Boolean.TRUE.equals(adopted);
    }
}
