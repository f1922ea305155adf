package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** Where a party owns a work. */
@OnTopic
@InState
@InFlight
@RecordBuilder
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
                List<RightType> rightTypes,
        @Described(
                        value =
                                "Where the party does not own it, though it owns the rest; only"
                                        + " where territories is missing. Missing or empty means"
                                        + " nowhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> exceptTerritories,
        @Described(
                        value =
                                "How much of the right it owns there. Missing: all of it, or, in a"
                                        + " registered work, as much as each other owner there that has"
                                        + " no share.",
                        unit = Unit.BASIS_POINTS)
                @MayBeMissing
                Integer shareBp,
        @Described(
                        value = "First moment at which it owns it. Missing: always.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long from,
        @Described(
                        value = "First moment at which it no longer owns it. Missing: without end.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long to,
        @Described("True where it owns it there alone, whatever the share. Missing is false.")
                @MayBeMissing
                Boolean exclusive)
        implements OwnerShareBuilder.With {
    public OwnerShare {
        Check.id("ownerId", ownerId);
        territories = Check.territories("territories", territories);
        rightTypes = Check.list("rightTypes", rightTypes, 0, 10);
        exceptTerritories = Check.territories("exceptTerritories", exceptTerritories);
    }

    /** All of these rights there, at any time. */
    public OwnerShare(String ownerId, List<String> territories, List<RightType> rightTypes) {
        this(ownerId, territories, rightTypes, List.of(), null, null, null, null);
    }

    /** True where that right is the party's in that territory; * means the rest of them. */
    public boolean covers(String territory, RightType right) {
        return covers(right)
                && (everywhere()
                        ? !exceptTerritories.contains(territory)
                        : territories.contains(territory));
    }

    /** True where it is the party's at that moment (UTC epoch ms). */
    public boolean holdsAt(long atMs) {
        return (from == null || from <= atMs) && (to == null || atMs < to);
    }

    /** True of a share that makes its party no owner. */
    public boolean isNothing() {
        return shareBp != null && shareBp == 0;
    }

    /** True where that right is the party's somewhere. */
    public boolean covers(RightType right) {
        return rightTypes.isEmpty() || rightTypes.contains(right);
    }

    /** True where the whole world is meant, but for the exceptions. */
    public boolean everywhere() {
        return territories.isEmpty() || territories.contains("*");
    }
}
