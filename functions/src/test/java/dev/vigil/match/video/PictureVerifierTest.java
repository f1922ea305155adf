package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is found around a cell is what trying each line picture by picture finds. */
class PictureVerifierTest {
    private static final int FRAMES = 200;
    private static final int PICTURES = 32;
    private static final int AT = 60;
    private static final int REACH = 10;
    private static final long MASK = 0x5555_5555_5555_5555L;
    private static final double PRECISION = 1e-5;

    private final PictureVerifier verifier = new PictureVerifier();

    /** A window of a film along which a query runs, and how much it has of evidence. */
    private record Tried(
            PictureReference film, int window, PictureQuery query, long mask, int tempo, int off) {
        int frame(int picture) {
            double turned = Math.floor((tempo * (2.0 * picture - query.pictures()) + 50) / 100);
            return AT + off + 2 * picture + (int) turned;
        }

        double change(int picture) {
            long there = changeAt(frame(picture));
            long here = query.changes()[0][picture];
            return here == 0 || there == 0 ? 0 : (25 - apart(here, there)) / 25.0;
        }

        private long changeAt(int frame) {
            return frame < 0 || frame >= FRAMES ? 0 : film.change(window, frame);
        }

        double still(int picture) {
            int frame = frame(picture);
            long here = query.words()[0][picture];
            boolean any = frame >= 0 && frame < FRAMES && film.hasPicture(window, frame);
            if (here == 0 || !any) {
                return 0;
            }
            int run = film.runFrom(window, frame + 1) - 1;
            double counts = frame - film.frame(film.place(run)) < 4 ? 1 : 0.06;
            return counts * (23 - apart(here, film.word(run))) / 23;
        }

        private int apart(long here, long there) {
            return Long.bitCount(here ^ mask ^ there);
        }

        double sum(int first, int last) {
            double sum = 0;
            for (int picture = first; picture <= last; picture++) {
                sum += still(picture) + change(picture);
            }
            return sum;
        }

        double most() {
            double most = 0;
            for (int first = 0; first < query.pictures(); first++) {
                double sum = 0;
                for (int last = first; last < query.pictures(); last++) {
                    sum += sum(last, last);
                    most = Math.max(most, sum);
                }
            }
            return most;
        }
    }

    @Test
    void noLineAroundACellHasMore() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            PictureReference film = film(random, 1);
            boolean mirrored = random.nextBoolean();
            long mask = mirrored ? MASK : 0;
            PictureQuery query = query(random, film, 0, mask);
            double most = 0;
            for (int tempo = -REACH; tempo <= REACH; tempo++) {
                for (int off = -REACH; off <= REACH; off++) {
                    most = Math.max(most, new Tried(film, 0, query, mask, tempo, off).most());
                }
            }
            PictureVerifier.Fitted found = verified(film, query, mirrored, 0);
            assertThat((double) found.evidence())
                    .as("seed %s", seed)
                    .isCloseTo(most, within(PRECISION));
            assertIsAsSaid(found, film, query, mask);
        }
    }

    @Test
    void anotherWindowIsTakenWhereItHasMore() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            PictureReference film = film(random, 2);
            PictureQuery query = query(random, film, 1, 0);
            double beside = verified(film, query, false, 0).evidence();
            PictureVerifier.Fitted found = verified(film, query, false, 1);
            assertThat(found.window()).isEqualTo(1);
            assertThat(beside).isGreaterThan(0).isLessThanOrEqualTo(found.evidence());
            assertIsAsSaid(verified(film, query, false, 0), film, query, 0);
        }
    }

    private PictureVerifier.Fitted verified(
            PictureReference film, PictureQuery query, boolean mirrored, int window) {
        verifier.query(query);
        return verifier.verify(new PictureCell(0, AT, 0, mirrored, window, 1, 1), film, MASK, null);
    }

    /** The line that is named has the evidence that is named, in the stretch that is named. */
    private static void assertIsAsSaid(
            PictureVerifier.Fitted found, PictureReference film, PictureQuery query, long mask) {
        int tempo = (int) Math.round(100 * (found.tempo() - 1));
        int off = (int) Math.round(found.offset() - AT + tempo * PICTURES / 100.0);
        Tried line = new Tried(film, found.window(), query, mask, tempo, off);
        double change = 0;
        for (int picture = found.firstPicture(); picture <= found.lastPicture(); picture++) {
            change += line.change(picture);
        }
        assertThat((double) found.evidence())
                .isCloseTo(line.most(), within(PRECISION))
                .isCloseTo(line.sum(found.firstPicture(), found.lastPicture()), within(PRECISION));
        assertThat((double) found.change()).isCloseTo(change, within(PRECISION));
    }

    /** Runs of all lengths with gaps; its windows show the same, the second less clearly. */
    private static PictureReference film(Random random, int windows) {
        List<Long> words = new ArrayList<>();
        long now = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            now = frame == 0 || random.nextInt(5) == 0 ? random.nextLong() : now;
            boolean shown = frame == 0 || frame == FRAMES - 1 || random.nextInt(9) > 0;
            for (int window = 0; shown && window < windows; window++) {
                words.add(PictureWord.startOf(frame) | (long) window << 2 | 3);
                words.add(window == 0 ? now : flipped(random, now, 2));
                words.add(random.nextInt(4) == 0 ? 0 : random.nextLong());
            }
        }
        return PictureReference.of(words.stream().mapToLong(Long::longValue).toArray());
    }

    /** A copy of a window that runs a little faster, begins a little later and has defects. */
    private static PictureQuery query(Random random, PictureReference film, int window, long mask) {
        long[] words = new long[PICTURES];
        long[] changes = new long[PICTURES];
        double tempo = 0.92 + 0.16 * random.nextDouble();
        int late = random.nextInt(7) - 3;
        for (int picture = 0; picture < PICTURES; picture++) {
            int frame = AT + PICTURES + late + (int) Math.round(tempo * (2 * picture - PICTURES));
            boolean any = random.nextInt(6) > 0 && film.hasPicture(window, frame);
            long word = any ? film.word(film.runFrom(window, frame + 1) - 1) : 0;
            words[picture] = any ? flipped(random, word, random.nextInt(14)) ^ mask : 0;
            long change = film.change(window, frame);
            changes[picture] = any && change != 0 ? flipped(random, change, 9) ^ mask : 0;
        }
        return new PictureQuery(0, PICTURES, new long[][] {words}, new long[][] {changes});
    }

    private static long flipped(Random random, long word, int times) {
        long flipped = word;
        for (int i = 0; i < times; i++) {
            flipped ^= 1L << random.nextInt(64);
        }
        return flipped;
    }
}
