package dev.vigil.schema.state;

/**
 * Which numbers the recent uploads of a work have: from {@code first} up to but not {@code next}.
 *
 * @param forgetAt when the first may be forgotten (processing time, UTC epoch ms)
 */
public record RecentRange(long first, long next, long forgetAt) {}
