package dev.vigil.bench.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.cli.evaluate.QueryAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signatures are read as they are written, and clips lie where their frames are nearest. */
class FrameSignaturesTest {
    private static final int VALUES = 380;

    /** A file of ffmpeg's with two segments, bit by bit. */
    private static byte[] file(List<int[]> frames, List<Integer> confidence) {
        Bits bits = new Bits();
        bits.put(1, 32).put(1, 1).put(0, 32).put(639, 16).put(359, 16).put(0, 32);
        bits.put(frames.size(), 32).put(5, 16).put(1, 1).put(0, 32).put(99, 32).put(2, 32);
        for (int segment = 0; segment < 2; segment++) {
            bits.put(0, 32).put(89, 32).put(1, 1).put(0, 32).put(89, 32);
            for (int word = 0; word < 5; word++) {
                bits.put(-1, 32 * 7 + 19);
            }
        }
        bits.put(0, 1);
        for (int frame = 0; frame < frames.size(); frame++) {
            bits.put(1, 1).put(frame, 32).put(confidence.get(frame), 8).put(-1, 40);
            for (int at = 0; at < VALUES; at += 5) {
                int packed = 0;
                for (int value = at; value < at + 5; value++) {
                    packed = 3 * packed + frames.get(frame)[value];
                }
                bits.put(packed, 8);
            }
        }
        return bits.bytes();
    }

    private static final class Bits {
        private final List<Boolean> all = new ArrayList<>();

        Bits put(long value, int count) {
            for (int bit = count - 1; bit >= 0; bit--) {
                all.add((value >> Math.min(bit, 63) & 1) != 0);
            }
            return this;
        }

        byte[] bytes() {
            byte[] bytes = new byte[(all.size() + 7) / 8];
            for (int i = 0; i < all.size(); i++) {
                bytes[i / 8] |= all.get(i) ? (byte) (0x80 >> i % 8) : 0;
            }
            return bytes;
        }
    }

    private static int[] frame(Random random) {
        return random.ints(VALUES, 0, 3).toArray();
    }

    private static FrameSignatures of(List<int[]> frames) throws IOException {
        return FrameSignatures.of(file(frames, frames.stream().map(frame -> 60).toList()));
    }

    @Test
    void distancesAreThoseOfTheValuesWritten() throws IOException {
        Random random = new Random(1);
        List<int[]> frames = List.of(frame(random), frame(random), frame(random));
        FrameSignatures read = FrameSignatures.of(file(frames, List.of(19, 20, 255)));
        assertThat(read.frames()).isEqualTo(3);
        assertThat(read.isSure(0)).isFalse();
        assertThat(read.isSure(1)).isTrue();
        assertThat(read.isSure(2)).isTrue();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                int expected = 0;
                for (int i = 0; i < VALUES; i++) {
                    expected += Math.abs(frames.get(a)[i] - frames.get(b)[i]);
                }
                assertThat(read.distance(a, read, b)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aFileThatIsCutOffIsReported() {
        byte[] whole = file(List.of(frame(new Random(2))), List.of(50));
        for (int length : new int[] {3, 40, whole.length - 2}) {
            assertThatThrownBy(() -> FrameSignatures.of(Arrays.copyOf(whole, length)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("signature: expected");
        }
    }

    /** 12.5 a second of the film, 5 of the clip, which is 5 % faster. */
    @Test
    void aClipLiesWhereItsFramesAreNearest() throws IOException {
        Random random = new Random(3);
        List<int[]> film = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            film.add(frame(random));
        }
        List<int[]> clip = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int[] noisy = film.get(100 + (int) Math.round(i * 1.05 * 2.5)).clone();
            noisy[random.nextInt(VALUES)] = 1;
            clip.add(noisy);
        }
        SignatureAligner aligner = new SignatureAligner(of(clip), new double[] {5, 10});
        aligner.along("other", of(List.of(frame(random), frame(random))));
        aligner.along("film", of(film));
        for (double length : new double[] {5, 10}) {
            QueryAnswer answer = aligner.best().get(length);
            assertThat(answer.reference()).isEqualTo("film");
            assertThat(answer.offsetSeconds()).isCloseTo(8, within(0.1));
            assertThat(answer.score()).isBetween(-2.0, 0.0);
        }
    }

    @Test
    void theLimitLetsOneInEightyThrough() {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < 79; i++) {
            scores.add(-100.0 - i);
        }
        assertThat(SignaturePeer.limit(scores)).isEqualTo(-100);
        scores.add(-50.0);
        assertThat(SignaturePeer.limit(scores)).isEqualTo(-100);
        assertThat(SignaturePeer.limit(List.of())).isNegative().isInfinite();
    }
}
