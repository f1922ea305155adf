package dev.vigil.local.jobs;

import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.state.Uid;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.door.ListDoor;
import dev.vigil.stream.door.NoticeDoor;
import dev.vigil.stream.door.NowMs;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The notice job on watermarks made of record times, as the text books have it. */
final class NaiveTime {
    private NaiveTime() {}

    static NoticeJob.Sources sources(
            StreamExecutionEnvironment env,
            Properties clients,
            Properties consumers,
            WatermarkStrategy<NoticeInput> strategy,
            WatermarkStrategy<ListInput> listStrategy) {
        KafkaSource<NoticeInput> notices =
                source(
                        clients,
                        consumers,
                        new NoticeDoor(NowMs.SYSTEM),
                        Topic.NOTICES,
                        Topic.CONFIRMATIONS,
                        Topic.ACKS);
        KafkaSource<ListInput> list =
                source(clients, new Properties(), new ListDoor(NowMs.SYSTEM), Topic.LIST);
        return new NoticeJob.Sources(
                env.fromSource(notices, strategy, "naive notices").uid(Uid.NOTICE_SOURCE),
                env.fromData(List.<NoticeInput>of(), TypeInformation.of(NoticeInput.class))
                        .uid(Uid.PUBLISHED_SOURCE),
                env.fromSource(list, listStrategy, "naive list").uid(Uid.NOTICE_LIST_SOURCE));
    }

    private static <T> KafkaSource<T> source(
            Properties clients,
            Properties consumers,
            KafkaRecordDeserializationSchema<T> door,
            Topic... topics) {
        return KafkaSource.<T>builder()
                .setProperties(clients)
                .setProperties(consumers)
                .setTopics(List.of(topics).stream().map(Topic::topicName).toList())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(door)
                .build();
    }
}
