package dev.vigil.audit;

import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs of RFC 6962 trees, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. A
 * proof is foreign input: any of them is answered, none throws.
 */
public final class TreeProofs {
    private TreeProofs() {}

    /** True where the leaf is at that place of the tree with that size and root. */
    public static boolean includes(
            byte[] root, long size, long index, byte[] leafHash, List<byte[]> path) {
        if (index < 0 || index >= size || !areHashes(path)) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        byte[] hash = leafHash;
        long place = index;
        long last = size - 1;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = hasher.node(sibling, hash);
                int alone = Long.numberOfTrailingZeros(place);
                place >>>= alone;
                last >>>= alone;
            } else {
                hash = hasher.node(hash, sibling);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** True where the larger tree begins with the leaves of the smaller one. */
    public static boolean isConsistent(
            long smaller, byte[] smallerRoot, long larger, byte[] largerRoot, List<byte[]> path) {
        if (smaller < 0 || smaller > larger || !areHashes(path)) {
            return false;
        }
        if (smaller == larger) {
            return path.isEmpty() && Arrays.equals(smallerRoot, largerRoot);
        }
        if (smaller == 0) {
            return path.isEmpty();
        }
        boolean isFull = Long.bitCount(smaller) == 1;
        if (!isFull && path.isEmpty()) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        int level = Long.numberOfTrailingZeros(smaller);
        long place = smaller - 1 >>> level;
        long last = larger - 1 >>> level;
        byte[] ofSmaller = isFull ? smallerRoot : path.get(0);
        byte[] ofLarger = ofSmaller;
        for (byte[] sibling : isFull ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                ofSmaller = hasher.node(sibling, ofSmaller);
                ofLarger = hasher.node(sibling, ofLarger);
                int alone = Long.numberOfTrailingZeros(place);
                place >>>= alone;
                last >>>= alone;
            } else {
                ofLarger = hasher.node(ofLarger, sibling);
            }
            place >>>= 1;
            last >>>= 1;
        }
        return last == 0
                && Arrays.equals(ofSmaller, smallerRoot)
                && Arrays.equals(ofLarger, largerRoot);
    }

    private static boolean areHashes(List<byte[]> path) {
        return path.stream().allMatch(hash -> hash.length == TreeHasher.BYTES);
    }
}
