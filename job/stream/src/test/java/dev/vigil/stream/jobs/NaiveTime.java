package dev.vigil.stream.jobs;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.caughtup.CaughtUpSource;
import dev.vigil.stream.caughtup.LogEndProbe;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.door.ListDoor;
import dev.vigil.stream.door.NoticeDoor;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The time of a notice job as the text books have it; none reads back what it published. */
enum NaiveTime {
    /** Made of the records' own times. */
    OF_RECORDS,

    /** The wall clock, once nothing has come for a second. */
    WALL_CLOCK,

    /** Caught-up, but only while no transaction is open at all. */
    NO_OPEN_TRANSACTION;

    private static final Duration QUIET = Duration.ofSeconds(1);

    NoticeJob.Sources sources(
            StreamExecutionEnvironment env, Properties clients, Properties consumers, Run run) {
        WallClock clock = run.tickingClock();
        KafkaSource<NoticeInput> notices =
                kafka(
                        clients,
                        consumers,
                        new NoticeDoor(clock),
                        Topic.NOTICES,
                        Topic.CONFIRMATIONS,
                        Topic.ACKS);
        KafkaSource<ListInput> list =
                kafka(clients, new Properties(), new ListDoor(clock), Topic.LIST);
        return new NoticeJob.Sources(
                from(env, notices, clients, run, "naive notices", Uid.NOTICE_SOURCE),
                nothingPublished(env),
                from(env, list, clients, run, "naive list", Uid.NOTICE_LIST_SOURCE));
    }

    /** Ends at once, so that it never holds time back. A source of no data at all would fail. */
    static DataStream<NoticeInput> nothingPublished(StreamExecutionEnvironment env) {
        return env.fromData(NoticeInput.heartbeat(0))
                .uid("nothing published")
                .filter(any -> false)
                .uid(Uid.PUBLISHED_SOURCE);
    }

    private <T> DataStream<T> from(
            StreamExecutionEnvironment env,
            KafkaSource<T> kafka,
            Properties clients,
            Run run,
            String name,
            String uid) {
        return env.fromSource(source(kafka, clients, run), strategy(run), name).uid(uid);
    }

    private <T> Source<T, ?, ?> source(KafkaSource<T> kafka, Properties clients, Run run) {
        if (this != NO_OPEN_TRANSACTION) {
            return kafka;
        }
        run.waitsUntilNoTransactionIsOpen = true;
        return CaughtUpSource.of(kafka, clients)
                .clock(run.tickingClock())
                .probe(run.watched(LogEndProbe.kafka(clients, Duration.ofSeconds(5))));
    }

    private <T> WatermarkStrategy<T> strategy(Run run) {
        WallClock clock = run.tickingClock();
        return switch (this) {
            case OF_RECORDS -> WatermarkStrategy.forMonotonousTimestamps();
            case WALL_CLOCK -> WatermarkStrategy.forGenerator(context -> new Quiet<>(clock));
            case NO_OPEN_TRANSACTION -> WatermarkStrategy.noWatermarks();
        };
    }

    private static <T> KafkaSource<T> kafka(
            Properties clients,
            Properties consumers,
            KafkaRecordDeserializationSchema<T> door,
            Topic... topics) {
        return KafkaSource.<T>builder()
                .setProperties(clients)
                .setProperties(consumers)
                .setTopics(List.of(topics).stream().map(Topic::topicName).toList())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setDeserializer(door)
                .build();
    }

    /** Takes "nothing has come" for "nothing is there". */
    private static final class Quiet<T> implements WatermarkGenerator<T> {
        private final WallClock clock;
        private long sinceNanos = System.nanoTime();

        Quiet(WallClock clock) {
            this.clock = clock;
        }

        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {
            sinceNanos = System.nanoTime();
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (System.nanoTime() - sinceNanos > QUIET.toNanos()) {
                output.emitWatermark(new Watermark(clock.nowMs()));
            }
        }
    }
}
