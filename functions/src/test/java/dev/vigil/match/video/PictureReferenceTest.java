package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A film has the runs and words of change that its words have, in whatever array they are. */
class PictureReferenceTest {
    private static final int WINDOWS = 5;
    private static final int FRAMES = 700;
    private static final long FIRST = 1_234;

    /** A run of a window as its words say, read one by one. */
    private record Run(int from, int end, long word) {}

    @Test
    void runsAreThoseOfItsWords() {
        for (int seed = 0; seed < 20; seed++) {
            long[] words = words(new Random(seed));
            PictureReference film = PictureReference.of(words);
            assertHas(film, words);
            long[] shelf = new long[film.runCount() + 9];
            film.copyWords(shelf, 7);
            assertHas(film.in(shelf, 7), words);
        }
    }

    private static void assertHas(PictureReference film, long[] words) {
        assertThat(film.fromFrame()).isEqualTo(FIRST);
        int run = 0;
        for (int window = 0; window < film.windows(); window++) {
            for (Run expected : runs(words, window)) {
                int place = film.place(run);
                int length = expected.end - expected.from;
                assertThat(film.window(place)).isEqualTo(window);
                assertThat(film.frame(place)).isEqualTo(expected.from);
                assertThat(film.length(place, FRAMES)).isEqualTo(length);
                assertThat(film.length(place, 2)).isEqualTo(Math.min(2, length));
                assertThat(film.word(run++)).isEqualTo(expected.word);
            }
            assertHas(film, window, words);
        }
        assertThat(film.runCount()).isEqualTo(run);
    }

    /** What a query of its own pictures has. */
    private static void assertHas(PictureReference film, int window, long[] words) {
        PictureQuery query = PictureQuery.of(film, window, 0, film.frames());
        long[] pictures = new long[query.pictures()];
        for (Run run : runs(words, window)) {
            for (int frame = run.from; frame < run.end; frame++) {
                if (frame % 2 == 0 && frame / 2 < pictures.length) {
                    pictures[frame / 2] = run.word;
                }
            }
        }
        assertThat(query.words()[0]).isEqualTo(pictures);
        assertThat(query.changes()[0]).isEqualTo(changes(words, window, query.pictures()));
    }

    private static List<Run> runs(long[] words, int window) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            if (PictureWord.window(words[i]) == window && PictureWord.hasPicture(words[i])) {
                int frame = (int) (PictureWord.frame(words[i]) - FIRST);
                Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
                if (last != null
                        && frame <= last.end + 1
                        && Long.bitCount(last.word ^ words[i + 1]) <= 6) {
                    runs.set(runs.size() - 1, new Run(last.from, frame + 1, last.word));
                } else {
                    runs.add(new Run(frame, frame + 1, words[i + 1]));
                }
            }
        }
        return runs;
    }

    private static long[] changes(long[] words, int window, int pictures) {
        long[] changes = new long[pictures];
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            int frame = (int) (PictureWord.frame(words[i]) - FIRST);
            if (PictureWord.window(words[i]) == window
                    && PictureWord.hasChange(words[i])
                    && frame % 2 == 0
                    && frame / 2 < pictures) {
                changes[frame / 2] = words[i + 2];
            }
        }
        return changes;
    }

    /** With gaps of all lengths, pictures that are held and such that move. */
    private static long[] words(Random random) {
        List<Long> words = new ArrayList<>();
        long[] now = new long[WINDOWS];
        boolean[] shown = new boolean[WINDOWS];
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int window = 0; window < WINDOWS; window++) {
                if (random.nextInt(12) == 0) {
                    now[window] = random.nextLong();
                }
                if (random.nextInt(4) == 0) {
                    shown[window] = random.nextInt(3) > 0;
                }
                boolean first = frame == 0 && window == 0;
                if (first || shown[window] && random.nextInt(8) > 0) {
                    long kinds = 1 + random.nextInt(3);
                    words.add(PictureWord.startOf(FIRST + frame) | (long) window << 2 | kinds);
                    words.add(now[window] ^ 1L << random.nextInt(64) ^ 1L << random.nextInt(64));
                    words.add(random.nextInt(6) == 0 ? 0 : random.nextLong());
                }
            }
        }
        return words.stream().mapToLong(Long::longValue).toArray();
    }
}
