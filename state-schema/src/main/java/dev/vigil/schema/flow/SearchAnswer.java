package dev.vigil.schema.flow;

import dev.vigil.schema.event.SessionStarted;
import java.util.List;

/**
 * One shard's answer to one packet, empty answers too.
 *
 * @param fromFrame first frame that was new in the packet
 * @param toFrame frame before which all peaks were in
 * @param last whether the session ended with the packet
 * @param thorough whether the thorough tier looked
 * @param hours hours of references that were searched
 */
public record SearchAnswer(
        String sessionId,
        SessionStarted context,
        long captureBase,
        long sequence,
        long fromFrame,
        long toFrame,
        boolean last,
        boolean thorough,
        double hours,
        List<FoundLine> lines) {}
