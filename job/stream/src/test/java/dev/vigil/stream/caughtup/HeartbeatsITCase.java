package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time goes no further than what the bridge vouches for in every partition. */
@ExtendWith(SharedBroker.class)
class HeartbeatsITCase {

    private static final int ANSWERED = 20;

    private final Run run = new Run(1);
    private String bootstrap;
    private Topics topics;
    private String claims;
    private String notices;

    @BeforeEach
    void claimsDueAt1000(EmbeddedBroker broker) throws Exception {
        bootstrap = broker.bootstrap();
        topics = new Topics(bootstrap);
        claims = topics.create("claims", 1);
        notices = topics.create("notices", 2);
        for (int i = 0; i < ANSWERED; i++) {
            topics.send(claims, "claim-" + i, 1_000);
        }
        topics.send(claims, "forgotten", 1_000);
        run.clockMs.set(500);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aLateBridgeBreachesNothingThoughCaughtUpTimeBreachesAll() throws Exception {
        Run caughtUp = new Run(1);
        caughtUp.clockMs.set(500);
        try (RunningJob job = start(2_000);
                RunningJob naive =
                        start(caughtUp, DeadlineJob.caughtUp(caughtUp, bootstrap, notices))) {
            beat(500, 2);
            job.await(() -> run.watermarkMs() == 500);
            naive.await(() -> caughtUp.watermarkMs() == 500);

            // The bridge is cut off with 20 notices in hand, and the deadlines pass.
            run.clockMs.set(5_000);
            caughtUp.clockMs.set(5_000);
            naive.await(() -> caughtUp.watermarkMs() == 5_000);
            assertThat(caughtUp.breaches).hasSize(ANSWERED + 1);
            assertThat(run.watermarkMs()).isEqualTo(500);

            for (int i = 0; i < ANSWERED; i++) {
                topics.sendTo(notices, i % 2, "claim-" + i, Fact.NOTICE);
            }
            beat(4_000, 2);
            job.await(() -> run.watermarkMs() == 4_000);
            assertThat(run.breaches).containsExactly("forgotten");
        }
    }

    @Test
    void dataAndSilenceMoveNothingAndNeitherDoesAHeartbeatOfTheFuture() throws Exception {
        try (RunningJob job = start(2_000)) {
            topics.sendTo(notices, 0, Fact.HEARTBEAT, 700);
            topics.sendTo(notices, 0, "claim-0", Fact.NOTICE);
            topics.sendTo(notices, 1, "claim-1", Fact.NOTICE);
            awaitProbes(job);
            assertThat(run.notices).hasValue(2);
            assertThat(run.watermarkMs()).as("partition 1 is silent").isEqualTo(Long.MIN_VALUE);

            topics.sendTo(notices, 1, Fact.HEARTBEAT, 9_000);
            job.await(() -> run.watermarkMs() == 500);
            run.clockMs.set(5_000);
            job.await(() -> run.watermarkMs() == 700);
            topics.sendTo(notices, 0, Fact.HEARTBEAT, 9_000);
            job.await(() -> run.watermarkMs() == 5_000);
        }
    }

    @Test
    void aPartitionThatIsNotDiscoveredYetHoldsTime() throws Exception {
        try (RunningJob job = start(4_000)) {
            growWithANoticeInTheNewPartition(job);
            job.await(() -> run.watermarkMs() == 4_000);
            assertThat(run.breaches).doesNotContain("claim-0").contains("forgotten");
        }
    }

    @Test
    void aPlantedBlindnessForNewPartitionsBreachesFalsely() throws Exception {
        run.newPartitionsHidden = true;
        try (RunningJob job = start(3_600_000)) {
            growWithANoticeInTheNewPartition(job);
            job.await(() -> run.breaches.contains("claim-0"));
        }
    }

    private void growWithANoticeInTheNewPartition(RunningJob job) throws Exception {
        beat(500, 2);
        job.await(() -> run.watermarkMs() == 500);
        topics.grow(notices, 3);
        topics.sendTo(notices, 2, "claim-0", Fact.NOTICE);
        run.clockMs.set(5_000);
        beat(4_000, 3);
    }

    @Test
    void moreThanOneReaderIsRefused() {
        Run two = new Run(2);
        assertThatThrownBy(
                        () -> {
                            try (RunningJob job = start(two, heartbeats(two, 2_000))) {
                                job.client().getJobExecutionResult().get();
                            }
                        })
                .rootCause()
                .hasMessageContaining("got parallelism 2; call setParallelism(1)");
    }

    private void beat(long atMs, int partitions) throws Exception {
        for (int partition = 0; partition < partitions; partition++) {
            topics.sendTo(notices, partition, Fact.HEARTBEAT, atMs);
        }
    }

    private void awaitProbes(RunningJob job) {
        int probesBefore = run.probes.get();
        job.await(() -> run.probes.get() > probesBefore + 20);
    }

    private RunningJob start(int discoveryMs) throws Exception {
        return start(run, heartbeats(run, discoveryMs));
    }

    private Source<Fact, ?, ?> heartbeats(Run run, int discoveryMs) {
        Properties discovery = new Properties();
        discovery.put("partition.discovery.interval.ms", Integer.toString(discoveryMs));
        return DeadlineJob.caughtUp(run, bootstrap, notices, discovery)
                .heartbeats(Fact::heartbeatMs, List.of());
    }

    private RunningJob start(Run run, Source<Fact, ?, ?> answers) throws Exception {
        return DeadlineJob.start(
                run,
                DeadlineJob.caughtUp(run, bootstrap, claims),
                answers,
                WatermarkStrategy.noWatermarks());
    }
}
