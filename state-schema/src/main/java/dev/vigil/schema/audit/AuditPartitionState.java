package dev.vigil.schema.audit;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What the log keeps of a partition until its pages are read back.
 *
 * @param read last offset that the topic has given; -1 for none
 * @param to last offset that is on a page which was read back; -1 for none
 * @param sent pages that were sent and not read back, in order
 * @param offsets of records that are on no page yet, in order
 * @param digests of those records, 32 bytes each
 */
@InState
@RecordBuilder
public record AuditPartitionState(
        String topic,
        int partition,
        long read,
        long to,
        List<AuditPage> sent,
        long[] offsets,
        byte[] digests)
        implements AuditPartitionStateBuilder.With {}
