package dev.vigil.edge;

import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.PushException;
import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Waits for what the jobs answer to an upload on {@code screened}. */
final class Answers implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;

    /** Takes the consumer over and closes it; it reads what is written from now on. */
    Answers(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.SCREENED.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Positions are looked up when they are asked for: before the upload, not after it.
        partitions.forEach(consumer::position);
    }

    static Answers open(String bootstrap, Properties settings) throws PushException {
        Broker.requireTopic(bootstrap, settings, Topic.SCREENED, Broker.ANSWER_WITHIN);
        Properties client = new Properties();
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, "vigil-edge-answers");
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.putAll(settings);
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try {
            return new Answers(
                    new KafkaConsumer<>(
                            client, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        } catch (KafkaException e) {
            throw Broker.unusable(bootstrap, e);
        }
    }

    /**
     * The answer to an upload.
     *
     * @param ids of the answer: one where the start of the session was taken, one where it was not
     * @param within how long to wait; empty once that is over
     * @throws PushException when Kafka refuses to be read, as where a right was taken back
     */
    Optional<Screened> await(List<String> ids, Duration within) throws PushException {
        long endNanos = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < endNanos) {
            for (ConsumerRecord<byte[], byte[]> record : poll(ids.get(0))) {
                Optional<Screened> answer = read(record).filter(a -> ids.contains(a.screenedId()));
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }

    private ConsumerRecords<byte[], byte[]> poll(String id) throws PushException {
        try {
            return consumer.poll(POLL);
        } catch (KafkaException e) {
            throw new PushException(
                    Topic.SCREENED.topicName()
                            + ": expected the answer to "
                            + id
                            + ", got "
                            + e.getMessage()
                            + "; the upload was sent: look for its answer with vigil watch"
                            + " screened",
                    e);
        }
    }

    /** An unreadable record is the answer to no upload of ours. */
    private static Optional<Screened> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.of(Json.read(record.value(), Screened.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One line for people. */
    static String line(Screened answer) {
        return answer.result()
                + (answer.action() == null ? "" : " " + answer.action())
                + matches(answer)
                + String.format(
                        Locale.ROOT,
                        "; %s against %s of references%s (%s)",
                        analysed(answer),
                        hours(answer.referenceHours()),
                        isOfBoth(answer) ? " of sound" : "",
                        answer.profile())
                + missing(answer.missing());
    }

    /** Then the hours are those of references of sound. */
    private static boolean isOfBoth(Screened answer) {
        return answer.soundMs() > 0 && answer.pictureMs() > 0;
    }

    private static String analysed(Screened answer) {
        String sound = seconds(answer.soundMs(), "sound");
        String pictures = seconds(answer.pictureMs(), "pictures");
        if (answer.pictureMs() == 0) {
            return sound;
        }
        return answer.soundMs() == 0 ? pictures : sound + " and " + pictures;
    }

    private static String seconds(long ms, String of) {
        return String.format(Locale.ROOT, "%.1f s of %s", ms / 1_000.0, of);
    }

    /** In minutes below an hour: a first reference of a minute is not nothing. */
    private static String hours(double hours) {
        return hours < 1
                ? String.format(Locale.ROOT, "%.1f min", 60 * hours)
                : String.format(Locale.ROOT, "%.1f h", hours);
    }

    private static String matches(Screened answer) {
        return answer.matches() == 0
                ? ""
                : ", "
                        + answer.matches()
                        + (answer.matches() == 1 ? " match" : " matches")
                        + (answer.verdictIds().isEmpty()
                                ? ""
                                : ", verdict " + String.join(", ", answer.verdictIds()));
    }

    private static String missing(List<MissingPart> missing) {
        return missing.isEmpty()
                ? ""
                : missing.stream()
                        .map(part -> part.reason() + " " + part.count())
                        .collect(Collectors.joining(", ", "; missing: ", ""));
    }

    /** 0 clear, 3 matched, 4 incomplete. */
    static int exitCode(Screened answer) {
        return switch (answer.result()) {
            case CLEAR -> 0;
            case MATCHED -> 3;
            case INCOMPLETE -> 4;
        };
    }

    @Override
    public void close() {
        consumer.close();
    }
}
