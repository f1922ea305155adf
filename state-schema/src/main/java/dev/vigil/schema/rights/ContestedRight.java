package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** A right of which parties claim more than there is. */
@OnTopic
@InState
@InFlight
public record ContestedRight(
        @Described("The right.") RightType rightType,
        @Described(value = "Where. Missing or empty means everywhere.", unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> territories,
        @Described(
                        value =
                                "Where it is not contested, though it is in the rest; only where"
                                        + " territories is missing.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> exceptTerritories,
        @Described(value = "First moment. Missing: always.", unit = Unit.EPOCH_MS) @MayBeMissing
                Long from,
        @Described(
                        value = "First moment at which it is not. Missing: without end.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long to) {
    public ContestedRight {
        Check.present("rightType", rightType);
        territories = Check.territories("territories", territories);
        exceptTerritories = Check.territories("exceptTerritories", exceptTerritories);
    }

    /** At that moment (UTC epoch ms). */
    public boolean covers(String territory, RightType right, long atMs) {
        return rightType == right
                && (from == null || from <= atMs)
                && (to == null || atMs < to)
                && (territories.isEmpty()
                        ? !exceptTerritories.contains(territory)
                        : territories.contains(territory));
    }
}
