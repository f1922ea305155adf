package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * A savepoint that a release has left behind: {@code _metadata} with everything in it, packed, and
 * {@code ends.properties}, how far the topics had come by then.
 */
public record SavedJob(Path folder) {
    private static final String METADATA = "_metadata";
    private static final String ENDS = "ends.properties";

    /** Of one job, by every release. */
    public static List<SavedJob> ofEveryRelease(String job) {
        return Releases.folders().stream()
                .map(release -> new SavedJob(release.resolve("savepoints").resolve(job)))
                .toList();
    }

    /** True where a release has none yet and the run is to write it. */
    boolean isToBeRecorded() {
        return Boolean.getBoolean("vigil.record") && !Files.exists(packed());
    }

    /**
     * A job that keeps all state in one file, and starts from a savepoint if there is one. A
     * savepoint fails after the time-out of checkpoints, which is 30 s by the interval of some.
     */
    static Configuration settings(String savepoint) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Await.PATIENCE);
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        return settings;
    }

    /** Keeps a savepoint; what a release has left behind is never written again. */
    void record(String savepoint, Site site) throws Exception {
        try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
            List<Path> written = files.toList();
            if (written.size() != 1) {
                throw new IOException(
                        "expected all state in _metadata, got " + written + "; save fewer keys");
            }
            Files.createDirectories(folder);
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed()))) {
                Files.copy(written.get(0), out);
            }
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve(ENDS))) {
            for (Map.Entry<String, Long> end :
                    ends(site, IsolationLevel.READ_UNCOMMITTED).entrySet()) {
                out.write(end.getKey() + "=" + end.getValue() + "\n");
            }
        }
    }

    private static Map<String, Long> ends(Site site, IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topic topic : Topic.values()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                asked.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
            }
        }
        Map<String, Long> ends = new TreeMap<>();
        try (Admin kafka = Admin.create(site.clients())) {
            kafka.listOffsets(asked, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
        }
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    private Path packed() {
        return folder.resolve(METADATA + ".gz");
    }

    /** Unpacks it into a directory and gives its address. */
    public String unpacked(Path directory) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed()))) {
            Files.copy(in, directory.resolve(METADATA));
        }
        return directory.toUri().toString();
    }

    /** The same with planted faults: texts in it are others of their length. */
    String planted(Path directory, Map<String, String> others) throws IOException {
        String address = unpacked(directory);
        Path file = directory.resolve(METADATA);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> other : others.entrySet()) {
            String text = other.getKey();
            if (!bytes.contains(text) || text.length() != other.getValue().length()) {
                throw new IOException("expected '" + text + "' and a text as long, got " + other);
            }
            bytes = bytes.replace(text, other.getValue());
        }
        Files.writeString(file, bytes, StandardCharsets.ISO_8859_1);
        return address;
    }

    /**
     * Lets the new topics of a site be as long as the old ones were. A job that begins beyond the
     * end of a log never reads what is written up to there, so this returns when all of it is in
     * the log, the end of the transaction included.
     */
    void fill(Site site) throws Exception {
        Properties ends = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(ENDS))) {
            ends.load(in);
        }
        Map<String, Long> filled = new TreeMap<>();
        try (KafkaProducer<byte[], byte[]> before = site.transactional()) {
            before.beginTransaction();
            for (String partition : ends.stringPropertyNames()) {
                long end = Math.max(2, Long.parseLong(ends.getProperty(partition)));
                fill(before, partition, end);
                filled.put(partition, end);
            }
            // An abort drops what has not been sent yet.
            before.flush();
            before.abortTransaction();
        }
        Awaitility.await()
                .atMost(Await.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(ends(site, IsolationLevel.READ_COMMITTED))
                                        .isEqualTo(filled));
    }

    /** With what nobody reads; the end of the transaction is the last record. */
    private static void fill(KafkaProducer<byte[], byte[]> before, String partition, long end) {
        int dash = partition.lastIndexOf('-');
        String topic = partition.substring(0, dash);
        int number = Integer.parseInt(partition.substring(dash + 1));
        for (long offset = 0; offset < end - 1; offset++) {
            before.send(new ProducerRecord<>(topic, number, new byte[1], new byte[0]));
        }
    }
}
