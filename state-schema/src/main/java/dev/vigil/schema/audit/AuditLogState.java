package dev.vigil.schema.audit;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What the log keeps of itself: at most 40 hashes, whatever its size.
 *
 * @param origin the log whose pages were read back last; null before the first page
 * @param size its pages that were read back
 * @param edge right edge of the tree over them: the roots of its full subtrees, 32 bytes each
 * @param at when the newest of them was made (UTC epoch ms); 0 for none
 * @param written the log that is written: another one while the one before is closed
 * @param seal newest seal of the written log, a signed note; null for none
 * @param refusal why it gets no seal any more; null while it does
 * @param offset of the last page that was read back; -1 for none
 * @param version of the form of its pages; 0 for none
 * @param cold true of a run that began without state, until it has read all pages that there were
 */
@InState
@RecordBuilder
public record AuditLogState(
        String origin,
        long size,
        byte[] edge,
        long at,
        String written,
        String seal,
        String refusal,
        long offset,
        int version,
        boolean cold)
        implements AuditLogStateBuilder.With {}
