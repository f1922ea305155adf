package dev.vigil.schema.match;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/**
 * Where else the reference has what matched, as it repeats itself there: the match may be of any of
 * these places as well.
 */
@OnTopic
@InState
@InFlight
public record OtherPlaces(
        @Described(
                        value =
                                "How many other places agree nearly as well. There may be more: a"
                                        + " search looks at no more than 24 places at once.",
                        unit = Unit.COUNT)
                int count,
        @Described(
                        value =
                                "Where the match would begin in the reference if it were of that"
                                        + " place; of the first 8 of them, in order.",
                        unit = Unit.MS)
                List<Long> refStartMs) {
    /** Places that are named. */
    public static final int MOST = 8;

    public OtherPlaces {
        refStartMs = Check.list("refStartMs", refStartMs, 0, MOST);
    }
}
