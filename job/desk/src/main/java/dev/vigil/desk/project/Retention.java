package dev.vigil.desk.project;

import dev.vigil.desk.project.Positions.Position;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/**
 * Deletes records of the journal that are too old; rows are then as a rebuild would make them. Of
 * topics that keep the last record of a key for ever, the store keeps it, too.
 */
public final class Retention {
    private static final Duration TEN_YEARS = Duration.ofDays(3_650);
    private static final Duration OF_SESSIONS = Duration.ofDays(400);
    private static final Duration BEYOND_TOPIC = Duration.ofDays(30);

    private static final Set<String> KNOWN =
            Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

    /** Records of a transaction. */
    private static final int SLICE = 200;

    private final Store store;
    private final Projections projections;
    private Iterator<TopicPartition> partitions = List.<TopicPartition>of().iterator();

    /** The one that is looked at; null where none is. */
    private TopicPartition partition;

    private long from;

    /** Kafka's time of the newest record; null where there is none. */
    private Long newestMs;

    public Retention(Store store, Projections projections) {
        this.store = store;
        this.projections = projections;
    }

    /** How long a record is kept, from Kafka's time of it. */
    static Duration kept(Topic topic) {
        return switch (topic) {
            case NOTICES, CONFIRMATIONS, ACKS, COUNTER_NOTICES, PROCEEDINGS, NOTICE_LINKS ->
                    TEN_YEARS;
            case NOTICE_STATUS, ESCALATIONS, OUTCOMES, STAYDOWNS -> TEN_YEARS;
            case VERDICTS, COMMANDS, REASONS, SCREENED, SESSION_CONFIRMATIONS -> OF_SESSIONS;
            default -> topic.retention() == null ? TEN_YEARS : topic.retention().plus(BEYOND_TOPIC);
        };
    }

    /** Begins to look at all partitions. */
    public void begin() {
        try (Handle handle = store.handle()) {
            Map<TopicPartition, Position> all = Positions.all(handle);
            // What another version reads is that one's to delete.
            partitions = all.keySet().stream().filter(it -> KNOWN.contains(it.topic())).iterator();
            partition = null;
            newestMs =
                    handle.createQuery("select max(stored_at) from source")
                            .mapTo(Long.class)
                            .findOne()
                            .orElse(null);
        }
    }

    /**
     * Looks at some records of one partition. What is too old is so by the records, too: a machine
     * whose clock is years ahead deletes nothing.
     *
     * @param nowMs UTC epoch ms
     * @return false once all partitions were looked at
     */
    public boolean step(long nowMs) {
        if (partition == null) {
            if (newestMs == null || !partitions.hasNext()) {
                return false;
            }
            partition = partitions.next();
            from = 0;
        }
        try (Handle handle = store.handle()) {
            boolean isMore =
                    handle.inTransaction(
                            inside ->
                                    slice(
                                            inside,
                                            Topic.named(partition.topic()),
                                            Math.min(nowMs, newestMs)));
            partition = isMore ? partition : null;
        }
        return true;
    }

    /** True where the next records may be too old. */
    private boolean slice(Handle inside, Topic topic, long nowMs) {
        long cut = nowMs - kept(topic).toMillis();
        List<JournaledRecord> old = new ArrayList<>();
        for (JournaledRecord record :
                Journal.read(inside, topic.topicName(), partition.partition(), from, SLICE)) {
            if (record.time().ms() >= cut) {
                break;
            }
            old.add(record);
            from = record.offset() + 1;
        }
        boolean isForEver = topic.retention() == null;
        List<JournaledRecord> gone =
                old.stream().filter(it -> !isForEver || isReplaced(inside, it)).toList();
        gone.forEach(it -> Journal.delete(inside, it));
        projections.makeAgain(inside, gone);
        return old.size() == SLICE;
    }

    private static boolean isReplaced(Handle inside, JournaledRecord record) {
        return record.key() != null && Journal.hasLater(inside, record);
    }
}
