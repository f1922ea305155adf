package dev.vigil.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
