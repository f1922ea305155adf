package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import java.util.List;

/** The bases of a work in all territories, as a revision of a verdict has them. */
@InState
public record UsedUnder(List<UsedGroup> groups) {}
