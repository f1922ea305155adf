package dev.vigil.client.audit;

import dev.vigil.audit.LogCheck;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordSource;
import dev.vigil.audit.RecordTime;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.SpanReader;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Checks a log as it is on the topics, and against it all records that are there. */
public final class TopicsCheck {
    private static final Set<Topic> NOT_AUDITED =
            EnumSet.of(
                    Topic.MEDIA_LIVE,
                    Topic.MEDIA_UPLOADS,
                    Topic.MEDIA_FEEDS,
                    Topic.AUDIT,
                    Topic.SEALS);

    private final Bus bus;
    private final String origin;
    private final LogCheck check;

    /**
     * @param keys that may have signed the log's seals; the first one names it
     * @param nowMs the time of the check (UTC epoch ms)
     */
    public TopicsCheck(Bus bus, List<NoteKey> keys, long nowMs) {
        this.bus = bus;
        origin = keys.get(0).name();
        check = new LogCheck(origin, keys, nowMs);
    }

    /**
     * The log and all records, as they are on the topics.
     *
     * @param kept seals that were kept elsewhere: signed notes
     */
    public LogReport run(Collection<String> kept) throws IOException {
        String compacted =
                audited().stream()
                        .filter(topic -> topic.cleanup().compacts())
                        .map(Topic::topicName)
                        .collect(Collectors.joining(", "));
        check.notChecked(
                compacted
                        + ": whether records are missing, as they are compacted and no record names"
                        + " those that are gone by right; those that are there were checked");
        try (SpanReader reader = bus.spans(audited())) {
            return run(kept, new TopicRecords(reader));
        }
    }

    /**
     * The log as it is on its topics, and the records of an export instead of those on the topics.
     *
     * @param isWhole true where of each partition the export leaves out none between its first and
     *     its last
     */
    public LogReport run(Collection<String> kept, Path export, boolean isWhole) throws IOException {
        return run(kept, ExportRecords.of(export, isWhole, check::found));
    }

    private LogReport run(Collection<String> kept, RecordSource records) throws IOException {
        kept.forEach(check::seal);
        try (TopicsLog log = new TopicsLog(bus, origin, records)) {
            return check.run(log);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    void notChecked(String what) {
        check.notChecked(what);
    }

    void found(LogFault fault, String place, String message) {
        check.found(fault, place, message);
    }

    /** Topics whose records are logged. */
    public static List<Topic> audited() {
        List<Topic> topics = new ArrayList<>(Arrays.asList(Topic.values()));
        topics.removeAll(NOT_AUDITED);
        return topics;
    }

    /** A record as the log has hashed it. */
    public static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
        List<RecordHeader> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        RecordPlace place = new RecordPlace(record.topic(), record.partition(), record.offset());
        RecordTime time = new RecordTime(record.timestampType().toString(), record.timestamp());
        return RecordBytes.of(place, time, record.key(), headers, record.value());
    }
}
