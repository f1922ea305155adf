package dev.vigil.schema.flow;

import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.state.SessionEnd;

/**
 * A packet of peaks of a session.
 *
 * @param context null where no {@code started} was seen
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 * @param end with the last packet of a session that the platform has ended; null otherwise
 */
public record StreamPacket(
        String sessionId, SessionStarted context, long captureBase, Packet packet, SessionEnd end) {
    /** A packet that does not end its session, or no packet of a session that was ended. */
    public StreamPacket(String sessionId, SessionStarted context, long captureBase, Packet packet) {
        this(sessionId, context, captureBase, packet, null);
    }
}
