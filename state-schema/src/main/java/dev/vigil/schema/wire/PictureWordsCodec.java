package dev.vigil.schema.wire;

import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.media.WordSegmentBuilder;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of pictures as {@code application/vnd.vigil.pictures;profile=1}, all in network byte order:
 * each word three longs, of which the first has its time and its window.
 *
 * <p>A chunk of a reference is words alone. A slice of a session has ahead of them the first frame
 * and the frame after the last (64 bits each), the number of windows (32 bits), and of each its
 * left, top, width and height in parts of 1,024 of the picture's sides (16 bits each; 0 where a
 * number has none). A window has about 0.1 kB a second.
 */
public final class PictureWordsCodec {
    private static final String TYPE = "application/vnd.vigil.pictures";

    private static final Pattern CONTENT_TYPE =
            Pattern.compile("application/vnd\\.vigil\\.pictures;\\s*profile=([1-9]\\d{0,3})");

    private static final int LONGS = 3;
    private static final int WORD = LONGS * Long.BYTES;
    private static final int HEAD = 2 * Long.BYTES + Integer.BYTES;

    /** Left, top, width, height. */
    private static final int WINDOW = 4 * Short.BYTES;

    private static final int MAX_WINDOWS = 64;

    /** 60 s of 8 pictures of 11 windows are 5,280; this allows for more windows. */
    private static final int MAX_WORDS_OF_CHUNK = 16_384;

    /** 2 s of 8 pictures of 18 windows are 288; slices may be as long as segments of pictures. */
    private static final int MAX_WORDS_OF_SLICE = 2_048;

    private PictureWordsCodec() {}

    /** True where a record brings words of pictures. */
    public static boolean isWords(String contentType) {
        return contentType != null && contentType.startsWith(TYPE);
    }

    /**
     * The format of words.
     *
     * @throws IllegalArgumentException for a profile of another modality
     */
    public static String contentType(String profile) {
        return TYPE + ";profile=" + FingerprintProfile.number(Modality.VIDEO, profile);
    }

    /** The profile of a content type; throws IllegalArgumentException for another format. */
    public static String profile(String contentType) {
        Matcher format = CONTENT_TYPE.matcher(String.valueOf(contentType));
        if (!format.matches()) {
            throw new IllegalArgumentException(
                    "content-type: expected "
                            + TYPE
                            + ";profile=1, got '"
                            + contentType
                            + "'; write words with vigil ingest");
        }
        return FingerprintProfile.id(Modality.VIDEO, Integer.parseInt(format.group(1)));
    }

    /** A chunk of a reference. */
    public static byte[] payload(long[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * words.length);
        bytes.asLongBuffer().put(words);
        return bytes.array();
    }

    /** A chunk of a reference; throws IllegalArgumentException for torn or too many words. */
    public static long[] read(byte[] payload) {
        int length = payload == null ? 0 : payload.length;
        if (payload == null || length % WORD != 0 || length > MAX_WORDS_OF_CHUNK * WORD) {
            throw new IllegalArgumentException(
                    "data: expected up to "
                            + MAX_WORDS_OF_CHUNK
                            + " words of "
                            + WORD
                            + " bytes, got "
                            + length
                            + " bytes; send it whole");
        }
        return longs(ByteBuffer.wrap(payload));
    }

    private static long[] longs(ByteBuffer bytes) {
        long[] longs = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(longs);
        return longs;
    }

    public static Envelope envelope(WordSegment slice, String source) {
        return new Envelope(
                slice.sessionId() + "/pictures/" + slice.seq(),
                source,
                EventType.SEGMENT.type(),
                slice.sessionId(),
                slice.captureTime(),
                contentType(slice.profile()),
                slice.seq(),
                slice.durationMs());
    }

    /** A slice of a session. */
    public static byte[] payload(WordSegment slice) {
        int[] windows = slice.windows();
        int length = HEAD + Short.BYTES * windows.length + Long.BYTES * slice.words().length;
        ByteBuffer bytes = ByteBuffer.allocate(length);
        bytes.putLong(slice.fromFrame()).putLong(slice.toFrame()).putInt(windows.length / 4);
        for (int number : windows) {
            bytes.putShort((short) number);
        }
        bytes.asLongBuffer().put(slice.words());
        return bytes.array();
    }

    /**
     * Reads a slice of a session.
     *
     * @throws IllegalArgumentException for another format, torn or too many words, a missing
     *     session, sequence number or duration
     */
    public static WordSegment read(Envelope envelope, byte[] payload) {
        String profile = profile(envelope.contentType());
        SegmentChecks.checkPlace(envelope);
        ByteBuffer bytes = ByteBuffer.wrap(payload == null ? new byte[0] : payload);
        int length = bytes.remaining();
        if (length < HEAD) {
            throw torn(length);
        }
        long fromFrame = bytes.getLong();
        long toFrame = bytes.getLong();
        int windows = bytes.getInt();
        if (windows < 0 || windows > MAX_WINDOWS || windows * WINDOW > bytes.remaining()) {
            throw torn(length);
        }
        int[] numbers = new int[4 * windows];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes.getShort();
        }
        if (bytes.remaining() % WORD != 0 || bytes.remaining() > MAX_WORDS_OF_SLICE * WORD) {
            throw torn(length);
        }
        return WordSegmentBuilder.builder()
                .sessionId(envelope.subject())
                .seq(envelope.sequence())
                .captureTime(envelope.timeMs())
                .receivedAt(envelope.timeMs())
                .durationMs(SegmentChecks.declaredMs(envelope))
                .profile(profile)
                .fromFrame(fromFrame)
                .toFrame(toFrame)
                .windows(numbers)
                .words(longs(bytes))
                .build();
    }

    private static IllegalArgumentException torn(int length) {
        return new IllegalArgumentException(
                "data: expected two frames of 8 bytes, a count of up to "
                        + MAX_WINDOWS
                        + " windows, the windows of "
                        + WINDOW
                        + " bytes and up to "
                        + MAX_WORDS_OF_SLICE
                        + " words of "
                        + WORD
                        + ", got "
                        + length
                        + " bytes that are not; send it whole");
    }
}
