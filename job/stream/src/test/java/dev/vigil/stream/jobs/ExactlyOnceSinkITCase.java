package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.Outgoing;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.BackchannelFactory;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writer and committer of the exactly-once sink at a broker, checkpoint by checkpoint. */
@ExtendWith(SharedBroker.class)
class ExactlyOnceSinkITCase {
    /** Longer than the patience of a test: what waits for it is not seen to end. */
    private static final Duration TRANSACTIONS = Duration.ofMinutes(15);

    private final List<Task> tasks = new ArrayList<>();
    private Site site;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
    }

    @AfterEach
    void close() throws Exception {
        for (Task task : tasks) {
            task.close();
        }
        site.close();
    }

    /** The third transaction has the id of the first, the fourth that of the second. */
    @Test
    void whatAKilledProcessLeftOpenUnderAnIdThatIsToBeCommittedHoldsNobodyBack() throws Exception {
        Task killed = start(null);
        killed.write("n-1");
        killed.complete(killed.checkpoint(1));
        killed.write("n-2");
        Saved second = killed.checkpoint(2);
        killed.complete(second);
        killed.write("n-3");
        killed.checkpoint(3);
        killed.write("n-4");
        site.await(() -> site.openRecords(Topic.BREACHES) == 2);

        Task next = start(second);
        // Without a record, as a job whose event time is held back.
        next.complete(next.checkpoint(3));
        site.awaitNoOpenRecords(Topic.BREACHES);
        assertThat(published()).containsExactlyInAnyOrder("n-1", "n-2");

        next.write("n-3");
        next.complete(next.checkpoint(4));
        site.awaitNoOpenRecords(Topic.BREACHES);
        assertThat(published()).containsExactlyInAnyOrder("n-1", "n-2", "n-3");
    }

    @Test
    void whatAnOlderSavepointNamesIsLongCommittedAndItsIdInUse() throws Exception {
        Task killed = start(null);
        killed.write("n-1");
        Saved first = killed.checkpoint(1);
        killed.complete(first);
        killed.complete(killed.checkpoint(2));
        killed.write("n-2");
        site.await(() -> site.openRecords(Topic.BREACHES) == 1);

        start(first);
        site.awaitNoOpenRecords(Topic.BREACHES);
        assertThat(published()).containsExactly("n-1");
    }

    @Test
    void whatWasToBeCommittedIsCommitted() throws Exception {
        Task killed = start(null);
        killed.write("n-1");
        Saved first = killed.checkpoint(1);
        site.await(() -> site.openRecords(Topic.BREACHES) == 1);

        start(first);
        site.awaitNoOpenRecords(Topic.BREACHES);
        assertThat(published()).containsExactly("n-1");
    }

    /** Flink's listeners ask the sink where its records go. */
    @Test
    void itsLineageIsThatOfTheSinkWithin() {
        Sink<Outgoing> sink =
                new KafkaEndpoints(site.clients())
                        .exactlyOnceSink(Topic.BREACHES, site.transactionPrefix, TRANSACTIONS);
        assertThat(sink)
                .isInstanceOfSatisfying(
                        LineageVertexProvider.class,
                        it -> assertThat(it.getLineageVertex()).isNotNull());
    }

    private List<String> published() {
        return site.all(Topic.BREACHES, BreachRecord.class).stream()
                .map(BreachRecord::noticeId)
                .toList();
    }

    private Task start(Saved from) throws Exception {
        forgetProcess();
        Sink<Outgoing> sink =
                new KafkaEndpoints(site.clients())
                        .exactlyOnceSink(Topic.BREACHES, site.transactionPrefix, TRANSACTIONS);
        Task task = new Task(sink, from);
        tasks.add(task);
        return task;
    }

    /** What a killed process had in its memory would be found by the next in this one. */
    private static void forgetProcess() throws ReflectiveOperationException {
        Field channels = BackchannelFactory.class.getDeclaredField("backchannels");
        channels.setAccessible(true);
        ((Map<?, ?>) channels.get(BackchannelFactory.getInstance())).clear();
    }

    private record Saved(long id, OperatorSubtaskState writer, OperatorSubtaskState committer) {}

    /** The sink's two operators, as a task chains them. */
    private static final class Task implements AutoCloseable {
        private final OneInputStreamOperatorTestHarness<
                        Outgoing, CommittableMessage<KafkaCommittable>>
                writer;
        private final OneInputStreamOperatorTestHarness<
                        CommittableMessage<KafkaCommittable>, CommittableMessage<KafkaCommittable>>
                committer;
        private final Queue<CommittableMessage<KafkaCommittable>> prepared = new ArrayDeque<>();

        @SuppressWarnings("unchecked")
        Task(Sink<Outgoing> sink, Saved from) throws Exception {
            // From the end of the chain, as Flink does.
            committer =
                    new OneInputStreamOperatorTestHarness<>(
                            new CommitterOperatorFactory<>(
                                    (SupportsCommitter<KafkaCommittable>) sink, false, true));
            committer.setOutputCreator(serializer -> into(new ArrayDeque<>()));
            open(committer, from, from == null ? null : from.committer());
            writer = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink));
            writer.setOutputCreator(serializer -> into(prepared));
            open(writer, from, from == null ? null : from.writer());
        }

        private static void open(
                OneInputStreamOperatorTestHarness<?, ?> operator,
                Saved from,
                OperatorSubtaskState state)
                throws Exception {
            operator.setup();
            if (from == null) {
                operator.initializeEmptyState();
            } else {
                operator.setRestoredCheckpointId(from.id());
                operator.initializeState(state);
            }
            operator.open();
        }

        /** Of records alone, and as they are: a copy would be without its producer. */
        @SuppressWarnings("unchecked")
        private static Output<StreamRecord<CommittableMessage<KafkaCommittable>>> into(
                Queue<CommittableMessage<KafkaCommittable>> records) {
            return (Output<StreamRecord<CommittableMessage<KafkaCommittable>>>)
                    Proxy.newProxyInstance(
                            Output.class.getClassLoader(),
                            new Class<?>[] {Output.class},
                            (output, method, arguments) -> {
                                if (method.getName().equals("collect") && arguments.length == 1) {
                                    records.add(
                                            ((StreamRecord<CommittableMessage<KafkaCommittable>>)
                                                            arguments[0])
                                                    .getValue());
                                }
                                return null;
                            });
        }

        void write(String noticeId) throws Exception {
            BreachRecord breach =
                    new BreachRecord(
                            noticeId + "/1/breach",
                            noticeId,
                            1,
                            "studio",
                            1_800_000_000_000L,
                            1_800_086_400_000L,
                            List.of("item"),
                            "NOT_DONE_WHEN_DUE",
                            null,
                            null);
            writer.processElement(new StreamRecord<>(Outgoing.breach(breach)));
        }

        Saved checkpoint(long id) throws Exception {
            writer.prepareSnapshotPreBarrier(id);
            while (!prepared.isEmpty()) {
                committer.processElement(new StreamRecord<>(prepared.remove()));
            }
            return new Saved(id, writer.snapshot(id, 0), committer.snapshot(id, 0));
        }

        void complete(Saved checkpoint) throws Exception {
            committer.notifyOfCompletedCheckpoint(checkpoint.id());
            writer.notifyOfCompletedCheckpoint(checkpoint.id());
        }

        @Override
        public void close() throws Exception {
            committer.close();
            writer.close();
        }
    }
}
