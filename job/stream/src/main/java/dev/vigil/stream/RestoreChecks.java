package dev.vigil.stream;

import dev.vigil.figures.FigureRules;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.reference.IndexDivision;
import dev.vigil.stream.options.JobOptions;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the state that a job is to start from against the job, before it is submitted. Flink
 * refuses the same when the job starts, but names operators by a hash. What only a task can find,
 * such as whether a type's bytes can still be read, is left to Flink.
 */
final class RestoreChecks {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreChecks.class);

    private static final String OPTION = StateRecoveryOptions.SAVEPOINT_PATH.key();

    /** Begins the uids of the only operators that a job has by an option. */
    private static final String OF_AUDIT_LOG = "ledger-audit";

    private static final String WITHOUT_AUDIT_LOG =
            "give "
                    + JobOptions.AUDIT_LOG.key()
                    + " and "
                    + JobOptions.AUDIT_KEY.key()
                    + ", which the job that wrote it had";

    private static final String OTHER_JOB =
            "give the state of this job and start the release that wrote it, or, where EVOLUTION.md"
                    + " lets that state go, allow it (flink run --allowNonRestoredState)";

    private RestoreChecks() {}

    /**
     * Checks operators, their largest parallelism, the slots of the index and the zone of days.
     *
     * @param plan how the index is divided; null where the job has none
     * @param days whose days are counted; null where the job counts none
     * @throws IllegalArgumentException with one line per error
     */
    static void run(StreamExecutionEnvironment env, IndexPlan plan, FigureRules days) {
        ReadableConfig settings = env.getConfiguration();
        String path = settings.get(StateRecoveryOptions.SAVEPOINT_PATH);
        if (path == null) {
            return;
        }
        List<String> errors = new ArrayList<>();
        try {
            Collection<OperatorState> saved = saved(path);
            Map<OperatorID, JobVertex> operators = operators(env);
            if (!settings.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE)) {
                checkAddresses(saved, operators, errors);
            }
            checkParallelism(saved, operators, errors);
            if (plan != null) {
                TypeInformation<IndexDivision> type = TypeInformation.of(IndexDivision.class);
                check(saved, StateName.INDEX_DIVISION, type, plan::refusal, errors);
            }
            if (days != null) {
                check(saved, StateName.DAY_ZONE, Types.STRING, days::refusal, errors);
            }
        } catch (Exception e) {
            // The machine that submits may have no access to the cluster's storage.
            LOG.warn("{}: got '{}' for {}; left to Flink to check", OPTION, e.toString(), path);
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(
                            System.lineSeparator(),
                            errors.stream().map(e -> OPTION + " " + path + ": " + e).toList()));
        }
    }

    static Collection<OperatorState> saved(String path) throws IOException {
        try (DataInputStream in =
                new DataInputStream(
                        AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path)
                                .getMetadataHandle()
                                .openInputStream())) {
            return Checkpoints.loadCheckpointMetadata(
                            in, RestoreChecks.class.getClassLoader(), path)
                    .getOperatorStates();
        }
    }

    private static Map<OperatorID, JobVertex> operators(StreamExecutionEnvironment env) {
        Map<OperatorID, JobVertex> operators = new HashMap<>();
        for (JobVertex vertex : env.getStreamGraph(false).getJobGraph().getVertices()) {
            for (OperatorIDPair ids : vertex.getOperatorIDs()) {
                operators.put(ids.getGeneratedOperatorID(), vertex);
                ids.getUserDefinedOperatorID().ifPresent(id -> operators.put(id, vertex));
            }
        }
        return operators;
    }

    private static void checkAddresses(
            Collection<OperatorState> saved,
            Map<OperatorID, JobVertex> operators,
            List<String> errors) {
        List<String> unknown =
                saved.stream()
                        .filter(RestoreChecks::holdsSomething)
                        .filter(state -> !operators.containsKey(state.getOperatorID()))
                        .map(RestoreChecks::uid)
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            errors.add(
                    "expected state of operators that this job has, got that of "
                            + String.join(", ", unknown)
                            + "; "
                            + (unknown.stream().allMatch(uid -> uid.contains(OF_AUDIT_LOG))
                                    ? WITHOUT_AUDIT_LOG
                                    : OTHER_JOB));
        }
    }

    private static boolean holdsSomething(OperatorState state) {
        return state.getCoordinatorState() != null
                || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
    }

    /** As the release called it that wrote the state. */
    private static String uid(OperatorState state) {
        return state.getOperatorUid()
                .filter(uid -> !uid.isEmpty())
                .orElse(state.getOperatorID().toString());
    }

    private static void checkParallelism(
            Collection<OperatorState> saved,
            Map<OperatorID, JobVertex> operators,
            List<String> errors) {
        for (OperatorState state : saved) {
            JobVertex vertex = operators.get(state.getOperatorID());
            if (vertex != null && vertex.getMaxParallelism() != state.getMaxParallelism()) {
                errors.add(
                        "expected a maxParallelism of "
                                + vertex.getMaxParallelism()
                                + " for "
                                + uid(state)
                                + ", got "
                                + state.getMaxParallelism()
                                + "; start the release that wrote it: key groups can't be counted"
                                + " anew");
            }
        }
    }

    /** Of what an operator keeps once and may not be another after a restore. */
    private static <T> void check(
            Collection<OperatorState> saved,
            String name,
            TypeInformation<T> type,
            Function<T, Optional<String>> refusal,
            List<String> errors)
            throws Exception {
        for (OperatorState state : saved) {
            kept(state, name, type).flatMap(refusal).ifPresent(errors::add);
        }
    }

    private static <T> Optional<T> kept(OperatorState state, String name, TypeInformation<T> type)
            throws Exception {
        List<OperatorStateHandle> handles =
                state.getStates().stream()
                        .flatMap(subtask -> subtask.getManagedOperatorState().stream())
                        .toList();
        for (OperatorStateHandle handle : handles) {
            if (handle.getStateNameToPartitionOffsets().containsKey(name)) {
                return kept(handle, name, type);
            }
        }
        return Optional.empty();
    }

    /** Flink's own backend reads it, for it may be compressed. */
    private static <T> Optional<T> kept(
            OperatorStateHandle handle, String name, TypeInformation<T> type) throws Exception {
        try (OperatorStateBackend state =
                new DefaultOperatorStateBackendBuilder(
                                RestoreChecks.class.getClassLoader(),
                                new ExecutionConfig(),
                                false,
                                List.of(handle),
                                new CloseableRegistry())
                        .build()) {
            Iterable<T> all = state.getUnionListState(new ListStateDescriptor<>(name, type)).get();
            return StreamSupport.stream(all.spliterator(), false).findFirst();
        }
    }
}
