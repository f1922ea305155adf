package dev.vigil.schema.signal;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What a peer and a person here say of a signal.
 *
 * @param disputedAt Kafka's time of the peer's dispute (UTC epoch ms); 0 where it disputes nothing
 * @param decided of a person here; null for nothing
 * @param decidedAt Kafka's time of that (UTC epoch ms)
 */
@InState
@RecordBuilder
public record PeerDispute(long disputedAt, OpinionKind decided, long decidedAt)
        implements PeerDisputeBuilder.With {
    public static final PeerDispute NONE = new PeerDispute(0, null, 0);

    /** True where a person has decided about a dispute that was there already. */
    public boolean isJudged() {
        return disputedAt > 0
                && disputedAt < decidedAt
                && (decided == OpinionKind.CONFIRM || decided == OpinionKind.DISPUTE);
    }

    public boolean isUpheld() {
        return isJudged() && decided == OpinionKind.DISPUTE;
    }

    /** When anything was last said of it (UTC epoch ms). */
    public long latestAt() {
        return Math.max(disputedAt, decidedAt);
    }
}
