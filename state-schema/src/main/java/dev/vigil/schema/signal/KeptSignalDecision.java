package dev.vigil.schema.signal;

import dev.vigil.schema.types.InState;

/**
 * What a person here has decided about a signal.
 *
 * @param receivedAt Kafka's time of its record (UTC epoch ms)
 */
@InState
public record KeptSignalDecision(SignalDecided decided, long receivedAt) {}
