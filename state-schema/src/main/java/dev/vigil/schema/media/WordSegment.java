package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A timed slice of the words of a session's moving picture: what a platform sends that lets no
 * pictures out of the house.
 *
 * @param seq counts from 0 without gaps, beside that of the sound; seen before means dropped
 * @param captureTime when {@code fromFrame} was captured (UTC epoch ms)
 * @param receivedAt when the broker appended it (UTC epoch ms); the capture time where it has not
 *     been there
 * @param durationMs length of the frames, as declared
 * @param profile id of the fingerprint profile, see {@link FingerprintProfile}
 * @param fromFrame first frame of the slice, counted from the session's beginning
 * @param toFrame frame before which all words are in
 * @param windows four numbers for each number of a window, as in a {@link Packet}
 * @param words packed words of these frames in order of time, three longs each
 */
@InFlight
@RecordBuilder
public record WordSegment(
        String sessionId,
        long seq,
        long captureTime,
        long receivedAt,
        long durationMs,
        String profile,
        long fromFrame,
        long toFrame,
        int[] windows,
        long[] words)
        implements WordSegmentBuilder.With {}
