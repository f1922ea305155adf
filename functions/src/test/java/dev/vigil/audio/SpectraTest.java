package dev.vigil.audio;

import static dev.vigil.audio.TestingEar.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectraTest {
    private static final int BANDS = PROFILE.bands();

    /** Beside the sum that defines the transform, in double precision. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 96})
    void bandsAreThoseOfTheDefinition(int frames) {
        short[] samples = noise(frames, 7);
        float[][] bands = hear(samples, frames);
        for (int frame : new int[] {0, frames / 2, frames - 1}) {
            float[][] power = powerByDefinition(samples, 256 * frame);
            float[][] expected = new float[BANDS][1];
            new LogBands(PROFILE).apply(power, 1, expected);
            for (int band = 0; band < BANDS; band++) {
                assertThat((double) bands[frame][band])
                        .as("frame %d of %d, band %d", frame, frames, band)
                        .isCloseTo(expected[band][0], within(1e-4 * expected[band][0] + 1e6));
            }
        }
    }

    @Test
    void aFrameIsTheSameToTheBitWhateverStandsBesideIt() {
        short[] samples = noise(96, 8);
        float[][] together = hear(samples, 96);
        for (int frame = 0; frame < 96; frame++) {
            short[] own = new short[1024];
            System.arraycopy(samples, 256 * frame, own, 0, own.length);
            float[] alone = hear(own, 1)[0];
            assertThat(together[frame]).as("frame %d", frame).isEqualTo(alone);
        }
    }

    @Test
    void anotherWindowIsRefused() {
        Profile other = new Profile("audio/2", 11_025, 2048, 256, 180, 48, 224, 0.1f, 4000f, 10, 5);
        assertThatThrownBy(() -> new Workbench(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 2048 every 256");
    }

    private static float[][] hear(short[] samples, int frames) {
        float[][] bands = new float[frames][BANDS];
        new Spectra(PROFILE, frames).hear(samples, frames, bands);
        return bands;
    }

    private static short[] noise(int frames, long seed) {
        Random random = new Random(seed);
        short[] samples = new short[1024 + 256 * (frames - 1)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (3_000 * random.nextGaussian() + 8_000 * Math.sin(0.3 * i));
        }
        return samples;
    }

    /** Of each bin, one lane. */
    private static float[][] powerByDefinition(short[] samples, int from) {
        float[][] power = new float[513][1];
        for (int bin = 0; bin <= 512; bin++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 1024; i++) {
                double x = samples[from + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 1024));
                re += x * Math.cos(2 * Math.PI * bin * i / 1024);
                im -= x * Math.sin(2 * Math.PI * bin * i / 1024);
            }
            power[bin][0] = (float) (re * re + im * im);
        }
        return power;
    }
}
