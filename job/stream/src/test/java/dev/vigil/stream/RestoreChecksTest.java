package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.state.Uid;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State of every release is taken by the job that wrote it, and refused by whoever can't. */
class RestoreChecksTest {
    private static final Path GOLDEN = Path.of("../../state-schema/src/test/resources/golden");

    @TempDir private Path directory;

    static List<Path> releases() throws IOException {
        try (Stream<Path> releases = Files.list(GOLDEN)) {
            return releases.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void stateOfTheSameJobIsTaken(Path release) throws IOException {
        for (String job : List.of("media", "notice")) {
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
    void aPlantedRenamedUidIsRefusedByName(Path release) throws IOException {
        StreamExecutionEnvironment env = build(options("notice"), null);
        clock(env).setUid("renamed");
        env.configure(settings(from(release, "notice")));
        assertThatThrownBy(() -> RestoreChecks.run(env, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("came that of " + Uid.NOTICE_CLOCK + ";");

        Configuration mayLeave = settings(from(release, "notice"));
        mayLeave.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        env.configure(mayLeave);
        assertThatCode(() -> RestoreChecks.run(env, null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aPlantedMaxParallelismIsRefused(Path release) throws IOException {
        StreamExecutionEnvironment env = build(options("notice"), null);
        env.setMaxParallelism(256);
        env.configure(settings(from(release, "notice")));
        assertThatThrownBy(() -> RestoreChecks.run(env, null))
                .hasMessageContaining("expected a maxParallelism of 256 for " + Uid.NOTICE_CLOCK)
                .hasMessageContaining("came 128");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anotherNumberOfSlotsIsRefused(Path release) throws IOException {
        Configuration options = options("media");
        options.set(JobOptions.INDEX_SHARDS, 2);
        assertThatThrownBy(() -> build(options, from(release, "media")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 replicas of 1 shards, came 1 of 2")
                .hasMessageContaining("give index.replicas and index.shards as they were");
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

    private static Configuration options(String job) {
        Configuration options = new Configuration();
        options.set(JobOptions.JOB, job);
        options.set(JobOptions.BOOTSTRAP, "localhost:1");
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
