package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.picture.RecordingFingerprint.Stretch;
import dev.vigil.video.PictureWord;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is shown of where a film has words. */
class FilmLanesTest {
    private static final long PICTURE = 1;
    private static final long CHANGE = 2;

    /** 3 s that move, 3 s that are held, 2 s of black, 1 s that is held: too short to be named. */
    @Test
    void flatAndStillStretchesAreThoseWithoutWords() {
        LongStream.Builder words = LongStream.builder();
        for (long frame = 0; frame < 72; frame++) {
            boolean moves = frame < 24;
            long signs = moves ? frame * 0x0101_0101_0101L : 77;
            if (frame < 48 || frame >= 64) {
                words.add(PictureWord.startOf(frame) | PICTURE | (moves ? CHANGE : 0));
                words.add(signs).add(0);
            }
        }
        FilmLanes lanes =
                FilmLanes.of(
                        new FilmFingerprint(
                                Recording.of(Path.of("film.mp4")), 72, 0, words.build().toArray()));
        assertThat(lanes.flat()).containsExactly(new Stretch(6_000, 8_000));
        assertThat(lanes.still()).containsExactly(new Stretch(3_000, 9_000));
        assertThat(lanes.runs().starts()).endsWith(24, 64);
        assertThat(lanes.runs().ends()).endsWith(48, 72);
    }

    @Test
    void aBlackFilmHasNothing() {
        FilmLanes lanes =
                FilmLanes.of(
                        new FilmFingerprint(
                                Recording.of(Path.of("black.mp4")), 40, 0, new long[0]));
        assertThat(lanes.runCount()).isZero();
        assertThat(lanes.flat()).containsExactly(new Stretch(0, 5_000));
    }
}
