package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two parts of one continuous recording, registered one after the other, and what plays across
 * their border: to it they lie at one offset on the time line of all references.
 */
class BorderTest {
    private static final int BORDER_SECONDS = 30;

    private static Index index(short[] recording, boolean merged) {
        Index index = new Index(TestingEar.PROFILE);
        index.add(TestingEar.peaks(TestingLibrary.cut(recording, 0, BORDER_SECONDS)));
        index.add(TestingEar.peaks(TestingLibrary.cut(recording, BORDER_SECONDS, 30)));
        if (merged) {
            index.compact();
        }
        return index;
    }

    @ParameterizedTest
    @CsvSource({"100,true", "101,true", "102,true", "100,false", "101,false"})
    void bothPartsOfAContinuousRecordingAreFound(long seed, boolean merged) {
        short[] recording = TestingMusic.play(seed, 60);
        Index index = index(recording, merged);
        short[] shown = TestingLibrary.cut(recording, BORDER_SECONDS - 10, 12);
        for (List<MatchSpan> changes :
                List.of(TestingLibrary.upload(index, shown), TestingLibrary.live(index, shown))) {
            assertThat(TestingLibrary.closed(changes))
                    .extracting(MatchSpan::reference)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder(0L, 1L);
        }
    }

    /** What is found by pairs alone counts what is around a place as chance. */
    @ParameterizedTest
    @CsvSource({"100", "101", "102"})
    void aPartIsNotAroundThePlaceOfTheOther(long seed) {
        short[] recording = TestingMusic.play(seed, 60);
        Index index = index(recording, true);
        long[] query = TestingEar.peaks(TestingLibrary.cut(recording, BORDER_SECONDS - 8, 16));
        List<Candidate> places =
                new PairVotes()
                        .candidates(
                                index.shelves(),
                                query,
                                0,
                                Searcher.middle(query),
                                Effort.UPLOAD.pairs(),
                                reference -> false);
        assertThat(places.subList(0, 2))
                .extracting(Candidate::reference)
                .containsExactlyInAnyOrder(0, 1);
    }
}
