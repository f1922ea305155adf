package dev.vigil.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits as Kafka's committer does; of what a restart finds to be committed, it first ends later
 * transactions under the same ids.
 *
 * <p>The sink uses an id again once its transaction is committed: in the checkpoint behind the one
 * whose state names it. Where the process dies before that checkpoint is complete, or the job goes
 * back to an older savepoint, the state names the id for a transaction that is long committed, and
 * the broker has an open one under it. Kafka's sink aborts what is open, save the ids that its
 * state names. Their commit is refused, as the producer is fenced, and the open one remains until
 * {@code transaction.timeout}: 15 minutes in which committed records behind it are not read. The
 * jobs read back what they have written before event time goes on, so it would stop for as long.
 *
 * <p>A later transaction has a newer producer epoch. What it held is behind the restored state, so
 * it is written again.
 *
 * <p>What this incarnation has written is known by its producer, which it has only with object
 * reuse (the option {@code pipeline.object-reuse}, which {@link VigilJob#prepare} sets): a copy
 * between writer and committer is without. Without reuse each commit of records asks the broker,
 * which is as right, and slow.
 */
final class SupersededTransactions implements Committer<KafkaCommittable> {
    private static final Logger LOG = LoggerFactory.getLogger(SupersededTransactions.class);

    /** As long as a producer tries to begin. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final Committer<KafkaCommittable> kafka;
    private final Properties clients;

    SupersededTransactions(Committer<KafkaCommittable> kafka, Properties clients) {
        this.kafka = kafka;
        this.clients = clients;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
            throws IOException, InterruptedException {
        List<KafkaCommittable> restored =
                requests.stream()
                        .map(CommitRequest::getCommittable)
                        // The writer's own producer is with what this incarnation has written,
                        // given object reuse.
                        .filter(committable -> committable.getProducer().isEmpty())
                        .toList();
        if (!restored.isEmpty()) {
            endSuperseded(restored);
        }
        kafka.commit(requests);
    }

    private void endSuperseded(List<KafkaCommittable> restored)
            throws IOException, InterruptedException {
        try (Admin admin = Admin.create(clients)) {
            List<String> superseded = new ArrayList<>();
            for (KafkaCommittable committable : restored) {
                if (isSuperseded(admin, committable)) {
                    superseded.add(committable.getTransactionalId());
                }
            }
            if (!superseded.isEmpty()) {
                LOG.warn(
                        "Transactions {} were begun behind the restored state and are aborted; their"
                                + " records are written again.",
                        superseded);
                answer(admin.fenceProducers(superseded).all());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "transactions: expected the broker to end what was begun behind the restored"
                            + " state, got "
                            + e,
                    e);
        }
    }

    private static boolean isSuperseded(Admin admin, KafkaCommittable committable)
            throws ExecutionException, TimeoutException, InterruptedException {
        String id = committable.getTransactionalId();
        try {
            TransactionDescription now =
                    answer(admin.describeTransactions(List.of(id)).description(id));
            return now.state() == TransactionState.ONGOING
                    && (now.producerId() != committable.getProducerId()
                            || now.producerEpoch() != committable.getEpoch());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                // The broker forgets an id that nothing is written under for a week.
                return false;
            }
            throw e;
        }
    }

    private static <T> T answer(KafkaFuture<T> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        return asked.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws Exception {
        kafka.close();
    }
}
