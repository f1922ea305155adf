package dev.vigil.audit;

import java.util.ArrayList;
import java.util.List;

/** A whole tree in memory, 64 bytes a leaf: for proofs, tiles and checks. Of one thread. */
public final class MerkleTree {
    private final TreeHasher hasher = new TreeHasher();

    /** Per level the roots of full subtrees of 2^level leaves. */
    private final List<HashList> levels = new ArrayList<>();

    private final TreePaths paths =
            new TreePaths((level, index) -> levels.get(level).get(Math.toIntExact(index)));

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
        return levels.get(0).get(Math.toIntExact(index));
    }

    /** The root when it had that many leaves. */
    public byte[] root(long ofSize) {
        range("size", ofSize, 0, size);
        return paths.root(ofSize);
    }

    /** RFC 6962, section 2.1.1: from the sibling of the leaf to the child of the root. */
    public List<byte[]> inclusion(long index, long ofSize) {
        range("size", ofSize, 1, size);
        range("index", index, 0, ofSize - 1);
        return paths.inclusion(index, ofSize);
    }

    /** RFC 6962, section 2.1.2: the tree of the larger size begins with that of the smaller. */
    public List<byte[]> consistency(long smaller, long larger) {
        range("size", larger, 1, size);
        range("smaller size", smaller, 1, larger);
        return paths.consistency(smaller, larger);
    }

    /** Hashes of a row of full subtrees, for a tile. */
    byte[] row(int level, long from, long to) {
        return levels.get(level).bytes(Math.toIntExact(from), Math.toIntExact(to));
    }

    private static void range(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    what + ": expected " + min + " to " + max + ", got " + value);
        }
    }
}
