package dev.vigil.schema.state;

/**
 * Which numbers the recent uploads of a work have: from {@code first} up to but not {@code next}.
 */
public record RecentRange(long first, long next) {}
