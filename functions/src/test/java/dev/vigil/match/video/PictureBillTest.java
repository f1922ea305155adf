package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.vigil.match.SearchSettings;
import dev.vigil.match.Thresholds;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureWord;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an index counts is what it holds, and an hour of film is small. */
class PictureBillTest {
    private static final int FILM_SECONDS = 60;
    private static final int PERCENT = 10;
    private static final double MOST_BYTES_PER_HOUR = 5e6;
    private static final long[] FILM = DrawnFilms.reference(3, FILM_SECONDS);
    private static final Packet PACKET =
            DrawnFilms.packet(DrawnFilms.PLAIN, DrawnFilms.clip(3, 20)[0]);

    private PictureIndex index =
            new PictureIndex(DrawnFilms.PROFILE, Thresholds.of("audio/1"), SearchSettings.DEFAULT);

    /** A runner that keeps what it ran would let go of it while the next one is measured. */
    @AfterEach
    void letGo() {
        index = null;
    }

    /** What is counted, and what the heap has. */
    private record Held(long counted, long heap) {
        static Held by(PictureIndex index) {
            MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
            long before = Long.MAX_VALUE;
            long heap = Long.MAX_VALUE - 1;
            // What a reference queue has yet to release goes with a later collection.
            while (heap < before) {
                before = heap;
                memory.gc();
                memory.gc();
                heap = memory.getHeapMemoryUsage().getUsed();
            }
            return new Held(index.bytes(), heap);
        }

        Held since(Held before) {
            return new Held(counted - before.counted, heap - before.heap);
        }

        void assertIsExact() {
            assertThat((double) counted).isCloseTo(heap, withinPercentage(PERCENT));
        }
    }

    private Held begun() {
        index.put(DrawnFilms.name(0), FILM);
        ask();
        return Held.by(index);
    }

    /** Of one picture, for which there is scratch memory from the beginning: it is not counted. */
    private void ask() {
        assertThat(index.ask(PACKET, false, 1)).isPresent();
    }

    @Test
    void anHourOfFilmIsCountedAndSmall() {
        Held begun = begun();
        int films = 3_600 / FILM_SECONDS;
        for (int film = 1; film <= films; film++) {
            index.put(DrawnFilms.name(film), other(film, FILM_SECONDS));
            index.maintain();
        }
        ask();
        Held hour = Held.by(index).since(begun);
        hour.assertIsExact();
        assertThat((double) hour.counted).isLessThan(MOST_BYTES_PER_HOUR);

        // Of those that are gone the shelves hold words until they are merged.
        for (int film = 1; film < films; film += 2) {
            index.retire(DrawnFilms.name(film));
        }
        Held half = Held.by(index).since(begun);
        half.assertIsExact();
        assertThat(half.counted).isLessThan(hour.counted);
        ask();
    }

    @Test
    void shortReferencesAreCountedWithTheirObjects() {
        Held begun = begun();
        for (int film = 1; film <= 400; film++) {
            index.put(DrawnFilms.name(film), other(film, 2));
            index.maintain();
        }
        ask();
        Held.by(index).since(begun).assertIsExact();
        ask();
    }

    @Test
    void aFeedIsCountedWithTheWordsThatItGrowsFrom() {
        Held begun = begun();
        for (int feed = 1; feed <= 10; feed++) {
            index.grow(ReferenceName.ofFeed("f" + feed, "feed"), other(feed, FILM_SECONDS), 0);
        }
        Held.by(index).since(begun).assertIsExact();
        ask();
    }

    /** As the film, in other pictures. */
    private static long[] other(int film, int seconds) {
        int length = 0;
        while (length < FILM.length && PictureWord.frame(FILM[length]) < 8L * seconds) {
            length += PictureWord.LONGS;
        }
        long[] words = Arrays.copyOf(FILM, length);
        long signs = new Random(film).nextLong();
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            words[i + 1] ^= signs;
            words[i + 2] ^= signs;
        }
        return words;
    }
}
