package dev.vigil.bench.judge;

import dev.vigil.flink.match.IndexPlan;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.MediaJob;
import dev.vigil.stream.MediaOptions;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.options.JobOptions;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The media job from its matches on. They come from a topic that only the benchmark has, as it
 * could not compose and stream the sound of that many sessions.
 */
final class JudgeJob {
    static final String MATCHES = "bench.matches";
    static final int PARTITIONS = 4;

    private static final String SOURCE_UID = "bench-matches";
    private static final String ENDED_UID = "bench-ended";

    private JudgeJob() {}

    static void build(StreamExecutionEnvironment env, Configuration options) {
        VigilJob.prepare(env, options);
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", options.get(JobOptions.BOOTSTRAP));
        KafkaEndpoints kafka = new KafkaEndpoints(clients);
        DataStream<OpenMatch> matches = matches(env, clients);
        MediaJob.wireFromMatches(
                matches,
                noneEnded(matches),
                kafka.mediaSources(env),
                kafka.sink(),
                MediaOptions.of(options, IndexPlan.ONE_SLOT));
    }

    /** Matches alone are measured here. */
    private static DataStream<JudgeInput> noneEnded(DataStream<OpenMatch> matches) {
        return matches.flatMap((OpenMatch match, Collector<JudgeInput> out) -> {})
                .returns(JudgeInput.class)
                .uid(ENDED_UID);
    }

    private static DataStream<OpenMatch> matches(
            StreamExecutionEnvironment env, Properties clients) {
        KafkaSource<OpenMatch> source =
                KafkaSource.<OpenMatch>builder()
                        .setProperties(clients)
                        .setTopics(MATCHES)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setProperty("commit.offsets.on.checkpoint", "false")
                        .setDeserializer(new Reader())
                        .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "matches")
                .setParallelism(Math.min(env.getParallelism(), PARTITIONS))
                .uid(SOURCE_UID);
    }

    private static final class Reader implements KafkaRecordDeserializationSchema<OpenMatch> {
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<OpenMatch> out) {
            out.collect(Json.read(record.value(), OpenMatch.class));
        }

        @Override
        public TypeInformation<OpenMatch> getProducedType() {
            return TypeInformation.of(OpenMatch.class);
        }
    }
}
