package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.stream.options.JobOptions;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class PrepareTest {
    @Test
    void aJobRunsOnForMinutesWithoutACheckpoint() {
        assertThat(tolerated(Duration.ofSeconds(1), Duration.ofMinutes(15))).isEqualTo(300);
        assertThat(tolerated(Duration.ofSeconds(10), Duration.ofMinutes(15))).isEqualTo(30);
    }

    @Test
    void butNotBeyondItsTransactions() {
        assertThat(tolerated(Duration.ofSeconds(1), Duration.ofSeconds(15))).isEqualTo(7);
        assertThat(tolerated(Duration.ofMinutes(1), Duration.ofSeconds(15))).isZero();
    }

    private static int tolerated(Duration interval, Duration transaction) {
        Configuration options = new Configuration();
        options.set(JobOptions.CHECKPOINT_NOTICE, interval);
        options.set(JobOptions.TRANSACTION_TIMEOUT, transaction);
        StreamExecutionEnvironment env = new StreamExecutionEnvironment();
        VigilJob.prepare(env, options, "notice");
        return env.getCheckpointConfig().getTolerableCheckpointFailureNumber();
    }
}
