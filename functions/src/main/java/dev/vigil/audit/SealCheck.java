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

    /** Two leaves at each other's place. */
    record Swap(int one, int other) {}

    private final RightEdge base;
    private final List<SealText> seals;
    private final HashList leaves;
    private final List<Swap> swaps = new ArrayList<>();
    private List<Boolean> fits;
    private long hashesLeft = MOST_HASHES;

    /**
     * @param base the log before the leaves
     * @param seals that are signed, of larger sizes than that
     * @param leaves of the log behind it
     */
    SealCheck(RightEdge base, List<SealText> seals, HashList leaves) {
        this.base = base;
        this.seals = seals.stream().sorted(Comparator.comparingLong(SealText::size)).toList();
        this.leaves = leaves;
        fits = compare();
    }

    /** In one walk over the leaves; what a seal covers beyond them fits until then. */
    private List<Boolean> compare() {
        List<Boolean> found = new ArrayList<>(seals.size());
        RightEdge edge = base.copy();
        byte[] root = null;
        for (SealText seal : seals) {
            if (seal.size() > size()) {
                break;
            }
            while (edge.size() < seal.size()) {
                edge.add(leaves.get((int) (edge.size() - base.size())));
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
        return Math.abs(newest() - size());
    }

    /** Entries of the log with those before. */
    private long size() {
        return base.size() + leaves.size();
    }

    /** True where a seal fits. */
    boolean isSealed() {
        return fits.contains(true);
    }

    /** Entries that are certain, those before among them. */
    long good() {
        long good = base.size();
        for (int i = 0; i < fits.size(); i++) {
            good = fits.get(i) ? seals.get(i).size() : good;
        }
        return good;
    }

    /** Entries that the log had when it was sealed last. */
    long newest() {
        return seals.isEmpty() ? base.size() : seals.get(seals.size() - 1).size();
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
        int from = (int) (good() - base.size());
        int to = (int) (firstBad().size() - base.size());
        RightEdge before = edge(from);
        for (int i = from; i < to; i++) {
            for (int j = i + 1; j < leaves.size() && hashesLeft > 0; j++) {
                swap(i, j);
                if (Arrays.equals(rootBehind(before, from, to), firstBad().root())) {
                    swaps.add(new Swap(i, j));
                    return true;
                }
                swap(i, j);
            }
        }
        return false;
    }

    /** The log with so many of the leaves. */
    RightEdge edge(int size) {
        RightEdge edge = base.copy();
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
    List<Swap> swaps() {
        return swaps;
    }
}
