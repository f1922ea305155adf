package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A packet of peaks of a session.
 *
 * @param context null where no {@code started} was seen
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 * @param end with the last packet of a session that the platform has ended; null otherwise
 * @param life which use of the session's id it is of: capture time of its first segment (UTC epoch
 *     ms)
 * @param receivedBase when the broker would have received the session's first sample (UTC epoch ms)
 */
@InState
@InFlight
@RecordBuilder
public record StreamPacket(
        String sessionId,
        SessionStarted context,
        long captureBase,
        Packet packet,
        SessionEnd end,
        long life,
        long receivedBase)
        implements StreamPacketBuilder.With {}
