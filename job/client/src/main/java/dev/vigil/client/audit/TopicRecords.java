package dev.vigil.client.audit;

import dev.vigil.audit.RecordSource;
import dev.vigil.client.bus.SpanReader;
import dev.vigil.schema.wire.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The records of the topics that are audited, as they are there. */
final class TopicRecords implements RecordSource {
    private final SpanReader reader;

    TopicRecords(SpanReader reader) {
        this.reader = reader;
    }

    /** Of a topic that is compacted no record names those that are gone by right. */
    @Override
    public List<Span> spans() {
        return reader.begins().entrySet().stream()
                .map(begin -> span(begin.getKey(), begin.getValue()))
                .toList();
    }

    private static Span span(TopicPartition partition, long begin) {
        boolean isWhole = !topic(partition.topic()).cleanup().compacts();
        return new Span(
                partition.topic(),
                partition.partition(),
                begin,
                isWhole ? Long.MAX_VALUE : begin - 1);
    }

    private static Topic topic(String name) {
        return TopicsCheck.audited().stream()
                .filter(it -> it.topicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void read(List<Span> wanted, Lines to) {
        Map<TopicPartition, SpanReader.Span> spans = new HashMap<>();
        for (Span span : wanted) {
            spans.put(
                    new TopicPartition(span.topic(), span.partition()),
                    new SpanReader.Span(span.from(), span.to()));
        }
        reader.read(
                spans,
                record -> {
                    byte[] bytes = TopicsCheck.bytes(record);
                    to.line(bytes, 0, bytes.length);
                });
    }
}
