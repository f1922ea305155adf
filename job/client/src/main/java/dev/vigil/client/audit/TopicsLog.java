package dev.vigil.client.audit;

import dev.vigil.audit.LogRecords;
import dev.vigil.audit.LogSource;
import dev.vigil.audit.RecordSource;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.TopicCursor;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Topic;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A log on its topics, with records to check. */
final class TopicsLog implements LogSource, AutoCloseable {
    private final Bus bus;
    private final String origin;
    private final RecordSource records;
    private final List<TopicCursor> cursors = new ArrayList<>();

    TopicsLog(Bus bus, String origin, RecordSource records) {
        this.bus = bus;
        this.origin = origin;
        this.records = records;
    }

    @Override
    public Iterator<AuditPage> pages() {
        return read(Topic.AUDIT, LogRecords::page);
    }

    @Override
    public Iterator<String> seals() {
        return read(
                Topic.SEALS,
                value ->
                        LogRecords.seal(value)
                                .filter(seal -> seal.origin().equals(origin))
                                .map(AuditSeal::note));
    }

    private <T> Iterator<T> read(Topic topic, Function<byte[], Optional<T>> form) {
        try {
            TopicCursor cursor = bus.cursor(topic);
            cursors.add(cursor);
            Iterable<ConsumerRecord<byte[], byte[]>> once = () -> cursor;
            return StreamSupport.stream(once.spliterator(), false)
                    .map(record -> form.apply(record.value()))
                    .flatMap(Optional::stream)
                    .iterator();
        } catch (BusException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RecordSource records() {
        return records;
    }

    @Override
    public void close() {
        cursors.forEach(TopicCursor::close);
    }
}
