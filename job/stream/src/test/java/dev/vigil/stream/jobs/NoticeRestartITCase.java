package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real notice job ends and starts again, with its last state or with none: one body per key of
 * an escalation, each breach and correction exactly once.
 */
@ExtendWith(SharedBroker.class)
class NoticeRestartITCase {
    private static final long HOUR_MS = 3_600_000;
    private static final long PAST_DUE_MS = Site.DAY_MS + 2 * NoticeStart.GRACE_MS;

    private final long startMs = System.currentTimeMillis() - 5 * Site.DAY_MS;
    private final Run run = new Run(1);
    @TempDir private Path savepoints;
    private Site site;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
        setClock(HOUR_MS);
    }

    @AfterEach
    void close() {
        site.close();
    }

    // A breach whose transaction the broker ends -------------------------------------------

    @Test
    void aBreachWhoseTransactionDiedInTheOutageIsWrittenAfterIt() throws Exception {
        Duration timeout = Duration.ofSeconds(15);
        site.notice("n-1", startMs);
        setClock(PAST_DUE_MS);
        String saved;
        try (RunningJob job = start().withoutCheckpoints().transactionTimeout(timeout).real()) {
            job.awaitOnTopic(() -> assertThat(escalated()).contains("n-1/1/E8"));
            saved = job.savepoint(savepoints);
        }
        assertThat(site.openRecords(Topic.BREACHES)).as("prepared, not committed").isPositive();
        site.awaitNoOpenRecords(Topic.BREACHES);
        assertThat(breaches()).as("the broker has aborted it").isEmpty();

        setClock(PAST_DUE_MS + 60_000);
        try (RunningJob job = start().from(saved).transactionTimeout(timeout).real()) {
            job.awaitOnTopic(() -> assertThat(breaches()).contains("n-1/1/breach"));
            awaitALaterBreach(job);
            assertThat(breaches()).containsOnlyOnce("n-1/1/breach");
        }
    }

    @Test
    void aBreachThatIsOnTheTopicIsNotWrittenAgain() throws Exception {
        assertThat(breachesAfterARestart(start(), start())).containsOnlyOnce("n-1/1/breach");
    }

    @Test
    void aPlantedForgetfulJobWritesItTwice() throws Exception {
        assertThat(breachesAfterARestart(start().forgetful(), start().forgetful()))
                .filteredOn("n-1/1/breach"::equals)
                .hasSize(2);
    }

    private List<String> breachesAfterARestart(NoticeStart first, NoticeStart second)
            throws Exception {
        site.notice("n-1", startMs);
        setClock(PAST_DUE_MS);
        String saved;
        try (RunningJob job = first.real()) {
            job.awaitOnTopic(() -> assertThat(breaches()).contains("n-1/1/breach"));
            saved = job.stopWithSavepoint(savepoints);
        }
        try (RunningJob job = second.from(saved).real()) {
            awaitALaterBreach(job);
        }
        return breaches();
    }

    /** Two hours past due; behind it whatever else a restarted job has to write is written. */
    private void awaitALaterBreach(RunningJob job) throws Exception {
        site.notice("later", startMs + 2 * HOUR_MS);
        setClock(2 * HOUR_MS + PAST_DUE_MS);
        job.awaitOnTopic(() -> assertThat(breaches()).contains("later/1/breach"));
    }

    // An escalation whose state is lost ----------------------------------------------------

    @Test
    void whatWasToldBeforeACrashIsNotToldAgainInOtherWords() throws Exception {
        assertThat(keysWithTwoBodies(start(), start())).isEmpty();
    }

    @Test
    void aPlantedForgetfulJobTellsItAgainInOtherWords() throws Exception {
        assertThat(keysWithTwoBodies(start().forgetful(), start().forgetful()))
                .contains("n-1/1/E2");
    }

    private Set<String> keysWithTwoBodies(NoticeStart first, NoticeStart second) throws Exception {
        site.notice("n-1", startMs, "one", "other");
        String saved;
        try (RunningJob job = first.withoutCheckpoints().real()) {
            job.awaitOnTopic(() -> assertThat(escalated()).contains("n-1/1/E0"));
            saved = job.savepoint(savepoints);
            setClock(12 * HOUR_MS);
            job.awaitOnTopic(() -> assertThat(escalated()).contains("n-1/1/E2"));
        }
        site.confirm("one", startMs + 11 * HOUR_MS);
        // Told when the clock of the second job has stood at 13 h: from later on E2 is skipped.
        site.notice("half-way", startMs + HOUR_MS);
        setClock(13 * HOUR_MS);
        try (RunningJob job = second.from(saved).real()) {
            job.awaitOnTopic(() -> assertThat(escalated()).contains("half-way/1/E2"));
            setClock(18 * HOUR_MS);
            job.awaitOnTopic(() -> assertThat(escalated()).contains("n-1/1/E3"));
        }
        return Set.copyOf(twice(idsOf(Set.copyOf(site.records(Topic.ESCALATIONS)))));
    }

    // A start without state ----------------------------------------------------------------

    @Test
    void aJobWithoutStateOnFullTopicsPublishesOnlyWhatIsNew() throws Exception {
        aLifeOfNotices();
        List<String> breaches = breaches();
        List<String> escalations = site.records(Topic.ESCALATIONS);
        try (RunningJob job = start().real()) {
            awaitALaterBreach(job);
        }
        assertThat(breaches()).containsExactlyInAnyOrderElementsOf(and(breaches, "later/1/breach"));
        assertThat(site.records(Topic.ESCALATIONS)).containsAll(escalations);
        assertThat(escalated())
                .containsExactlyInAnyOrderElementsOf(
                        and(idsOf(escalations), "forgotten/1/E9.2", "later/1/E8"));
    }

    @Test
    void aPlantedForgetfulJobWithoutStateWritesBreachesAgain() throws Exception {
        aLifeOfNotices();
        try (RunningJob job = start().forgetful().real()) {
            awaitALaterBreach(job);
        }
        assertThat(twice(breaches())).contains("forgotten/1/breach", "late/1/breach");
    }

    @Test
    void timeStandsWhileARecordOfTheJobsOwnMayStillBeCommitted() throws Exception {
        site.notice("n-1", startMs);
        setClock(PAST_DUE_MS);
        try (KafkaProducer<byte[], byte[]> before = site.transactional()) {
            before.beginTransaction();
            before.send(Site.breach("n-1", startMs)).get();
            try (RunningJob job = start().real()) {
                job.awaitOnTopic(() -> assertThat(site.records(Topic.NOTICE_STATUS)).hasSize(1));
                assertThat(escalated()).isEmpty();
                before.commitTransaction();
                awaitALaterBreach(job);
                assertThat(breaches()).containsOnlyOnce("n-1/1/breach");
            }
        }
    }

    /** One notice answered in time, one late, one proved in time after its breach, one never. */
    private void aLifeOfNotices() throws Exception {
        for (String id : List.of("answered", "late", "cleared", "forgotten")) {
            site.notice(id, startMs);
        }
        try (RunningJob job = start().real()) {
            job.awaitOnTopic(() -> assertThat(escalated()).hasSize(4));
            setClock(12 * HOUR_MS);
            job.awaitOnTopic(() -> assertThat(escalated()).hasSize(8));
            site.confirm("answered-item", startMs + 11 * HOUR_MS);
            job.awaitOnTopic(() -> assertThat(escalated()).contains("answered/1/resolved"));
            setClock(PAST_DUE_MS);
            job.awaitOnTopic(() -> assertThat(breaches()).hasSize(3));
            site.confirm("late-item", startMs + Site.DAY_MS + NoticeStart.GRACE_MS);
            site.confirm("cleared-item", startMs + 23 * HOUR_MS);
            job.awaitOnTopic(() -> assertThat(breaches()).hasSize(5));
            job.awaitOnTopic(() -> assertThat(escalated()).contains("cleared/1/resolved"));
            job.awaitOnTopic(() -> assertThat(escalated()).contains("late/1/resolved"));
        }
    }

    private NoticeStart start() {
        return new NoticeStart(site, run);
    }

    private void setClock(long sinceStartMs) {
        run.clockMs.set(startMs + sinceStartMs);
    }

    private List<String> escalated() {
        return idsOf(site.records(Topic.ESCALATIONS));
    }

    private List<String> breaches() {
        return idsOf(site.records(Topic.BREACHES));
    }

    private static List<String> idsOf(Iterable<String> records) {
        List<String> ids = new ArrayList<>();
        records.forEach(record -> ids.add(record.substring(0, record.indexOf(' '))));
        return ids;
    }

    private static Set<String> twice(List<String> ids) {
        return ids.stream()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(known -> known.getValue() > 1)
                .map(known -> known.getKey())
                .collect(Collectors.toSet());
    }

    private static List<String> and(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
