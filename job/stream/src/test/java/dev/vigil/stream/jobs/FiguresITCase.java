package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.figures.PublishedFigures;
import dev.vigil.figures.FigureSums;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Figures of the ledger job on a real broker, and after a start without state and without records.
 */
@ExtendWith(SharedBroker.class)
class FiguresITCase {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE_MS = 60_000;

    private static final List<Topic> COUNTED =
            List.of(
                    Topic.NOTICES,
                    Topic.OUTCOMES,
                    Topic.COMMANDS,
                    Topic.SESSION_CONFIRMATIONS,
                    Topic.WARNINGS);

    /** Noon there. */
    private final long noonMs =
            LocalDate.now(SHANGHAI)
                    .minusDays(30)
                    .atTime(12, 0)
                    .atZone(SHANGHAI)
                    .toInstant()
                    .toEpochMilli();

    private final Run run = new Run(1);
    private Site site;
    private AccountLife life;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
        life = new AccountLife(site, "a-1");
        run.clockMs.set(noonMs + 30 * MINUTE_MS);
        life.listed("e-1", 1, noonMs - 1, null);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private FigureSums day(long ms) throws Exception {
        LocalDate day = Instant.ofEpochMilli(ms).atZone(SHANGHAI).toLocalDate();
        return PublishedFigures.read(site.bus, day, day).whole();
    }

    private static Map<String, Long> counts(FigureSums sums, FigureKind... kinds) {
        Map<String, Long> counts = new HashMap<>();
        for (FigureKind kind : kinds) {
            sums.of(kind).forEach(sum -> counts.put(kind + "/" + sum.dimension(), sum.count()));
        }
        return counts;
    }

    private Map<String, Long> measures(long ms) throws Exception {
        return counts(day(ms), FigureKind.MEASURES);
    }

    /** Its time goes on meanwhile. */
    private void awaitLater(RunningJob job, ThrowingRunnable assertion) {
        job.awaitOnTopic(
                () -> {
                    run.clockMs.addAndGet(MINUTE_MS);
                    assertion.run();
                });
    }

    @Test
    void figuresRemainWhenWhatTheyCountIsGone() throws Exception {
        try (RunningJob job = new LedgerStart(site, run).real()) {
            site.notice("notice-of-i-1", noonMs, "i-1");
            life.outcome("i-1", ItemOutcomeKind.ACTED, noonMs, noonMs + AccountLife.EFFECT_MS);
            life.blocked("s-1", "e-1", noonMs);
            life.blocked("s-2", "e-1", noonMs + MINUTE_MS);
            life.blocked("s-2", "e-1", noonMs + MINUTE_MS);
            awaitLater(
                    job,
                    () ->
                            assertThat(
                                            counts(
                                                    day(noonMs),
                                                    FigureKind.MEASURES,
                                                    FigureKind.NOTICES_RECEIVED,
                                                    FigureKind.ITEM_TO_ACTION,
                                                    FigureKind.WARNINGS))
                                    .isEqualTo(
                                            Map.of(
                                                    "MEASURES/LIST/LISTED_FORBIDDEN", 2L,
                                                    "MEASURES/NOTICE/NOTICE", 1L,
                                                    "NOTICES_RECEIVED/STANDARD", 1L,
                                                    "ITEM_TO_ACTION/STANDARD", 1L,
                                                    "WARNINGS/FIRST", 1L)));
            assertThat(day(noonMs).isWhole()).as("the day is not over").isFalse();
        }
        life.erased(run.clockMs.get());
        forget();
        Map<String, Long> before = counts(day(noonMs), FigureKind.values());
        long nextMs = noonMs + Site.DAY_MS;
        run.clockMs.set(nextMs + MINUTE_MS);
        try (RunningJob job = new LedgerStart(site, run).real()) {
            new AccountLife(site, "b-1").blocked("t-1", "e-1", nextMs);
            awaitLater(
                    job,
                    () ->
                            assertThat(measures(nextMs))
                                    .isEqualTo(Map.of("MEASURES/LIST/LISTED_FORBIDDEN", 1L)));
            job.awaitOnTopic(() -> assertThat(day(noonMs).isWhole()).isTrue());
            assertThat(counts(day(noonMs), FigureKind.values())).isEqualTo(before);
            new AccountLife(site, "b-1").blocked("t-2", "e-1", noonMs + 2 * MINUTE_MS);
            awaitLater(
                    job,
                    () ->
                            assertThat(measures(noonMs))
                                    .containsEntry("MEASURES/LIST/LISTED_FORBIDDEN", 3L));
        }
    }

    /** As if the time of keeping were over. */
    private void forget() throws Exception {
        try (Admin admin = Admin.create(site.clients())) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (Topic topic : COUNTED) {
                for (int i = 0; i < topic.partitions(); i++) {
                    TopicPartition partition = new TopicPartition(topic.topicName(), i);
                    long end =
                            admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                    .partitionResult(partition)
                                    .get()
                                    .offset();
                    all.put(partition, RecordsToDelete.beforeOffset(end));
                }
            }
            admin.deleteRecords(all).all().get();
        }
    }
}
