package dev.vigil.desk.act;

import dev.vigil.audit.RecordHeader;
import java.util.List;

/**
 * A record that a person has ordered.
 *
 * @param id of the request and of the event, {@code ce_id}: unique
 * @param key of the record
 * @param headers the attributes of the event
 * @param madeAt when it was ordered (UTC epoch ms)
 * @param madeBy pointer to the person
 */
public record OutboxRow(
        String id,
        String topic,
        byte[] key,
        List<RecordHeader> headers,
        byte[] body,
        long madeAt,
        String madeBy) {}
