package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What a row of usage knows of its owners.
 *
 * @param until when it is forgotten, unless it is held (UTC epoch ms)
 * @param held while they are in conflict
 * @param shares of its owners
 */
@InState
public record KeptHold(long until, boolean held, List<UsageShare> shares) {}
