package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * The peaks of the last 16 s of a stream, of which those from {@code fromFrame} on are new.
 *
 * @param profile id of the fingerprint profile, see {@link FingerprintProfile}
 * @param sequence place on the absolute grid of about 2 s, so that it does not depend on segments
 * @param fromFrame first frame that is new in this packet
 * @param toFrame frame before which all peaks are in
 * @param peaks packed peaks in time order, old ones first
 * @param loud which cells of 2 bands by 2 frames are loud, two longs a row, up to the row of the
 *     last frame; empty where it was not kept
 * @param last whether the stream ended with this packet
 */
@InState
@InFlight
public record Packet(
        String profile,
        long sequence,
        long fromFrame,
        long toFrame,
        long[] peaks,
        long[] loud,
        boolean last) {}
