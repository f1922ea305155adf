package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.Await;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CaughtUpReaderTest {
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    private final List<Object> sent = new ArrayList<>();
    private final List<Object> watermarks = new ArrayList<>();

    /** One that is polled no more, as it is to stop, sends nothing that needs an answer. */
    @Test
    void asksForTheTimeWhereItIsPolledAndNotWithEachLook() throws Exception {
        try (CaughtUpReader<String> reader = reader(Watermarks.CAUGHT_UP)) {
            Await.until(
                    LOOK_EVERY,
                    () -> reader.isAvailable().isDone(),
                    () -> {},
                    () -> "no answer of the probe");
            assertThat(sent).isEmpty();
            pollUntilWatermarks(reader, 3);
            assertThat(sent).hasOnlyElementsOfType(TimeAsked.class).hasSize(1);
        }
    }

    @Test
    void asksForNoneWhereItGivesNone() throws Exception {
        try (CaughtUpReader<String> reader = reader(Watermarks.ONCE_LOADED)) {
            pollUntilWatermarks(reader, 1);
            assertThat(sent).isEmpty();
        }
    }

    private void pollUntilWatermarks(CaughtUpReader<String> reader, int count) {
        @SuppressWarnings("unchecked")
        ReaderOutput<String> output =
                fake(
                        ReaderOutput.class,
                        (name, args) ->
                                name.equals("emitWatermark") ? watermarks.add(args[0]) : null);
        Await.until(
                LOOK_EVERY,
                () -> {
                    reader.pollNext(output);
                    return watermarks.size() >= count;
                },
                () -> {},
                () -> "watermarks " + watermarks);
    }

    @SuppressWarnings("unchecked")
    private CaughtUpReader<String> reader(Watermarks watermarks) {
        SourceReader<String, KafkaPartitionSplit> inner =
                fake(
                        SourceReader.class,
                        (name, args) ->
                                switch (name) {
                                    case "isAvailable" -> new CompletableFuture<Void>();
                                    case "pollNext" -> InputStatus.NOTHING_AVAILABLE;
                                    default -> null;
                                });
        SourceReaderContext context =
                fake(
                        SourceReaderContext.class,
                        (name, args) ->
                                switch (name) {
                                    case "metricGroup" ->
                                            UnregisteredMetricsGroup
                                                    .createSourceReaderMetricGroup();
                                    case "getIndexOfSubtask" -> 0;
                                    case "sendSourceEventToCoordinator" -> sent.add(args[0]);
                                    default -> null;
                                });
        KafkaSource<String> kafka =
                KafkaSource.<String>builder()
                        .setBootstrapServers("127.0.0.1:1")
                        .setTopics("topic")
                        .setValueOnlyDeserializer(new SimpleStringSchema())
                        .build();
        CaughtUpReader<String> reader =
                new CaughtUpReader<>(
                        inner,
                        context,
                        CaughtUpSource.of(kafka, new Properties())
                                .watermarks(watermarks)
                                .probeInterval(LOOK_EVERY)
                                .clock(new Ticking()::nowMs)
                                .probe(NoPartitions::new));
        reader.start();
        // Of a topic none of whose partitions is its own.
        reader.handleSourceEvents(new PartitionsAssigned(Map.of("topic", 1)));
        return reader;
    }

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<?> type, BiFunction<String, Object[], Object> answers) {
        return (T)
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> {
                            Object answer = answers.apply(method.getName(), args);
                            return method.getReturnType() == void.class ? null : answer;
                        });
    }

    /** Each look is at another time. */
    private static final class Ticking {
        private long ms;

        synchronized long nowMs() {
            return ++ms;
        }
    }

    private static final class NoPartitions implements LogEndProbe {
        @Override
        public Map<String, Integer> partitionCounts(Set<String> topics) {
            return Map.of("topic", 1);
        }

        @Override
        public Map<TopicPartition, LogEnd> logEnds(Set<TopicPartition> partitions) {
            return Map.of();
        }

        @Override
        public long clearUpTo(TopicPartition partition, long from, long to) {
            return from;
        }

        @Override
        public void close() {}
    }
}
