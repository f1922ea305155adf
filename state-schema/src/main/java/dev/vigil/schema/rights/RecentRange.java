package dev.vigil.schema.rights;

import dev.vigil.schema.types.InState;

/**
 * Which numbers the recent uploads of a work have: from {@code first} up to but not {@code next}.
 *
 * @param forgetAt when the first may be forgotten (processing time, UTC epoch ms)
 */
@InState
public record RecentRange(long first, long next, long forgetAt) {}
