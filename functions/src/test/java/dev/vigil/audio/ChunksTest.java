package dev.vigil.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunksTest {
    /** 60 s of 43.07 frames. */
    private static final int CHUNK_FRAMES = 2_584;

    @Test
    void everyPeakIsInItsChunkOnceAtAnyLength() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            int frames = 1 + random.nextInt(6 * CHUNK_FRAMES);
            long[] peaks = peaks(random, frames);
            List<long[]> chunks = Chunks.cut(TestingEar.PROFILE, peaks, frames);
            assertThat(chunks.stream().flatMapToLong(LongStream::of).toArray())
                    .as("seed %d", seed)
                    .isEqualTo(peaks);
            assertThat(chunks)
                    .as("seed %d: the length", seed)
                    .hasSize((frames + CHUNK_FRAMES - 1) / CHUNK_FRAMES);
            for (int i = 0; i < chunks.size(); i++) {
                long chunk = i;
                assertThat(LongStream.of(chunks.get(i)).map(Peak::frame))
                        .as("seed %d, chunk %d", seed, i)
                        .allMatch(frame -> frame / CHUNK_FRAMES == chunk);
            }
        }
    }

    @Test
    void silenceHasLengthToo() {
        assertThat(Chunks.cut(TestingEar.PROFILE, new long[0], 3 * CHUNK_FRAMES)).hasSize(3);
        assertThat(Chunks.cut(TestingEar.PROFILE, new long[0], 0)).isEmpty();
    }

    @Test
    void aPeakBehindTheStatedLengthIsNotLost() {
        long[] late = {Peak.pack(Peak.PER_FRAME * (long) CHUNK_FRAMES, 1, 1)};
        assertThat(Chunks.cut(TestingEar.PROFILE, late, 1)).hasSize(2).last().isEqualTo(late);
    }

    @Test
    void moreThanAManifestMayNameIsRefused() {
        long[] none = {};
        long most = 10_000L * CHUNK_FRAMES;
        assertThat(Chunks.cut(TestingEar.PROFILE, none, most)).hasSize(10_000);
        assertThatThrownBy(() -> Chunks.cut(TestingEar.PROFILE, none, most + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000 chunks");
    }

    private static long[] peaks(Random random, int frames) {
        return random.longs(random.nextInt(500), 0, (long) frames * Peak.PER_FRAME)
                .map(time -> Peak.pack(time, 7, 9))
                .sorted()
                .toArray();
    }
}
