package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;

/**
 * A front end between two samples, about 12 kB a stream.
 *
 * @param profile id of the fingerprint profile it was made with
 * @param samples the samples not yet covered by every frame that needs them, oldest first
 * @param position absolute index of the first of {@code samples} since the start of the stream
 * @param skip samples still to be dropped until the frame grid is met again after a gap
 * @param framesInRing frames since the last reset, so that the running mean starts afresh
 * @param mean running mean power of each band
 * @param ring whitened bands of the latest frames, oldest first, one frame after the other
 * @param finished whether the stream has ended
 */
@InState
public record FrontEndState(
        String profile,
        short[] samples,
        long position,
        int skip,
        long framesInRing,
        float[] mean,
        float[] ring,
        boolean finished) {}
