package dev.vigil.audio;

import static dev.vigil.audio.TestingEar.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    @ParameterizedTest
    @CsvSource({"8000,1", "11025,2", "12345,1", "16000,2", "22050,1", "44100,2", "48000,1"})
    void cuttingAndSnapshotsChangeNothing(int rateHz, int channels) {
        short[] pcm = TestingMusic.noise(4.0 * channels, 4_000, rateHz);
        Random random = new Random(rateHz);
        Resampler whole = new Resampler(PROFILE, rateHz, channels);
        short[] expected = TestingEar.join(whole.accept(pcm, 0, pcm.length), whole.finish());
        Resampler cut = new Resampler(PROFILE, rateHz, channels);
        short[] pieces = new short[0];
        for (int at = 0; at < pcm.length; ) {
            int end = Math.min(pcm.length, at + channels * (1 + random.nextInt(900)));
            pieces = TestingEar.join(pieces, cut.accept(pcm, at, end));
            cut = new Resampler(PROFILE, cut.state());
            at = end;
        }
        assertThat(TestingEar.join(pieces, cut.finish())).containsExactly(expected);
        long frames = pcm.length / channels;
        assertThat((long) expected.length).isEqualTo((frames * 11_025 + rateHz - 1) / rateHz);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 22_050, 32_000, 44_100, 48_000})
    void aToneKeepsPitchTimeAndLoudness(int rateHz) {
        short[] out = resampled(rateHz, 1_000);
        for (int i = 2_000; i < 8_000; i++) {
            double expected = 10_000 * Math.sin(2 * Math.PI * 1_000 * i / 11_025.0);
            assertThat((double) out[i]).isBetween(expected - 120, expected + 120);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {22_050, 32_000, 44_100, 48_000})
    void whatWouldFoldIntoTheBandIsGone(int rateHz) {
        short[] out = resampled(rateHz, 7_500);
        for (int i = 2_000; i < 8_000; i++) {
            assertThat((int) out[i]).isBetween(-30, 30);
        }
    }

    private static short[] resampled(int rateHz, double hertz) {
        short[] pcm = new short[rateHz];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * i / rateHz));
        }
        return new Resampler(PROFILE, rateHz, 1).accept(pcm, 0, pcm.length);
    }

    @Test
    void theRightRatePassesUnchangedAndChannelsAreAveraged() {
        short[] pcm = {100, 300, -7, -7, 32_767, 32_767, -32_768, -32_768};
        Resampler resampler = new Resampler(PROFILE, 11_025, 2);
        short[] out = TestingEar.join(resampler.accept(pcm, 0, pcm.length), resampler.finish());
        assertThat(out).containsExactly(200, -7, 32_767, -32_768);
    }

    @Test
    void aGapSaysHowMuchOutputIsMissing() {
        Resampler resampler = new Resampler(PROFILE, 44_100, 1);
        short[] pcm = TestingMusic.noise(8, 3_000, 1);
        int before = resampler.accept(pcm, 0, 40_000).length;
        long missing = resampler.gap(4_000);
        int after = resampler.accept(pcm, 44_000, 84_000).length + resampler.finish().length;
        assertThat(before + missing + after).isEqualTo(84_000 / 4);
    }

    @Test
    void whatItCantTakeIsNamed() {
        assertThatThrownBy(() -> new Resampler(PROFILE, 96_000, 2))
                .hasMessageContaining("96000 Hz and 2");
        Resampler stereo = new Resampler(PROFILE, 44_100, 2);
        assertThatThrownBy(() -> stereo.accept(new short[3], 0, 3))
                .hasMessageContaining("whole frames");
    }

    @Test
    void streamsOfOneRateShareTheirFilterAndOfManyRatesTheLastAreKept() {
        ResamplerTaps taps = new ResamplerTaps(PROFILE);
        assertThat(taps.of(48_000)).isSameAs(taps.of(48_000));
        for (int rateHz = 8_000; rateHz < 8_100; rateHz++) {
            taps.of(rateHz);
            assertThat(taps.rates()).isLessThanOrEqualTo(ResamplerTaps.MOST_RATES);
        }
        assertThat(taps.of(8_099)).isSameAs(taps.of(8_099));
        short[] pcm = TestingMusic.noise(1, 20_000, 5);
        Resampler shared = new Resampler(PROFILE, taps, 48_000, 2);
        Resampler own = new Resampler(PROFILE, 48_000, 2);
        int even = pcm.length / 2 * 2;
        assertThat(shared.accept(pcm, 0, even)).isEqualTo(own.accept(pcm, 0, even));
    }
}
