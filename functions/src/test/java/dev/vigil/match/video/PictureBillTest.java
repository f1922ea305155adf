package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.vigil.match.SearchSettings;
import dev.vigil.match.Thresholds;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureWord;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/** What an index counts is what it holds, and an hour of film is small. */
class PictureBillTest {
    private static final int FILM_SECONDS = 60;
    private static final int PERCENT = 5;
    private static final double MOST_BYTES_PER_HOUR = 5e6;
    private static final long[] FILM = DrawnFilms.reference(3, FILM_SECONDS);
    private static final Packet PACKET =
            DrawnFilms.packet(DrawnFilms.PLAIN, DrawnFilms.clip(3, 20)[0]);

    static {
        // Fields of records are not open to it otherwise.
        System.setProperty("jol.magicFieldOffset", "true");
    }

    private final PictureIndex index =
            new PictureIndex(DrawnFilms.PROFILE, Thresholds.of("audio/1"), SearchSettings.DEFAULT);

    /** Bytes that are counted, and those of all objects that the index refers to. */
    private record Held(long counted, long objects) {
        static Held by(PictureIndex index) {
            return new Held(index.bytes(), GraphLayout.parseInstance(index).totalSize());
        }

        Held since(Held before) {
            return new Held(counted - before.counted, objects - before.objects);
        }

        void assertIsExact() {
            assertThat((double) counted).isCloseTo(objects, withinPercentage(PERCENT));
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
    }

    @Test
    void aFeedIsCountedWithTheWordsThatItGrowsFrom() {
        Held begun = begun();
        for (int feed = 1; feed <= 10; feed++) {
            index.grow(ReferenceName.ofFeed("f" + feed, "feed"), other(feed, FILM_SECONDS), 0);
        }
        Held.by(index).since(begun).assertIsExact();
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
