package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.clock.StopReason;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source whose time stands says why, though its topic is silent and nothing else wakes it. */
@ExtendWith(SharedBroker.class)
class WhyITCase {

    private final Run run = new Run(1);
    private Topics topics;
    private String notices;
    private CaughtUpSource<Fact> source;

    @BeforeEach
    void aSilentTopic(EmbeddedBroker broker) throws Exception {
        topics = new Topics(broker.bootstrap());
        notices = topics.create("notices", 1);
        run.clockMs.set(500);
        source =
                DeadlineJob.caughtUp(run, broker.bootstrap(), notices)
                        .tellWhy(line -> new Fact(StopReason.parse(line).words(), Fact.NOTICE));
    }

    @AfterEach
    void close() {
        topics.close();
    }

    /** The fetch stands too: its empty answers every ten seconds would wake the source as well. */
    @Test
    void theBrokerDoesNotAnswer(EmbeddedBroker broker) throws Exception {
        source =
                DeadlineJob.caughtUp(run, broker.bootstrap(), notices, Stall.at(run, 1))
                        .tellWhy(line -> new Fact(StopReason.parse(line).words(), Fact.NOTICE));
        topics.send(notices, "answered", Fact.NOTICE);
        run.probesFail = true;
        try (RunningJob job = start()) {
            job.await(() -> run.stalledPolls.get() == 1);
            run.clockMs.set(5_000);
            awaitReason(job, "the broker can't be asked");
            awaitReason(job, "Injected: the broker does not answer.");
            run.stallEnds.countDown();
        }
    }

    @Test
    void aTransactionHangs() throws Exception {
        try (RunningJob job = start();
                KafkaProducer<String, Long> bridge = topics.transactional()) {
            job.await(() -> run.watermarkMs() == 500);
            bridge.beginTransaction();
            Topics.sendOpen(bridge, notices, "answered", Fact.NOTICE);
            goOnUntil(job, "a transaction is open in " + notices + "-0 at offset 0");
            bridge.abortTransaction();
            job.await(() -> run.watermarkMs() == run.clockMs.get());
            // Silent as long as time moves.
            int told = run.emitted.size();
            int advances = run.advances.get();
            job.await(
                    () -> {
                        run.clockMs.addAndGet(100);
                        return run.advances.get() > advances + 20;
                    });
            assertThat(run.emitted).hasSize(told);
        }
    }

    @Test
    void theBridgeIsDead() throws Exception {
        source.heartbeats(Fact::heartbeatMs, List.of());
        try (RunningJob job = start()) {
            goOnUntil(job, "no heartbeat has arrived from " + notices + "-0");
            topics.sendTo(notices, 0, Fact.HEARTBEAT, 1_000);
            goOnUntil(job, "the last heartbeat of " + notices + "-0 is of 1970-01-01T00:00:01Z");
        }
    }

    /** The wall clock goes on: a second per look. */
    private void goOnUntil(RunningJob job, String reason) {
        job.await(
                () -> {
                    run.clockMs.addAndGet(1_000);
                    return isTold(reason);
                });
    }

    private void awaitReason(RunningJob job, String reason) {
        job.await(() -> isTold(reason));
    }

    private boolean isTold(String reason) {
        return run.emitted.stream().anyMatch(told -> told.contains(reason));
    }

    private RunningJob start() throws Exception {
        return DeadlineJob.noting(run, source);
    }
}
