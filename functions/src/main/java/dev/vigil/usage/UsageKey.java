package dev.vigil.usage;

import dev.vigil.schema.rights.RightType;

/** What a row of usage is of. No part of it has a slash but the basis, which is the last. */
public record UsageKey(String day, String workId, String territory, RightType right, String basis) {
    private static final int PARTS = 5;

    /** The id of its row. */
    public String rowId() {
        return day + "/" + workId + "/" + territory + "/" + right + "/" + basis;
    }

    public static UsageKey of(String rowId) {
        String[] parts = rowId.split("/", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(
                    "rowId: expected day/workId/territory/rightType/basis, got '"
                            + rowId
                            + "'; give the id of a row");
        }
        return new UsageKey(parts[0], parts[1], parts[2], RightType.valueOf(parts[3]), parts[4]);
    }
}
