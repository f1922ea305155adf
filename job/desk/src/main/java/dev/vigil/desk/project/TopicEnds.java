package dev.vigil.desk.project;

import dev.vigil.client.bus.BusException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks a broker where topics end, and gives up soon: it is asked each second. For one thread. */
public final class TopicEnds implements AutoCloseable {
    private static final int PATIENCE_MS = 4_000;

    private final Admin admin;

    /**
     * @param client bootstrap servers and security
     */
    public TopicEnds(Properties client) throws BusException {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("default.api.timeout.ms", Integer.toString(PATIENCE_MS));
        settings.put("request.timeout.ms", Integer.toString(PATIENCE_MS));
        try {
            admin = Admin.create(settings);
        } catch (KafkaException e) {
            throw new BusException("connecting", e);
        }
    }

    /** The offset behind the last committed record of each of these. */
    public Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) throws BusException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(one -> latest.put(one, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .forEach((one, end) -> ends.put(one, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new BusException("asking where topics end", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("asking where topics end", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
