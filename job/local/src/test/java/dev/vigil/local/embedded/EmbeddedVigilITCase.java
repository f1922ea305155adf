package dev.vigil.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Bus;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.jobs.SavedJob;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jobs share nothing but topics: one may be gone, the clock of the other goes on, and vigil
 * doctor reports it.
 */
class EmbeddedVigilITCase {
    private static final long DAY_MS = Duration.ofHours(24).toMillis();

    /** The planted fault: what it would delete one day, another program wrote. */
    @Test
    void aDirectoryWithAFolderOfOthersIsNotTaken(@TempDir Path directory) throws Exception {
        Path ofOthers = Files.createDirectories(directory.resolve("kafka/a-topic-0"));

        assertThatIOException()
                .isThrownBy(
                        () ->
                                EmbeddedVigil.start(
                                        directory, 0, 0, EmbeddedVigil.BeforeJobs.NOTHING))
                .withMessageContaining("one without a folder 'kafka', got '" + directory);

        assertThat(directory.resolve("lock")).doesNotExist();
        assertThat(ofOthers).exists();
    }

    @Test
    void aStartThatIsRefusedLeavesNothing(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIOException()
                    .isThrownBy(
                            () ->
                                    EmbeddedVigil.start(
                                            directory,
                                            taken.getLocalPort(),
                                            0,
                                            EmbeddedVigil.BeforeJobs.NOTHING))
                    .withMessageContaining("--port: expected a free port");
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theClockGoesOnWithoutTheMediaJob(@TempDir Path directory) throws Exception {
        Path temporary = directory.resolve(Cluster.TEMPORARY);
        Path ofKilled = Files.createDirectories(temporary.resolve("minicluster_killed"));
        Files.createFile(directory.resolve("lock"));
        Path ofOthers = Files.createDirectories(directory.resolve("flink/bin"));
        try (EmbeddedVigil vigil =
                        EmbeddedVigil.start(directory, 0, 0, EmbeddedVigil.BeforeJobs.NOTHING);
                Bus bus = Bus.of(vigil.bootstrap())) {
            String ui = vigil.ui().toString();
            // It takes a while from the start until the clock's time moves.
            AskedDoctor.awaitWell("--bootstrap", vigil.bootstrap(), "--flink", ui);
            assertThat(vigil.running()).isTrue();
            assertThat(ofKilled).doesNotExist();
            assertThat(ofOthers).as("a Flink that is not ours").exists();
            assertThat(temporary)
                    .as("what Flink unpacks and spills, where it is found if it is killed")
                    .isDirectoryContaining("glob:**/minicluster_*");
            assertThatIOException()
                    .as("what runs is not forgotten under its feet")
                    .isThrownBy(() -> EmbeddedVigil.forget(directory))
                    .withMessageContaining("another vigil up uses it");
            vigil.stopMedia();
            assertThat(vigil.running()).isFalse();
            assertThat(Vigil.run("doctor", "--bootstrap", vigil.bootstrap(), "--flink", ui))
                    .isEqualTo(1);
            long receivedAt = System.currentTimeMillis() - DAY_MS + 5_000;
            bus.send(
                    Topic.NOTICES,
                    EventType.NOTICE_RECEIVED,
                    "n-1",
                    receivedAt,
                    NoticeReceivedBuilder.builder()
                            .noticeId("n-1")
                            .receivedAt(receivedAt)
                            .notifier("studio")
                            .works(List.of())
                            .items(List.of(new NoticeItem("item-1", null)))
                            .build());
            Await.onTopics(client(vigil), () -> !bus.all(Topic.BREACHES).isEmpty());
            assertThat(bus.all(Topic.ESCALATIONS))
                    .extracting(event -> event.as(EscalationAlert.class).level())
                    .containsExactlyInAnyOrder("E7", "E8");
            assertThat(bus.all(Topic.BREACHES).get(0).as(BreachRecord.class).dueAt())
                    .isEqualTo(receivedAt + DAY_MS);
        }
        EmbeddedVigil.forget(directory);
        assertThat(directory).isDirectoryContaining("glob:**lock");
        assertThat(directory.resolve("kafka")).doesNotExist();
        assertThat(temporary).doesNotExist();
        assertThat(ofOthers).exists();
    }

    private static Properties client(EmbeddedVigil vigil) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", vigil.bootstrap());
        return client;
    }

    /** As after an upgrade that lost an operator; here the state of the other job is planted. */
    @Test
    void stateThatTheJobCannotTakeIsRefusedByName(@TempDir Path directory) throws Exception {
        Files.createFile(directory.resolve("lock"));
        Path last = directory.resolve("checkpoints/notice/job/chk-1");
        SavedJob.ofEveryRelease("media").get(0).unpacked(Files.createDirectories(last));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                EmbeddedVigil.start(
                                        directory, 0, 0, EmbeddedVigil.BeforeJobs.NOTHING))
                .withMessageContaining("expected state of operators that this job has")
                .withMessageContaining(Uid.SEARCH);
    }
}
