package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real notice job on a real broker misses nothing and breaches nothing falsely; a naive time
 * beside it, on the same records and by the same clock, does.
 */
@ExtendWith(SharedBroker.class)
class NoticeJobITCase {
    private static final long HOUR_MS = 3_600_000;
    private static final long PAST_DUE_MS = Site.DAY_MS + 2 * NoticeStart.GRACE_MS;
    private static final int EACH = 10;

    private final long startMs = System.currentTimeMillis() - 5 * Site.DAY_MS;
    private final Run real = new Run(1);
    private final Run naive = new Run(1);
    private final Collected naively = new Collected();
    private Site site;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void escalationsAndTheBreachComeThoughTheTopicIsSilent() throws Exception {
        site.notice("n-1", startMs);
        setClocks(startMs + HOUR_MS);
        try (RunningJob textbook = naiveStart().naive(NaiveTime.OF_RECORDS, naively);
                RunningJob job = realStart().real()) {
            job.awaitOnTopic(() -> assertThat(levels()).contains("E0"));
            setClocks(startMs + 12 * HOUR_MS);
            job.awaitOnTopic(() -> assertThat(levels()).contains("E2"));
            setClocks(startMs + PAST_DUE_MS);
            job.awaitOnTopic(() -> assertThat(breached()).isEqualTo(List.of("n-1")));
            assertThat(levels()).containsExactlyInAnyOrder("E0", "E2", "E8");

            textbook.await(() -> !told(NoticeStatus.class, EventType.NOTICE_STATUS).isEmpty());
            assertThat(told(EscalationAlert.class, EventType.ESCALATION))
                    .as("the naive job has the notice, but its time stands still")
                    .isEmpty();
        }
    }

    @Test
    void threeDaysOfHistoryAndAStalledFetch() throws Exception {
        List<String> forgotten = threeDays();
        setClocks(startMs + 72 * HOUR_MS + PAST_DUE_MS);
        try (RunningJob textbook = naiveStart().stalledAt(3).naive(NaiveTime.WALL_CLOCK, naively);
                RunningJob job = realStart().stalledAt(3).real()) {
            textbook.await(() -> naivelyBreached().stream().anyMatch(id -> id.endsWith("-done")));
            job.await(() -> real.stalledPolls.get() > 0);
            assertThat(breached()).isEmpty();
            real.stallEnds.countDown();
            naive.stallEnds.countDown();
            job.awaitOnTopic(() -> breached().size() >= forgotten.size());
            job.awaitOnTopic(() -> resolved().size() == 72 * 4);
            assertThat(breached()).containsExactlyInAnyOrderElementsOf(forgotten);
        } finally {
            naive.stallEnds.countDown();
            real.stallEnds.countDown();
        }
    }

    /** Five notices an hour, four of them answered after 20 hours; returns the others. */
    private List<String> threeDays() throws Exception {
        List<String> forgotten = new ArrayList<>();
        for (int hour = 0; hour < 72; hour++) {
            for (int i = 0; i < 4; i++) {
                site.notice("n-" + hour + "-" + i + "-done", startMs + hour * HOUR_MS);
            }
            site.notice("n-" + hour, startMs + hour * HOUR_MS);
            forgotten.add("n-" + hour);
        }
        for (int hour = 0; hour < 72; hour++) {
            for (int i = 0; i < 4; i++) {
                String item = "n-" + hour + "-" + i + "-done-item";
                site.confirm(item, startMs + (hour + 20) * HOUR_MS);
            }
        }
        return forgotten;
    }

    @Test
    void anOutageOverTheDeadlineWithTheAnswersAlreadyInTheTopic(@TempDir Path savepoints)
            throws Exception {
        List<String> forgotten = noticesAnsweredAndForgotten();
        String saved;
        String naivelySaved;
        setClocks(startMs + HOUR_MS);
        try (RunningJob textbook = naiveStart().naive(NaiveTime.WALL_CLOCK, naively);
                RunningJob job = realStart().real()) {
            job.awaitOnTopic(() -> levels().size() == 2 * EACH);
            textbook.await(
                    () -> told(EscalationAlert.class, EventType.ESCALATION).size() == 2 * EACH);
            saved = job.stopWithSavepoint(savepoints);
            naivelySaved = textbook.stopWithSavepoint(savepoints);
        }
        for (int i = 0; i < EACH; i++) {
            site.confirm(item(i), startMs + 20 * HOUR_MS);
        }
        setClocks(startMs + PAST_DUE_MS);
        try (RunningJob textbook =
                        naiveStart()
                                .stalledAt(1)
                                .from(naivelySaved)
                                .naive(NaiveTime.WALL_CLOCK, naively);
                RunningJob job = realStart().stalledAt(1).from(saved).real()) {
            textbook.await(() -> naivelyBreached().size() == 2 * EACH);
            job.await(() -> real.stalledPolls.get() > 0);
            assertThat(breached()).isEmpty();
            real.stallEnds.countDown();
            // A source waits half a minute for a fetch that is stalled when its job is cancelled.
            naive.stallEnds.countDown();
            job.awaitOnTopic(() -> breached().size() >= EACH && resolved().size() == EACH);
            assertThat(breached()).containsExactlyInAnyOrderElementsOf(forgotten);
        } finally {
            naive.stallEnds.countDown();
            real.stallEnds.countDown();
        }
    }

    @Test
    void anAnswerInTimeWhoseTransactionIsCommittedPastTheDeadline() throws Exception {
        List<String> forgotten = noticesAnsweredAndForgotten();
        setClocks(startMs + HOUR_MS);
        try (RunningJob textbook = naiveStart().naive(NaiveTime.WALL_CLOCK, naively);
                RunningJob job = realStart().real();
                KafkaProducer<byte[], byte[]> bridge = site.transactional()) {
            job.awaitOnTopic(() -> levels().size() == 2 * EACH);
            bridge.beginTransaction();
            for (int i = 0; i < EACH; i++) {
                bridge.send(Site.confirmation(item(i), startMs + 20 * HOUR_MS)).get();
            }
            setClocks(startMs + PAST_DUE_MS);
            textbook.await(() -> naivelyBreached().size() == 2 * EACH);
            assertThat(breached()).isEmpty();
            bridge.commitTransaction();
            job.awaitOnTopic(() -> breached().size() >= EACH && resolved().size() == EACH);
            assertThat(breached()).containsExactlyInAnyOrderElementsOf(forgotten);
        }
    }

    @Test
    void transactionsThatAreNeverAllClosed() throws Exception {
        site.notice("answered", startMs, item(0));
        site.notice("forgotten", startMs);
        setClocks(startMs + HOUR_MS);
        try (RunningJob textbook = naiveStart().naive(NaiveTime.NO_OPEN_TRANSACTION, naively);
                RunningJob job = realStart().real();
                KafkaProducer<byte[], byte[]> one = site.transactional();
                KafkaProducer<byte[], byte[]> other = site.transactional()) {
            job.awaitOnTopic(() -> assertThat(levels()).hasSize(2));
            textbook.await(() -> told(EscalationAlert.class, EventType.ESCALATION).size() == 2);
            begin(one);
            setClocks(startMs + PAST_DUE_MS);
            job.awaitOnTopic(
                    () -> {
                        handOver(one, other);
                        handOver(other, one);
                        return !breached().isEmpty();
                    });
            assertThat(breached()).containsExactly("forgotten");
            assertThat(naivelyBreached()).as("the naive job waits for an end of all").isEmpty();
            one.abortTransaction();
        }
    }

    private void begin(KafkaProducer<byte[], byte[]> bridge) throws Exception {
        bridge.beginTransaction();
        bridge.send(Site.confirmation(item(0), startMs + 20 * HOUR_MS)).get();
    }

    /** At each instant one of the two has a transaction open, in the same partition. */
    private void handOver(KafkaProducer<byte[], byte[]> from, KafkaProducer<byte[], byte[]> to)
            throws Exception {
        begin(to);
        from.commitTransaction();
    }

    /** As many answered as forgotten; returns the latter. */
    private List<String> noticesAnsweredAndForgotten() throws Exception {
        List<String> forgotten = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            site.notice("answered-" + i, startMs, item(i));
            site.notice("forgotten-" + i, startMs);
            forgotten.add("forgotten-" + i);
        }
        return forgotten;
    }

    private static String item(int i) {
        return "answered-item-" + i;
    }

    private void setClocks(long ms) {
        real.clockMs.set(ms);
        naive.clockMs.set(ms);
    }

    private NoticeStart realStart() {
        return new NoticeStart(site, real);
    }

    private NoticeStart naiveStart() {
        return new NoticeStart(site, naive);
    }

    private List<String> levels() {
        return site.all(Topic.ESCALATIONS, EscalationAlert.class).stream()
                .map(EscalationAlert::level)
                .toList();
    }

    private List<EscalationResolved> resolved() {
        return site.all(Topic.ESCALATIONS, EscalationResolved.class);
    }

    private List<String> breached() {
        return site.all(Topic.BREACHES, BreachRecord.class).stream()
                .map(BreachRecord::noticeId)
                .toList();
    }

    private List<String> naivelyBreached() {
        return told(BreachRecord.class, EventType.BREACH).stream()
                .map(BreachRecord::noticeId)
                .toList();
    }

    private <T> List<T> told(Class<T> type, EventType event) {
        return naively.all(type, event.type());
    }
}
