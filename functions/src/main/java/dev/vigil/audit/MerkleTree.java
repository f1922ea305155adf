package dev.vigil.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole tree in memory, 64 bytes a leaf: for proofs, tiles and checks. A proof costs as many
 * hashes as the size has binary digits, squared at most. Of one thread.
 */
public final class MerkleTree {
    private final TreeHasher hasher = new TreeHasher();

    /** Per level the roots of full subtrees of 2^level leaves. */
    private final List<HashList> levels = new ArrayList<>();

    private long size;

    /** Adds a leaf by its hash. */
    public void add(byte[] leafHash) {
        byte[] hash = leafHash;
        size++;
        for (int level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new HashList());
            }
            HashList row = levels.get(level);
            row.add(hash);
            if (row.size() % 2 == 1) {
                return;
            }
            hash = hasher.node(row.get(row.size() - 2), row.get(row.size() - 1));
        }
    }

    public long size() {
        return size;
    }

    public byte[] leafHash(long index) {
        return subtree(index, index + 1);
    }

    /** The root when it had that many leaves. */
    public byte[] root(long ofSize) {
        range("size", ofSize, 0, size);
        return ofSize == 0 ? hasher.emptyRoot() : subtree(0, ofSize);
    }

    /** RFC 6962, section 2.1.1: from the sibling of the leaf to the child of the root. */
    public List<byte[]> inclusion(long index, long ofSize) {
        range("size", ofSize, 1, size);
        range("index", index, 0, ofSize - 1);
        List<byte[]> path = new ArrayList<>();
        inclusion(index, 0, ofSize, path);
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

    /** RFC 6962, section 2.1.2: the tree of the larger size begins with that of the smaller. */
    public List<byte[]> consistency(long smaller, long larger) {
        range("size", larger, 1, size);
        range("smaller size", smaller, 1, larger);
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

    /** Hashes of a row of full subtrees, for a tile. */
    byte[] row(int level, long from, long to) {
        return levels.get(level).bytes(Math.toIntExact(from), Math.toIntExact(to));
    }

    private byte[] subtree(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return levels.get(level).get(Math.toIntExact(from >> level));
        }
        long middle = from + largestPowerBelow(leaves);
        return hasher.node(subtree(from, middle), subtree(middle, to));
    }

    /** The largest power of two that is smaller. */
    private static long largestPowerBelow(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static void range(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    what + ": expected " + min + " to " + max + ", got " + value);
        }
    }
}
