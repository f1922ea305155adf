package dev.vigil.schema.types;

/**
 * An enum whose constants have a short name in state, where millions of records hold one. As the
 * name of others, a short name is never changed and never used again.
 */
public interface ShortNamed {
    String shortName();
}
