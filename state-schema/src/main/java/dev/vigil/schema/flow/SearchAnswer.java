package dev.vigil.schema.flow;

import dev.vigil.schema.event.SessionStarted;
import java.util.List;

/**
 * One shard's answer to one packet, empty answers too.
 *
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 * @param profile number of the fingerprint profile
 * @param sequence number of the packet
 * @param toFrame frame before which all peaks were in
 * @param last whether the session ended with the packet
 * @param shard number of the shard that answers
 * @param hours hours of references that were searched, in this shard
 * @param indexVersion grows with each change of the shard's index, from 0 on after a restore
 */
public record SearchAnswer(
        String sessionId,
        SessionStarted context,
        long captureBase,
        int profile,
        long sequence,
        long toFrame,
        boolean last,
        int shard,
        double hours,
        long indexVersion,
        List<FoundLine> lines) {}
