package dev.vigil.schema.match;

import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * One shard's answer to one packet, empty answers too.
 *
 * @param captureBase capture time of the session's first sample (UTC epoch ms)
 * @param life which use of the session's id it is of, see {@link StreamPacket}
 * @param receivedBase when the broker would have received the session's first sample (UTC epoch ms)
 * @param profile id of the fingerprint profile
 * @param sequence number of the packet
 * @param fromFrame first frame that was new in the packet
 * @param toFrame frame before which all peaks were in
 * @param last whether the session ended with the packet
 * @param end what was received of the session, where the platform has ended it; null otherwise
 * @param failed whether the search failed: there may be more than the lines show
 * @param shard number of the shard that answers
 * @param hours hours of references that were searched, in this shard
 * @param indexVersion grows with each change of the shard's index, from 0 on after a restore
 */
@InState
@InFlight
@RecordBuilder
public record SearchAnswer(
        String sessionId,
        SessionStarted context,
        long captureBase,
        long life,
        long receivedBase,
        String profile,
        long sequence,
        long fromFrame,
        long toFrame,
        boolean last,
        SessionEnd end,
        boolean failed,
        int shard,
        double hours,
        long indexVersion,
        List<FoundLine> lines)
        implements SearchAnswerBuilder.With {

    /** Another answer to the same packet. */
    public SearchAnswer of(
            int byShard, boolean hasFailed, double ofHours, long version, List<FoundLine> found) {
        return with().failed(hasFailed)
                .shard(byShard)
                .hours(ofHours)
                .indexVersion(version)
                .lines(found)
                .build();
    }
}
