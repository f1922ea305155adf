package dev.vigil.stream;

import dev.vigil.flink.match.IndexPlan;
import dev.vigil.stream.options.JobOptions;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Counts the memory of the index before a job is submitted, where it can be known. */
final class IndexMemory {
    private static final double BYTES_PER_MB = 1e6;

    private IndexMemory() {}

    /**
     * The plan with the hours that a slot may hold: those of the option, or what there is room for.
     * Where the size of a TaskManager is not known, each task decides by its own heap.
     *
     * @throws IllegalArgumentException with the sum, if the option asks for more than there is
     */
    static IndexPlan counted(StreamExecutionEnvironment env, Configuration options) {
        IndexPlan plan =
                new IndexPlan(
                        options.get(JobOptions.INDEX_REPLICAS),
                        options.get(JobOptions.INDEX_SHARDS),
                        options.get(JobOptions.INDEX_HOURS),
                        options.get(JobOptions.INDEX_PATIENCE).toMillis());
        Configuration cluster = new Configuration();
        cluster.addAll((Configuration) env.getConfiguration());
        OptionalDouble heap = heapBytes(env, cluster);
        return heap.isEmpty()
                ? plan
                : counted(plan, env.getParallelism(), taskSlots(env, cluster), heap.getAsDouble());
    }

    static IndexPlan counted(IndexPlan plan, int parallelism, int taskSlots, double heapBytes) {
        int together = plan.slotsTogether(parallelism, taskSlots);
        double room = IndexPlan.hoursIn(heapBytes, together);
        if (plan.mostHours() <= 0) {
            return plan.withMostHours(room);
        }
        if (plan.mostHours() > room) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "--index.hours: expected at most %.1f, got %.1f: %.1f h x %.0f MB x"
                                    + " %d slots of the index in a TaskManager = %,.0f MB, and"
                                    + " %.0f %% of its task heap of %,.0f MB are %,.0f MB; give it"
                                    + " more memory, or more --index.shards on more TaskManagers",
                            room,
                            plan.mostHours(),
                            plan.mostHours(),
                            IndexPlan.MB_PER_HOUR,
                            together,
                            IndexPlan.megabytes(plan.mostHours(), together),
                            100 * IndexPlan.HEAP_SHARE,
                            heapBytes / BYTES_PER_MB,
                            IndexPlan.HEAP_SHARE * heapBytes / BYTES_PER_MB));
        }
        return plan;
    }

    private static int taskSlots(StreamExecutionEnvironment env, Configuration cluster) {
        return env instanceof LocalStreamEnvironment
                ? env.getParallelism()
                : cluster.get(TaskManagerOptions.NUM_TASK_SLOTS);
    }

    private static OptionalDouble heapBytes(StreamExecutionEnvironment env, Configuration cluster) {
        if (env instanceof LocalStreamEnvironment) {
            return OptionalDouble.of(Runtime.getRuntime().maxMemory());
        }
        try {
            return OptionalDouble.of(
                    TaskExecutorProcessUtils.processSpecFromConfig(cluster)
                            .getTaskHeapSize()
                            .getBytes());
        } catch (IllegalConfigurationException e) {
            // A session cluster that is submitted to from elsewhere.
            return OptionalDouble.empty();
        }
    }
}
