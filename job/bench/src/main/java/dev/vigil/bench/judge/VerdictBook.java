package dev.vigil.bench.judge;

import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The verdicts topic as a platform reads it, on a thread of its own: of each session the last
 * verdict. Sessions are counted by the word that their ids begin with.
 */
final class VerdictBook implements AutoCloseable {
    /** Of a verdict only what the naive model asks for, read without the job's own records. */
    record Said(
            String verdictId,
            long revision,
            String sessionId,
            String reasonCode,
            List<Ruled> decisions) {}

    record Ruled(String territory, String action) {}

    /**
     * The verdict in force.
     *
     * @param blocked whether each territory that it names is blocked; * is every other one
     * @param firstMs when the first that was not WARMING was on the topic
     */
    record Last(
            int episode,
            long revision,
            boolean warming,
            Map<String, Boolean> blocked,
            long firstMs) {
        boolean blocks(String territory) {
            return blocked.getOrDefault(territory, blocked.getOrDefault("*", false));
        }

        boolean blocksAnywhere() {
            return blocked.containsValue(true);
        }

        private boolean isAfter(Last other) {
            return episode == other.episode ? revision > other.revision : episode > other.episode;
        }
    }

    /** Sessions of a kind. */
    private static final class Count {
        private volatile int judged;
        private volatile int blocked;
        private volatile long lastBlockedMs;
    }

    private final Map<String, Last> sessions = new ConcurrentHashMap<>();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Map<Map<String, Boolean>, Map<String, Boolean>> same = new HashMap<>();
    private final Thread thread;
    private volatile long records;
    private volatile long seenNanos = System.nanoTime();
    private volatile boolean ends;
    private volatile RuntimeException failure;

    private VerdictBook(KafkaConsumer<byte[], byte[]> consumer) {
        thread = new Thread(() -> follow(consumer), "verdicts");
        thread.setDaemon(true);
        thread.start();
    }

    static VerdictBook of(Properties clients) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put("enable.auto.commit", "false");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes);
        List<TopicPartition> partitions = new ArrayList<>();
        for (int n = 0; n < Topic.VERDICTS.partitions(); n++) {
            partitions.add(new TopicPartition(Topic.VERDICTS.topicName(), n));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new VerdictBook(consumer);
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        try (consumer) {
            while (!ends) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    take(Json.read(record.value(), Said.class), record.timestamp());
                    seenNanos = System.nanoTime();
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void take(Said said, long atMs) {
        records++;
        Last before = sessions.get(said.sessionId());
        Last next = last(said, before, atMs);
        if (before != null && !next.isAfter(before)) {
            return;
        }
        sessions.put(said.sessionId(), next);
        Count count = count(kind(said.sessionId()));
        count.judged += judged(next) - judged(before);
        int blocked = blocked(next) - blocked(before);
        count.blocked += blocked;
        if (blocked > 0) {
            count.lastBlockedMs = atMs;
        }
    }

    private Last last(Said said, Last before, long atMs) {
        boolean warming = said.reasonCode().equals("WARMING");
        Map<String, Boolean> blocked = new HashMap<>();
        for (Ruled ruled : said.decisions()) {
            blocked.put(ruled.territory(), isBlock(ruled.action()));
        }
        return new Last(
                Integer.parseInt(said.verdictId().substring(said.verdictId().indexOf('/') + 1)),
                said.revision(),
                warming,
                same.computeIfAbsent(blocked, Map::copyOf),
                before != null && !before.warming() ? before.firstMs() : atMs);
    }

    private static boolean isBlock(String action) {
        return action.equals("BLOCK") || action.equals("GEO_BLOCK") || action.equals("MUTE");
    }

    private static int judged(Last last) {
        return last == null || last.warming() ? 0 : 1;
    }

    private static int blocked(Last last) {
        return last != null && last.blocksAnywhere() ? 1 : 0;
    }

    private static String kind(String sessionId) {
        return sessionId.substring(0, sessionId.indexOf('-'));
    }

    private Count count(String kind) {
        return counts.computeIfAbsent(kind, k -> new Count());
    }

    /** The last verdict on a session, or null. */
    Last of(String sessionId) {
        return sessions.get(sessionId);
    }

    /** How many sessions of a kind have a verdict that is not WARMING. */
    int judged(String kind) {
        return count(kind).judged;
    }

    /** How many sessions of a kind are blocked somewhere. */
    int blocked(String kind) {
        return count(kind).blocked;
    }

    /** When the last block of a kind was on the topic. */
    long lastBlockedMs(String kind) {
        return count(kind).lastBlockedMs;
    }

    long records() {
        return records;
    }

    /** For how long no verdict was read. */
    Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - seenNanos);
    }

    /** Throws what the thread failed with. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws InterruptedException {
        ends = true;
        thread.join();
    }
}
