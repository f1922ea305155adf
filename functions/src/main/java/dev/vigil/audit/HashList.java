package dev.vigil.audit;

import java.util.Arrays;

/** Hashes in one array, 32 bytes each: a list of arrays takes twice as much. */
final class HashList {
    private static final int FIRST = 8;

    private byte[] bytes;
    private int size;

    HashList() {
        bytes = new byte[FIRST * TreeHasher.BYTES];
    }

    /** Of an array that is full. */
    HashList(byte[] full) {
        bytes = full;
        size = full.length / TreeHasher.BYTES;
    }

    void add(byte[] hash) {
        int end = size * TreeHasher.BYTES;
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(TreeHasher.BYTES * FIRST, 2 * bytes.length));
        }
        System.arraycopy(hash, 0, bytes, end, TreeHasher.BYTES);
        size++;
    }

    int size() {
        return size;
    }

    byte[] get(int index) {
        return copy(bytes, index * TreeHasher.BYTES);
    }

    void set(int index, byte[] hash) {
        System.arraycopy(hash, 0, bytes, index * TreeHasher.BYTES, TreeHasher.BYTES);
    }

    boolean holds(int index, byte[] hash) {
        int at = index * TreeHasher.BYTES;
        return Arrays.equals(bytes, at, at + TreeHasher.BYTES, hash, 0, TreeHasher.BYTES);
    }

    byte[] bytes() {
        return bytes(0, size);
    }

    byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(bytes, from * TreeHasher.BYTES, to * TreeHasher.BYTES);
    }

    /** Leaves out the first ones. */
    void dropFirst(int count) {
        System.arraycopy(
                bytes, count * TreeHasher.BYTES, bytes, 0, (size - count) * TreeHasher.BYTES);
        size -= count;
    }

    /** The root of a tree that has these as leaves. */
    byte[] root() {
        RightEdge edge = new RightEdge();
        for (int i = 0; i < size; i++) {
            edge.add(get(i));
        }
        return edge.root();
    }

    static byte[] copy(byte[] bytes, int at) {
        return Arrays.copyOfRange(bytes, at, at + TreeHasher.BYTES);
    }
}
