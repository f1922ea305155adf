package dev.vigil.schema.wire;

/**
 * A timed slice of a session's sound.
 *
 * @param seq counts from 0 without gaps; seen before means dropped
 * @param captureTime when its first sample was captured (UTC epoch ms)
 * @param pcm interleaved 16-bit samples
 */
public record Segment(
        String sessionId, long seq, long captureTime, int rateHz, int channels, short[] pcm) {
    /** Length in milliseconds, rounded to the nearest. */
    public long durationMs() {
        return Math.round(1000.0 * pcm.length / channels / rateHz);
    }
}
