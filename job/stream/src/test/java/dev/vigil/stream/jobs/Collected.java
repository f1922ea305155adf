package dev.vigil.stream.jobs;

import dev.vigil.schema.wire.Json;
import dev.vigil.stream.Outgoing;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink whose records the test can look at while the job runs. */
public final class Collected implements Sink<Outgoing>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final Map<String, Queue<Outgoing>> RECORDS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    public Collected() {
        RECORDS.put(id, new ConcurrentLinkedQueue<>());
    }

    public <T> List<T> all(Class<T> type, String ceType) {
        return RECORDS.get(id).stream()
                .filter(record -> record.envelope().type().equals(ceType))
                .map(record -> Json.read(record.data(), type))
                .toList();
    }

    @Override
    public SinkWriter<Outgoing> createWriter(WriterInitContext context) {
        return new Writer(id);
    }

    private record Writer(String id) implements SinkWriter<Outgoing> {
        @Override
        public void write(Outgoing record, Context context) {
            RECORDS.get(id).add(record);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
