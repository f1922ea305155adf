package dev.vigil.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Push;
import dev.vigil.client.bus.Topics;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code vigil-job.jar} on a cluster of real processes by the commands of job/docs/standalone.md,
 * as they stand there, reading topics in every compression that a producer may choose.
 */
class JobJarITCase {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> PORTS = List.of("9092", "9094", "8081", "6123");
    private static final int RATE_HZ = PcmSource.RATE_HZ;
    private static final int LAST_LINES = 60;
    private static final String JVM =
            String.join(" ", Jvm.QUICK) + " " + String.join(" ", Jvm.UNVERIFIED);

    @TempDir Path site;

    private final Map<String, String> ports = new HashMap<>();

    @Test
    void theJobsRunAndComeBackAfterTheirJobManager() throws Exception {
        assumeTrue(
                Files.exists(REPOSITORY.resolve("job/stream/target/vigil-job.jar"))
                        && Files.exists(Path.of("target/libraries.classpath")),
                "vigil-job.jar and the class path are made by the package phase: mvn verify");
        configure();
        String bootstrap = "localhost:" + ports.get("9092");
        StandalonePage page = StandalonePage.read();
        List<String> start = page.commands("### From Maven's libraries", "## 2.");
        try (Bus bus = Bus.of(bootstrap)) {
            bash(start);
            Topics.create(bootstrap);
            bash(start, page.commands("## 2.", "## 3."));
            write(bootstrap);
            await(() -> isBlocked(bus));
            await(() -> hasAlert(bus, "n-1"));
            takeDown(bootstrap, "n-1", "fan");
            await(() -> warned(bus).contains("fan/FIRST/item:item-of-n-1"));
            await(() -> hasCheckpoint("media"));
            await(() -> hasCheckpoint("notice") && hasCheckpoint("ledger"));

            kill("jobmanager");
            bash(start, page.settings("## 2.", "## 3."), page.commands("## 4.", "## 5."));
            file(bootstrap, "n-2", "gzip");
            await(() -> hasAlert(bus, "n-2"));
            takeDown(bootstrap, "n-2", "fan-2");
            await(() -> warned(bus).contains("fan-2/FIRST/item:item-of-n-2"));
            assertThat(warned(bus)).as("once each").doesNotHaveDuplicates();
            assertThat(bus.all(Topic.DEAD_LETTERS)).isEmpty();
            assertThat(bus.all(Topic.LEDGER_DEAD_LETTERS)).isEmpty();
        } finally {
            bash(List.of("job/cluster down"));
        }
    }

    /** The files of the page with free ports and less memory; what is there is kept. */
    private void configure() throws IOException {
        for (String port : PORTS) {
            ports.put(port, Integer.toString(Ports.free()));
        }
        Files.createDirectories(site.resolve("conf"));
        for (String file : List.of("kafka.properties", "config.yaml")) {
            Files.writeString(
                    site.resolve("conf").resolve(file),
                    here(Files.readString(REPOSITORY.resolve("job/docs/standalone/" + file)))
                            .replace("/var/lib/vigil", site.toString())
                            .replace("2048m", "1200m"));
        }
    }

    private String here(String text) {
        String changed = text;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            changed = changed.replaceAll("\\b" + port.getKey() + "\\b", port.getValue());
        }
        return changed;
    }

    @SafeVarargs
    private void bash(List<String>... commands) throws Exception {
        List<String> lines = new ArrayList<>(List.of("set -e"));
        List.of(commands).forEach(lines::addAll);
        Path said = site.resolve("said.log");
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", here(String.join("\n", lines)))
                        .directory(REPOSITORY.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().put("VIGIL_SITE", site.toString());
        builder.environment().put("JDK_JAVA_OPTIONS", JVM);
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(said)).isZero();
    }

    /** kill -9. */
    private void kill(String process) throws IOException {
        long pid = Long.parseLong(Files.readString(site.resolve(process + ".pid")).strip());
        ProcessHandle victim = ProcessHandle.of(pid).orElseThrow();
        victim.destroyForcibly();
        victim.onExit().join();
    }

    private boolean hasCheckpoint(String job) throws IOException {
        Path checkpoints = site.resolve("checkpoints").resolve(job);
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Not begun yet, or an old one went while it was looked at.
            return false;
        }
    }

    private void await(Callable<Boolean> condition) {
        Path log = site.resolve("logs/jobmanager.log");
        Await.until(
                Duration.ofMillis(200),
                condition,
                () -> assertThat(log).content().doesNotContain("switched to FAILED"),
                this::logs);
    }

    /** The ends of them: the folder is gone when the failure is read. */
    private String logs() {
        try (Stream<Path> files = Files.list(site.resolve("logs"))) {
            StringBuilder ends = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                ends.append(file.getFileName()).append(System.lineSeparator());
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                        .forEach(line -> ends.append(line).append(System.lineSeparator()));
            }
            return ends.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> warned(Bus bus) throws IOException {
        return bus.all(Topic.WARNINGS, UserWarning.class).stream()
                .map(UserWarning::warningId)
                .toList();
    }

    private static boolean isBlocked(Bus bus) throws IOException {
        return bus.all(Topic.VERDICTS).stream()
                .map(event -> event.as(Verdict.class))
                .anyMatch(verdict -> verdict.action() == Action.BLOCK);
    }

    private static boolean hasAlert(Bus bus, String notice) throws IOException {
        return bus.all(Topic.ESCALATIONS).stream()
                .anyMatch(event -> event.key().equals(notice + "/1/E0"));
    }

    private static void write(String bootstrap) throws Exception {
        Sound work = Composer.compose(11, 30, RATE_HZ);
        long now = System.currentTimeMillis();
        try (Push push = push(bootstrap, "lz4")) {
            new ReferencePush(push, Profile.CURRENT)
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
                    ListEntryBuilder.builder()
                            .entryId("entry-1")
                            .version(1)
                            .listClass(ListClass.FORBIDDEN)
                            .workId("the-work")
                            .titles(List.of())
                            .windows(List.of())
                            .territoryInclude(List.of())
                            .territoryExclude(List.of())
                            .issuedAt(now)
                            .build());
        }
        file(bootstrap, "n-1", "snappy");
        try (Push push = push(bootstrap, "zstd")) {
            SessionStarted started =
                    SessionStartedBuilder.builder()
                            .sessionId("upload-1")
                            .kind(SessionKind.LIVE)
                            .accountId("fan")
                            .serviceTerritories(List.of("CN"))
                            .startAt(now - work.durationMs())
                            .build();
            new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                    .push(started, PcmSource.of(work.pcm()), Progress.none());
        }
    }

    /**
     * Of an item of its own: a second notice of one would be a duplicate, which does not escalate.
     */
    private static void file(String bootstrap, String notice, String compression) throws Exception {
        long now = System.currentTimeMillis();
        try (Bus bus = bus(bootstrap, compression)) {
            bus.send(
                    Topic.NOTICES,
                    EventType.NOTICE_RECEIVED,
                    notice,
                    now,
                    NoticeReceivedBuilder.builder()
                            .noticeId(notice)
                            .receivedAt(now)
                            .notifier("studio")
                            .works(List.of())
                            .items(List.of(new NoticeItem("item-of-" + notice, null)))
                            .build());
        }
    }

    /** The notice job makes an outcome of it, and the ledger job an offence of the account. */
    private static void takeDown(String bootstrap, String notice, String account) throws Exception {
        long now = System.currentTimeMillis();
        String item = "item-of-" + notice;
        try (Bus bus = bus(bootstrap, "lz4")) {
            bus.send(
                    Topic.CONFIRMATIONS,
                    EventType.ACTION_CONFIRMED,
                    item,
                    now,
                    ActionConfirmedBuilder.builder()
                            .confirmationId("c-" + item)
                            .itemId(item)
                            .measure(Measure.DELETE)
                            .effectiveAt(now)
                            .accountId(account)
                            .publishedAt(now - 60_000)
                            .build());
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
}
