package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records beyond what a broker takes, through the sinks of the jobs. */
@ExtendWith(SharedBroker.class)
class TooLargeITCase {
    private Site site;
    private KafkaEndpoints kafka;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
        kafka = new KafkaEndpoints(site.clients());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void atLeastOnceARecordThatIsTooLargeIsADeadLetterAndTheNextGoesOut() throws Exception {
        tooLargeIsADeadLetter(kafka.sink());
    }

    @Test
    void exactlyOnceARecordThatIsTooLargeIsADeadLetterAndTheNextGoesOut() throws Exception {
        tooLargeIsADeadLetter(exactlyOnce());
    }

    /** Of the largest that is let through, to the byte: the limits of producer and topic fit. */
    @Test
    void theBrokerTakesTheLargestThatIsLetThrough() throws Exception {
        send(kafka.sink(), breach("n-1", Topic.LARGEST_RECORD));
        String message = site.all(Topic.NOTICE_DEAD_LETTERS, DeadLetter.class).get(0).message();
        int bytes = Integer.parseInt(message.replaceAll(".*got (\\d+) in.*", "$1"));
        int room = 2 * Topic.LARGEST_RECORD - bytes;
        send(kafka.sink(), breach("n-2", room), breach("n-3", room + 1));
        assertThat(site.all(Topic.BREACHES, BreachRecord.class))
                .extracting(BreachRecord::noticeId)
                .containsExactly("n-2");
        assertThat(site.all(Topic.NOTICE_DEAD_LETTERS, DeadLetter.class))
                .extracting(DeadLetter::key)
                .containsExactlyInAnyOrder("n-1", "n-3");
    }

    private void tooLargeIsADeadLetter(Sink<Outgoing> sink) throws Exception {
        send(sink, breach("n-1", 2_000_000), breach("n-2", 2));
        assertThat(site.all(Topic.BREACHES, BreachRecord.class))
                .extracting(BreachRecord::noticeId)
                .containsExactly("n-2");
        assertThat(site.all(Topic.NOTICE_DEAD_LETTERS, DeadLetter.class))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo("TOO_LARGE");
                            assertThat(letter.topic()).isEqualTo("breaches");
                            assertThat(letter.key()).isEqualTo("n-1");
                            assertThat(letter.message())
                                    .contains("at most 1048576 bytes, got 200", "n-1/1/breach");
                            assertThat(letter.bytes()).isEmpty();
                        });
    }

    private Sink<Outgoing> exactlyOnce() {
        return kafka.exactlyOnceSink(
                Topic.BREACHES, "it-" + UUID.randomUUID(), Duration.ofMinutes(15));
    }

    /**
     * @param characters of its one item
     */
    private static BreachRecord breach(String noticeId, int characters) {
        return new BreachRecord(
                noticeId + "/1/breach",
                noticeId,
                1,
                "studio",
                1_800_000_000_000L,
                1_800_086_400_000L,
                List.of("x".repeat(characters)),
                "NOT_DONE_WHEN_DUE",
                null,
                null);
    }

    private static void send(Sink<Outgoing> sink, BreachRecord... breaches) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1);
        env.fromData(BreachRecord.class, breaches)
                .uid("breaches")
                .map(Outgoing::breach)
                .uid("out")
                .sinkTo(sink)
                .uid("sink");
        env.executeAsync("too large")
                .getJobExecutionResult()
                .get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
