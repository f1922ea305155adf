package dev.vigil.cli.size;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.match.IndexPlan;
import java.util.Locale;

/**
 * How the index is divided over tasks: as few shards as the memory of a task allows, since each
 * repeats nearly the whole search, and then as many copies as the streams need.
 *
 * @param hours to index, those of films twice: sound and pictures are two references
 * @param shards of a copy
 * @param replicas of the index
 * @param heapBytes task heap that a slot of it needs
 * @param searchCores that all slots need together, in the busiest hour
 */
record IndexShape(double hours, int shards, int replicas, double heapBytes, double searchCores) {
    /**
     * Divides it.
     *
     * @param mostHeapBytes task heap that a slot may have
     * @param load share of a core that may be busy
     * @throws IllegalArgumentException where no shape carries it
     */
    static IndexShape of(SiteLoad site, MeasuredCosts costs, double mostHeapBytes, double load) {
        double hours = site.soundHours() + 2.0 * site.filmHours();
        double bytes = hours * costs.of("index.memory") / IndexPlan.HEAP_SHARE;
        int shards = Math.max(1, (int) Math.ceil(bytes / mostHeapBytes));
        if (shards > IndexPlan.MOST_SHARDS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "--heap: expected %s at least for %,.0f hours in %d shards, got %s; give"
                                    + " tasks more memory",
                            SizeWords.bytes(bytes / IndexPlan.MOST_SHARDS),
                            hours,
                            IndexPlan.MOST_SHARDS,
                            SizeWords.bytes(mostHeapBytes)));
        }
        double cores = SearchCosts.of(costs, site, shards).cores();
        int replicas = Math.max(1, (int) Math.ceil(cores / shards / load));
        if (replicas > KeyGroups.MAX_PARALLELISM / shards) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "--live, --uploads: expected a load that %d copies of the index carry,"
                                    + " got one for %,d; run several sites, each with a part of the"
                                    + " streams",
                            KeyGroups.MAX_PARALLELISM / shards,
                            replicas));
        }
        return new IndexShape(hours, shards, replicas, bytes / shards, cores);
    }

    int slots() {
        return shards * replicas;
    }
}
