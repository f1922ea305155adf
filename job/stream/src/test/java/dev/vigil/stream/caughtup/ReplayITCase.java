package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A fetcher that stands still must not look like a topic on which nothing happens. */
@ExtendWith(SharedBroker.class)
class ReplayITCase {

    private static final long HOUR_MS = 3_600_000;

    @Test
    void threeDaysOfHistoryAndAStallBreachNothing(EmbeddedBroker broker) throws Exception {
        String bootstrap = broker.bootstrap();
        try (Topics topics = new Topics(bootstrap)) {
            String claims = topics.create("claims", 2);
            String notices = topics.create("notices", 2);
            int answered = writeThreeDaysAllAnsweredInTime(topics, claims, notices);
            Run caughtUp = new Run(2);
            caughtUp.clockMs.set(System.currentTimeMillis());
            Run naive = new Run(2);
            try (RunningJob naiveJob =
                            DeadlineJob.start(
                                    naive,
                                    DeadlineJob.kafka(bootstrap, claims, new Properties()),
                                    DeadlineJob.kafka(bootstrap, notices, Stall.at(naive, 3)),
                                    WatermarkStrategy.<Fact>forBoundedOutOfOrderness(
                                                    Duration.ofMillis(500))
                                            .withIdleness(Duration.ofSeconds(2)));
                    RunningJob job =
                            DeadlineJob.start(
                                    caughtUp,
                                    DeadlineJob.caughtUp(caughtUp, bootstrap, claims),
                                    DeadlineJob.caughtUp(
                                            caughtUp, bootstrap, notices, Stall.at(caughtUp, 3)),
                                    WatermarkStrategy.noWatermarks())) {
                job.await(
                        () ->
                                caughtUp.claims.get() == answered
                                        && caughtUp.stalledPolls.get() == 2
                                        && naive.breaches.size() > answered / 10);
                int probesBefore = caughtUp.probes.get();
                job.await(() -> caughtUp.probes.get() > probesBefore + 20);
                assertThat(caughtUp.watermarkMs()).isEqualTo(Long.MIN_VALUE);
                caughtUp.stallEnds.countDown();
                naive.stallEnds.countDown();
                naiveJob.await(() -> naive.notices.get() == answered);
                job.await(() -> caughtUp.watermarkMs() == caughtUp.clockMs.get());
                assertThat(caughtUp.notices).hasValue(answered);
                assertThat(caughtUp.breaches).isEmpty();
            }
        }
    }

    private static int writeThreeDaysAllAnsweredInTime(Topics topics, String claims, String notices)
            throws Exception {
        int hours = 72;
        int perHour = 40;
        // A day back, so that the last deadline has passed too.
        long startMs = System.currentTimeMillis() - (hours + 24) * HOUR_MS;
        for (int hour = 0; hour < hours; hour++) {
            for (int i = 0; i < perHour; i++) {
                long claimedMs = startMs + hour * HOUR_MS;
                topics.sendLater(claims, claimedMs, hour + "-" + i, claimedMs + 24 * HOUR_MS);
                // 20 hours later: the notices of an hour stand beside claims of a later one.
                topics.sendLater(notices, claimedMs + 20 * HOUR_MS, hour + "-" + i, Fact.NOTICE);
            }
        }
        topics.flush();
        return hours * perHour;
    }

    @Test
    void anOutageOverTheDeadlineBreachesOnlyWhatWasNotAnswered(
            EmbeddedBroker broker, @TempDir Path savepoints) throws Exception {
        String bootstrap = broker.bootstrap();
        try (Topics topics = new Topics(bootstrap)) {
            String claims = topics.create("claims", 2);
            String notices = topics.create("notices", 2);
            for (int i = 0; i < 40; i++) {
                topics.send(claims, "claim-" + i, 1_000);
            }
            Run before = new Run(2);
            before.clockMs.set(500);
            Configuration restored = new Configuration();
            try (RunningJob job =
                    DeadlineJob.start(
                            before,
                            DeadlineJob.caughtUp(before, bootstrap, claims),
                            DeadlineJob.caughtUp(before, bootstrap, notices),
                            WatermarkStrategy.noWatermarks())) {
                job.await(() -> before.claims.get() == 40 && before.watermarkMs() == 500);
                restored.set(
                        StateRecoveryOptions.SAVEPOINT_PATH, job.stopWithSavepoint(savepoints));
            }
            assertThat(before.breaches).isEmpty();
            for (int i = 0; i < 20; i++) {
                topics.send(notices, "claim-" + i, Fact.NOTICE);
            }
            // One subtask more than partitions: it must not hold event time back either.
            Run after = new Run(3);
            after.clockMs.set(5_000);
            try (RunningJob job =
                    DeadlineJob.start(
                            after,
                            DeadlineJob.caughtUp(after, bootstrap, claims),
                            DeadlineJob.caughtUp(after, bootstrap, notices, Stall.at(after, 1)),
                            WatermarkStrategy.noWatermarks(),
                            restored)) {
                job.await(() -> after.stalledPolls.get() == 2);
                int probesBefore = after.probes.get();
                job.await(() -> after.probes.get() > probesBefore + 20);
                assertThat(after.breaches).isEmpty();
                after.stallEnds.countDown();
                job.await(() -> after.watermarkMs() == 5_000);
                assertThat(after.claims).as("claims read again after the restore").hasValue(0);
                assertThat(after.breaches)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(20, 40).mapToObj(i -> "claim-" + i).toList());
            }
        }
    }

    @Test
    void aTaskThatDiesBeforeTheNoticeIsReadFindsItAfterwards(EmbeddedBroker broker)
            throws Exception {
        String bootstrap = broker.bootstrap();
        try (Topics topics = new Topics(bootstrap)) {
            String claims = topics.create("claims", 2);
            String notices = topics.create("notices", 2);
            topics.send(claims, "answered", 1_000);
            topics.send(claims, "forgotten", 1_000);
            Run run = new Run(2);
            run.clockMs.set(500);
            run.failure.set(new Run.Failure("poison", 5_000));
            Configuration restarts = new Configuration();
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
            try (RunningJob job =
                    DeadlineJob.start(
                            run,
                            DeadlineJob.caughtUp(run, bootstrap, claims),
                            DeadlineJob.caughtUp(run, bootstrap, notices),
                            WatermarkStrategy.noWatermarks(),
                            restarts)) {
                job.await(() -> run.watermarkMs() == 500);
                try (KafkaProducer<String, Long> bridge = topics.transactional()) {
                    // Together: the answer stands in the log when the task dies.
                    bridge.beginTransaction();
                    Topics.sendOpen(bridge, notices, "poison", Fact.NOTICE);
                    Topics.sendOpen(bridge, notices, "answered", Fact.NOTICE);
                    bridge.commitTransaction();
                }
                job.await(() -> run.watermarkMs() == 5_000);
                assertThat(run.failure).hasValue(null);
                assertThat(run.breaches).containsExactly("forgotten");
            }
        }
    }
}
