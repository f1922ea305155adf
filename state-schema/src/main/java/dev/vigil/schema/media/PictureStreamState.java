package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;

/**
 * What is kept of a stream's pictures from one packet to the next: about 50 kB, 250 kB where they
 * have the largest size and rate.
 *
 * @param profile id of the fingerprint profile
 * @param frames time of each picture since the last packet, and of those just before it
 * @param widths pixels of a row, of each
 * @param heights rows, of each
 * @param luma bytes of all of them, one behind the other
 * @param words packed words of the last seconds, in order of time
 * @param insets four numbers for each rectangle with lasting edges, in order of their numbers
 * @param missed looks since each of them was found last
 * @param edgesWidth pixels of a row, of the pictures that steps of brightness are a mean of
 * @param edgesHeight rows of them
 * @param edges mean steps of brightness left of each pixel, then above each
 * @param seen how many pictures they are a mean of
 * @param nextFrom first frame of the packet to come
 * @param nextTo frame at which it will be cut
 */
@InState
public record PictureStreamState(
        String profile,
        long[] frames,
        int[] widths,
        int[] heights,
        byte[] luma,
        long[] words,
        int[] insets,
        int[] missed,
        int edgesWidth,
        int edgesHeight,
        short[] edges,
        int seen,
        long nextFrom,
        long nextTo) {}
