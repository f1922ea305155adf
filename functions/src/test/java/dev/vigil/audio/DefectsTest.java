package dev.vigil.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DefectsTest {
    @Test
    void isSilentWhereNothingSwings() {
        assertThat(Defects.isSilent(new short[0])).isTrue();
        assertThat(Defects.isSilent(constant(Short.MIN_VALUE))).isTrue();
        assertThat(Defects.isSilent(constant(Short.MAX_VALUE))).isTrue();
        assertThat(Defects.isSilent(with(99, 2))).isTrue();
    }

    @Test
    void oneLouderSampleIsSoundWhereverItLies() {
        for (int at = 0; at < 100; at++) {
            assertThat(Defects.isSilent(with(at, 3))).as("at %d", at).isFalse();
            assertThat(Defects.isSilent(with(at, -3))).as("at %d", at).isFalse();
        }
    }

    /** Each half alone would pass: what counts is from the lowest to the highest. */
    @Test
    void swingsUpAndDownCountTogether() {
        short[] pcm = with(10, 2);
        pcm[90] = -1;
        assertThat(Defects.isSilent(pcm)).isFalse();
    }

    @Test
    void aConstantAtFullScaleIsSilentAndNotClipped() {
        assertThat(Defects.isClipped(constant(Short.MAX_VALUE))).isFalse();
        short[] square = constant(Short.MAX_VALUE);
        square[50] = Short.MIN_VALUE;
        assertThat(Defects.isClipped(square)).isTrue();
    }

    /** Real sound at every level and rate, as it is sent and with its bytes in the wrong order. */
    @Test
    void musicIsSwappedWhereItsBytesAreAndNeverOtherwise() {
        int found = 0;
        int inOrder = 0;
        for (long seed = 1; seed <= 40; seed++) {
            short[] music = TestingMusic.play(seed, 2);
            for (double gain : new double[] {1, 0.3, 0.1, 0.03, 0.001}) {
                short[] pcm = louder(music, gain);
                assertThat(isSwapped(pcm, 1)).as("%d at %s", seed, gain).isFalse();
                assertThat(isSwapped(eightBits(pcm), 1)).as("%d, 8 bits", seed).isFalse();
                assertThat(isInOrder(swapped(pcm), 1)).as("%d, %s", seed, gain).isFalse();
            }
            found += isSwapped(swapped(music), 1) ? 1 : 0;
            inOrder += isInOrder(music, 1) ? 1 : 0;
        }
        assertThat(found).as("of 40").isGreaterThan(35);
        assertThat(inOrder).as("of 40").isGreaterThan(35);
    }

    /** Of quiet sound only the low bytes move: swapped it is loud sound, as smooth as before. */
    @Test
    void quietSoundSaysNothingOfTheOrderAndLoudSoundBehindItDoes() {
        short[] music = TestingMusic.play(1, 2);
        for (short[] quiet : List.of(TestingMusic.tone(1, 200, 60), louder(music, 0.005))) {
            ByteOrderCheck check = new ByteOrderCheck();
            assertThat(check.hear(swapped(quiet), 1)).isEqualTo(ByteOrderCheck.Result.UNKNOWN);
            assertThat(check.hear(swapped(music), 1)).isEqualTo(ByteOrderCheck.Result.SWAPPED);
        }
    }

    /** Else it would be looked at for as long as its session goes on. */
    @Test
    void soundOfEightBitsIsInOrder() {
        for (long seed = 1; seed <= 20; seed++) {
            short[] music = TestingMusic.play(seed, 2);
            assertThat(isInOrder(eightBits(music), 1)).as("%d", seed).isTrue();
            assertThat(isInOrder(swapped(eightBits(music)), 1)).as("%d swapped", seed).isFalse();
        }
        assertThat(isInOrder(eightBits(TestingMusic.noise(2, 3_000, 1)), 1)).isTrue();
    }

    @Test
    void noiseTonesAndSilenceAreNotSwapped() {
        for (long seed = 1; seed <= 20; seed++) {
            for (double level : new double[] {3, 300, 3_000, 30_000, 60_000}) {
                short[] noise = TestingMusic.noise(2, level, seed);
                assertThat(isSwapped(noise, 1)).as("%d at %s", seed, level).isFalse();
                assertThat(isSwapped(eightBits(noise), 1)).as("8 bits").isFalse();
            }
        }
        for (double hertz = 20; hertz < 5_500; hertz *= 1.07) {
            for (double level : new double[] {10, 300, 10_000, 32_000, 1e9}) {
                short[] tone = TestingMusic.tone(2, hertz, level);
                assertThat(isSwapped(tone, 1)).as("%s at %s", hertz, level).isFalse();
            }
        }
        assertThat(isSwapped(new short[22_050], 1)).isFalse();
        assertThat(isSwapped(constant(Short.MIN_VALUE), 1)).isFalse();
    }

    @Test
    void bothChannelsAreLookedAtEachByItself() {
        short[] left = TestingMusic.play(1, 2);
        short[] right = TestingMusic.play(2, 2);
        short[] both = new short[2 * left.length];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
            both[2 * i + 1] = right[i];
        }
        assertThat(isSwapped(both, 2)).isFalse();
        assertThat(isSwapped(swapped(both), 2)).isTrue();
    }

    @Test
    void bytesOfACompressedFileAreNoSound() {
        for (long seed = 1; seed <= 40; seed++) {
            byte[] bytes = new byte[88_200];
            new Random(seed).nextBytes(bytes);
            assertThat(isNoSound(samples(ByteBuffer.wrap(bytes)))).as("%d", seed).isTrue();
        }
    }

    @Test
    void floatsAreNoSoundInEitherOrder() {
        for (long seed = 1; seed <= 40; seed++) {
            short[] music = TestingMusic.play(seed, 2);
            for (double gain : new double[] {1, 0.7123, 0.01}) {
                ByteBuffer floats = ByteBuffer.allocate(Float.BYTES * music.length);
                for (short sample : music) {
                    floats.putFloat((float) (gain * sample / 32_768));
                }
                short[] sent = samples(floats.rewind());
                assertThat(isNoSound(sent)).as("%d at %s", seed, gain).isTrue();
                assertThat(isNoSound(swapped(sent))).as("%d, f32le", seed).isTrue();
            }
        }
    }

    /** Rain and applause are white at most, and their samples are not equally frequent. */
    @Test
    void musicAndNoiseOfNatureAreSoundAtEveryLevelAndClippedToo() {
        for (long seed = 1; seed <= 40; seed++) {
            short[] music = TestingMusic.play(seed, 2);
            short[] noise = gaussian(seed);
            for (double gain : new double[] {0.01, 0.3, 1, 3, 6, 9, 12, 15, 18, 22, 26, 40, 400}) {
                for (short[] sound : List.of(clipped(music, gain), clipped(noise, gain))) {
                    assertThat(isNoSound(sound)).as("%d at %s", seed, gain).isFalse();
                    assertThat(isNoSound(swapped(sound))).as("%d swapped", seed).isFalse();
                }
            }
        }
    }

    private static boolean isNoSound(short[] pcm) {
        return new ByteOrderCheck().hear(pcm, 1) == ByteOrderCheck.Result.NO_SOUND;
    }

    private static short[] samples(ByteBuffer bytes) {
        short[] pcm = new short[bytes.remaining() / Short.BYTES];
        bytes.asShortBuffer().get(pcm);
        return pcm;
    }

    private static short[] gaussian(long seed) {
        Random random = new Random(seed);
        short[] noise = new short[22_050];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (1_000 * random.nextGaussian());
        }
        return noise;
    }

    private static short[] clipped(short[] pcm, double gain) {
        short[] louder = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            double sample = Math.min(Short.MAX_VALUE, gain * pcm[i]);
            louder[i] = (short) Math.max(Short.MIN_VALUE, Math.round(sample));
        }
        return louder;
    }

    private static boolean isSwapped(short[] pcm, int channels) {
        return new ByteOrderCheck().hear(pcm, channels) == ByteOrderCheck.Result.SWAPPED;
    }

    private static boolean isInOrder(short[] pcm, int channels) {
        return new ByteOrderCheck().hear(pcm, channels) == ByteOrderCheck.Result.IN_ORDER;
    }

    private static short[] louder(short[] pcm, double gain) {
        short[] louder = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            louder[i] = (short) Math.round(gain * pcm[i]);
        }
        return louder;
    }

    private static short[] eightBits(short[] pcm) {
        short[] coarse = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            coarse[i] = (short) (pcm[i] & 0xff00);
        }
        return coarse;
    }

    private static short[] swapped(short[] pcm) {
        short[] swapped = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            swapped[i] = Short.reverseBytes(pcm[i]);
        }
        return swapped;
    }

    private static short[] constant(short value) {
        short[] pcm = new short[100];
        Arrays.fill(pcm, value);
        return pcm;
    }

    private static short[] with(int at, int value) {
        short[] pcm = new short[100];
        pcm[at] = (short) value;
        return pcm;
    }
}
