package dev.vigil.edge;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** One track of an open source. What it decodes waits in it until it is read. */
interface Track extends AutoCloseable {
    /** Decodes a packet of this track, whose times are those of the session. */
    void take(AVPacket packet) throws MediaException;

    /** There are no more packets. */
    void end() throws MediaException;

    /**
     * Goes on for a second without packets: they are missing, or come minutes after the other's.
     */
    void fill() throws MediaException;

    /** How much was read, in ms. */
    long positionMs();

    /** How much was decoded, in ms; what of it was not read waits. */
    long decodedMs();

    /** Whether all was read and nothing more can come. */
    boolean isOver();

    TrackDecoder decoder();

    @Override
    void close();
}
