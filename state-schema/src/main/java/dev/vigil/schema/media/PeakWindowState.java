package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;

/**
 * The peaks of the last seconds of a stream, between two packets.
 *
 * @param profile id of the fingerprint profile
 * @param peaks packed peaks in time order
 * @param loud rows of the loud picture, two longs each, oldest first
 * @param loudEnd number of the row after the last
 * @param nextFrom first frame of the packet to come
 * @param nextTo frame at which it will be cut
 */
@InState
public record PeakWindowState(
        String profile, long[] peaks, long[] loud, long loudEnd, long nextFrom, long nextTo) {}
