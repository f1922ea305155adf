package dev.vigil.schema.wire;

import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.PictureSegment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment of pictures as {@code video/vnd.vigil.thumbnails;profile=video/1;w=64;h=36;rate=4}: a
 * byte a pixel, row by row from the top, picture by picture, so that any decoder can write it:
 * {@code ffmpeg -f rawvideo -pix_fmt gray}.
 */
public final class PictureSegmentCodec {
    private static final String TYPE = "video/vnd.vigil.thumbnails";

    private static final Pattern CONTENT_TYPE =
            Pattern.compile(
                    "video/vnd\\.vigil\\.thumbnails;\\s*profile=(video/[1-9]\\d{0,3});\\s*w=(\\d{1,3})"
                            + ";\\s*h=(\\d{1,3});\\s*rate=(\\d)");

    private static final int MIN_SIDE = 8;
    private static final int MAX_SIDE = 192;

    /** The longer side in shorter ones. */
    private static final int MAX_ASPECT = 4;

    /** Four times what is recommended; more makes no better words. */
    private static final int MAX_PIXELS = 9_216;

    private static final int MIN_RATE = 2;
    private static final int MAX_RATE = 8;

    /**
     * A change is looked for over half a second. At this rate, as at 1, no two pictures are that
     * far apart: what is seen of a film would be stills, which block nothing.
     */
    private static final int NO_RATE = 3;

    private PictureSegmentCodec() {}

    /** True where a segment brings pictures. */
    public static boolean isPictures(String contentType) {
        return contentType != null && contentType.startsWith(TYPE);
    }

    public static Envelope envelope(PictureSegment segment, String source) {
        return new Envelope(
                segment.sessionId() + "/pictures/" + segment.seq(),
                source,
                EventType.SEGMENT.type(),
                segment.sessionId(),
                segment.captureTime(),
                TYPE
                        + ";profile="
                        + FingerprintProfile.VIDEO_1.id()
                        + ";w="
                        + segment.width()
                        + ";h="
                        + segment.height()
                        + ";rate="
                        + segment.rate(),
                segment.seq(),
                segment.durationMs());
    }

    /** The segment's own bytes, not a copy. */
    public static byte[] payload(PictureSegment segment) {
        return segment.luma();
    }

    /**
     * Reads a segment, which keeps the payload.
     *
     * @throws IllegalArgumentException for another format, a size, aspect or rate out of bounds, a
     *     wrong number of bytes, a missing session, sequence number or duration
     */
    public static PictureSegment read(Envelope envelope, byte[] payload) {
        Matcher format = CONTENT_TYPE.matcher(String.valueOf(envelope.contentType()));
        if (!format.matches()) {
            throw new IllegalArgumentException(
                    "content-type: expected "
                            + TYPE
                            + ";profile=video/1;w=64;h=36;rate=4, got '"
                            + envelope.contentType()
                            + "'; send grey thumbnails of that form");
        }
        checkProfile(format.group(1));
        int width = Integer.parseInt(format.group(2));
        int height = Integer.parseInt(format.group(3));
        int rate = Integer.parseInt(format.group(4));
        checkForm(envelope, width, height, rate);
        SegmentChecks.checkPlace(envelope);
        checkWhole(payload, width, height);
        PictureSegment segment =
                new PictureSegment(
                        envelope.subject(),
                        envelope.sequence(),
                        envelope.timeMs(),
                        envelope.timeMs(),
                        width,
                        height,
                        rate,
                        payload);
        SegmentChecks.checkLength(envelope, segment.durationMs());
        return segment;
    }

    private static void checkProfile(String profile) {
        if (FingerprintProfile.of(profile).isEmpty()) {
            throw new IllegalArgumentException(
                    "content-type: expected profile=video/1, got profile="
                            + profile
                            + "; upgrade the job, or send thumbnails of a profile that it knows");
        }
    }

    private static void checkForm(Envelope envelope, int width, int height, int rate) {
        int longer = Math.max(width, height);
        int shorter = Math.min(width, height);
        if (shorter < MIN_SIDE
                || longer > MAX_SIDE
                || longer > MAX_ASPECT * shorter
                || width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "content-type: expected w and h of "
                            + MIN_SIDE
                            + " to "
                            + MAX_SIDE
                            + ", neither over "
                            + MAX_ASPECT
                            + " times the other, w*h up to "
                            + MAX_PIXELS
                            + ", got '"
                            + envelope.contentType()
                            + "'; scale the pictures to about 2304 pixels at their aspect");
        }
        if (rate < MIN_RATE || rate == NO_RATE || rate > MAX_RATE) {
            throw new IllegalArgumentException(
                    "content-type: expected a rate of 2 or of 4 to "
                            + MAX_RATE
                            + " pictures a second, got '"
                            + envelope.contentType()
                            + "'; send 4");
        }
    }

    private static void checkWhole(byte[] payload, int width, int height) {
        int length = payload == null ? 0 : payload.length;
        if (length == 0 || length % (width * height) != 0) {
            throw new IllegalArgumentException(
                    "data: expected whole pictures of "
                            + width
                            + " x "
                            + height
                            + " bytes, got "
                            + length
                            + " bytes; the segment is truncated or of another size: send it whole");
        }
    }
}
