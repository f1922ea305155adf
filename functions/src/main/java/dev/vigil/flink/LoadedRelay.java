package dev.vigil.flink;

import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.rights.RightsInput;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.util.Collector;

/**
 * Passes markers on behind a keyed stage. Each task sends one to every key group once per
 * partition, behind its own data. To the stage behind they look like more partitions, and it waits
 * for all of them.
 */
public final class LoadedRelay {
    private final TaskInfo task;

    /** Whose marker this task has passed on; not state, as the gates are not. */
    private final Set<Loaded> told = new HashSet<>();

    public LoadedRelay(TaskInfo task) {
        this.task = task;
    }

    public void pass(Loaded loaded, Collector<RightsInput> out) {
        if (!told.add(loaded)) {
            return;
        }
        int tasks = task.getNumberOfParallelSubtasks();
        Loaded here =
                new Loaded(
                        loaded.topic(),
                        loaded.partition() * tasks + task.getIndexOfThisSubtask(),
                        loaded.partitions() * tasks);
        for (String key : KeyGroups.oneKeyEach()) {
            out.collect(RightsInput.loaded(key, here));
        }
    }
}
