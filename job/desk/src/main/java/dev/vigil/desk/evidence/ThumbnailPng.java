package dev.vigil.desk.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A grey picture as a PNG file (ISO/IEC 15948), 8 bits a pixel. */
public final class ThumbnailPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] GREY_OF_8_BITS = {8, 0, 0, 0, 0};

    private ThumbnailPng() {}

    /**
     * The file as an address of its own.
     *
     * @param luma a byte a pixel, row by row from the top, 0 black
     * @throws IllegalArgumentException where these are not width times height pixels, at least one
     */
    public static String dataUri(int width, int height, byte[] luma) {
        return "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(file(width, height, luma));
    }

    static byte[] file(int width, int height, byte[] luma) {
        if (width < 1 || height < 1 || (long) width * height != luma.length) {
            throw new IllegalArgumentException(
                    "picture: expected "
                            + width
                            + " x "
                            + height
                            + " bytes, got "
                            + luma.length
                            + "; it can't be shown");
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        byte[] head =
                ByteBuffer.allocate(2 * Integer.BYTES + GREY_OF_8_BITS.length)
                        .putInt(width)
                        .putInt(height)
                        .put(GREY_OF_8_BITS)
                        .array();
        chunk("IHDR", head, png);
        chunk("IDAT", deflated(width, luma), png);
        chunk("IEND", new byte[0], png);
        return png.toByteArray();
    }

    /** Each row behind a zero: no filter. */
    private static byte[] deflated(int width, byte[] luma) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (int at = 0; at < luma.length; at += width) {
                deflater.write(0);
                deflater.write(luma, at, width);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A stream in memory takes what is written", e);
        }
        return packed.toByteArray();
    }

    private static void chunk(String type, byte[] data, ByteArrayOutputStream out) {
        ByteBuffer bytes =
                ByteBuffer.allocate(3 * Integer.BYTES + data.length)
                        .putInt(data.length)
                        .put(type.getBytes(StandardCharsets.US_ASCII))
                        .put(data);
        CRC32 sum = new CRC32();
        sum.update(bytes.array(), Integer.BYTES, Integer.BYTES + data.length);
        out.writeBytes(bytes.putInt((int) sum.getValue()).array());
    }
}
