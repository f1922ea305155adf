package dev.vigil.bench.site;

import dev.vigil.schema.wire.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far the topic of breaches is written, and how far it is committed. */
public final class BreachLog implements AutoCloseable {
    /** By partition: the end of the log, and the first offset of an open transaction or the end. */
    public record Ends(Map<Integer, Long> high, Map<Integer, Long> stable) {
        public boolean isOpen() {
            return high.keySet().stream().anyMatch(this::isOpen);
        }

        private boolean isOpen(int partition) {
            return high.get(partition) > stable.get(partition);
        }

        /** A transaction that was open then is open still. */
        public boolean isOpenAsIn(Ends before) {
            return high.keySet().stream()
                    .filter(before::isOpen)
                    .anyMatch(p -> isOpen(p) && stable.get(p).equals(before.stable.get(p)));
        }
    }

    private final Admin admin;

    public BreachLog(Properties clients) {
        admin = Admin.create(clients);
    }

    public Ends ends() throws Exception {
        // The stable end first: what is committed between the two looks like open, not the reverse.
        Map<Integer, Long> stable = ends(IsolationLevel.READ_COMMITTED);
        return new Ends(ends(IsolationLevel.READ_UNCOMMITTED), stable);
    }

    private Map<Integer, Long> ends(IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < Topic.BREACHES.partitions(); partition++) {
            asked.put(
                    new TopicPartition(Topic.BREACHES.topicName(), partition), OffsetSpec.latest());
        }
        Map<Integer, Long> ends = new TreeMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    @Override
    public void close() {
        admin.close();
    }
}
