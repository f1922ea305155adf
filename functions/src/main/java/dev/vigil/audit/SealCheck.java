package dev.vigil.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Holds the seals of a log against its pages. A seal that fits makes all before it certain; the
 * first that does not fit says between which pages something is wrong.
 */
final class SealCheck {
    /** Hashes that are made to find two pages that were swapped: some seconds at most. */
    private static final long MOST_HASHES = 3_000_000;

    /** Pairs of pages that were swapped. */
    private static final int MOST_SWAPS = 16;

    private final List<SealText> seals;
    private final HashList leaves;
    private final List<String> swaps = new ArrayList<>();
    private List<Boolean> fits;
    private long hashesLeft = MOST_HASHES;

    /**
     * @param seals that are signed
     * @param leaves of the log
     */
    SealCheck(List<SealText> seals, HashList leaves) {
        this.seals = seals.stream().sorted(Comparator.comparingLong(SealText::size)).toList();
        this.leaves = leaves;
        fits = compare();
    }

    /** In one walk over the leaves; what a seal covers beyond them fits until then. */
    private List<Boolean> compare() {
        List<Boolean> found = new ArrayList<>(seals.size());
        RightEdge edge = new RightEdge();
        byte[] root = null;
        for (SealText seal : seals) {
            if (seal.size() > leaves.size()) {
                break;
            }
            while (edge.size() < seal.size()) {
                edge.add(leaves.get((int) edge.size()));
                root = null;
            }
            root = root == null ? edge.root() : root;
            found.add(Arrays.equals(root, seal.root()));
        }
        return found;
    }

    /** True where all fit, and none covers more than there is. */
    boolean isGood() {
        return fits.size() == seals.size() && !fits.contains(false);
    }

    /**
     * True where more is certain, or as much of a log that is more nearly as long as was sealed.
     */
    boolean isBetterThan(SealCheck other) {
        return good() != other.good() ? good() > other.good() : lacks() < other.lacks();
    }

    private long lacks() {
        return Math.abs(newest() - leaves.size());
    }

    /** Entries that are certain. */
    long good() {
        long good = 0;
        for (int i = 0; i < fits.size(); i++) {
            good = fits.get(i) ? seals.get(i).size() : good;
        }
        return good;
    }

    /** Entries that the log had when it was sealed last. */
    long newest() {
        return seals.isEmpty() ? 0 : seals.get(seals.size() - 1).size();
    }

    /** Seals that contradict a log which a later one, or another of the same size, confirms. */
    List<SealText> forked() {
        List<SealText> forked = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) {
            if (!fits.get(i) && seals.get(i).size() <= good()) {
                forked.add(seals.get(i));
            }
        }
        return forked;
    }

    /** The first seal that does not fit and that no later one refutes; null for none. */
    SealText firstBad() {
        for (int i = 0; i < fits.size(); i++) {
            if (!fits.get(i) && seals.get(i).size() > good()) {
                return seals.get(i);
            }
        }
        return null;
    }

    /** Looks for pages that were swapped and swaps them back. */
    void repairSwaps() {
        while (swaps.size() < MOST_SWAPS && firstBad() != null && repairSwap()) {
            fits = compare();
        }
    }

    private boolean repairSwap() {
        int from = (int) good();
        int to = (int) firstBad().size();
        RightEdge before = edge(from);
        for (int i = from; i < to; i++) {
            for (int j = i + 1; j < leaves.size() && hashesLeft > 0; j++) {
                swap(i, j);
                if (Arrays.equals(rootBehind(before, from, to), firstBad().root())) {
                    swaps.add("pages " + i + " and " + j);
                    return true;
                }
                swap(i, j);
            }
        }
        return false;
    }

    private RightEdge edge(int size) {
        RightEdge edge = new RightEdge();
        for (int i = 0; i < size; i++) {
            edge.add(leaves.get(i));
        }
        return edge;
    }

    private byte[] rootBehind(RightEdge before, int from, int to) {
        RightEdge edge = before.copy();
        for (int i = from; i < to; i++) {
            edge.add(leaves.get(i));
        }
        hashesLeft -= 2L * (to - from) + Long.bitCount(to);
        return edge.root();
    }

    private void swap(int i, int j) {
        byte[] one = leaves.get(i);
        leaves.set(i, leaves.get(j));
        leaves.set(j, one);
    }

    /** Pages that were swapped, two by two. */
    List<String> swaps() {
        return swaps;
    }
}
