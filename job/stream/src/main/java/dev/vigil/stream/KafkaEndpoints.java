package dev.vigil.stream;

import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.Loaded;
import dev.vigil.schema.flow.MediaInput;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.flow.SearchInput;
import dev.vigil.schema.state.Uid;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.CaughtUpSource;
import dev.vigil.stream.caughtup.LoadedMarker;
import dev.vigil.stream.caughtup.Watermarks;
import dev.vigil.stream.door.AuthorizationDoor;
import dev.vigil.stream.door.ListDoor;
import dev.vigil.stream.door.MediaDoor;
import dev.vigil.stream.door.NoticeDoor;
import dev.vigil.stream.door.NowMs;
import dev.vigil.stream.door.ReferenceDoor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;

/** Kafka sources and sinks of both jobs. Reads committed records only, from the beginning. */
public final class KafkaEndpoints {
    private final Properties clients;
    private final Properties consumers;

    /**
     * @param clients what every Kafka client needs: bootstrap servers and security
     */
    public KafkaEndpoints(Properties clients) {
        this(clients, new Properties());
    }

    /**
     * @param consumers more settings for the consumers alone, such as the size of a fetch
     */
    public KafkaEndpoints(Properties clients, Properties consumers) {
        this.clients = clients;
        this.consumers = consumers;
    }

    public MediaJob.Sources mediaSources(StreamExecutionEnvironment env) {
        return new MediaJob.Sources(media(env), references(env), list(env), authorizations(env));
    }

    public NoticeJob.Sources noticeSources(StreamExecutionEnvironment env) {
        return new NoticeJob.Sources(notices(env), broadcast(env));
    }

    public DataStream<MediaInput> media(StreamExecutionEnvironment env) {
        KafkaSource<MediaInput> source =
                source(
                        new MediaDoor(NowMs.SYSTEM),
                        Topic.MEDIA_LIVE,
                        Topic.MEDIA_UPLOADS,
                        Topic.MEDIA_FEEDS);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "media")
                .setParallelism(
                        parallelism(env, Topic.MEDIA_LIVE, Topic.MEDIA_UPLOADS, Topic.MEDIA_FEEDS))
                .uid(Uid.MEDIA_SOURCE);
    }

    public DataStream<SearchInput> references(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new ReferenceDoor(NowMs.SYSTEM),
                List.of(Topic.REFERENCES),
                Watermarks.NONE,
                (partition, of) -> SearchInput.loaded(loaded(partition, of), 0),
                "references",
                Uid.REFERENCE_SOURCE);
    }

    public DataStream<RightsInput> authorizations(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new AuthorizationDoor(NowMs.SYSTEM),
                List.of(Topic.AUTHORIZATIONS),
                Watermarks.NONE,
                (partition, of) -> RightsInput.loaded(null, loaded(partition, of)),
                "authorizations",
                Uid.AUTHORIZATION_SOURCE);
    }

    public DataStream<ListInput> list(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new ListDoor(NowMs.SYSTEM),
                List.of(Topic.LIST),
                Watermarks.NONE,
                (partition, of) -> ListInput.loaded(loaded(partition, of)),
                "list",
                Uid.LIST_SOURCE);
    }

    /** What every clock must know: the list, and the standings that the job itself has written. */
    public DataStream<ListInput> broadcast(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new ListDoor(NowMs.SYSTEM),
                List.of(Topic.LIST, Topic.NOTIFIERS),
                Watermarks.MAXIMUM,
                (partition, of) -> ListInput.loaded(loaded(partition, of)),
                "list and standings",
                Uid.NOTICE_LIST_SOURCE);
    }

    public DataStream<NoticeInput> notices(StreamExecutionEnvironment env) {
        return caughtUp(
                env,
                new NoticeDoor(NowMs.SYSTEM),
                List.of(Topic.NOTICES, Topic.CONFIRMATIONS, Topic.ACKS),
                Watermarks.CAUGHT_UP,
                null,
                "notices",
                Uid.NOTICE_SOURCE);
    }

    private static Loaded loaded(TopicPartition partition, int partitions) {
        return new Loaded(partition.topic(), partition.partition(), partitions);
    }

    /** Never more readers than partitions: a reader without one gains nothing. */
    private static int parallelism(StreamExecutionEnvironment env, Topic... topics) {
        int partitions = Arrays.stream(topics).mapToInt(Topic::partitions).sum();
        return Math.min(env.getParallelism(), partitions);
    }

    private <T> DataStream<T> caughtUp(
            StreamExecutionEnvironment env,
            KafkaRecordDeserializationSchema<T> door,
            List<Topic> topics,
            Watermarks watermarks,
            LoadedMarker<T> marker,
            String name,
            String uid) {
        Topic[] all = topics.toArray(Topic[]::new);
        CaughtUpSource<T> caughtUp =
                CaughtUpSource.of(source(door, all), clients).watermarks(watermarks);
        if (marker != null) {
            caughtUp.markLoaded(marker);
        }
        // Never withIdleness here: it lets time run ahead of what could not be read.
        return env.fromSource(caughtUp, WatermarkStrategy.noWatermarks(), name)
                .setParallelism(parallelism(env, all))
                .uid(uid);
    }

    private <T> KafkaSource<T> source(KafkaRecordDeserializationSchema<T> door, Topic... topics) {
        return KafkaSource.<T>builder()
                .setProperties(clients)
                .setProperties(consumers)
                .setTopics(Arrays.stream(topics).map(Topic::topicName).toList())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setProperty("partition.discovery.interval.ms", "10000")
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setProperty("client.id.prefix", "vigil-" + topics[0].topicName())
                .setDeserializer(door)
                .build();
    }

    /** At least once: a repeat has the id and the body of the first. */
    public KafkaSink<Outgoing> sink() {
        return KafkaSink.<Outgoing>builder()
                .setKafkaProducerConfig(clients)
                .setRecordSerializer(new OutgoingSerializer(Topic.values()))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("linger.ms", "5")
                .build();
    }

    /**
     * Exactly once, visible with the next checkpoint.
     *
     * @param idPrefix of the transactions; no two running jobs on one Kafka may share it
     * @param timeout the longest outage that an open transaction survives
     */
    public KafkaSink<Outgoing> exactlyOnceSink(String idPrefix, Duration timeout) {
        return KafkaSink.<Outgoing>builder()
                .setKafkaProducerConfig(clients)
                .setRecordSerializer(new OutgoingSerializer(Topic.BREACHES))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(idPrefix)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty("transaction.timeout.ms", Long.toString(timeout.toMillis()))
                .build();
    }
}
