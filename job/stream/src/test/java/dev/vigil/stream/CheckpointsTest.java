package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.stream.options.JobOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsTest {
    /** Kafka's own, of a broker that sets none. */
    private static final Duration BROKER_DEFAULT = Duration.ofMinutes(15);

    private final Configuration options = new Configuration();

    @ParameterizedTest
    @CsvSource({
        "notice, PT1S",
        "all, PT1S",
        "media, PT10S",
        "media, PT30S",
        "notice, PT0.3S",
        "ledger, PT5S"
    })
    void quickFailuresOfTenMinutesAreTolerated(String job, Duration interval) {
        Checkpoints checkpoints = of(job, interval);
        Duration sum = interval.multipliedBy(checkpoints.failures());
        assertThat(sum).isBetween(Checkpoints.OUTAGE, Checkpoints.OUTAGE.plus(interval));
    }

    @ParameterizedTest
    @CsvSource({
        "notice, PT1S, PT30S",
        "notice, PT10S, PT100S",
        "notice, PT1M, PT3M",
        "ledger, PT5S, PT50S",
        "media, PT10S, PT10M"
    })
    void aCheckpointMayTakeTenIntervalsWithinLimits(
            String job, Duration interval, Duration timeout) {
        assertThat(of(job, interval).timeout()).isEqualTo(timeout);
    }

    @Test
    void storageThatHangsIsToleratedForHoursNotForEver() {
        Checkpoints notice = of("notice", Duration.ofSeconds(1));
        assertThat(notice.timeout().multipliedBy(notice.failures())).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void transactionsOutliveTheOutageWithinWhatABrokerAllowsByDefault() {
        Checkpoints notice = of("notice", Duration.ofMinutes(1));
        assertThat(notice.transactions())
                .isGreaterThan(Checkpoints.OUTAGE)
                .isLessThan(JobOptions.TRANSACTION_TIMEOUT.defaultValue());
        assertThat(JobOptions.TRANSACTION_TIMEOUT.defaultValue())
                .isLessThanOrEqualTo(BROKER_DEFAULT);
    }

    @Test
    void aTransactionThatEndsBeforeTheOutageIsRefusedAtStart() {
        Checkpoints notice = of("notice", Duration.ofSeconds(1));
        List<String> errors = new ArrayList<>();
        StartChecks.checkOutage(notice.transactions(), notice, errors);
        assertThat(errors).isEmpty();
        StartChecks.checkOutage(Duration.ofMinutes(10), notice, errors);
        assertThat(errors)
                .singleElement()
                .asString()
                .contains("--transaction.timeout: expected at least 631000 ms", "got 600000 ms");
    }

    @Test
    void whatTheClusterSetsWins() {
        Configuration site = new Configuration();
        site.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(2));
        site.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 7);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, site);
        VigilJob.prepare(env, options);
        assertThat(env.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(120_000);
        assertThat(env.getCheckpointConfig().getTolerableCheckpointFailureNumber()).isEqualTo(7);
    }

    @Test
    void whatTheClusterDoesNotSetIsDerived() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        VigilJob.prepare(env, options);
        assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(1_000);
        assertThat(env.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(30_000);
        assertThat(env.getCheckpointConfig().getTolerableCheckpointFailureNumber()).isEqualTo(600);
    }

    private Checkpoints of(String job, Duration interval) {
        options.setString(JobOptions.JOB.key(), job);
        options.set(
                switch (job) {
                    case "media" -> JobOptions.CHECKPOINT_MEDIA;
                    case "ledger" -> JobOptions.CHECKPOINT_LEDGER;
                    default -> JobOptions.CHECKPOINT_NOTICE;
                },
                interval);
        return Checkpoints.of(options);
    }
}
