package dev.vigil.client.audit;

import dev.vigil.audit.LogEntries;
import dev.vigil.audit.LogRecords;
import dev.vigil.audit.NoteKey;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Collection;

/** The log's entries as they are on its topics, or as they are published. */
public final class LogTopics {
    private LogTopics() {}

    /** From the topics. */
    public static LogEntries entries(Bus bus, String origin, Collection<NoteKey> keys)
            throws BusException {
        LogEntries entries = new LogEntries(origin, keys, 0);
        bus.records(
                Topic.AUDIT, record -> LogRecords.page(record.value()).ifPresent(entries::page));
        bus.records(
                Topic.SEALS,
                record ->
                        LogRecords.seal(record.value())
                                .ifPresent(seal -> entries.seal(seal.note())));
        return entries;
    }

    /** From the files. */
    public static LogEntries entries(PublishedLog log, String origin, Collection<NoteKey> keys)
            throws IOException {
        return PublishedReader.entries(log, origin, keys);
    }
}
