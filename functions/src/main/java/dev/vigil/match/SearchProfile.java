package dev.vigil.match;

import java.io.Serializable;

/** What the search and the alignment of a session need to know of a fingerprint profile. */
public interface SearchProfile extends Serializable {
    /** How packets, references and answers name it, as {@code audio/1}. */
    String id();

    double framesPerSecond();

    /** Length of a stretch of frames in milliseconds. */
    double millis(double frames);

    /** The evidence that makes a match, measured for this profile. */
    Thresholds thresholds();

    /** An empty index of its references. */
    ReferenceIndex index(SearchSettings listening);

    /**
     * A whole reference ready for an index of this profile; on any thread.
     *
     * @throws IllegalArgumentException if it can't be indexed
     */
    ReferenceIndex.Prepared prepared(long[] words);

    /** Gathers the answers of a session. */
    Align align();

    /** Length of a stretch of frames in hours. */
    default double hours(long frames) {
        return frames / framesPerSecond() / 3600;
    }
}
