package dev.vigil.schema.wire;

import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.KeptPicture;
import dev.vigil.schema.media.Modality;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grey pictures of a reference as {@code application/vnd.vigil.thumbnails;profile=1}: one for each
 * 2 s, so that evidence can be drawn. They lie beside the words and are in no index. All in network
 * byte order, of each picture its frame (64 bits), its width and its height (16 bits each), then a
 * byte a pixel, row by row from the top: 2.3 kB a picture, 4.2 MB an hour.
 */
public final class KeptPicturesCodec {
    private static final String TYPE = "application/vnd.vigil.thumbnails";

    private static final Pattern CONTENT_TYPE =
            Pattern.compile("application/vnd\\.vigil\\.thumbnails;\\s*profile=([1-9]\\d{0,3})");

    private static final int HEAD = Long.BYTES + 2 * Short.BYTES;

    /** Of a chunk of 60 s; half of it are usual. */
    private static final int MAX_PICTURES = 60;

    private static final int MAX_SIDE = 192;

    /** Four times what a thumbnail has. */
    private static final int MAX_PIXELS = 9_216;

    private KeptPicturesCodec() {}

    /**
     * The format of kept pictures.
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
                            + "'; write kept pictures with vigil ingest");
        }
        return FingerprintProfile.id(Modality.VIDEO, Integer.parseInt(format.group(1)));
    }

    /** A chunk. */
    public static byte[] payload(List<KeptPicture> pictures) {
        int length = pictures.stream().mapToInt(picture -> HEAD + picture.luma().length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (KeptPicture picture : pictures) {
            bytes.putLong(picture.frame())
                    .putShort((short) picture.width())
                    .putShort((short) picture.height())
                    .put(picture.luma());
        }
        return bytes.array();
    }

    /**
     * A chunk, in order of time.
     *
     * @throws IllegalArgumentException for torn, too large, too many or unordered pictures
     */
    public static List<KeptPicture> read(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload == null ? new byte[0] : payload);
        List<KeptPicture> pictures = new ArrayList<>();
        long after = -1;
        while (bytes.hasRemaining()) {
            KeptPicture picture = next(bytes);
            if (picture == null || picture.frame() <= after || pictures.size() == MAX_PICTURES) {
                throw new IllegalArgumentException(
                        "data: expected up to "
                                + MAX_PICTURES
                                + " pictures in order of time, each a frame of 8 bytes, width and"
                                + " height of 2 bytes, and a byte a pixel, got "
                                + bytes.capacity()
                                + " bytes that are not, from picture "
                                + pictures.size()
                                + " on; send it whole");
            }
            after = picture.frame();
            pictures.add(picture);
        }
        return pictures;
    }

    /** Null where it is torn or too large. */
    private static KeptPicture next(ByteBuffer bytes) {
        if (bytes.remaining() < HEAD) {
            return null;
        }
        long frame = bytes.getLong();
        int width = bytes.getShort();
        int height = bytes.getShort();
        boolean isOfSize =
                Math.min(width, height) >= 1
                        && Math.max(width, height) <= MAX_SIDE
                        && width * height <= Math.min(MAX_PIXELS, bytes.remaining());
        if (!isOfSize) {
            return null;
        }
        byte[] luma = new byte[width * height];
        bytes.get(luma);
        return new KeptPicture(frame, width, height, luma);
    }
}
