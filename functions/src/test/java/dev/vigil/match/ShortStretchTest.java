package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seconds from the middle of a work between 20 s of other music each. */
class ShortStretchTest {
    private static final int BEFORE_MS = 20_000;

    /** Peaks that meet by chance close by are not told from those of the work. */
    private static final int BLUR_MS = 1_000;

    private static Index index;

    @BeforeAll
    static void register() {
        index = TestingLibrary.index();
    }

    @AfterAll
    static void free() {
        index = null;
    }

    @ParameterizedTest
    @CsvSource({"205,2", "217,2", "223,2", "205,4", "216,4"})
    void aMatchIsAsLongAsWhatIsPlayed(long seed, int seconds) {
        short[] shown =
                TestingEar.join(
                        TestingLibrary.cut(TestingMusic.play(seed, 60), 5, 20),
                        TestingLibrary.cut(TestingMusic.play(100 + seed % 6, 60), 30, seconds),
                        TestingLibrary.cut(TestingMusic.play(seed + 50, 60), 5, 20));
        for (List<MatchSpan> changes :
                List.of(TestingLibrary.upload(index, shown), TestingLibrary.live(index, shown))) {
            assertThat(TestingLibrary.closed(changes))
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allMatch(match -> match.reference() == seed % 6)
                    .allMatch(match -> match.queryStartMs() > BEFORE_MS - BLUR_MS)
                    .allMatch(match -> match.queryEndMs() < BEFORE_MS + 1_000 * seconds + BLUR_MS);
        }
    }
}
