package dev.vigil.cli.doctor;

import dev.vigil.flink.match.IndexPlan;
import java.util.Locale;

/**
 * The hours that a slot of the index takes: by the same sum as the media job, which lets no new
 * reference in beyond it.
 *
 * @param slots of the index that may come together in a TaskManager
 * @param heapBytes of a TaskManager, for tasks
 */
record IndexRoom(IndexPlan plan, int slots, double heapBytes) {
    /**
     * Fuller than this is reported: an hour of a feed, or a shard that has more than others, fits.
     */
    private static final double FULL = 0.9;

    private static final double BYTES_PER_MB = 1e6;

    private double inMemory() {
        return IndexPlan.hoursIn(heapBytes, slots);
    }

    /** What a slot takes. */
    double hours() {
        return plan.mostHours() > 0 ? Math.min(plan.mostHours(), inMemory()) : inMemory();
    }

    DoctorFinding finding(double hoursOfReferences) {
        double inSlot = hoursOfReferences / plan.shards();
        String has =
                inSlot < 1
                        ? String.format(
                                Locale.ROOT, "%.1f min of references in a slot", 60 * inSlot)
                        : String.format(Locale.ROOT, "%.1f h of references in a slot", inSlot);
        String sum = sum();
        return inSlot <= FULL * hours()
                ? DoctorFinding.well("memory", has + ", there is room for " + sum)
                : DoctorFinding.wrong(
                        "memory",
                        String.format(Locale.ROOT, "at most %.0f %% of %s", 100 * FULL, sum),
                        has,
                        todo() + ": beyond it a new reference is a dead letter INDEX_FULL");
    }

    private String sum() {
        return String.format(
                Locale.ROOT,
                "%.1f h (%.0f MB an hour x %d slots of the index in a TaskManager, of %.0f %% of its"
                        + " task heap of %,.0f MB%s)",
                hours(),
                IndexPlan.MB_PER_HOUR,
                slots,
                100 * IndexPlan.HEAP_SHARE,
                heapBytes / BYTES_PER_MB,
                plan.mostHours() > 0 ? "; index.hours is " + plan.mostHours() : "");
    }

    private String todo() {
        if (plan.mostHours() > 0 && plan.mostHours() < inMemory()) {
            return "raise index.hours, or retire works";
        }
        return "give the TaskManagers of the media job more (taskmanager.memory.task.heap.size), or"
                + " the index more index.shards on more of them, or retire works";
    }
}
