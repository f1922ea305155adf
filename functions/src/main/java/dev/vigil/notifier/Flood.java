package dev.vigil.notifier;

import dev.vigil.schema.notifier.FloodSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many notices arrived in the last window, counted in slots: of a window that began within a
 * slot, that slot does not count, so that no other notifier is taken for a flood.
 */
final class Flood {
    /** Per window. */
    static final int SLOTS = 10;

    private final long windowMs;
    private final long slotMs;

    Flood(long windowMs) {
        this.windowMs = windowMs;
        this.slotMs = windowMs / SLOTS;
    }

    /** Slots that still count at {@code nowMs}. */
    List<FloodSlot> current(List<FloodSlot> slots, long nowMs) {
        return slots.stream().filter(slot -> slot.slot() > nowMs / slotMs - SLOTS).toList();
    }

    /** With a notice of {@code atMs}, the oldest slot first. */
    List<FloodSlot> with(List<FloodSlot> slots, long atMs) {
        long slot = atMs / slotMs;
        List<FloodSlot> more = new ArrayList<>();
        int notices = 1;
        for (FloodSlot known : slots) {
            if (known.slot() == slot) {
                notices += known.notices();
            } else {
                more.add(known);
            }
        }
        more.add(new FloodSlot(slot, notices));
        more.sort(Comparator.comparingLong(FloodSlot::slot));
        return List.copyOf(more);
    }

    /**
     * When the flood is over if nothing more comes: a window after the rate has fallen to the
     * limit. Null where the rate is not above it.
     *
     * @param current slots that count, the oldest first
     */
    Long overAt(List<FloodSlot> current, long limit) {
        long notices = current.stream().mapToLong(FloodSlot::notices).sum();
        Long fallenAt = null;
        for (int i = 0; notices > limit; i++) {
            notices -= current.get(i).notices();
            fallenAt = (current.get(i).slot() + SLOTS) * slotMs;
        }
        return fallenAt == null ? null : Long.valueOf(fallenAt + windowMs);
    }
}
