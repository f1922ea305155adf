package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.NoteKey;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.flink.KeyGroups;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.reference.IndexDivision;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RunnableFuture;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State of every release is taken by the job that wrote it, and refused by another. */
class RestoreChecksTest {
    @TempDir private Path directory;

    static List<Path> releases() {
        return Releases.folders();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void stateOfTheSameJobIsTaken(Path release) throws IOException {
        for (String job : List.of("media", "notice", "ledger")) {
            assertThatCode(() -> build(options(job), from(release, job)))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void stateOfTheOtherJobIsRefusedByName(Path release) throws IOException {
        String savepoint = from(release, "media");
        assertThatThrownBy(() -> build(options("notice"), savepoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(savepoint)
                .hasMessageContaining("expected state of operators that this job has")
                .hasMessageContaining(Uid.SEARCH)
                .hasMessageContaining("start the release that wrote it");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void stateOfTheLedgerIsRefusedByTheJobsThatLackIt(Path release) throws IOException {
        String savepoint = from(release, "ledger");
        for (String other : List.of("media", "notice")) {
            assertThatThrownBy(() -> build(options(other), savepoint))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Uid.LEDGER_STANDING);
        }
        assertThatCode(() -> build(options("all"), savepoint)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void stateOfAnAuditLogAsksForItsOptions(Path release) throws IOException {
        Configuration options = options("ledger");
        options.removeConfig(JobOptions.AUDIT_LOG);
        options.removeConfig(JobOptions.AUDIT_KEY);
        String savepoint = from(release, "ledger");
        assertThatThrownBy(() -> build(options, savepoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got that of ")
                .hasMessageContaining(Uid.AUDIT_LOG)
                .hasMessageEndingWith(
                        "; give audit.log and audit.key, which the job that wrote it had");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aPlantedRenamedUidIsRefusedByName(Path release) throws IOException {
        StreamExecutionEnvironment env = build(options("notice"), null);
        clock(env).setUid("renamed");
        env.configure(settings(from(release, "notice")));
        assertThatThrownBy(() -> RestoreChecks.run(env, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got that of " + Uid.NOTICE_CLOCK + ";");

        Configuration mayLeave = settings(from(release, "notice"));
        mayLeave.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        env.configure(mayLeave);
        assertThatCode(() -> RestoreChecks.run(env, null, null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aPlantedMaxParallelismIsRefused(Path release) throws IOException {
        StreamExecutionEnvironment env = build(options("notice"), null);
        env.setMaxParallelism(256);
        env.configure(settings(from(release, "notice")));
        assertThatThrownBy(() -> RestoreChecks.run(env, null, null))
                .hasMessageContaining("expected a maxParallelism of 256 for " + Uid.NOTICE_CLOCK)
                .hasMessageContaining("got " + KeyGroups.MAX_PARALLELISM);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anotherNumberOfSlotsIsRefused(Path release) throws IOException {
        Configuration options = options("media");
        options.set(JobOptions.INDEX_SHARDS, 2);
        assertThatThrownBy(() -> build(options, from(release, "media")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 replicas of 1 shards, got 1 of 2")
                .hasMessageContaining("give index.replicas and index.shards as they were");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anotherNumberOfSlotsIsRefusedOfCompressedState(Path release) throws Exception {
        String compressed =
                compressed(
                        from(release, "media"),
                        Uid.SEARCH,
                        new ListStateDescriptor<>(
                                StateName.INDEX_DIVISION, TypeInformation.of(IndexDivision.class)),
                        new IndexDivision(1, 1));
        assertThatCode(() -> build(options("media"), compressed)).doesNotThrowAnyException();
        Configuration options = options("media");
        options.set(JobOptions.INDEX_SHARDS, 2);
        assertThatThrownBy(() -> build(options, compressed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 replicas of 1 shards, got 1 of 2");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anotherZoneOfDaysIsRefused(Path release) throws Exception {
        String kept =
                compressed(
                        from(release, "ledger"),
                        Uid.FIGURE_DAYS,
                        new ListStateDescriptor<>(StateName.DAY_ZONE, Types.STRING),
                        "Asia/Shanghai");
        assertThatCode(() -> build(options("ledger"), kept)).doesNotThrowAnyException();
        Configuration sameDays = options("ledger");
        sameDays.set(JobOptions.USAGE_ZONE, "PRC");
        assertThatCode(() -> build(sameDays, kept)).doesNotThrowAnyException();
        Configuration options = options("all");
        options.set(JobOptions.USAGE_ZONE, "Europe/Paris");
        assertThatThrownBy(() -> build(options, kept))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(kept + ": days: expected the zone")
                .hasMessageContaining("Asia/Shanghai, got Europe/Paris")
                .hasMessageContaining("give usage.zone as it was");
    }

    /**
     * A savepoint of one operator of another one, with one state, as
     * execution.checkpointing.snapshot-compression.
     */
    private <T> String compressed(
            String savepoint, String uid, ListStateDescriptor<T> name, T value) throws Exception {
        OperatorState operator =
                RestoreChecks.saved(savepoint).stream()
                        .filter(state -> state.getOperatorUid().equals(Optional.of(uid)))
                        .findAny()
                        .orElseThrow();
        OperatorState packed =
                new OperatorState(
                        null, uid, operator.getOperatorID(), 1, operator.getMaxParallelism());
        packed.putState(
                0,
                OperatorSubtaskState.builder()
                        .setManagedOperatorState(compressed(name, value))
                        .build());
        Path metadata = Files.createDirectories(directory.resolve("packed")).resolve("_metadata");
        try (OutputStream out = Files.newOutputStream(metadata)) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(1, List.of(packed), List.of()), out);
        }
        return metadata.getParent().toUri().toString();
    }

    private static <T> OperatorStateHandle compressed(ListStateDescriptor<T> name, T value)
            throws Exception {
        ExecutionConfig config = new ExecutionConfig();
        config.setUseSnapshotCompression(true);
        try (OperatorStateBackend state =
                new DefaultOperatorStateBackendBuilder(
                                RestoreChecksTest.class.getClassLoader(),
                                config,
                                false,
                                List.of(),
                                new CloseableRegistry())
                        .build()) {
            state.getUnionListState(name).add(value);
            RunnableFuture<SnapshotResult<OperatorStateHandle>> snapshot =
                    state.snapshot(
                            1,
                            1,
                            new MemCheckpointStreamFactory(1 << 20),
                            CheckpointOptions.forCheckpointWithDefaultLocation());
            snapshot.run();
            return snapshot.get().getJobManagerOwnedSnapshot();
        }
    }

    @Test
    void stateThatCannotBeReadHereIsLeftToFlink() {
        assertThatCode(() -> build(options("notice"), "file:/no/such/savepoint"))
                .doesNotThrowAnyException();
    }

    private String from(Path release, String job) throws IOException {
        Path savepoint = Files.createDirectories(directory.resolve(job));
        Path packed = release.resolve("savepoints").resolve(job).resolve("_metadata.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(in, savepoint.resolve("_metadata"), StandardCopyOption.REPLACE_EXISTING);
        }
        return savepoint.toUri().toString();
    }

    /** As the recorded jobs were started: the ledger with an audit log. */
    private Configuration options(String job) throws IOException {
        Configuration options = new Configuration();
        options.setString(JobOptions.JOB.key(), job);
        options.set(JobOptions.BOOTSTRAP, "localhost:1");
        if (!List.of("media", "notice").contains(job)) {
            KeyPair pair = ListKeys.create();
            Path key = directory.resolve("audit.pem");
            Files.writeString(key, ListKeys.pem(pair.getPrivate()));
            String published = NoteKey.of("site.example/audit/1", pair.getPublic()).line();
            options.set(JobOptions.AUDIT_LOG, published);
            options.set(JobOptions.AUDIT_KEY, key.toString());
        }
        return options;
    }

    private static Configuration settings(String savepoint) {
        Configuration settings = new Configuration();
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return settings;
    }

    private static StreamExecutionEnvironment build(Configuration options, String savepoint)
            throws IOException {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(
                        1, savepoint == null ? new Configuration() : settings(savepoint));
        VigilJob.build(env, options);
        return env;
    }

    private static Transformation<?> clock(StreamExecutionEnvironment env) {
        Set<Transformation<?>> all = new LinkedHashSet<>();
        env.getTransformations().forEach(end -> all.addAll(end.getTransitivePredecessors()));
        return all.stream()
                .filter(each -> Uid.NOTICE_CLOCK.equals(each.getUid()))
                .findAny()
                .orElseThrow();
    }
}
