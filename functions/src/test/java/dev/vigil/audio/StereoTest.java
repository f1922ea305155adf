package dev.vigil.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class StereoTest {
    private static final int RATE_HZ = 11_025;
    private static final short[] MUSIC = TestingMusic.play(100, 10);
    private static final short[] OTHER = TestingMusic.play(101, 10);

    @Test
    void musicWithAnInvertedChannelIsHeardAsTheOtherOne() {
        List<String> heard = heard(stereo(i -> MUSIC[i], i -> MUSIC[i]));
        assertThat(heard).isNotEmpty();
        assertThat(heard(stereo(i -> MUSIC[i], i -> -MUSIC[i]))).isEqualTo(heard);
        assertThat(heard(stereo(i -> MUSIC[i], i -> -MUSIC[i] + i % 3 - 1)))
                .as("not quite the same, as a codec leaves it")
                .isEqualTo(heard);
    }

    /** Not a byte of it may change: references were fingerprinted as it is. */
    @Test
    void allOtherSoundIsLeftAsItIs() {
        unchanged(i -> MUSIC[i], i -> MUSIC[i]);
        unchanged(i -> MUSIC[i], i -> OTHER[i]);
        unchanged(i -> MUSIC[i], i -> 0);
        unchanged(i -> 0, i -> MUSIC[i]);
        unchanged(i -> MUSIC[i], i -> -MUSIC[i] / 2);
        unchanged(i -> MUSIC[i], i -> (OTHER[i] - MUSIC[i]) / 2);
        unchanged(i -> 0, i -> 0);
        unchanged(i -> i % 20 - 10, i -> 10 - i % 20);
        assertThat(Stereo.audible(new short[0])).isEmpty();
    }

    private static void unchanged(IntUnaryOperator left, IntUnaryOperator right) {
        short[] pcm = stereo(left, right);
        assertThat(Stereo.audible(pcm)).isSameAs(pcm);
    }

    private static short[] stereo(IntUnaryOperator left, IntUnaryOperator right) {
        short[] pcm = new short[2 * MUSIC.length];
        for (int i = 0; i < MUSIC.length; i++) {
            pcm[2 * i] = (short) left.applyAsInt(i);
            pcm[2 * i + 1] =
                    (short)
                            Math.max(
                                    Short.MIN_VALUE,
                                    Math.min(Short.MAX_VALUE, right.applyAsInt(i)));
        }
        return pcm;
    }

    /** In segments of 2 s. */
    private static List<String> heard(short[] pcm) {
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(TestingEar.PROFILE, packets::add);
        for (int from = 0; from < pcm.length; from += 4 * RATE_HZ) {
            int to = Math.min(pcm.length, from + 4 * RATE_HZ);
            ear.hear(Arrays.copyOfRange(pcm, from, to), RATE_HZ, 2);
        }
        ear.finish();
        return packets.stream().map(packet -> Arrays.toString(packet.peaks())).toList();
    }
}
