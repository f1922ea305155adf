package dev.vigil.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be kept of a tree to add to it and to know its root: the roots of its full subtrees,
 * at most {@link #MOST}, whatever its size. A leaf costs two hashes on average. Of one thread.
 */
public final class RightEdge {
    /** Hashes, and so the binary digits of its largest size: a million pages a day for ever. */
    public static final int MOST = 40;

    private final TreeHasher hasher = new TreeHasher();
    private final List<byte[]> subtrees = new ArrayList<>(MOST);
    private long size;

    /** Of a tree without leaves. */
    public RightEdge() {}

    /**
     * As it was kept.
     *
     * @param hashes of {@link #hashes}
     */
    public RightEdge(long size, byte[] hashes) {
        int expected = Long.bitCount(size) * TreeHasher.BYTES;
        if (size < 0 || size >= 1L << MOST || hashes.length != expected) {
            throw new IllegalArgumentException(
                    "right edge: expected "
                            + expected
                            + " bytes for a tree of "
                            + size
                            + ", got "
                            + hashes.length);
        }
        this.size = size;
        for (int at = 0; at < hashes.length; at += TreeHasher.BYTES) {
            subtrees.add(HashList.copy(hashes, at));
        }
    }

    /** Adds a leaf by its hash. */
    public void add(byte[] leafHash) {
        if (size + 1 >= 1L << MOST) {
            throw new IllegalStateException(
                    "log: expected fewer than 2^" + MOST + " pages; close it and begin another");
        }
        byte[] hash = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            hash = hasher.node(subtrees.remove(subtrees.size() - 1), hash);
        }
        subtrees.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        if (size == 0) {
            return hasher.emptyRoot();
        }
        byte[] root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = hasher.node(subtrees.get(i), root);
        }
        return root;
    }

    /** The hashes in one array, largest subtree first. */
    public byte[] hashes() {
        HashList all = new HashList();
        subtrees.forEach(all::add);
        return all.bytes();
    }

    /** Another one that goes on by itself. */
    RightEdge copy() {
        return new RightEdge(size, hashes());
    }
}
