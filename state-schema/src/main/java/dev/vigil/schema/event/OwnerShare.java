package dev.vigil.schema.event;

import java.util.List;

/**
 * Where a party owns a work.
 *
 * @param territories none means everywhere
 * @param rightTypes none means all
 */
public record OwnerShare(
        String ownerId,
        @MayBeMissing List<String> territories,
        @MayBeMissing List<RightType> rightTypes) {
    public OwnerShare {
        Check.id("ownerId", ownerId);
        territories = Check.territories("territories", territories);
        rightTypes = Check.list("rightTypes", rightTypes, 0, 10);
    }

    /** True where that right is the party's in that territory; * stands for the rest of them. */
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
