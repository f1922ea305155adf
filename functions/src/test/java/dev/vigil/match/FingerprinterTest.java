package dev.vigil.match;

import static dev.vigil.match.TestingLibrary.closed;
import static dev.vigil.match.TestingLibrary.cut;
import static dev.vigil.match.TestingLibrary.live;
import static dev.vigil.match.TestingLibrary.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprinterTest {
    private static Index index;

    @BeforeAll
    static void library() {
        index = TestingLibrary.index();
    }

    @Test
    void aCleanExcerptIsFoundWithItsPlace() {
        short[] piece = TestingMusic.play(102, 60);
        assertThat(closed(upload(index, cut(piece, 20, 10))))
                .singleElement()
                .satisfies(
                        match -> {
                            assertThat(match.reference()).isEqualTo(2);
                            assertThat(match.refStartMs() - match.queryStartMs())
                                    .isCloseTo(20_000L, within(60L));
                            assertThat(match.tempo()).isCloseTo(1, within(0.002));
                            assertThat(match.matchedMs()).isGreaterThan(8_500);
                        });
    }

    @Test
    void aNoisyExcerptIsFound() {
        short[] noisy = TestingMusic.withNoise(cut(TestingMusic.play(104, 60), 31, 12), 10, 9);
        assertThat(closed(upload(index, noisy)))
                .extracting(MatchSpan::reference)
                .containsExactly(4L);
        assertThat(closed(live(index, noisy))).extracting(MatchSpan::reference).containsExactly(4L);
    }

    @ParameterizedTest
    @CsvSource({
        "1.04, 1",
        "0.96, 1",
        "1, 1.04",
        "1, 0.96",
        "1.04, 1.04",
        "0.96, 0.96",
        "1.04, 0.96"
    })
    void anotherTempoPitchOrSpeedIsFoundAndMeasured(double tempo, double pitch) {
        short[] played = cut(TestingMusic.play(101, 50, tempo, pitch), 10, 12);
        MatchSpan match = closed(upload(index, played)).get(0);
        assertThat(match.reference()).isEqualTo(1);
        assertThat(match.tempo()).isCloseTo(tempo, within(0.004));
        assertThat(match.pitchOctaves()).isCloseTo(-Math.log(pitch) / Math.log(2), within(0.01));
        assertThat(match.refStartMs() - tempo * match.queryStartMs())
                .isCloseTo(10_000 * tempo, within(80.0));
    }

    @ParameterizedTest
    @ValueSource(longs = {900, 901, 902, 903, 904, 905})
    void unrelatedMusicIsNotFound(long seed) {
        short[] other = TestingMusic.play(seed, 40);
        assertThat(upload(index, other)).as("seed %d", seed).isEmpty();
        assertThat(live(index, other)).as("seed %d", seed).isEmpty();
    }

    @Test
    void twoWorksAtOnceAreTwoMatches() {
        short[] a = cut(TestingMusic.play(100, 60), 5, 30);
        short[] b = cut(TestingMusic.play(105, 60), 15, 30);
        short[] both = new short[a.length];
        for (int i = 0; i < a.length; i++) {
            both[i] = (short) ((a[i] + b[i]) / 2);
        }
        assertThat(closed(upload(index, both)))
                .extracting(MatchSpan::reference)
                .containsExactlyInAnyOrder(0L, 5L);
    }

    @Test
    void aMatchInsideOtherAudioOpensAndClosesWhereItIs() {
        short[] pcm =
                TestingEar.join(
                        TestingMusic.play(910, 30),
                        cut(TestingMusic.play(103, 60), 10, 20),
                        TestingMusic.play(911, 30));
        List<MatchSpan> changes = live(index, pcm);
        assertThat(changes.get(0).phase()).isEqualTo(MatchSpan.OPENED);
        assertThat(changes.get(0).openedMs()).isBetween(30_000L, 36_000L);
        assertThat(closed(changes))
                .singleElement()
                .satisfies(
                        match -> {
                            // Its first line is of two seconds of it: chance before it counts.
                            assertThat(match.queryStartMs()).isBetween(26_000L, 31_500L);
                            assertThat(match.queryEndMs()).isBetween(48_500L, 51_000L);
                            assertThat(match.refStartMs() - match.queryStartMs())
                                    .isCloseTo(-20_000L, within(100L));
                        });
    }
}
