package dev.vigil.schema.signal;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * An opinion of a peer.
 *
 * @param opinion without its signature, which its door has looked at
 * @param receivedAt Kafka's time of its record (UTC epoch ms)
 * @param counts whether a dispute of this peer stops a signal by itself
 */
@InState
@RecordBuilder
public record KeptOpinion(SignalOpinion opinion, long receivedAt, boolean counts)
        implements KeptOpinionBuilder.With {}
