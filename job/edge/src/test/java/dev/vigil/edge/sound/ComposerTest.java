package dev.vigil.edge.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ShortBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {
    @Test
    void aSeedIsAPiece() {
        Sound piece = Composer.compose(1, 10, 11_025);
        assertThat(piece.durationMs()).isEqualTo(10_000);
        assertThat(Composer.compose(1, 10, 11_025).pcm()).isEqualTo(piece.pcm());
        assertThat(Composer.compose(2, 10, 11_025).pcm()).isNotEqualTo(piece.pcm());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 17, -5})
    void manyVoicesAndNotes(long seed) {
        List<Note> notes = Score.write(seed, 60);
        assertThat(notes.stream().map(Note::voice).collect(Collectors.toSet())).hasSize(5);
        assertThat(notes.size()).isGreaterThan(60 * 6);
        double[] lengths = notes.stream().mapToDouble(Note::lengthS).distinct().toArray();
        assertThat(lengths.length).isGreaterThan(50);
    }

    @Test
    void noBarIsPlayedTwiceAlike() {
        short[] pcm = Composer.compose(4, 60, 11_025).pcm();
        Set<ShortBuffer> seen = new HashSet<>();
        int window = 64;
        for (int from = 0; from + window <= pcm.length; from++) {
            if (loud(pcm, from, window)) {
                ShortBuffer part = ShortBuffer.wrap(pcm, from, window).slice();
                assertThat(seen.add(part)).as("at %d", from).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 17, -5})
    void theBandOfTheEarIsFilled(long seed) {
        Sound piece = Composer.compose(seed, 20, 22_050);
        double whole = power(piece);
        for (int[] band : new int[][] {{180, 600}, {600, 1_600}, {1_600, 4_600}}) {
            Sound part = FilterGraph.run(piece, "highpass=f=" + band[0] + ",lowpass=f=" + band[1]);
            assertThat(power(part) / whole).as("%d Hz", band[0]).isGreaterThan(0.005);
        }
    }

    @Test
    void neverClipsNorFallsSilent() {
        Sound piece = Composer.compose(9);
        int loudest = 0;
        for (short sample : piece.pcm()) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        assertThat(loudest).isBetween(20_000, 26_000);
        for (int second = 0; second < 60; second++) {
            assertThat(power(piece.cut(second * 22_050, 22_050)))
                    .as("second %d", second)
                    .isGreaterThan(10_000);
        }
    }

    private static boolean loud(short[] pcm, int from, int length) {
        int loudest = 0;
        for (int i = from; i < from + length; i++) {
            loudest = Math.max(loudest, Math.abs(pcm[i]));
        }
        return loudest > 500;
    }

    private static double power(Sound sound) {
        double power = 0;
        for (short sample : sound.pcm()) {
            power += (double) sample * sample;
        }
        return power / sound.pcm().length;
    }
}
