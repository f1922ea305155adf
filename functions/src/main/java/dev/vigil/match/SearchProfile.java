package dev.vigil.match;

import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;
import java.io.Serializable;

/** What the search and the alignment of a session need to know of a fingerprint profile. */
public interface SearchProfile extends Serializable {
    /** How packets, references and answers name it, as {@code audio/1}. */
    String id();

    /** What it is of: sound or pictures. */
    Modality modality();

    double framesPerSecond();

    /** Frames from one packet of a stream to the next. */
    int gridFrames();

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

    /** Lengths by which the answers of a session are gathered. */
    AlignScale scale();

    /** Longs of a peak or a word. */
    int longs();

    /** What of a packet was not in the one before. */
    long[] newWords(Packet packet);

    /** Whether they are in order of time, and whole. */
    boolean areInOrder(long[] words);

    /** Frame of the first of them; 0 for none. */
    long fromFrame(long[] words);

    /** Frame behind the last of them; 0 for none. */
    long toFrame(long[] words);

    /** Gathers the answers of a session. */
    default Align align() {
        return new Align(this);
    }

    /** Frames that an index addresses of a reference, from its first frame to behind its last. */
    default long addressed(long fromFrame, long toFrame) {
        return toFrame - fromFrame;
    }

    /** Length of a stretch of frames in hours. */
    default double hours(long frames) {
        return frames / framesPerSecond() / 3600;
    }
}
