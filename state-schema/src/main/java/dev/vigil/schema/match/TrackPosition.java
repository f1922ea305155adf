package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;

/**
 * How far the sound or the pictures of a session are analysed, where it has pictures.
 *
 * @param life of the session, see {@link dev.vigil.schema.media.StreamPacket}
 * @param toMs capture time up to which all was searched, from the first segment of the session on
 * @param ended whether the session ended there
 */
@InState
public record TrackPosition(long life, long toMs, boolean ended) {}
