package dev.vigil.match;

import dev.vigil.audio.Peak;

/**
 * A stretch of a reference: the triples whose last peak lies in {@code [from, to)}.
 *
 * @param reference ordinal in the index
 * @param peaks the reference's peaks, of which the first {@code to} never change
 */
record Piece(int reference, long[] peaks, int from, int to) {

    /** Reference time before which no anchor of the piece stands, in 1/64 frame. */
    long start() {
        long earliest = Math.max(0, Peak.time(peaks[from]) - Triples.LARGEST_GAP);
        return earliest >> Posting.TIME_SHIFT << Posting.TIME_SHIFT;
    }

    /** Time from {@link #start} to the last peak, in 1/64 frame. */
    long duration() {
        return Peak.time(peaks[to - 1]) - start();
    }

    void each(int followers, Triples.Sink sink) {
        Triples.each(peaks, to, from, followers, sink);
    }
}
