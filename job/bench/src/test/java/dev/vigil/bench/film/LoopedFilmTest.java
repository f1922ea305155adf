package dev.vigil.bench.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.video.PictureWord;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What benchmarks send as pictures is what their references are made of. */
class LoopedFilmTest {
    private static final LoopedFilm FILM = new LoopedFilm(7, 10);

    @Test
    void segmentsGoRoundAndAreTakenByTheDoor() {
        PictureSegment first = FILM.segment("s", 3, 0, 1_000);
        assertThat(first.pictures()).isEqualTo(8);
        assertThat(first.lengthMs()).isEqualTo(LoopedFilm.PERIOD_MS);
        assertThat(FILM.segment("s", 0, 3, 0).luma()).isEqualTo(first.luma());
        assertThat(FILM.segment("s", 4, 4, 0).luma()).as("round").isEqualTo(first.luma());
        assertThat(FILM.segment("s", 2, 0, 0).luma()).isNotEqualTo(first.luma());
        assertThat(
                        PictureSegmentCodec.read(
                                        PictureSegmentCodec.envelope(first, "/bench"),
                                        PictureSegmentCodec.payload(first))
                                .captureTime())
                .isEqualTo(1_000);
    }

    @Test
    void aReferenceHasWordsFromItsBeginningToItsEnd() throws IOException {
        long[] words = FILM.words();
        assertThat(PictureWord.areInOrder(words)).isTrue();
        assertThat(PictureWord.frame(words[0])).isZero();
        assertThat(PictureWord.frame(words[words.length - PictureWord.LONGS]))
                .isEqualTo(FILM.frames() - 1);
    }
}
