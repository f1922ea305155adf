package dev.vigil.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.Push;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.edge.sound.Composer;
import dev.vigil.edge.sound.Sound;
import dev.vigil.local.broker.EmbeddedBroker;
import dev.vigil.local.bus.Bus;
import dev.vigil.local.bus.Topics;
import dev.vigil.schema.event.Action;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.event.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code vigil-job.jar} on a cluster of real processes, as an operator submits it, reading topics
 * in every compression that a producer may choose.
 */
class JobJarITCase {
    private static final Path JAR = Path.of("../stream/target/vigil-job.jar").toAbsolutePath();

    /** What the jar must bring itself: the cluster of this test has none of it. */
    private static final Pattern NOT_ON_A_CLUSTER =
            Pattern.compile(
                    ".*(test-classes|/target/|vigil-|/org/apache/kafka/|flink-connector-kafka"
                            + "|zstd|/com/fasterxml/|bytedeco|picocli).*");

    private static final int RATE_HZ = PcmSource.RATE_HZ;

    @Test
    void bothJobsRunOnAStandaloneCluster(@TempDir Path directory) throws Exception {
        assumeTrue(Files.exists(JAR), "vigil-job.jar is built by the package phase: mvn verify");
        String classPath =
                JavaProcess.classPath(entry -> !NOT_ON_A_CLUSTER.matcher(entry).matches());
        Map<String, String> env = Map.of("FLINK_CONF_DIR", configuration(directory).toString());
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
                JavaProcess jobManager = jobManager(directory, classPath, env);
                JavaProcess taskManager = taskManager(directory, classPath, env)) {
            Topics.create(broker.bootstrap());
            taskManager.awaitOutput("Successful registration at resource manager");
            submit(directory, classPath, env, broker.bootstrap(), "media");
            submit(directory, classPath, env, broker.bootstrap(), "notice");
            write(broker.bootstrap());
            try (Bus bus = Bus.of(broker.bootstrap())) {
                taskManager.await(() -> isBlocked(bus));
                taskManager.await(
                        () ->
                                bus.all(Topic.ESCALATIONS).stream()
                                        .map(event -> event.as(EscalationAlert.class))
                                        .anyMatch(alert -> alert.level().equals("E0")));
                assertThat(bus.all(Topic.DEAD_LETTERS)).isEmpty();
            }
            assertThat(jobManager.output()).doesNotContain("switched to FAILED");
        }
    }

    private static boolean isBlocked(Bus bus) throws IOException {
        return bus.all(Topic.VERDICTS).stream()
                .map(event -> event.as(Verdict.class))
                .anyMatch(verdict -> verdict.action() == Action.BLOCK);
    }

    private static Path configuration(Path directory) throws IOException {
        int rpc = freePort();
        int rest = freePort();
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                String.join(
                        "\n",
                        "jobmanager.rpc.address: 127.0.0.1",
                        "jobmanager.bind-host: 127.0.0.1",
                        "jobmanager.rpc.port: " + rpc,
                        "rest.address: 127.0.0.1",
                        "rest.bind-address: 127.0.0.1",
                        "rest.port: " + rest,
                        "taskmanager.bind-host: 127.0.0.1",
                        "taskmanager.host: 127.0.0.1",
                        "taskmanager.numberOfTaskSlots: 2",
                        "taskmanager.cpu.cores: 1.0",
                        "taskmanager.memory.task.heap.size: 256mb",
                        "taskmanager.memory.task.off-heap.size: 0mb",
                        "taskmanager.memory.framework.heap.size: 64mb",
                        "taskmanager.memory.framework.off-heap.size: 64mb",
                        "taskmanager.memory.managed.size: 16mb",
                        "taskmanager.memory.network.min: 64mb",
                        "taskmanager.memory.network.max: 64mb",
                        "taskmanager.memory.jvm-metaspace.size: 256mb",
                        "taskmanager.memory.jvm-overhead.min: 128mb",
                        "taskmanager.memory.jvm-overhead.max: 128mb",
                        "restart-strategy.type: none",
                        ""));
        return conf;
    }

    private static JavaProcess jobManager(Path directory, String classPath, Map<String, String> env)
            throws IOException {
        return JavaProcess.start(
                directory.resolve("jobmanager.log"),
                List.of("-Xmx448m", logging(directory)),
                classPath,
                env,
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "--configDir",
                env.get("FLINK_CONF_DIR"));
    }

    private static JavaProcess taskManager(
            Path directory, String classPath, Map<String, String> env) throws IOException {
        return JavaProcess.start(
                directory.resolve("taskmanager.log"),
                List.of("-Xmx384m", "-XX:MaxDirectMemorySize=256m", logging(directory)),
                classPath,
                env,
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                "--configDir",
                env.get("FLINK_CONF_DIR"));
    }

    private static String logging(Path directory) throws IOException {
        Path file = directory.resolve("log4j2.properties");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "rootLogger.level = info",
                        "rootLogger.appenderRef.console.ref = console",
                        "appender.console.type = Console",
                        "appender.console.name = console",
                        "appender.console.layout.type = PatternLayout",
                        "appender.console.layout.pattern = %d %-5p %c{1} %m%n"));
        return "-Dlog4j2.configurationFile=" + file;
    }

    private static void submit(
            Path directory, String classPath, Map<String, String> env, String bootstrap, String job)
            throws Exception {
        try (JavaProcess cli =
                JavaProcess.start(
                        directory.resolve("submit-" + job + ".log"),
                        List.of("-Xmx256m", logging(directory)),
                        classPath,
                        env,
                        "org.apache.flink.client.cli.CliFrontend",
                        "run",
                        "-d",
                        "-p",
                        "1",
                        JAR.toString(),
                        "--job",
                        job,
                        "--kafka.bootstrap",
                        bootstrap)) {
            assertThat(cli.waitFor()).as(cli.output()).isZero();
        }
    }

    private static void write(String bootstrap) throws Exception {
        Sound work = Composer.compose(11, 30, RATE_HZ);
        long now = System.currentTimeMillis();
        try (Push push = push(bootstrap, "lz4")) {
            new ReferencePush(push, Profile.of(Profile.CURRENT))
                    .push(
                            new ReferencePush.Name("the-work", "master", 1, "The Work"),
                            PcmSource.of(work.pcm()),
                            now,
                            Progress.none());
        }
        try (Bus bus = bus(bootstrap, "gzip")) {
            bus.send(
                    Topic.LIST,
                    EventType.LIST_UPSERTED,
                    "entry-1",
                    now,
                    new ListEntry(
                            "entry-1",
                            1,
                            null,
                            ListClass.FORBIDDEN,
                            null,
                            null,
                            "the-work",
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            null,
                            now,
                            null));
        }
        try (Bus bus = bus(bootstrap, "snappy")) {
            bus.send(
                    Topic.NOTICES,
                    EventType.NOTICE_RECEIVED,
                    "n-1",
                    now,
                    new NoticeReceived(
                            "n-1",
                            null,
                            now,
                            "studio",
                            List.of(),
                            List.of(new NoticeItem("item-1", null)),
                            null));
        }
        try (Push push = push(bootstrap, "zstd")) {
            SessionStarted started =
                    new SessionStarted(
                            "upload-1",
                            SessionKind.LIVE,
                            "fan",
                            null,
                            null,
                            List.of("CN"),
                            now - work.durationMs(),
                            null,
                            null);
            new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                    .push(started, PcmSource.of(work.pcm()), Progress.none());
        }
    }

    private static Properties producer(String bootstrap, String compression) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrap);
        properties.setProperty("compression.type", compression);
        return properties;
    }

    private static Push push(String bootstrap, String compression) {
        return new Push(
                new KafkaProducer<>(
                        producer(bootstrap, compression),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    private static Bus bus(String bootstrap, String compression) {
        return new Bus(producer(bootstrap, compression));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
