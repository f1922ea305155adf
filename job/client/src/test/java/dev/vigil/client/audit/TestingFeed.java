package dev.vigil.client.audit;

import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of a log in memory; counts what is read of them. */
final class TestingFeed implements LogFeed {
    private final List<AuditPage> pages;
    private final List<AuditSeal> seals;
    private int read;

    TestingFeed(List<AuditPage> pages, List<AuditSeal> seals) {
        this.pages = pages;
        this.seals = seals;
    }

    @Override
    public Records read(Topic topic, long from) {
        List<?> values = topic == Topic.AUDIT ? pages : seals;
        int end = values.size();
        return new Records(
                end,
                IntStream.range((int) Math.min(from, end), end)
                        .peek(offset -> read++)
                        .mapToObj(
                                offset ->
                                        new ConsumerRecord<byte[], byte[]>(
                                                topic.topicName(),
                                                0,
                                                offset,
                                                null,
                                                Json.bytes(values.get(offset))))
                        .iterator());
    }

    /** Records that were read so far. */
    int read() {
        return read;
    }
}
