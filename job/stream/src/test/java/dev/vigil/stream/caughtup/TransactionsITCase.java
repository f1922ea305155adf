package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class TransactionsITCase {

    private final Run run = new Run(1);
    private Topics topics;
    private String claims;
    private String notices;

    @BeforeEach
    void twoClaimsDueAt1000(EmbeddedBroker broker) throws Exception {
        topics = new Topics(broker.bootstrap());
        claims = topics.create("claims", 1);
        notices = topics.create("notices", 1);
        topics.send(claims, "answered", 1_000);
        topics.send(claims, "forgotten", 1_000);
        run.clockMs.set(500);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private RunningJob start(EmbeddedBroker broker) throws Exception {
        return DeadlineJob.start(
                run,
                DeadlineJob.caughtUp(run, broker.bootstrap(), claims),
                DeadlineJob.caughtUp(run, broker.bootstrap(), notices),
                WatermarkStrategy.noWatermarks());
    }

    private void awaitEventTime(RunningJob job, long ms) {
        job.await(() -> run.watermarkMs() == ms);
    }

    @Test
    void aNoticeFlushedInTimeCountsThoughItsTransactionIsCommittedLate(EmbeddedBroker broker)
            throws Exception {
        try (RunningJob job = start(broker);
                KafkaProducer<String, Long> bridge = topics.transactional()) {
            awaitEventTime(job, 500);
            bridge.beginTransaction();
            Topics.sendOpen(bridge, notices, "answered", Fact.NOTICE);
            run.clockMs.set(5_000);
            int probesBefore = run.probes.get();
            job.await(() -> run.probes.get() > probesBefore + 20);
            assertThat(run.watermarkMs()).isLessThan(1_000);
            bridge.commitTransaction();
            awaitEventTime(job, 5_000);
            assertThat(run.breaches).containsExactly("forgotten");
        }
    }

    @Test
    void transactionsThatAreNeverAllClosedDoNotStopEventTime(EmbeddedBroker broker)
            throws Exception {
        try (RunningJob job = start(broker);
                KafkaProducer<String, Long> one = topics.transactional();
                KafkaProducer<String, Long> other = topics.transactional()) {
            one.beginTransaction();
            Topics.sendOpen(one, notices, "answered", Fact.NOTICE);
            job.await(
                    () -> {
                        handOver(one, other);
                        handOver(other, one);
                        run.clockMs.addAndGet(1);
                        return run.advances.get() >= 10 && run.watermarkMs() > 520;
                    });
            one.abortTransaction();
        }
    }

    @Test
    void aTopicSilentOfDataButNeverFreeOfOpenTransactionsCostsNoMoreWithTime(EmbeddedBroker broker)
            throws Exception {
        try (RunningJob job = start(broker);
                KafkaProducer<String, Long> one = topics.transactional();
                KafkaProducer<String, Long> other = topics.transactional()) {
            one.beginTransaction();
            Topics.sendOpen(one, notices, "answered", Fact.NOTICE);
            AtomicLong written = new AtomicLong(1);
            job.await(
                    () -> {
                        abandon(one, other);
                        abandon(other, one);
                        // Each abandoned transaction leaves a record and a marker.
                        written.addAndGet(4);
                        run.clockMs.addAndGet(1);
                        return run.advances.get() >= 20 && run.watermarkMs() > 540;
                    });
            assertThat(run.notices).hasValue(0);
            assertThat(run.looked.get())
                    .as("each offset is looked at once, not from the last record in each round")
                    .isPositive()
                    .isLessThanOrEqualTo(written.get());
            one.abortTransaction();
        }
    }

    private void abandon(KafkaProducer<String, Long> from, KafkaProducer<String, Long> to)
            throws Exception {
        to.beginTransaction();
        Topics.sendOpen(to, notices, "answered", Fact.NOTICE);
        from.abortTransaction();
    }

    @Test
    void aHungTransactionHoldsTimeUntilTheBrokerEndsIt(EmbeddedBroker broker) throws Exception {
        try (RunningJob job = start(broker);
                KafkaProducer<String, Long> hung = topics.transactional(5_000)) {
            awaitEventTime(job, 500);
            hung.beginTransaction();
            Topics.sendOpen(hung, notices, "answered", Fact.NOTICE);
            topics.send(notices, "forgotten", Fact.NOTICE);
            run.clockMs.set(5_000);
            int probesBefore = run.probes.get();
            job.await(() -> run.probes.get() > probesBefore + 20);
            assertThat(run.watermarkMs()).isLessThan(1_000);
            awaitEventTime(job, 5_000);
            assertThat(run.breaches)
                    .as("the aborted answer is none, the committed one behind it is")
                    .containsExactly("answered");
        }
    }

    @Test
    void aPlantedBlindnessForOpenTransactionsBreachesFalsely(EmbeddedBroker broker)
            throws Exception {
        run.openTransactionsHidden = true;
        try (RunningJob job = start(broker);
                KafkaProducer<String, Long> bridge = topics.transactional()) {
            awaitEventTime(job, 500);
            bridge.beginTransaction();
            Topics.sendOpen(bridge, notices, "answered", Fact.NOTICE);
            run.clockMs.set(5_000);
            job.await(() -> run.breaches.contains("answered"));
            bridge.abortTransaction();
        }
    }

    /** At each instant at least one of the two has a transaction open, with data in the log. */
    private void handOver(KafkaProducer<String, Long> from, KafkaProducer<String, Long> to)
            throws Exception {
        to.beginTransaction();
        Topics.sendOpen(to, notices, "answered", Fact.NOTICE);
        from.commitTransaction();
    }

    @Test
    void anAbortedTransactionAtTheEndIsNeitherDataNorAnObstacle(EmbeddedBroker broker)
            throws Exception {
        try (KafkaProducer<String, Long> bridge = topics.transactional()) {
            bridge.beginTransaction();
            Topics.sendOpen(bridge, notices, "answered", Fact.NOTICE);
            bridge.commitTransaction();
            bridge.beginTransaction();
            for (int i = 0; i < 50; i++) {
                Topics.sendOpen(bridge, notices, "forgotten", Fact.NOTICE);
            }
            bridge.abortTransaction();
        }
        run.clockMs.set(5_000);
        try (RunningJob job = start(broker)) {
            awaitEventTime(job, 5_000);
            assertThat(run.notices).hasValue(1);
            assertThat(run.breaches).containsExactly("forgotten");
        }
    }

    @Test
    void aTopicThatHoldsNothingButAnAbortedTransactionIsCaughtUp(EmbeddedBroker broker)
            throws Exception {
        try (KafkaProducer<String, Long> bridge = topics.transactional()) {
            bridge.beginTransaction();
            Topics.sendOpen(bridge, notices, "forgotten", Fact.NOTICE);
            bridge.abortTransaction();
        }
        try (RunningJob job = start(broker)) {
            awaitEventTime(job, 500);
            assertThat(run.notices).hasValue(0);
        }
    }
}
