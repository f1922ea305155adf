package dev.vigil.match;

import java.io.Serializable;

/**
 * Lengths and evidence of a profile by which the answers of a session are gathered.
 *
 * @param gridFrames from one packet to the next
 * @param windowFrames that a packet covers: packets further apart have nothing in common
 * @param closeFrames without support after which an open match closes
 * @param forgetFrames without support after which a track that never opened is dropped
 * @param sameFrames by which two lines of one reference may be apart to be one
 * @param idleEvidence of a window that adds nothing to others: what unrelated ones reach
 * @param bandsPerOctave of its pitch; 1 where it has none
 */
public record AlignScale(
        int gridFrames,
        int windowFrames,
        int closeFrames,
        int forgetFrames,
        double sameFrames,
        double idleEvidence,
        double bandsPerOctave)
        implements Serializable {

    /** An open match that is silent for this long makes room for another one, 4 s. */
    int roomFrames() {
        return 2 * gridFrames;
    }
}
