package dev.vigil.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.caughtup.Run;
import dev.vigil.local.caughtup.Stall;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.caughtup.Watermarks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real notice job on a real broker, with the naive strategy beside it on the same records. */
class NoticeJobITCase {
    private static final ClockRules RULES = ClockRules.DEFAULTS.withGrace(1_000);
    private static final long STANDSTILL_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    @Test
    void escalationsAndTheBreachComeThoughTheTopicIsSilent(@TempDir Path directory)
            throws Exception {
        try (Site site = Site.open(directory)) {
            site.notice("n-1", System.currentTimeMillis() - Site.DAY_MS + 20_000);
            Collected naive = new Collected();
            JobClient naiveJob = naive(site, naive, new Properties(), null);
            JobClient job = real(site, new Properties());
            await(() -> !site.all(Topic.BREACHES, BreachRecord.class).isEmpty());

            assertThat(site.all(Topic.ESCALATIONS, EscalationAlert.class))
                    .extracting(EscalationAlert::level)
                    .containsExactlyInAnyOrder("E7", "E8");
            assertThat(site.all(Topic.BREACHES, BreachRecord.class))
                    .singleElement()
                    .satisfies(breach -> assertThat(breach.noticeId()).isEqualTo("n-1"));
            await(() -> !naive.all(NoticeStatus.class, EventType.NOTICE_STATUS.type()).isEmpty());
            assertThat(naive.all(EscalationAlert.class, EventType.ESCALATION.type()))
                    .as("the naive job has the notice, but its time stands still")
                    .isEmpty();
            Site.stop(job);
            Site.stop(naiveJob);
        }
    }

    @Test
    void threeDaysOfHistoryAndAStalledFetchBreachNothing(@TempDir Path directory) throws Exception {
        try (Site site = Site.open(directory)) {
            int answered = threeDaysAllAnsweredInTime(site);
            Run realRun = new Run(1);
            Run naiveRun = new Run(1);
            Collected naive = new Collected();
            JobClient naiveJob = naive(site, naive, Stall.at(naiveRun, 3), Duration.ofSeconds(1));
            JobClient job = real(site, Stall.at(realRun, 3));
            await(() -> realRun.stalledPolls.get() > 0 && naiveRun.stalledPolls.get() > 0);
            // Long enough for every naive partition to be taken for idle.
            long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            await(() -> System.nanoTime() > until);
            realRun.stallEnds.countDown();
            naiveRun.stallEnds.countDown();

            await(() -> site.all(Topic.ESCALATIONS, EscalationResolved.class).size() == answered);
            assertThat(site.all(Topic.BREACHES, BreachRecord.class)).isEmpty();
            await(() -> naive.all(BreachRecord.class, EventType.BREACH.type()).size() > 0);
            Site.stop(job);
            Site.stop(naiveJob);
        }
    }

    private static int threeDaysAllAnsweredInTime(Site site) throws Exception {
        int hours = 72;
        int perHour = 5;
        long startMs = System.currentTimeMillis() - (hours + 24) * HOUR_MS;
        for (int hour = 0; hour < hours; hour++) {
            for (int i = 0; i < perHour; i++) {
                site.notice("n-" + hour + "-" + i, startMs + hour * HOUR_MS);
            }
        }
        for (int hour = 0; hour < hours; hour++) {
            for (int i = 0; i < perHour; i++) {
                String item = "n-" + hour + "-" + i + "-item";
                site.confirm(item, startMs + (hour + 20) * HOUR_MS);
            }
        }
        return hours * perHour;
    }

    private static JobClient real(Site site, Properties consumers) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients(), consumers);
        NoticeJob.wire(
                kafka.noticeSources(env, Watermarks.CAUGHT_UP),
                kafka.sink(),
                kafka.exactlyOnceSink("it-" + UUID.randomUUID(), Duration.ofMinutes(15)),
                RULES,
                STANDSTILL_MS,
                "runbook");
        return env.executeAsync("real");
    }

    private static JobClient naive(
            Site site, Collected collected, Properties consumers, Duration idleness)
            throws Exception {
        StreamExecutionEnvironment env = Site.environment(1);
        NoticeJob.wire(
                NaiveTime.sources(
                        env, site.clients(), consumers, strategy(idleness), strategy(idleness)),
                collected,
                collected,
                RULES,
                STANDSTILL_MS,
                "runbook");
        return env.executeAsync("naive");
    }

    /** Time from the records; idle after a while without any, or never where null. */
    private static <T> WatermarkStrategy<T> strategy(Duration idleness) {
        WatermarkStrategy<T> records =
                WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(500));
        return idleness == null ? records : records.withIdleness(idleness);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(60))
                .until(condition);
    }
}
