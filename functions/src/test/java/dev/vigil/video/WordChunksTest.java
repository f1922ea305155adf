package dev.vigil.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WordChunksTest {
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;

    @Test
    void aMinuteIsAChunkAndEmptyOnesAreKept() {
        List<long[]> chunks = WordChunks.cut(PROFILE, words(0, 479, 480, 1_500), 1_501);
        assertThat(chunks).extracting(chunk -> chunk.length).containsExactly(6, 3, 0, 3);
        assertThat(chunks.stream().flatMapToLong(LongStream::of))
                .containsExactly(
                        LongStream.of(words(0, 479, 480, 1_500)).boxed().toArray(Long[]::new));
        assertThat(WordChunks.cut(PROFILE, words(), 480)).hasSize(1);
        assertThat(WordChunks.cut(PROFILE, words(), 481)).hasSize(2);
    }

    @Test
    void moreThanAWeekIsRefused() {
        assertThatThrownBy(() -> WordChunks.cut(PROFILE, words(), 10_000L * 480 + 1))
                .hasMessageContaining("expected at most 10000 chunks");
    }

    private static long[] words(long... frames) {
        return LongStream.of(frames)
                .flatMap(frame -> LongStream.of(PictureWord.head(frame, 0, 1), frame, frame))
                .toArray();
    }
}
