package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Sound;
import org.junit.jupiter.api.Test;

class DistortionTest {
    private static final int RATE_HZ = 22_050;
    private final Sound tone = Sounds.tone(1_000, 10 * RATE_HZ, RATE_HZ);

    @Test
    void speedMovesLengthAndPitch() {
        Sound faster = Distortion.speed(tone, 1.04);
        assertThat(faster.durationMs() / 1_000.0).isCloseTo(10 / 1.04, within(0.05));
        assertThat(Sounds.pitchHz(faster)).isCloseTo(1_040, within(3.0));
    }

    @Test
    void tempoMovesLengthAlone() {
        Sound slower = Distortion.tempo(tone, 0.96);
        assertThat(slower.durationMs() / 1_000.0).isCloseTo(10 / 0.96, within(0.1));
        assertThat(Sounds.pitchHz(slower)).isCloseTo(1_000, within(8.0));
    }

    @Test
    void pitchMovesPitchAlone() {
        Sound higher = Distortion.pitch(tone, 1.04);
        assertThat(higher.durationMs() / 1_000.0).isCloseTo(10, within(0.1));
        assertThat(Sounds.pitchHz(higher)).isCloseTo(1_040, within(8.0));
    }

    @Test
    void noiseIsAsLoudAsAsked() {
        Sound noisy = Distortion.noise(tone, 10, 1);
        short[] noise = new short[noisy.pcm().length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (noisy.pcm()[i] - tone.pcm()[i]);
        }
        double snrDb = 20 * Math.log10(Sounds.rms(tone) / Sounds.rms(new Sound(noise, RATE_HZ)));
        assertThat(snrDb).isCloseTo(10, within(0.2));
        assertThat(Distortion.noise(tone, 10, 1).pcm()).isEqualTo(noisy.pcm());
        assertThat(Distortion.noise(tone, 10, 2).pcm()).isNotEqualTo(noisy.pcm());
    }

    @Test
    void aTelephoneKeepsTheMiddle() {
        assertThat(loss(1_000)).isLessThan(3);
        assertThat(loss(100)).isGreaterThan(15);
        assertThat(loss(8_000)).isGreaterThan(15);
    }

    private static double loss(double hz) {
        Sound before = Sounds.tone(hz, 2 * RATE_HZ, RATE_HZ);
        Sound after = Distortion.phone(before);
        return 20 * Math.log10(Sounds.rms(before) / Sounds.rms(after));
    }
}
