package dev.vigil.client.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * All ids in slices by their hash, so that what is held of a slice has a limit: one that grows
 * beyond it is halved, and its other half is read later.
 */
final class Slices {
    /** More are of ids that have one hash. */
    private static final int MOST = 1 << 20;

    private final int mostHeld;
    private final Deque<Slice> left = new ArrayDeque<>();
    private Slice now;

    /**
     * @param of how many there are of this size, a power of two
     */
    private record Slice(int of, int number) {
        boolean holds(String id) {
            int hash = id.hashCode() * 0x9E3779B9;
            return ((hash ^ hash >>> 16) & of - 1) == number;
        }
    }

    /**
     * @param mostHeld ids of a slice
     */
    Slices(int mostHeld) {
        this.mostHeld = mostHeld;
        left.push(new Slice(1, 0));
    }

    /** Begins the next one; false where all were read. */
    boolean next() {
        now = left.poll();
        return now != null;
    }

    boolean holds(String id) {
        return now.holds(id);
    }

    /**
     * Call it after each id that is new.
     *
     * @param held ids of this slice; those that are left for a later one are removed
     */
    void bound(Set<String> held) {
        if (held.size() > mostHeld && now.of() < MOST) {
            left.push(new Slice(2 * now.of(), now.number() + now.of()));
            now = new Slice(2 * now.of(), now.number());
            held.removeIf(id -> !now.holds(id));
        }
    }
}
