package dev.vigil.desk.ask;

import dev.vigil.audit.RecordHeader;
import java.util.List;

/**
 * A record as it was on its topic.
 *
 * @param storedBy type of Kafka's time
 * @param key null where it has none
 * @param digest as the audit log has it, in hexadecimal
 */
public record RawRecord(
        StoredRecord record,
        String storedBy,
        byte[] key,
        List<RecordHeader> headers,
        String digest) {}
