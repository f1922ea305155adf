package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class ProbeFailureITCase {

    private final InMemoryReporter metrics = InMemoryReporter.createWithRetainedMetrics();
    private final Run run = new Run(1);

    @Test
    void aProbeThatFailsMovesNothingAndTheJobGoesOn(EmbeddedBroker broker) throws Exception {
        try (Topics topics = new Topics(broker.bootstrap())) {
            String claims = topics.create("claims", 1);
            String notices = topics.create("notices", 1);
            Configuration configuration = new Configuration();
            metrics.addToConfiguration(configuration);
            run.clockMs.set(500);
            run.probesFail = true;
            try (RunningJob job =
                    DeadlineJob.start(
                            run,
                            DeadlineJob.caughtUp(run, broker.bootstrap(), claims),
                            DeadlineJob.caughtUp(run, broker.bootstrap(), notices),
                            WatermarkStrategy.noWatermarks(),
                            configuration)) {
                topics.send(claims, "forgotten", 1_000);
                job.await(() -> run.claims.get() == 1 && gauge(job, "probeFailures") > 5);
                assertThat(run.watermarkMs()).isEqualTo(Long.MIN_VALUE);

                run.probesFail = false;
                job.await(() -> run.watermarkMs() == 500);
                assertThat(gauge(job, "caughtUpPartitions")).isEqualTo(1);

                run.probesFail = true;
                long failuresBefore = gauge(job, "probeFailures");
                run.clockMs.set(5_000);
                job.await(() -> gauge(job, "probeFailures") > failuresBefore + 5);
                assertThat(run.watermarkMs()).isEqualTo(500);
                assertThat(gauge(job, "watermarkLagMs")).isEqualTo(4_500);

                run.probesFail = false;
                job.await(() -> run.breaches.contains("forgotten"));
            }
        } finally {
            metrics.close();
        }
    }

    @Test
    void aPlantedProbeThatTakesFailureForAnEmptyLogBreachesFalsely(EmbeddedBroker broker)
            throws Exception {
        try (Topics topics = new Topics(broker.bootstrap())) {
            String claims = topics.create("claims", 1);
            String notices = topics.create("notices", 1);
            topics.send(claims, "answered", 1_000);
            topics.send(notices, "answered", Fact.NOTICE);
            run.clockMs.set(500);
            run.probesFail = true;
            run.failureIsAnEmptyLog = true;
            try (RunningJob job =
                    DeadlineJob.start(
                            run,
                            DeadlineJob.caughtUp(run, broker.bootstrap(), claims),
                            DeadlineJob.caughtUp(
                                    run, broker.bootstrap(), notices, Stall.at(run, 1)),
                            WatermarkStrategy.noWatermarks())) {
                job.await(() -> run.claims.get() == 1 && run.stalledPolls.get() == 1);
                run.clockMs.set(5_000);
                job.await(() -> run.breaches.contains("answered"));
                run.stallEnds.countDown();
            }
        }
    }

    private long gauge(RunningJob job, String name) {
        return metrics
                .findMetrics(job.client().getJobID(), "notices.*caughtUp." + name)
                .values()
                .stream()
                .mapToLong(metric -> ((Number) ((Gauge<?>) metric).getValue()).longValue())
                .max()
                .orElse(0);
    }
}
