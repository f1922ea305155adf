package dev.vigil.audio;

import static dev.vigil.audio.TestingEar.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontEndTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 255, 256, 1024, 5000, 22_050})
    void anyCuttingGivesTheSamePeaks(int step) {
        short[] pcm = TestingMusic.play(1, 6);
        List<Long> peaks = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        for (int at = 0; at < pcm.length; at += step) {
            frontEnd.accept(pcm, at, Math.min(pcm.length, at + step), peaks::add);
        }
        frontEnd.finish(peaks::add);
        assertThat(peaks).containsExactly(boxed(TestingEar.peaks(pcm)));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aSnapshotAtAnyPointGoesOnAsIfNothingHadHappened(long seed) {
        short[] pcm = TestingMusic.play(seed, 6);
        Random random = new Random(seed);
        List<Long> peaks = new ArrayList<>();
        Workbench bench = new Workbench(PROFILE);
        FrontEnd frontEnd = new FrontEnd(PROFILE, bench);
        for (int at = 0; at < pcm.length; ) {
            int end = Math.min(pcm.length, at + 1 + random.nextInt(3_000));
            frontEnd.accept(pcm, at, end, peaks::add);
            frontEnd = new FrontEnd(PROFILE, bench, frontEnd.state());
            at = end;
        }
        frontEnd.finish(peaks::add);
        assertThat(peaks).as("seed %d", seed).containsExactly(boxed(TestingEar.peaks(pcm)));
    }

    @Test
    void peaksOfProfileOneNeverChange() {
        long[] peaks = TestingEar.peaks(TestingMusic.play(42, 3));
        assertThat(peaks).hasSize(GOLDEN_COUNT);
        assertThat(Arrays.copyOf(peaks, 4)).containsExactly(GOLDEN_FIRST);
        assertThat(Arrays.hashCode(peaks)).isEqualTo(GOLDEN_HASH);
    }

    /** Recorded once for profile 1; a difference means that a new profile number is due. */
    private static final int GOLDEN_COUNT = 91;

    private static final long[] GOLDEN_FIRST = {2328756886L, 2344231563L, 2379788930L, 2434876013L};
    private static final int GOLDEN_HASH = -1308724210;

    @Test
    void aPeakStandsWhereThePictureThatIsToldIsBrightest() {
        Map<Long, float[]> picture = new HashMap<>();
        List<Long> peaks = new ArrayList<>();
        PeakSink sink =
                new PeakSink() {
                    @Override
                    public void peak(long packed) {
                        peaks.add(packed);
                    }

                    @Override
                    public void heard(long frame, float[] power) {
                        picture.put(frame, power.clone());
                    }
                };
        short[] pcm = TestingMusic.play(3, 4);
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        frontEnd.accept(pcm, 0, pcm.length, sink);
        frontEnd.finish(sink);

        assertThat(picture).hasSize((pcm.length - 1024) / 256 + 1);
        assertThat(peaks).hasSizeGreaterThan(50);
        for (long peak : peaks) {
            long frame = Math.round((double) Peak.time(peak) / Peak.PER_FRAME);
            int band = Peak.frequency(peak) / Peak.PER_BAND;
            float[] power = picture.get(frame);
            // Half a band is the next one's as well as this one's.
            float top = Math.max(power[band], power[Math.min(power.length - 1, band + 1)]);
            assertThat(Math.round(160 * Math.log10(top))).isEqualTo(Peak.level(peak));
        }
    }

    @Test
    void aToneStandsWhereItsFrequencyIs() {
        short[] pcm = TestingEar.join(new short[11_025], TestingMusic.tone(1, 720, 8_000));
        long[] peaks = TestingEar.peaks(pcm);
        long onset =
                Arrays.stream(peaks).filter(p -> Peak.frame(p) >= 41).findFirst().orElseThrow();
        long strongest =
                Arrays.stream(peaks)
                        .boxed()
                        .max(Comparator.comparingInt(Peak::level))
                        .orElseThrow();
        assertThat(Peak.frame(onset)).isBetween(41L, 47L);
        assertThat(Peak.frequency(strongest) / 16.0).isBetween(95.8, 96.2);
    }

    @Test
    void silenceAndDirectCurrentHaveNoPeaks() {
        assertThat(TestingEar.peaks(new short[50_000])).isEmpty();
        short[] direct = new short[50_000];
        Arrays.fill(direct, 11_025, direct.length, (short) 32_767);
        long[] peaks = TestingEar.peaks(direct);
        assertThat(Arrays.stream(peaks).filter(p -> Peak.frame(p) > 55)).isEmpty();
        assertThat(TestingEar.peaks(new short[0])).isEmpty();
        assertThat(TestingEar.peaks(new short[] {1})).isEmpty();
    }

    @Test
    void peaksComeInTimeOrderAndNeverBehindTheSettledFrame() {
        short[] pcm = TestingMusic.withNoise(TestingMusic.play(3, 8), 6, 3);
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        long[] previous = {-1, 0};
        PeakSink sink =
                new PeakSink() {
                    @Override
                    public void peak(long packed) {
                        assertThat(packed).isGreaterThan(previous[0]);
                        assertThat(Peak.frame(packed)).isGreaterThanOrEqualTo(previous[1]);
                        previous[0] = packed;
                    }

                    @Override
                    public void settled(long frame) {
                        assertThat(frame).isGreaterThanOrEqualTo(previous[1]);
                        previous[1] = frame;
                    }
                };
        frontEnd.accept(pcm, 0, 40_000, sink);
        assertThat(frontEnd.settledFrame()).isEqualTo(previous[1]);
        frontEnd.gap(5_000, sink);
        assertThat(frontEnd.settledFrame()).isEqualTo(previous[1]);
        frontEnd.accept(pcm, 45_000, pcm.length, sink);
        frontEnd.finish(sink);
        assertThat(previous[0]).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 11_025})
    void afterAGapTimeGoesOn(int missing) {
        short[] pcm = TestingMusic.play(5, 10);
        List<Long> peaks = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        frontEnd.accept(pcm, 0, 55_000, peaks::add);
        frontEnd.gap(missing, peaks::add);
        frontEnd.accept(pcm, 55_000 + missing, pcm.length, peaks::add);
        frontEnd.finish(peaks::add);
        long resumed = Peak.startOf((55_000 + missing) / 256 + 60);
        Set<Long> heard = places(peaks.stream(), resumed);
        Set<Long> whole = places(Arrays.stream(TestingEar.peaks(pcm)).boxed(), resumed);
        assertThat(peaks).isSorted();
        Set<Long> lost = new HashSet<>(whole);
        lost.removeAll(heard);
        assertThat(lost.size()).isLessThan(whole.size() / 10);
    }

    /** Frame and band of the peaks: the last bits depend on a running mean that started afresh. */
    private static Set<Long> places(Stream<Long> peaks, long from) {
        return peaks.filter(p -> p >= from)
                .map(p -> Peak.frame(p) << 8 | Peak.frequency(p) / Peak.PER_BAND)
                .collect(Collectors.toSet());
    }

    @Test
    void aFinishedStreamHearsNothing() {
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        frontEnd.finish(p -> {});
        assertThatThrownBy(() -> frontEnd.accept(new short[1], 0, 1, p -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("new front end");
        assertThatThrownBy(() -> new FrontEnd(PROFILE).gap(-1, p -> {}))
                .hasMessageContaining("0 samples or more");
    }

    @Test
    void anUnknownProfileNamesTheKnownOnes() {
        assertThatThrownBy(() -> Profiles.ALL.of("audio/9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one of audio/1, got 'audio/9'");
    }

    private static Long[] boxed(long[] values) {
        return Arrays.stream(values).boxed().toArray(Long[]::new);
    }
}
