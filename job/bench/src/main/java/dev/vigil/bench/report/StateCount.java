package dev.vigil.bench.report;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.Mode;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;
import org.apache.flink.util.StateMigrationException;

/** Counts every entry of state in a canonical savepoint, timers too. */
public final class StateCount {
    /** Entries of one state, with the bytes of their keys and values. */
    public record Count(long entries, long bytes) {
        private Count plus(KeyGroupEntry entry) {
            return new Count(entries + 1, bytes + entry.getKey().length + entry.getValue().length);
        }
    }

    private final Map<String, Count> states = new TreeMap<>();
    private final Map<String, Count> operatorStates = new TreeMap<>();
    private final Map<Integer, Long> bytesByTask = new TreeMap<>();

    private StateCount() {}

    /**
     * @param savepoint its address, as Flink gives it
     */
    public static StateCount in(String savepoint) throws Exception {
        StateCount count = new StateCount();
        Path file = Path.of(URI.create(savepoint)).resolve("_metadata");
        ClassLoader loader = StateCount.class.getClassLoader();
        CheckpointMetadata metadata;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            metadata = Checkpoints.loadCheckpointMetadata(in, loader, savepoint);
        }
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (var subtask : operator.getSubtaskStates().entrySet()) {
                count.add(subtask.getKey(), subtask.getValue());
            }
        }
        return count;
    }

    /** Of one operator's task. */
    public static StateCount of(OperatorSubtaskState subtask) throws Exception {
        StateCount count = new StateCount();
        count.add(0, subtask);
        return count;
    }

    private void add(int task, OperatorSubtaskState subtask) throws Exception {
        long before = bytes();
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
            add(handle);
        }
        bytesByTask.merge(task, bytes() - before, Long::sum);
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            add(handle);
        }
    }

    /** States lie behind each other; a broadcast one begins with the number of its entries. */
    private void add(OperatorStateHandle handle) throws IOException {
        TreeMap<Long, String> starts = new TreeMap<>();
        handle.getStateNameToPartitionOffsets()
                .forEach(
                        (name, info) -> {
                            // A list without elements has no place.
                            if (info.getOffsets().length > 0) {
                                starts.put(info.getOffsets()[0], name);
                            }
                        });
        try (FSDataInputStream in = handle.openInputStream()) {
            for (var start : starts.entrySet()) {
                Long next = starts.higherKey(start.getKey());
                long end = next == null ? handle.getStateSize() : next;
                in.seek(start.getKey());
                StateMetaInfo info = handle.getStateNameToPartitionOffsets().get(start.getValue());
                boolean broadcast = info.getDistributionMode() == Mode.BROADCAST;
                long entries =
                        broadcast ? new DataInputStream(in).readInt() : info.getOffsets().length;
                operatorStates.merge(
                        start.getValue(),
                        new Count(entries, end - start.getKey()),
                        (a, b) -> new Count(a.entries() + b.entries(), a.bytes() + b.bytes()));
            }
        }
    }

    private void add(KeyedStateHandle handle) throws Exception {
        if (!(handle instanceof KeyGroupsStateHandle)) {
            throw new IOException(
                    "savepoint: expected a canonical one, got a "
                            + handle.getClass().getSimpleName());
        }
        try {
            add(handle, StringSerializer.INSTANCE);
        } catch (StateMigrationException e) {
            // Slots of the index are numbers, all other keys are texts.
            add(handle, IntSerializer.INSTANCE);
        }
    }

    private <K> void add(KeyedStateHandle handle, TypeSerializer<K> keys) throws Exception {
        var restore =
                new FullSnapshotRestoreOperation<>(
                        handle.getKeyGroupRange(),
                        StateCount.class.getClassLoader(),
                        List.of(handle),
                        StateSerializerProvider.fromNewRegisteredSerializer(keys));
        try (ThrowingIterator<SavepointRestoreResult> results = restore.restore()) {
            while (results.hasNext()) {
                add(results.next());
            }
        }
    }

    private void add(SavepointRestoreResult result) throws Exception {
        List<String> names =
                result.getStateMetaInfoSnapshots().stream().map(info -> info.getName()).toList();
        names.forEach(name -> states.putIfAbsent(name, new Count(0, 0)));
        try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
            while (groups.hasNext()) {
                try (ThrowingIterator<KeyGroupEntry> entries = groups.next().getKeyGroupEntries()) {
                    while (entries.hasNext()) {
                        KeyGroupEntry entry = entries.next();
                        states.computeIfPresent(
                                names.get(entry.getKvStateId()), (name, n) -> n.plus(entry));
                    }
                }
            }
        }
    }

    /** Keyed ones, by name. */
    public Map<String, Count> states() {
        return states;
    }

    /** Broadcast ones and lists, by name. */
    public Map<String, Count> operatorStates() {
        return operatorStates;
    }

    public Count of(String name) {
        return states.getOrDefault(name, new Count(0, 0));
    }

    /** Of keyed state, by the number of the subtask. */
    public Map<Integer, Long> bytesByTask() {
        return bytesByTask;
    }

    /** Bytes of broadcast state and of the sources' places, of all subtasks. */
    public long broadcast() {
        return operatorStates.values().stream().mapToLong(Count::bytes).sum();
    }

    public long entries() {
        return states.values().stream().mapToLong(Count::entries).sum();
    }

    /** Of all keyed states together. */
    public long bytes() {
        return states.values().stream().mapToLong(Count::bytes).sum();
    }
}
