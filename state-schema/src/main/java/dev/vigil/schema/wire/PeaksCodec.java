package dev.vigil.schema.wire;

import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.Modality;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chunk of peaks as {@code application/vnd.vigil.peaks;profile=1}: each peak one 64-bit word in
 * network byte order, sorted; what the bits mean is the profile's.
 */
public final class PeaksCodec {
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("application/vnd\\.vigil\\.peaks;\\s*profile=([1-9]\\d{0,3})");

    /** 60 s of 35 peaks a second are 2,100; this allows for the densest sound. */
    private static final int MAX_PEAKS = 65_536;

    private PeaksCodec() {}

    /**
     * The format of peaks.
     *
     * @throws IllegalArgumentException for a profile of another modality
     */
    public static String contentType(String profile) {
        return "application/vnd.vigil.peaks;profile="
                + FingerprintProfile.number(Modality.AUDIO, profile);
    }

    public static byte[] payload(long[] peaks) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * peaks.length);
        bytes.asLongBuffer().put(peaks);
        return bytes.array();
    }

    /** The profile of a content type; throws IllegalArgumentException for another format. */
    public static String profile(String contentType) {
        Matcher format = CONTENT_TYPE.matcher(String.valueOf(contentType));
        if (!format.matches()) {
            throw new IllegalArgumentException(
                    "content-type: expected application/vnd.vigil.peaks;profile=1, got '"
                            + contentType
                            + "'; write peaks with vigil ingest --as work");
        }
        return FingerprintProfile.id(Modality.AUDIO, Integer.parseInt(format.group(1)));
    }

    /** Throws IllegalArgumentException for torn, unsorted or too many words. */
    public static long[] read(byte[] payload) {
        if (payload == null
                || payload.length % Long.BYTES != 0
                || payload.length > MAX_PEAKS * Long.BYTES) {
            throw new IllegalArgumentException(
                    "data: expected up to "
                            + MAX_PEAKS
                            + " words of 8 bytes, got "
                            + (payload == null ? 0 : payload.length)
                            + " bytes; send it whole");
        }
        long[] peaks = new long[payload.length / Long.BYTES];
        ByteBuffer.wrap(payload).asLongBuffer().get(peaks);
        for (int i = 1; i < peaks.length; i++) {
            if (peaks[i - 1] > peaks[i]) {
                throw new IllegalArgumentException(
                        "data: expected peaks in order of time, got an earlier one at "
                                + i
                                + "; sort them");
            }
        }
        return peaks;
    }

    /** Lower-case hex SHA-256 over the payloads in order. */
    public static String digest(List<byte[]> payloads) {
        MessageDigest sha256 = sha256();
        payloads.forEach(sha256::update);
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The digest of chunks that come one after the other: no two payloads are in memory. */
    public static final class Digest {
        private final MessageDigest sha256 = sha256();

        public void add(long[] peaks) {
            sha256.update(payload(peaks));
        }

        /** As {@link PeaksCodec#digest} of the payloads; once. */
        public String hex() {
            return HexFormat.of().formatHex(sha256.digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
