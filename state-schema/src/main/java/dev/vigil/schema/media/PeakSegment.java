package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A timed slice of a session's peaks: what a platform sends that fingerprints beside its encoders.
 *
 * @param seq counts from 0 without gaps; seen before means dropped
 * @param captureTime when the first sample of {@code fromFrame} was captured (UTC epoch ms)
 * @param receivedAt when the broker appended it (UTC epoch ms); the capture time where it has not
 *     been there
 * @param durationMs length of the frames, as declared
 * @param profile id of the fingerprint profile, see {@link FingerprintProfile}
 * @param fromFrame first frame of the slice, counted from the session's beginning
 * @param toFrame frame before which all peaks are in
 * @param peaks packed peaks of these frames in time order
 * @param loud rows of the loud picture from that of {@code fromFrame} on, two longs each
 */
@InFlight
@RecordBuilder
public record PeakSegment(
        String sessionId,
        long seq,
        long captureTime,
        long receivedAt,
        long durationMs,
        String profile,
        long fromFrame,
        long toFrame,
        long[] peaks,
        long[] loud)
        implements PeakSegmentBuilder.With {}
