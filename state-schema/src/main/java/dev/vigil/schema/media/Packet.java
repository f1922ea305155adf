package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * The peaks of the last 16 s of a stream, or the words of the last 8 s of its pictures, of which
 * those from {@code fromFrame} on are new.
 *
 * @param profile id of the fingerprint profile, see {@link FingerprintProfile}
 * @param sequence place on the absolute grid of about 2 s, so that it does not depend on segments
 * @param fromFrame first frame that is new in this packet
 * @param toFrame frame before which all peaks are in
 * @param peaks packed peaks or words in time order, old ones first
 * @param loud which cells of 2 bands by 2 frames are loud, two longs a row, up to the row of the
 *     last frame; empty where it was not kept
 * @param last whether the stream ended with this packet
 * @param windows of pictures, four numbers for each number of a window: left, top, width and height
 *     in parts of 1,024 of the sides; no width where it has no words. Empty where they are not
 *     known
 * @param picture first new picture; null of sound, where none is new, and where words alone are
 *     sent
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
        boolean last,
        int[] windows,
        KeptPicture picture) {
    private static final int[] NO_WINDOWS = {};

    /** Of sound, or of pictures whose windows are not known. */
    public Packet(
            String profile,
            long sequence,
            long fromFrame,
            long toFrame,
            long[] peaks,
            long[] loud,
            boolean last) {
        this(profile, sequence, fromFrame, toFrame, peaks, loud, last, NO_WINDOWS);
    }

    /** Of pictures that are not known themselves. */
    public Packet(
            String profile,
            long sequence,
            long fromFrame,
            long toFrame,
            long[] peaks,
            long[] loud,
            boolean last,
            int[] windows) {
        this(profile, sequence, fromFrame, toFrame, peaks, loud, last, windows, null);
    }
}
