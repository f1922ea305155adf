package dev.vigil.desk.act;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends what is in the outbox of a store to topics in memory. */
public final class TestingOutbox {
    private TestingOutbox() {}

    /**
     * @return how many records got to their topics
     */
    public static int send(Store store, TestingTopicLog log, long nowMs) {
        OutboxTarget broker =
                new OutboxTarget() {
                    @Override
                    public RecordPlace send(OutboxRow row) {
                        RecordHeaders headers = new RecordHeaders();
                        for (RecordHeader one : row.headers()) {
                            headers.add(one.name(), one.value());
                        }
                        return log.send(
                                Topic.named(row.topic()), row.key(), nowMs, row.body(), headers);
                    }

                    @Override
                    public Map<Integer, Long> ends(String topic) {
                        Map<Integer, Long> ends = new HashMap<>();
                        List<TopicPartition> all = new ArrayList<>();
                        for (int part = 0; part < Topic.named(topic).partitions(); part++) {
                            all.add(new TopicPartition(topic, part));
                        }
                        log.ends(all).forEach((one, end) -> ends.put(one.partition(), end));
                        return ends;
                    }
                };
        try (Lease lease = new Lease(store, "desk", "this desk")) {
            lease.beat();
            return new OutboxSender(
                            store,
                            broker,
                            lease,
                            () -> Instant.ofEpochMilli(nowMs),
                            System::nanoTime,
                            Duration.ofSeconds(10))
                    .send();
        }
    }
}
