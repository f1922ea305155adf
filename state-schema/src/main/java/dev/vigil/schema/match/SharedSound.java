package dev.vigil.schema.match;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** All that matched is a sound that other works have too. */
@OnTopic
@InState
@InFlight
public record SharedSound(
        @Described("Other works that have it, at most 8, in the order of their ids.")
                List<String> works,
        @Described(value = "How many more have it. Missing for none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreWorks,
        @Described("What may act on the match without a person.") SharedVote vote) {
    /** Works that are named. */
    public static final int MOST_WORKS = 8;
}
