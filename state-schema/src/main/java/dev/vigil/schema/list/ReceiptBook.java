package dev.vigil.schema.list;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What is known of a batch, for its receipt: sums only, its entries are kept one by one (see {@link
 * BatchEntry}).
 *
 * @param waiting how many versions some subtask has yet to answer for
 * @param entries versions that are effective everywhere
 * @param publishedAt of the first version (UTC epoch ms)
 * @param effectiveAt of the last subtask and version; 0 for none yet
 * @param revision of the last receipt; 0 before the first
 * @param told true where the last receipt has all of this
 * @param newsAt when something was last learned
 */
@InState
@RecordBuilder
public record ReceiptBook(
        String batch,
        ListReader reader,
        int waiting,
        int entries,
        int subtasks,
        long publishedAt,
        long effectiveAt,
        long slowestMs,
        int rejudged,
        int stopped,
        int lifted,
        int revision,
        boolean told,
        long newsAt)
        implements ReceiptBookBuilder.With {}
