package dev.vigil.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes in few arrays, 32 bytes each: a list of arrays takes twice as much, and one array has room
 * for 2^26 only.
 */
final class HashList {
    /** Hashes of an array: 2 MB. */
    static final int CHUNK = 1 << 16;

    private static final int FIRST = 8;

    private final int chunk;
    private final List<byte[]> chunks = new ArrayList<>(1);
    private int size;

    HashList() {
        this(CHUNK);
    }

    /** In arrays of another size. */
    HashList(int chunk) {
        this.chunk = chunk;
    }

    /** Of an array that is full. */
    HashList(byte[] full) {
        this(CHUNK);
        size = full.length / TreeHasher.BYTES;
        for (int from = 0; from < full.length; from += CHUNK * TreeHasher.BYTES) {
            int to = Math.min(full.length, from + CHUNK * TreeHasher.BYTES);
            chunks.add(to - from == full.length ? full : Arrays.copyOfRange(full, from, to));
        }
    }

    void add(byte[] hash) {
        int last = size / chunk;
        int at = at(size);
        if (last == chunks.size()) {
            chunks.add(new byte[TreeHasher.BYTES * (last == 0 ? Math.min(FIRST, chunk) : chunk)]);
        } else if (at == chunks.get(last).length) {
            int longer = Math.min(2 * at, chunk * TreeHasher.BYTES);
            chunks.set(last, Arrays.copyOf(chunks.get(last), longer));
        }
        System.arraycopy(hash, 0, chunks.get(last), at, TreeHasher.BYTES);
        size++;
    }

    private int at(int index) {
        return index % chunk * TreeHasher.BYTES;
    }

    int size() {
        return size;
    }

    byte[] get(int index) {
        return copy(chunks.get(index / chunk), at(index));
    }

    void set(int index, byte[] hash) {
        System.arraycopy(hash, 0, chunks.get(index / chunk), at(index), TreeHasher.BYTES);
    }

    boolean holds(int index, byte[] hash) {
        int at = at(index);
        return Arrays.equals(
                chunks.get(index / chunk), at, at + TreeHasher.BYTES, hash, 0, TreeHasher.BYTES);
    }

    byte[] bytes() {
        return bytes(0, size);
    }

    byte[] bytes(int from, int to) {
        byte[] all = new byte[Math.multiplyExact(to - from, TreeHasher.BYTES)];
        for (int index = from; index < to; ) {
            int count = Math.min(to - index, chunk - index % chunk);
            System.arraycopy(
                    chunks.get(index / chunk),
                    at(index),
                    all,
                    (index - from) * TreeHasher.BYTES,
                    count * TreeHasher.BYTES);
            index += count;
        }
        return all;
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
