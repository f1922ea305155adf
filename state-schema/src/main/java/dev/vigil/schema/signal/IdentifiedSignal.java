package dev.vigil.schema.signal;

import dev.vigil.schema.types.InFlight;

/**
 * An identifier of works and of signals meets: either side, keyed by the identifier.
 *
 * @param key SCHEME:value, in normal form
 * @param signalId of a signal that has it; null where it is about a work
 * @param workId of a work; null where it is about a signal
 * @param has false where it has it no more
 * @param at of a work since when (UTC epoch ms); of a signal when it ends
 */
@InFlight
public record IdentifiedSignal(String key, String signalId, String workId, boolean has, long at) {}
