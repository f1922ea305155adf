package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;

/**
 * What is kept of a stream that sends words of its pictures, from one slice to the next.
 *
 * @param profile id of the fingerprint profile
 * @param words packed words of the last seconds, in order of time
 * @param nextFrom first frame of the packet to come
 * @param nextTo frame at which it will be cut
 * @param settled frame before which all words are in
 * @param windows four numbers for each number of a window, of the last slice
 */
@InState
public record WordWindowState(
        String profile, long[] words, long nextFrom, long nextTo, long settled, int[] windows) {}
