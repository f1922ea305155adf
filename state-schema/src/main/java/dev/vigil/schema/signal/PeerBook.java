package dev.vigil.schema.signal;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What is kept of a peer once.
 *
 * @param signals that are not known to be over
 * @param disputes that are remembered
 * @param judged disputes that a person here has decided about, later than they arrived
 * @param upheld of these, those that a person here agreed with
 * @param sweepAt before that none of its signals ends (UTC epoch ms)
 */
@InState
@RecordBuilder
public record PeerBook(int signals, int disputes, int judged, int upheld, long sweepAt)
        implements PeerBookBuilder.With {
    public static final PeerBook NEW = new PeerBook(0, 0, 0, 0, 0);
}
