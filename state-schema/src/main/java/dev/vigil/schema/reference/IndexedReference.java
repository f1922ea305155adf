package dev.vigil.schema.reference;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * That a reference or feed is whole in state, and where its parts are, so that nothing has to be
 * looked through to find it.
 *
 * @param version of a feed how many times it has begun anew while it was searched
 * @param profile id of the fingerprint profile: the index that it is in
 * @param first number of its first chunk or packet
 * @param next number after the last one
 * @param fromFrame frame of its first peak
 * @param toFrame frame after its last peak
 * @param leftOut whether there was no room for it in the index
 * @param since when it was read whole (processing time, UTC epoch ms); 0 of a feed
 */
@InState
@RecordBuilder
public record IndexedReference(
        String workId,
        String referenceId,
        long version,
        boolean feed,
        String profile,
        long first,
        long next,
        long fromFrame,
        long toFrame,
        boolean leftOut,
        long since)
        implements IndexedReferenceBuilder.With {
    /** Frames from the first peak to the last, which an index counts by. */
    public long frames() {
        return toFrame - fromFrame;
    }

    /** The feed with the next packet, which may have no peaks. */
    public IndexedReference grown(long sequence, long peaksFrom, long peaksTo) {
        boolean silent = frames() == 0;
        return with().next(sequence + 1)
                .fromFrame(silent ? peaksFrom : fromFrame)
                .toFrame(peaksTo > peaksFrom ? peaksTo : toFrame)
                .build();
    }

    /** The feed without what lies before a packet. */
    public IndexedReference without(long packetsBefore, long framesBefore) {
        long from = Math.min(toFrame, Math.max(fromFrame, framesBefore));
        return with().first(Math.max(first, packetsBefore)).fromFrame(from).build();
    }

    /** Its name with the number of it. */
    public ReferenceName name() {
        return feed
                ? ReferenceName.ofFeed(workId, referenceId, version)
                : ReferenceName.of(workId, referenceId);
    }
}
