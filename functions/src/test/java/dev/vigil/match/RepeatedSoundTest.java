package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.OtherPlaces;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A recording of 20 s of music, a loop of 4 s that it repeats exactly, and 20 s of other music. A
 * loop is not cut where frames are, so that its fingerprints differ a little.
 */
class RepeatedSoundTest {
    private static final int LOOP_SECONDS = 4;
    private static final int BEFORE_SECONDS = 20;

    private static short[] recording(int times) {
        short[] loop = TestingMusic.play(901, LOOP_SECONDS);
        short[][] parts = new short[times + 2][];
        Arrays.fill(parts, loop);
        parts[0] = TestingMusic.play(900, BEFORE_SECONDS);
        parts[times + 1] = TestingMusic.play(902, 20);
        return TestingEar.join(parts);
    }

    private static Index index(short[] recording) {
        Index index = new Index(TestingEar.PROFILE);
        index.add(TestingEar.peaks(TestingMusic.play(100, 30)));
        index.add(TestingEar.peaks(recording));
        index.compact();
        return index;
    }

    /**
     * Of 40 turns, more than an answer names. Planted: no match moves, and several open; and a
     * place that ends before the match is named.
     */
    @ParameterizedTest
    @ValueSource(ints = {12, 40})
    void aStreamIsOneMatchWhichEndsAtItsPlace(int times) {
        short[] recording = recording(times);
        double seconds = recording.length / 11_025.0;
        short[] stream = TestingLibrary.cut(recording, 30, seconds - 31);
        List<MatchSpan> told = TestingLibrary.live(index(recording), stream);
        assertThat(told).extracting(MatchSpan::line).containsOnly(told.get(0).line());
        assertThat(told).extracting(MatchSpan::phase).startsWith(MatchSpan.OPENED);
        assertThat(told.get(0).otherPlaces().count()).isGreaterThan(4);
        MatchSpan whole = told.get(told.size() - 1);
        assertThat(whole.phase()).isEqualTo(MatchSpan.CLOSED);
        assertThat(whole.refStartMs() - whole.queryStartMs()).isBetween(29_950L, 30_050L);
        assertThat(whole.matchedMs() / 1_000.0).isGreaterThan(seconds - 33);
        assertThat(whole.otherPlaces()).as("what follows the loop is there once").isNull();
    }

    @Test
    void aClipNamesThePlacesThatItMayBeOfToo() {
        short[] recording = recording(7);
        int fromMs = (BEFORE_SECONDS + 1) * 1_000;
        short[] clip = TestingLibrary.cut(recording, fromMs / 1_000.0, 12);
        List<MatchSpan> told =
                TestingLibrary.upload(index(recording), TestingMusic.withNoise(clip, 10, 3));
        MatchSpan match = told.get(told.size() - 1);
        OtherPlaces other = match.otherPlaces();
        long[] all =
                LongStream.concat(
                                LongStream.of(match.refStartMs() - match.queryStartMs()),
                                other.refStartMs().stream()
                                        .mapToLong(at -> at - match.queryStartMs()))
                        .sorted()
                        .toArray();
        assertThat(other.count()).isEqualTo(all.length - 1);
        assertThat(told).extracting(MatchSpan::line).containsOnly(match.line());
        // It is in turns 1 to 4, 2 to 5, and so on; but for its last second in the last three too.
        assertThat(all).hasSize(5);
        for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isBetween(fromMs + i * 4_000L - 50, fromMs + i * 4_000L + 50);
        }
    }

    @Test
    void whatARecordingHasOnceIsAtOnePlace() {
        short[] music = TestingMusic.play(100, 30);
        assertThat(TestingLibrary.live(index(recording(3)), music))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.otherPlaces()).isNull());
    }
}
