package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A row of usage as it is kept.
 *
 * @param amount its figures
 * @param published its last record; null for none
 * @param loading true where it is new since the job started, and that was not looked at yet
 * @param lacksFrom where it is of an older savepoint than its last record: facts from then on (UTC
 *     epoch ms) are in that record, and can be read again only as far as they are kept; null for
 *     none
 * @param held while owners are in conflict
 * @param shares of its owners; null where that is not known yet
 * @param why the last change of figures since it was published; null for none
 * @param timerAt null for none
 */
@InState
@RecordBuilder
public record KeptRow(
        UsageAmount amount,
        UsageRow published,
        boolean loading,
        Long lacksFrom,
        boolean held,
        List<UsageShare> shares,
        UsageReason why,
        Long timerAt)
        implements KeptRowBuilder.With {
    public static final KeptRow NEW =
            new KeptRow(UsageAmount.ZERO, null, false, null, false, null, null, null);
}
