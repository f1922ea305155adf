package dev.vigil.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.broker.EmbeddedBroker;
import dev.vigil.local.broker.SharedBroker;
import dev.vigil.local.caughtup.RunningJob;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
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

    private final long startMs = System.currentTimeMillis() - LONG_DUE_MS;
    @TempDir private Path directory;
    private Site site;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void failedCheckpointsAreNoReasonToStop() throws Exception {
        try (RunningJob job = start("none", JobOptions.TRANSACTION_TIMEOUT.defaultValue())) {
            Path aside = refuse(job);
            job.awaitOnTopic(this::anotherTransactionWaits);
            assertThat(breaches()).as("without a checkpoint").isEmpty();
            List<String> due = escalated();
            Files.move(aside, allow());
            job.awaitOnTopic(() -> breaches().containsAll(due));
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
            job.awaitOnTopic(() -> breaches().contains("n-1/1/breach"));
            site.notice("later", startMs);
            job.awaitOnTopic(() -> breaches().contains("later/1/breach"));
            assertThat(breaches()).doesNotHaveDuplicates();
        }
    }

    private RunningJob start(String restarts, Duration transactions) throws Exception {
        Configuration settings = new Configuration();
        settings.setString("execution.checkpointing.storage", "filesystem");
        settings.setString("execution.checkpointing.dir", store().toUri().toString());
        settings.setString("restart-strategy.type", restarts);
        settings.setString("restart-strategy.fixed-delay.attempts", "10");
        settings.setString("restart-strategy.fixed-delay.delay", "100 ms");
        Configuration options = site.options("notice");
        options.set(JobOptions.TRANSACTION_TIMEOUT, transactions);
        StreamExecutionEnvironment env = Site.environment(1, settings);
        VigilJob.build(env, options);
        return new RunningJob(env.executeAsync("storage away"));
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

    /** Two are open at once only where a checkpoint between them has failed. */
    private boolean anotherTransactionWaits() throws Exception {
        site.notice("n-" + escalated().size(), startMs);
        try (Admin kafka = Admin.create(site.clients())) {
            return kafka
                            .listTransactions(
                                    new ListTransactionsOptions()
                                            .filterStates(List.of(TransactionState.ONGOING)))
                            .all()
                            .get()
                            .stream()
                            .filter(
                                    each ->
                                            each.transactionalId()
                                                    .startsWith(site.transactionPrefix))
                            .count()
                    >= 2;
        }
    }

    /** Ids of the breaches whose last level is told. */
    private List<String> escalated() {
        return site.records(Topic.ESCALATIONS).stream()
                .map(record -> record.substring(0, record.indexOf(' ')))
                .filter(key -> key.endsWith("/E8"))
                .map(key -> key.replace("/E8", "/breach"))
                .toList();
    }

    private List<String> breaches() {
        return site.records(Topic.BREACHES).stream()
                .map(record -> record.substring(0, record.indexOf(' ')))
                .toList();
    }
}
