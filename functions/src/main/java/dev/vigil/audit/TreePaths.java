package dev.vigil.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of a tree, RFC 6962, section 2.1, from the roots of its full subtrees: of a tree
 * in memory or of tiles. A proof costs as many hashes as the size has binary digits, squared at
 * most.
 */
final class TreePaths {
    private final TreeHasher hasher = new TreeHasher();
    private final FullSubtrees subtrees;

    TreePaths(FullSubtrees subtrees) {
        this.subtrees = subtrees;
    }

    byte[] root(long size) {
        return size == 0 ? hasher.emptyRoot() : subtree(0, size);
    }

    /** From the sibling of the leaf to the child of the root. */
    List<byte[]> inclusion(long index, long size) {
        List<byte[]> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return path;
    }

    private void inclusion(long index, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + largestPowerBelow(to - from);
        if (index < middle) {
            inclusion(index, from, middle, path);
            path.add(subtree(middle, to));
        } else {
            inclusion(index, middle, to, path);
            path.add(subtree(from, middle));
        }
    }

    /** The tree of the larger size begins with that of the smaller. */
    List<byte[]> consistency(long smaller, long larger) {
        List<byte[]> path = new ArrayList<>();
        consistency(smaller, 0, larger, true, path);
        return path;
    }

    /**
     * @param whole true while the subtree is all of the smaller tree, whose root is known
     */
    private void consistency(long smaller, long from, long to, boolean whole, List<byte[]> path) {
        if (smaller == to) {
            if (!whole) {
                path.add(subtree(from, to));
            }
            return;
        }
        long middle = from + largestPowerBelow(to - from);
        if (smaller <= middle) {
            consistency(smaller, from, middle, whole, path);
            path.add(subtree(middle, to));
        } else {
            consistency(smaller, middle, to, false, path);
            path.add(subtree(from, middle));
        }
    }

    byte[] subtree(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return subtrees.root(level, from >> level);
        }
        long middle = from + largestPowerBelow(leaves);
        return hasher.node(subtree(from, middle), subtree(middle, to));
    }

    /** The largest power of two that is smaller. */
    private static long largestPowerBelow(long count) {
        return Long.highestOneBit(count - 1);
    }
}
