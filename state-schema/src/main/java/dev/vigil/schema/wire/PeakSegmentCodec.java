package dev.vigil.schema.wire;

import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.PeakSegmentBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A slice of peaks as {@code application/vnd.vigil.peaks;profile=1}, all in network byte order: the
 * first frame and the frame after the last (64 bits each), the number of rows of the loud picture
 * (32 bits), these rows (128 bits each), then the peaks (64 bits each). About 700 bytes a second,
 * where sound has 22 kB.
 */
public final class PeakSegmentCodec {
    private static final int HEAD = 2 * Long.BYTES + Integer.BYTES;

    /** 10 s of rows, as long as a segment of sound may be, with room to spare. */
    private static final int MAX_ROWS = 256;

    /** Far above 35 a second. */
    private static final int MAX_PEAKS = 8_192;

    private PeakSegmentCodec() {}

    /** True where a segment brings peaks instead of sound. */
    public static boolean isPeaks(String contentType) {
        return contentType != null && contentType.startsWith("application/vnd.vigil.peaks");
    }

    public static Envelope envelope(PeakSegment segment, String source) {
        return new Envelope(
                segment.sessionId() + "/" + segment.seq(),
                source,
                EventType.SEGMENT.type(),
                segment.sessionId(),
                segment.captureTime(),
                PeaksCodec.contentType(segment.profile()),
                segment.seq(),
                segment.durationMs());
    }

    public static byte[] payload(PeakSegment segment) {
        int words = segment.loud().length + segment.peaks().length;
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + Long.BYTES * words);
        bytes.putLong(segment.fromFrame()).putLong(segment.toFrame());
        bytes.putInt(segment.loud().length / 2);
        bytes.asLongBuffer().put(segment.loud()).put(segment.peaks());
        return bytes.array();
    }

    /**
     * Reads a slice.
     *
     * @throws IllegalArgumentException for another format, torn or too many words, a missing
     *     session, sequence number or duration
     */
    public static PeakSegment read(Envelope envelope, byte[] payload) {
        String profile = PeaksCodec.profile(envelope.contentType());
        SegmentChecks.checkPlace(envelope);
        int length = payload == null ? 0 : payload.length;
        if (length < HEAD || (length - HEAD) % Long.BYTES != 0) {
            throw torn(length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        long fromFrame = bytes.getLong();
        long toFrame = bytes.getLong();
        int rows = bytes.getInt();
        long[] words = new long[(length - HEAD) / Long.BYTES];
        bytes.asLongBuffer().get(words);
        if (rows < 0 || rows > MAX_ROWS || 2 * rows > words.length) {
            throw torn(length);
        }
        if (words.length - 2 * rows > MAX_PEAKS) {
            throw torn(length);
        }
        return PeakSegmentBuilder.builder()
                .sessionId(envelope.subject())
                .seq(envelope.sequence())
                .captureTime(envelope.timeMs())
                .receivedAt(envelope.timeMs())
                .durationMs(SegmentChecks.declaredMs(envelope))
                .profile(profile)
                .fromFrame(fromFrame)
                .toFrame(toFrame)
                .peaks(Arrays.copyOfRange(words, 2 * rows, words.length))
                .loud(Arrays.copyOf(words, 2 * rows))
                .build();
    }

    private static IllegalArgumentException torn(int length) {
        return new IllegalArgumentException(
                "data: expected two frames of 8 bytes, a count of up to "
                        + MAX_ROWS
                        + " rows, the rows of 16 bytes and up to "
                        + MAX_PEAKS
                        + " peaks of 8, got "
                        + length
                        + " bytes that are not; send it whole");
    }
}
