package dev.vigil.match.video;

import dev.vigil.schema.media.Packet;
import dev.vigil.video.PictureStream;

/**
 * What is done with a packet, by its place in the stream alone, so that a replay does the same and
 * no answer has to travel back. A packet has the words of 8 s, of which 2 s are new.
 */
enum PicturePlan {
    /** The next search looks at it too. */
    SKIP,

    /** Exact thirds of what is new. */
    SCREEN,

    /** All words, and thirds that differ in one bit. */
    SEARCH;

    /** Every third packet of a live stream, so that an inset is seen every 6 s. */
    private static final int LIVE_EVERY = 3;

    /** And this many at its start. */
    private static final int LIVE_FIRST = 2;

    /** Packets of an upload that meet: four times 2 s. */
    private static final int UPLOAD_EVERY = PictureStream.WINDOW_FRAMES / PictureStream.GRID_FRAMES;

    /**
     * A screened line of this evidence has its packet searched at once; unrelated pictures reach
     * about as much. What is weaker waits for the next search, 4 s at most.
     */
    private static final double WEAK = 3;

    /**
     * @param liveEvery of sound; pictures are searched at least every third packet
     */
    static PicturePlan of(Packet packet, boolean upload, int liveEvery) {
        if (packet.last()) {
            return SEARCH;
        }
        int every = upload ? UPLOAD_EVERY : Math.min(LIVE_EVERY, liveEvery);
        boolean due = packet.sequence() % every == every - 1;
        boolean first = !upload && packet.sequence() < LIVE_FIRST;
        return due || first ? SEARCH : upload ? SKIP : SCREEN;
    }

    static boolean isDoubtful(double evidence, double threshold) {
        return evidence >= WEAK && evidence < threshold;
    }
}
