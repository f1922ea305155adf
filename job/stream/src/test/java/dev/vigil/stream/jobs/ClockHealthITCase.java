package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.notice.ClockRules;
import dev.vigil.register.RegisterRules;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.LedgerJob;
import dev.vigil.stream.LedgerOptions;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.NoticeOptions;
import dev.vigil.stream.caughtup.Watermarks;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The silent failure is told in the product's own words, on a topic. */
@ExtendWith(SharedBroker.class)
class ClockHealthITCase {
    private static final Duration TRANSACTIONS = Duration.ofMinutes(15);

    /** A source reports its reason after 2 s, and a machine may be slow. */
    private static final long STANDSTILL_MS = 6_000;

    @Test
    void aHungTransactionIsOneRecordAndItsEndAnother(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker);
                KafkaProducer<byte[], byte[]> hung = site.transactional()) {
            JobClient job = start(site);
            site.await(() -> isLast(site, ClockMotion.RUNNING));
            hung.beginTransaction();
            hung.send(new ProducerRecord<>(Topic.NOTICES.topicName(), 2, new byte[0], new byte[0]))
                    .get();
            site.await(() -> isLast(site, ClockMotion.STOPPED));
            hung.abortTransaction();
            site.await(() -> isLast(site, ClockMotion.RUNNING));

            List<ClockHealth> told = lastThree(site);
            assertThat(told)
                    .extracting(ClockHealth::state)
                    .containsExactly(ClockMotion.RUNNING, ClockMotion.STOPPED, ClockMotion.RUNNING);
            ClockHealth standing = told.get(1);
            assertThat(standing.reason())
                    .isEqualTo("a transaction is open in notices-2 at offset 0");
            assertThat(standing.why())
                    .isEqualTo(StopReason.of(StopCode.OPEN_TRANSACTION, "notices-2", 0));
            assertThat(standing.lagMs()).isGreaterThanOrEqualTo(STANDSTILL_MS);
            assertThat(standing.at() - standing.since()).isGreaterThanOrEqualTo(STANDSTILL_MS);
            assertThat(told.get(2).watermark()).isGreaterThan(standing.watermark());
            Site.stop(job);
        }
    }

    @Test
    void aListThatDoesNotLoadIsNamed(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker);
                KafkaProducer<byte[], byte[]> hung = site.transactional()) {
            hung.beginTransaction();
            hung.send(new ProducerRecord<>(Topic.LIST.topicName(), 1, new byte[0], new byte[0]))
                    .get();
            JobClient job = start(site);
            site.await(() -> isLast(site, ClockMotion.STOPPED));
            hung.abortTransaction();
            site.await(() -> isLast(site, ClockMotion.RUNNING));

            List<ClockHealth> told = health(site);
            assertThat(told.get(0).state()).isEqualTo(ClockMotion.STOPPED);
            assertThat(told.get(0).watermark()).isNull();
            assertThat(told.get(0).reason())
                    .isEqualTo("a transaction is open in list-1 at offset 0");
            assertThat(told.get(1).state()).isEqualTo(ClockMotion.RUNNING);
            Site.stop(job);
        }
    }

    /** Its time is that of its own topics, and its key in the topic its own. */
    @Test
    void theLedgerReportsItsOwnClock(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker);
                KafkaProducer<byte[], byte[]> hung = site.transactional()) {
            JobClient job = startLedger(site);
            site.await(() -> isLast(site, ClockMotion.RUNNING));
            hung.beginTransaction();
            hung.send(
                            new ProducerRecord<>(
                                    Topic.DECISIONS.topicName(), 1, new byte[0], new byte[0]))
                    .get();
            site.await(() -> isLast(site, ClockMotion.STOPPED));
            hung.abortTransaction();
            site.await(() -> isLast(site, ClockMotion.RUNNING));

            List<ClockHealth> told = lastThree(site);
            assertThat(told)
                    .extracting(ClockHealth::state)
                    .containsExactly(ClockMotion.RUNNING, ClockMotion.STOPPED, ClockMotion.RUNNING);
            assertThat(told.get(1).reason())
                    .isEqualTo("a transaction is open in decisions-1 at offset 0");
            assertThat(site.bus.latest(Topic.HEALTH)).containsOnlyKeys(ClockHealth.LEDGER_CLOCK);
            Site.stop(job);
        }
    }

    private static JobClient startLedger(Site site) throws Exception {
        StreamExecutionEnvironment env = Site.environment(2);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        LedgerJob.wire(
                kafka.ledgerSources(env),
                kafka.sink(),
                kafka.exactlyOnceSink(Topic.STRIKES, "it-" + UUID.randomUUID(), TRANSACTIONS),
                new LedgerOptions(
                        LedgerOptions.of(new Configuration()).rules(),
                        STANDSTILL_MS,
                        TRANSACTIONS,
                        RegisterRules.DEFAULTS,
                        LedgerOptions.of(new Configuration()).usage(),
                        LedgerOptions.of(new Configuration()).signals()));
        return env.executeAsync("ledger health");
    }

    private static List<ClockHealth> health(Site site) {
        return site.all(Topic.HEALTH, ClockHealth.class);
    }

    private static boolean isLast(Site site, ClockMotion state) {
        List<ClockHealth> all = health(site);
        return !all.isEmpty() && all.get(all.size() - 1).state() == state;
    }

    /** A machine that is busy may have stopped the clock before. */
    private static List<ClockHealth> lastThree(Site site) {
        List<ClockHealth> all = health(site);
        return all.subList(Math.max(0, all.size() - 3), all.size());
    }

    private static JobClient start(Site site) throws Exception {
        StreamExecutionEnvironment env = Site.environment(2);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        NoticeJob.wire(
                kafka.noticeSources(env, Watermarks.CAUGHT_UP),
                kafka.sink(),
                kafka.exactlyOnceSink(Topic.BREACHES, "it-" + UUID.randomUUID(), TRANSACTIONS),
                new NoticeOptions(
                        ClockRules.DEFAULTS.withGrace(1_000),
                        STANDSTILL_MS,
                        TRANSACTIONS,
                        "runbook"));
        return env.executeAsync("health");
    }
}
