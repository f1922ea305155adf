package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.RunningJob;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real notice job while the storage of its checkpoints refuses them. */
@ExtendWith(SharedBroker.class)
class StorageAwayITCase {
    /** More than the grace of a breach. */
    private static final long LONG_DUE_MS = Site.DAY_MS + 60_000;

    /** Flink's own default tolerates none. */
    private static final int FAILED = 3;

    private final long startMs = System.currentTimeMillis() - LONG_DUE_MS;
    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path directory;
    private Site site;
    private int restPort;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
        restPort = Ports.free();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void failedCheckpointsAreNoReasonToStop() throws Exception {
        try (RunningJob job = start("none", JobOptions.TRANSACTION_TIMEOUT.defaultValue())) {
            Path aside = refuse(job);
            site.notice("n-1", startMs);
            job.awaitOnTopic(() -> assertThat(escalated()).contains("n-1/1/E8"));
            job.awaitOnTopic(() -> checkpointsFail(job));
            assertThat(breaches()).as("without a checkpoint").isEmpty();
            Files.move(aside, allow());
            job.awaitOnTopic(() -> assertThat(breaches()).contains("n-1/1/breach"));
            assertThat(breaches()).doesNotHaveDuplicates();
            assertThat(job.client().getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
    }

    @Test
    void aBreachWhoseTransactionDiesMeanwhileIsWrittenWhenStorageIsBack() throws Exception {
        try (RunningJob job = start("fixed-delay", Duration.ofSeconds(5))) {
            Path aside = refuse(job);
            site.notice("n-1", startMs);
            job.awaitOnTopic(() -> site.openRecords(Topic.BREACHES) > 0);
            site.awaitNoOpenRecords(Topic.BREACHES);
            assertThat(breaches()).as("the broker has aborted it").isEmpty();
            Files.move(aside, allow());
            job.awaitOnTopic(() -> assertThat(breaches()).contains("n-1/1/breach"));
            site.notice("later", startMs);
            job.awaitOnTopic(() -> assertThat(breaches()).contains("later/1/breach"));
            assertThat(breaches()).doesNotHaveDuplicates();
        }
    }

    private RunningJob start(String restarts, Duration transactions) throws Exception {
        Configuration settings = new Configuration();
        settings.setString("execution.checkpointing.storage", "filesystem");
        settings.setString("execution.checkpointing.dir", store().toUri().toString());
        settings.setString("rest.bind-port", Integer.toString(restPort));
        settings.setString("restart-strategy.type", restarts);
        settings.setString("restart-strategy.fixed-delay.attempts", "10");
        settings.setString("restart-strategy.fixed-delay.delay", "100 ms");
        Configuration options = site.options("notice");
        options.set(JobOptions.TRANSACTION_TIMEOUT, transactions);
        StreamExecutionEnvironment env = Site.environment(1, settings);
        VigilJob.build(env, options);
        return site.running(env.executeAsync("storage away"));
    }

    private Path store() {
        return directory.resolve("store");
    }

    /** A file takes the place of the folder: what root could write to else. */
    private Path refuse(RunningJob job) throws IOException {
        job.await(this::hasCheckpoint);
        Path folder = allow();
        Path aside = directory.resolve("aside");
        Files.move(folder, aside);
        Files.writeString(folder, "not a folder");
        return aside;
    }

    /** The place of the job's folder, free for it. */
    private Path allow() throws IOException {
        try (Stream<Path> jobs = Files.list(store())) {
            Path job = jobs.findFirst().orElseThrow();
            if (Files.isRegularFile(job)) {
                Files.delete(job);
            }
            return job;
        }
    }

    private boolean hasCheckpoint() throws IOException {
        if (!Files.exists(store())) {
            return false;
        }
        try (Stream<Path> all = Files.walk(store())) {
            return all.anyMatch(file -> file.endsWith("_metadata"));
        }
    }

    private boolean checkpointsFail(RunningJob job) throws Exception {
        URI page =
                URI.create(
                        "http://localhost:"
                                + restPort
                                + "/jobs/"
                                + job.client().getJobID()
                                + "/checkpoints");
        HttpRequest request = HttpRequest.newBuilder(page).build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(answer).at("/counts/failed").asInt() >= FAILED;
    }

    private List<String> escalated() {
        return ids(Topic.ESCALATIONS);
    }

    private List<String> breaches() {
        return ids(Topic.BREACHES);
    }

    private List<String> ids(Topic topic) {
        return site.records(topic).stream()
                .map(record -> record.substring(0, record.indexOf(' ')))
                .toList();
    }
}
