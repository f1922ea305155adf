package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import java.nio.ByteBuffer;

/**
 * A timed slice of a session's sound.
 *
 * <p>Its samples stay the bytes that arrived until they are fingerprinted: an array of bytes
 * crosses to another task in one piece, one of shorts sample by sample.
 *
 * @param seq counts from 0 without gaps; seen before means dropped
 * @param captureTime when its first sample was captured, by the producer's clock (UTC epoch ms)
 * @param receivedAt when the broker appended it (UTC epoch ms); the capture time where it has not
 *     been there
 * @param data interleaved 16-bit samples in network byte order
 */
@InFlight
public record Segment(
        String sessionId,
        long seq,
        long captureTime,
        long receivedAt,
        int rateHz,
        int channels,
        byte[] data) {

    /** One that no broker has received. */
    public Segment(
            String sessionId, long seq, long captureTime, int rateHz, int channels, byte[] data) {
        this(sessionId, seq, captureTime, captureTime, rateHz, channels, data);
    }

    /**
     * @param pcm interleaved 16-bit samples
     */
    public Segment(
            String sessionId, long seq, long captureTime, int rateHz, int channels, short[] pcm) {
        this(sessionId, seq, captureTime, rateHz, channels, bytes(pcm));
    }

    /** The same, received by a broker. */
    public Segment received(long atMs) {
        return new Segment(sessionId, seq, captureTime, atMs, rateHz, channels, data);
    }

    private static byte[] bytes(short[] pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * pcm.length);
        bytes.asShortBuffer().put(pcm);
        return bytes.array();
    }

    /** Its interleaved samples, a copy each time: to be read once. */
    public short[] pcm() {
        short[] pcm = new short[data.length / Short.BYTES];
        ByteBuffer.wrap(data).asShortBuffer().get(pcm);
        return pcm;
    }

    /** Length in milliseconds, not rounded. */
    public double lengthMs() {
        return 1000.0 * (data.length / Short.BYTES) / channels / rateHz;
    }

    /** Length in milliseconds, rounded to the nearest. */
    public long durationMs() {
        return Math.round(lengthMs());
    }
}
