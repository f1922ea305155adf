package dev.vigil.stream.door;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the records of a partition begin now: what was before is deleted. Asked at most once a
 * second for each partition; what is deleted within that second, before it was read, stays unseen.
 */
public final class LogStarts implements LogStart {
    private static final long serialVersionUID = 1L;

    private static final long FRESH_NS = Duration.ofSeconds(1).toNanos();

    private static final long LONGEST_S = 60;

    private final Properties clients;
    private transient Map<TopicPartition, Answer> answers;
    private transient Admin admin;

    private record Answer(long start, long atNs) {}

    /**
     * @param clients what every Kafka client needs
     */
    public LogStarts(Properties clients) {
        this.clients = clients;
    }

    /** Flink closes no deserializer: its client goes with the job's classes. */
    @Override
    public void open(InitializationContext context) {
        answers = new HashMap<>();
        admin = Admin.create(clients);
        Admin opened = admin;
        context.getUserCodeClassLoader()
                .registerReleaseHookIfAbsent(
                        "log starts " + UUID.randomUUID(), () -> opened.close(Duration.ZERO));
    }

    @Override
    public long of(TopicPartition partition) {
        Answer answer = answers.get(partition);
        if (answer == null || System.nanoTime() - answer.atNs() > FRESH_NS) {
            answer = new Answer(asked(partition), System.nanoTime());
            answers.put(partition, answer);
        }
        return answer.start();
    }

    private long asked(TopicPartition partition) {
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition)
                    .get(LONGEST_S, TimeUnit.SECONDS)
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(partition, e);
        } catch (ExecutionException | TimeoutException e) {
            throw unknown(partition, e);
        }
    }

    private static IllegalStateException unknown(TopicPartition partition, Exception cause) {
        return new IllegalStateException(
                partition
                        + ": expected the offset at which its records begin, got no answer from the"
                        + " broker",
                cause);
    }
}
