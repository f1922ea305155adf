package dev.vigil.client.audit;

import dev.vigil.audit.LogCheck;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogRecords;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordTime;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
     * Reads all of it.
     *
     * @param kept seals that were kept elsewhere: signed notes
     */
    public LogReport run(Collection<String> kept) throws BusException {
        log(kept);
        for (Topic topic : audited()) {
            Map<Integer, Long> begins = bus.records(topic, record -> check.record(bytes(record)));
            if (topic.cleanup().compacts()) {
                check.notChecked(
                        topic.topicName()
                                + ": whether records are missing, as it is compacted and no"
                                + " record names those that are gone by right; those that are there were checked");
            } else {
                begins.forEach(
                        (partition, begin) ->
                                check.expect(topic.topicName(), partition, begin, Long.MAX_VALUE));
            }
        }
        return check.finish();
    }

    /**
     * The log as it is on its topics, and the records of an export instead of those on the topics.
     *
     * @param isWhole true where of each partition the export leaves out none between its first and
     *     its last
     */
    public LogReport run(Collection<String> kept, Path export, boolean isWhole) throws IOException {
        log(kept);
        if (isWhole) {
            check.expectAllBetween();
        }
        ExportReader.read(export, check::record);
        return check.finish();
    }

    void found(LogFault fault, String place, String message) {
        check.found(fault, place, message);
    }

    private void log(Collection<String> kept) throws BusException {
        bus.records(Topic.AUDIT, record -> LogRecords.page(record.value()).ifPresent(check::page));
        bus.records(
                Topic.SEALS,
                record ->
                        LogRecords.seal(record.value())
                                .filter(seal -> seal.origin().equals(origin))
                                .ifPresent(seal -> check.seal(seal.note())));
        kept.forEach(check::seal);
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
