package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** Where a party owns a work. */
@OnTopic
@InState
@InFlight
public record OwnerShare(
        @Described(
                        "The owner: given by who registers the work, unique among all owners."
                                + " Policies and grantors name it.")
                String ownerId,
        @Described(
                        value = "Where the party owns the work. Missing or empty means everywhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> territories,
        @Described("Rights that it owns. Missing or empty means all.") @MayBeMissing
                List<RightType> rightTypes) {
    public OwnerShare {
        Check.id("ownerId", ownerId);
        territories = Check.territories("territories", territories);
        rightTypes = Check.list("rightTypes", rightTypes, 0, 10);
    }

    /** True where that right is the party's in that territory; * means the rest of them. */
    public boolean covers(String territory, RightType right) {
        return covers(right) && (everywhere() || territories.contains(territory));
    }

    /** True where that right is the party's somewhere. */
    public boolean covers(RightType right) {
        return rightTypes.isEmpty() || rightTypes.contains(right);
    }

    /** True where the whole world is meant. */
    public boolean everywhere() {
        return territories.isEmpty() || territories.contains("*");
    }
}
