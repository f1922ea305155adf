package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Territories where a work is shown on the same basis.
 *
 * @param basis as in {@link UsageRow#basis}
 */
@InState
public record UsedGroup(List<String> territories, String basis) {}
