package dev.vigil.schema.wire;

import dev.vigil.schema.media.Segment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment as {@code audio/L16;rate=11025;channels=1}: 16-bit PCM in network byte order (RFC 2586,
 * RFC 3551), so that any encoder can write it: {@code ffmpeg -f s16be}.
 */
public final class SegmentCodec {
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("audio/L16;\\s*rate=(\\d{1,6})(?:;\\s*channels=(\\d))?");

    private static final int MIN_RATE_HZ = 8_000;
    private static final int MAX_RATE_HZ = 48_000;

    private SegmentCodec() {}

    public static Envelope envelope(Segment segment, String source) {
        return new Envelope(
                segment.sessionId() + "/" + segment.seq(),
                source,
                EventType.SEGMENT.type(),
                segment.sessionId(),
                segment.captureTime(),
                "audio/L16;rate=" + segment.rateHz() + ";channels=" + segment.channels(),
                segment.seq(),
                segment.durationMs());
    }

    /** The segment's own bytes, not a copy. */
    public static byte[] payload(Segment segment) {
        return segment.data();
    }

    /**
     * Reads a segment, which keeps the payload.
     *
     * @throws IllegalArgumentException for an unknown format, an odd or wrong number of bytes, a
     *     missing session, sequence number or duration
     */
    public static Segment read(Envelope envelope, byte[] payload) {
        Matcher format = CONTENT_TYPE.matcher(String.valueOf(envelope.contentType()));
        if (!format.matches()) {
            throw new IllegalArgumentException(
                    "content-type: expected audio/L16;rate=11025;channels=1, got '"
                            + envelope.contentType()
                            + "'; send 16-bit PCM in network byte order");
        }
        int rateHz = Integer.parseInt(format.group(1));
        int channels = format.group(2) == null ? 1 : Integer.parseInt(format.group(2));
        if (rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ || channels < 1 || channels > 2) {
            throw new IllegalArgumentException(
                    "content-type: expected 8000 to 48000 Hz and 1 or 2 channels, got '"
                            + envelope.contentType()
                            + "'; resample at the edge");
        }
        SegmentChecks.checkPlace(envelope);
        checkWhole(payload, channels);
        Segment segment =
                new Segment(
                        envelope.subject(),
                        envelope.sequence(),
                        envelope.timeMs(),
                        rateHz,
                        channels,
                        payload);
        SegmentChecks.checkLength(envelope, segment.durationMs());
        return segment;
    }

    private static void checkWhole(byte[] payload, int channels) {
        if (payload == null || payload.length == 0 || payload.length % (2 * channels) != 0) {
            throw new IllegalArgumentException(
                    "data: expected whole 16-bit samples of "
                            + channels
                            + " channel(s), got "
                            + (payload == null ? 0 : payload.length)
                            + " bytes; the segment is"
                            + " truncated: send it whole");
        }
    }
}
