package dev.vigil.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 6962, section 2.1: SHA-256 behind a byte that differs between leaves and nodes.
 * Of one thread.
 */
public final class TreeHasher {
    /** Of a hash. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256;

    public TreeHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Of an entry. */
    public byte[] leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    /**
     * Of an entry within an array.
     *
     * @param to the first byte behind it
     */
    public byte[] leaf(byte[] bytes, int from, int to) {
        sha256.update(LEAF);
        sha256.update(bytes, from, to - from);
        return sha256.digest();
    }

    public byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of a tree without leaves. */
    public byte[] emptyRoot() {
        return sha256.digest();
    }

    /** Without a first byte, as key ids are made. */
    byte[] plain(byte[] bytes) {
        return sha256.digest(bytes);
    }
}
