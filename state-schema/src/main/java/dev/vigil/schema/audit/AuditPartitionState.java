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
 * @param carried true where {@code to} is of a log before the one that is read: this one has no
 *     page of the partition yet, and the first may begin anew
 * @param anew true of the records of a topic that was made anew, beside those of before: for the
 *     next log, which begins the partition anew
 * @param anewBehind last offset that the topic had given when another run began the partition anew,
 *     until its next record shows whether it was made anew; null for none
 * @param doubt what contradicts a page of a log before, until the pages that there are were read:
 *     one of them may begin the partition anew; null for nothing
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
        byte[] digests,
        boolean carried,
        boolean anew,
        Long anewBehind,
        String doubt)
        implements AuditPartitionStateBuilder.With {}
