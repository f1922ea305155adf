package dev.vigil.video;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers for rectangles: one that is found again within a pixel or two keeps its number and its
 * place, so that words of it run on; a new one takes the number of one that is gone. One that is
 * gone stays while its number is not needed.
 */
final class InsetSlots {
    /** Two pixels of 64, in parts of 1,024. */
    private static final int NEAR = 32;

    private final Window[] windows;

    /** How many looks ago each was found last. */
    private final int[] missed;

    InsetSlots(int count) {
        windows = new Window[count];
        missed = new int[count];
    }

    /** Goes on where snapshots were taken. */
    InsetSlots(int count, int[] insets, int[] missed) {
        this(count);
        for (int i = 0; 4 * i < insets.length; i++) {
            windows[i] =
                    new Window(
                            insets[4 * i], insets[4 * i + 1], insets[4 * i + 2], insets[4 * i + 3]);
            this.missed[i] = missed[i];
        }
    }

    /** A snapshot of the rectangles, four numbers each. */
    int[] insets() {
        return windows().stream()
                .flatMapToInt(w -> IntStream.of(w.left(), w.top(), w.width(), w.height()))
                .toArray();
    }

    /** And of how many looks ago each was found. */
    int[] missed() {
        return Arrays.copyOf(missed, windows().size());
    }

    /**
     * Takes what was found, best first.
     *
     * @return by number, whether it has another window now
     */
    boolean[] take(List<Window> found) {
        boolean[] changed = new boolean[windows.length];
        boolean[] seen = new boolean[windows.length];
        List<Window> fresh = found.stream().filter(window -> !isKnown(window, seen)).toList();
        for (int i = 0; i < windows.length; i++) {
            missed[i] = seen[i] ? 0 : missed[i] + 1;
        }
        for (Window window : fresh) {
            int slot = longestMissed(seen);
            if (slot < 0) {
                break;
            }
            windows[slot] = window;
            missed[slot] = 0;
            seen[slot] = true;
            changed[slot] = true;
        }
        return changed;
    }

    private boolean isKnown(Window window, boolean[] seen) {
        for (int i = 0; i < windows.length; i++) {
            if (!seen[i] && windows[i] != null && isNear(windows[i], window)) {
                seen[i] = true;
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(Window a, Window b) {
        return Math.abs(a.left() - b.left()) <= NEAR
                && Math.abs(a.top() - b.top()) <= NEAR
                && Math.abs(a.left() + a.width() - b.left() - b.width()) <= NEAR
                && Math.abs(a.top() + a.height() - b.top() - b.height()) <= NEAR;
    }

    /** One without a window first; -1 where all were seen now. */
    private int longestMissed(boolean[] seen) {
        int best = -1;
        for (int i = 0; i < windows.length; i++) {
            boolean free = !seen[i];
            if (free && (best < 0 || rank(i) > rank(best))) {
                best = i;
            }
        }
        return best;
    }

    private int rank(int slot) {
        return windows[slot] == null ? Integer.MAX_VALUE : missed[slot];
    }

    /** By number; a number without a rectangle yet has none behind it. */
    List<Window> windows() {
        List<Window> all = Arrays.asList(windows);
        int used = all.indexOf(null);
        return Collections.unmodifiableList(used < 0 ? all : all.subList(0, used));
    }
}
