package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class PartitionsITCase {

    @Test
    void emptyPartitionsAndSubtasksWithoutOneHoldNothingBack(EmbeddedBroker broker)
            throws Exception {
        try (Topics topics = new Topics(broker.bootstrap())) {
            Run run = new Run(3);
            run.clockMs.set(500);
            try (RunningJob job =
                    start(
                            run,
                            broker,
                            topics.create("claims", 2),
                            topics.create("notices", 2),
                            2_000)) {
                job.await(() -> run.watermarkMs() == 500);
                run.clockMs.set(5_000);
                job.await(() -> run.watermarkMs() == 5_000);
            }
        }
    }

    @Test
    void aNoticeInAPartitionThatIsNotDiscoveredYetCounts(EmbeddedBroker broker) throws Exception {
        try (Topics topics = new Topics(broker.bootstrap())) {
            String claims = topics.create("claims", 2);
            String notices = topics.create("notices", 1);
            topics.send(claims, "answered", 1_000);
            topics.send(claims, "forgotten", 1_000);
            Run run = new Run(2);
            run.clockMs.set(500);
            // Discovery comes long after the probes, so that event time must wait for it.
            try (RunningJob job = start(run, broker, claims, notices, 4_000)) {
                job.await(() -> run.watermarkMs() == 500);
                topics.grow(notices, 3);
                topics.sendTo(notices, 1, "answered", Fact.NOTICE);
                run.clockMs.set(5_000);
                job.await(() -> run.watermarkMs() == 5_000);
                assertThat(run.notices).hasValue(1);
                assertThat(run.breaches).containsExactly("forgotten");
            }
        }
    }

    @Test
    void aPlantedBlindnessForNewPartitionsBreachesFalsely(EmbeddedBroker broker) throws Exception {
        try (Topics topics = new Topics(broker.bootstrap())) {
            String claims = topics.create("claims", 1);
            String notices = topics.create("notices", 1);
            topics.send(claims, "answered", 1_000);
            Run run = new Run(1);
            run.clockMs.set(500);
            run.newPartitionsHidden = true;
            try (RunningJob job = start(run, broker, claims, notices, 3_600_000)) {
                job.await(() -> run.watermarkMs() == 500);
                topics.grow(notices, 2);
                topics.sendTo(notices, 1, "answered", Fact.NOTICE);
                run.clockMs.set(5_000);
                job.await(() -> run.breaches.contains("answered"));
            }
        }
    }

    private static RunningJob start(
            Run run, EmbeddedBroker broker, String claims, String notices, int discoveryMs)
            throws Exception {
        Properties discovery = new Properties();
        discovery.put("partition.discovery.interval.ms", Integer.toString(discoveryMs));
        // No checkpoint: it would sweep away what the looks at positions leave in the reader.
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
        return DeadlineJob.start(
                run,
                DeadlineJob.caughtUp(run, broker.bootstrap(), claims, discovery),
                DeadlineJob.caughtUp(run, broker.bootstrap(), notices, discovery),
                WatermarkStrategy.noWatermarks(),
                configuration);
    }
}
