package dev.vigil.bench.video;

import java.io.IOException;
import java.util.Arrays;

/**
 * The frame signatures of one film as ffmpeg's filter {@code signature} writes them with {@code
 * format=binary}: ISO/IEC 15938-3 Amendment 4, uncompressed, one region of space. Of each frame 380
 * values of 0, 1 or 2 and a confidence; words and signatures of segments are passed over.
 */
final class FrameSignatures {
    /** Longs of a frame: each value as two bits, so that bits that differ are the distance. */
    static final int LONGS = 12;

    /** Frames of less confidence say nothing. */
    static final int LEAST_CONFIDENCE = 20;

    private static final int HEAD_BITS = 32 + 1 + 32 + 16 + 16 + 32;
    private static final int TIME_BITS = 16 + 1 + 32 + 32;
    private static final int SEGMENT_BITS = 32 + 32 + 1 + 32 + 32 + 5 * 243;
    private static final int FRAME_TIME_BITS = 1 + 32;
    private static final int WORD_BITS = 5 * 8;
    private static final int BYTES = 76;
    private static final int FRAME_BITS = FRAME_TIME_BITS + 8 + WORD_BITS + BYTES * 8;

    /** Values in a byte, to the base of 3. */
    private static final int VALUES = 5;

    private final long[] values;
    private final boolean[] sure;

    private FrameSignatures(int frames) {
        values = new long[LONGS * frames];
        sure = new boolean[frames];
    }

    /**
     * @throws IOException where the bytes are fewer than they say, or compressed
     */
    static FrameSignatures of(byte[] file) throws IOException {
        Bits bits = new Bits(file);
        bits.skip(HEAD_BITS);
        long frames = bits.next(32);
        bits.skip(TIME_BITS);
        long segments = bits.next(32);
        bits.skip(segments * SEGMENT_BITS);
        boolean compressed = bits.next(1) != 0;
        if (compressed || bits.left() < frames * FRAME_BITS) {
            throw new IOException(
                    "signature: expected "
                            + frames
                            + " frames of "
                            + FRAME_BITS
                            + " bits, got "
                            + (compressed ? "compressed ones" : bits.left() + " bits")
                            + "; use ffmpeg's signature filter with format=binary");
        }
        FrameSignatures read = new FrameSignatures((int) frames);
        for (int frame = 0; frame < frames; frame++) {
            bits.skip(FRAME_TIME_BITS);
            read.sure[frame] = bits.next(8) >= LEAST_CONFIDENCE;
            bits.skip(WORD_BITS);
            for (int i = 0; i < BYTES; i++) {
                read.put(frame, i, (int) bits.next(8));
            }
        }
        return read;
    }

    private void put(int frame, int at, int packed) {
        int rest = packed;
        for (int value = VALUES - 1; value >= 0; value--) {
            int bit = 2 * (VALUES * at + value);
            // 0, 1, 2 as 00, 01, 11.
            long two = rest % 3 == 0 ? 0 : rest % 3 == 1 ? 1 : 3;
            values[LONGS * frame + bit / Long.SIZE] |= two << bit % Long.SIZE;
            rest /= 3;
        }
    }

    int frames() {
        return sure.length;
    }

    boolean isSure(int frame) {
        return sure[frame];
    }

    /** The sum of the differences of all values, 0 to 760. */
    int distance(int frame, FrameSignatures other, int otherFrame) {
        int distance = 0;
        for (int i = 0; i < LONGS; i++) {
            distance +=
                    Long.bitCount(values[LONGS * frame + i] ^ other.values[LONGS * otherFrame + i]);
        }
        return distance;
    }

    /** Bits of bytes, the highest of each first. */
    private static final class Bits {
        private final byte[] bytes;
        private long at;

        Bits(byte[] bytes) {
            this.bytes = Arrays.copyOf(bytes, bytes.length);
        }

        void skip(long bits) {
            at += bits;
        }

        long left() {
            return 8L * bytes.length - at;
        }

        long next(int count) throws IOException {
            if (left() < count) {
                throw new IOException(
                        "signature: expected "
                                + count
                                + " bits more, got the end after "
                                + bytes.length
                                + " bytes; write it again");
            }
            long value = 0;
            for (int i = 0; i < count; i++, at++) {
                value = value << 1 | bytes[(int) (at / 8)] >> 7 - at % 8 & 1;
            }
            return value;
        }
    }
}
