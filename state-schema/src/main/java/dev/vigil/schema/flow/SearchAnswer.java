package dev.vigil.schema.flow;

import dev.vigil.schema.event.SessionStarted;
import java.util.List;

/**
 * One shard's answer to one packet, empty answers too.
 *
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 * @param profile number of the fingerprint profile
 * @param toFrame frame before which all peaks were in
 * @param last whether the session ended with the packet
 * @param hours hours of references that were searched
 */
public record SearchAnswer(
        String sessionId,
        SessionStarted context,
        long captureBase,
        int profile,
        long toFrame,
        boolean last,
        double hours,
        List<FoundLine> lines) {}
