package dev.vigil.audit;

/** Knows the roots of the full subtrees of a tree. */
@FunctionalInterface
interface FullSubtrees {
    /**
     * The root over leaves {@code index << level} to {@code index + 1 << level}, all of which are
     * there.
     */
    byte[] root(int level, long index);
}
