package dev.vigil.audit;

import java.util.Arrays;

/** Numbers with a version each, in two arrays: a map of objects takes five times as much. */
final class VersionTable {
    private static final int FIRST = 1 << 10;
    private static final long FREE = 0;

    private long[] keys = new long[FIRST];
    private long[] versions = new long[FIRST];
    private int size;

    int size() {
        return size;
    }

    boolean holds(long key) {
        return keys[place(key)] != FREE;
    }

    /** Of one that it holds. */
    long version(long key) {
        return versions[place(key)];
    }

    /** The larger one remains. */
    void put(long key, long version) {
        int at = place(key);
        if (keys[at] == FREE) {
            keys[at] = used(key);
            versions[at] = version;
            size++;
            if (size > keys.length / 4 * 3) {
                grow();
            }
        } else {
            versions[at] = Math.max(versions[at], version);
        }
    }

    private static long used(long key) {
        return key == FREE ? 1 : key;
    }

    private int place(long key) {
        int at = (int) used(key) & keys.length - 1;
        while (keys[at] != FREE && keys[at] != used(key)) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldVersions = versions;
        keys = new long[2 * oldKeys.length];
        versions = Arrays.copyOf(oldVersions, keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                versions[at] = oldVersions[i];
            }
        }
    }
}
