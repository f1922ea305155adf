package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.HeartbeatPush;
import dev.vigil.client.bus.Push;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.NoticeOptions;
import dev.vigil.stream.caughtup.Watermarks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real notice job in both modes on the same records. */
@ExtendWith(SharedBroker.class)
class LateBridgeITCase {
    private static final ClockRules RULES = ClockRules.DEFAULTS.withGrace(1_000);
    private static final long STANDSTILL_MS = 60_000;
    private static final int ANSWERED = 20;

    @Test
    void confirmationsOfInTimeThatReachKafkaLate(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            long receivedMs = System.currentTimeMillis() - Site.DAY_MS - 60_000;
            for (int i = 0; i < ANSWERED; i++) {
                site.notice("n-" + i, receivedMs);
            }
            site.notice("forgotten", receivedMs);
            Collected caughtUp = new Collected();
            Collected byHeartbeats = new Collected();
            JobClient naiveJob = start(site, caughtUp, Watermarks.CAUGHT_UP);
            JobClient job = start(site, byHeartbeats, Watermarks.HEARTBEATS);
            site.await(() -> assertThat(breaches(caughtUp)).hasSize(ANSWERED + 1));
            assertThat(breaches(byHeartbeats)).isEmpty();

            for (int i = 0; i < ANSWERED; i++) {
                site.confirm("n-" + i + "-item", receivedMs + Site.DAY_MS - 60_000);
            }
            heartbeat(site);
            site.await(
                    () -> resolved(byHeartbeats) == ANSWERED && !breaches(byHeartbeats).isEmpty());
            assertThat(breaches(byHeartbeats))
                    .extracting(BreachRecord::noticeId)
                    .containsExactly("forgotten");
            Site.stop(job);
            Site.stop(naiveJob);
        }
    }

    private static void heartbeat(Site site) throws Exception {
        String bootstrap = site.clients().getProperty("bootstrap.servers");
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.NOTICES)) {
            new HeartbeatPush(push, Clock.systemUTC()).beat();
        }
    }

    private static List<BreachRecord> breaches(Collected collected) {
        return collected.all(BreachRecord.class, EventType.BREACH.type());
    }

    private static int resolved(Collected collected) {
        return collected.all(EscalationResolved.class, EventType.ESCALATION_RESOLVED.type()).size();
    }

    private static JobClient start(Site site, Collected collected, Watermarks time)
            throws Exception {
        StreamExecutionEnvironment env = Site.environment(2);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        NoticeJob.wire(
                kafka.noticeSources(env, time),
                collected,
                collected,
                new NoticeOptions(RULES, STANDSTILL_MS, Duration.ofMinutes(15), "runbook"));
        return env.executeAsync(time.name());
    }
}
