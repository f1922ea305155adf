package dev.vigil.schema.flow;

import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.event.SessionStarted;

/**
 * A packet of peaks of a session.
 *
 * @param context null where no {@code started} was seen
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 */
public record StreamPacket(
        String sessionId, SessionStarted context, long captureBase, Packet packet) {}
