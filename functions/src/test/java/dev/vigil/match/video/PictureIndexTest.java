package dev.vigil.match.video;

import static dev.vigil.match.video.DrawnFilms.PLAIN;
import static dev.vigil.match.video.DrawnFilms.clip;
import static dev.vigil.match.video.DrawnFilms.name;
import static dev.vigil.match.video.DrawnFilms.packet;
import static dev.vigil.match.video.DrawnFilms.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Thresholds;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.DrawnPictures;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureWord;
import dev.vigil.video.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films are found where they are, whatever was merged, replaced or divided before. */
class PictureIndexTest {
    private static final int FILMS = 8;
    private static final int SECONDS = 60;

    /** Far above what any other film reaches here, far below what a copy does. */
    private static final double SURE = 8;

    private static final long[][] WORDS = new long[FILMS][];

    @BeforeAll
    static void draw() {
        for (int film = 0; film < FILMS; film++) {
            WORDS[film] = reference(film, SECONDS);
        }
    }

    private static PictureIndex empty() {
        return new PictureIndex(
                DrawnFilms.PROFILE, Thresholds.of("audio/1"), SearchSettings.DEFAULT);
    }

    private static PictureIndex indexOf(int... films) {
        PictureIndex index = empty();
        for (int film : films) {
            index.put(name(film), WORDS[film]);
        }
        return index;
    }

    private static PictureIndex indexOfAll() {
        return indexOf(java.util.stream.IntStream.range(0, FILMS).toArray());
    }

    private static List<FoundLine> ask(ReferenceIndex index, Packet packet) {
        return index.ask(packet, false, 1).orElseThrow();
    }

    private static FoundLine best(ReferenceIndex index, Packet packet) {
        List<FoundLine> lines = ask(index, packet);
        assertThat(lines).isNotEmpty();
        return lines.get(0);
    }

    private static void assertIsAt(FoundLine found, int film, double seconds) {
        assertThat(found.workId()).isEqualTo("w" + film);
        assertThat(found.line().evidence()).isGreaterThan(SURE);
        assertThat(found.line().refAt(32) / 8)
                .as("second in its middle")
                .isCloseTo(seconds + 4, offset(0.3));
    }

    @Test
    void aCopyIsFoundAtItsPlace() {
        PictureIndex index = indexOfAll();
        Random random = new Random(1);
        for (int film = 0; film < FILMS; film++) {
            double from = 2 + random.nextDouble() * (SECONDS - 12);
            assertIsAt(best(index, packet(PLAIN, clip(film, from))), film, from);
        }
    }

    @Test
    void aMirroredCopyIsFoundTheSameWay() {
        PictureIndex index = indexOfAll();
        for (int film = 0; film < FILMS; film++) {
            Picture[] mirrored =
                    Arrays.stream(clip(film, 20))
                            .map(DrawnPictures::mirrored)
                            .toArray(Picture[]::new);
            FoundLine found = best(index, packet(PLAIN, mirrored));
            assertIsAt(found, film, 20);
            assertThat(found.line().picture().mirrored()).isTrue();
            assertShows(found, Window.WHOLE);
        }
    }

    /** The rectangle is that of the work's whole picture, whichever part of it was compared. */
    private static void assertShows(FoundLine found, Window expected) {
        PictureMatch seen = found.line().picture();
        Offset<Integer> near = within(Window.SIDE / 20);
        assertThat(seen.left()).isCloseTo(expected.left(), near);
        assertThat(seen.top()).isCloseTo(expected.top(), near);
        assertThat(seen.width()).isCloseTo(expected.width(), near);
        assertThat(seen.height()).isCloseTo(expected.height(), near);
    }

    /** Lines a hundredth steeper or flatter meet the same pictures. */
    @Test
    void aCopyHasExactlyItsTempo() {
        PictureIndex index = indexOfAll();
        for (int film = 0; film < FILMS; film++) {
            FoundLine found = best(index, packet(PLAIN, clip(film, 20)));
            assertThat(found.line().tempo()).as("film %s", film).isEqualTo(1);
        }
    }

    @Test
    void aFasterCopyIsFoundWithItsTempo() {
        PictureIndex index = indexOfAll();
        for (int film = 0; film < FILMS; film++) {
            Picture[] fast = new DrawnPictures(film, 64, 36).film(20, 1.06, 32, 2);
            FoundLine found = best(index, packet(PLAIN, fast));
            assertThat(found.workId()).isEqualTo("w" + film);
            assertThat(found.line().tempo()).as("film %s", film).isCloseTo(1.06, offset(0.03));
        }
    }

    @Test
    void anInsetIsFoundByItsWindow() {
        PictureIndex index = indexOfAll();
        for (int film = 0; film < FILMS; film++) {
            Picture[] inner = clip(film, 20);
            Picture[] behind = clip(film + 1_000, 20);
            Picture[] both = new Picture[inner.length];
            for (int i = 0; i < both.length; i++) {
                both[i] = DrawnPictures.inset(inner[i], behind[i], 12, 7, 48, 27);
            }
            Window window = new Window(12 * 16, 7 * 1024 / 36, 48 * 16, 27 * 1024 / 36);
            FoundLine found = best(index, packet(List.of(Window.WHOLE, window), both));
            assertIsAt(found, film, 20);
            assertShows(found, window);
        }
    }

    @Test
    void anotherFilmHasNoSureLine() {
        PictureIndex index = indexOfAll();
        for (int film = 500; film < 512; film++) {
            assertThat(ask(index, packet(PLAIN, clip(film, 20))))
                    .allMatch(found -> found.line().evidence() < SURE);
        }
    }

    @Test
    void aHeldPictureIsNoLine() {
        Picture one = clip(3, 20)[0];
        Picture[] held = still(one, 2, 32);
        PictureIndex index = indexOfAll();
        // The film itself has no held picture, so that this is the place where it passes by.
        assertThat(ask(index, packet(PLAIN, held)))
                .allMatch(found -> found.line().evidence() < SURE);
        index.put(name(77), DrawnFilms.words(DrawnFilms.PROFILE.windows(), still(one, 1, 240)));
        assertThat(ask(index, packet(PLAIN, held)))
                .allMatch(found -> found.line().evidence() < SURE);
    }

    private static Picture[] still(Picture one, int step, int count) {
        Picture[] still = new Picture[count];
        for (int i = 0; i < count; i++) {
            still[i] = new Picture((long) i * step, one.width(), one.height(), one.luma());
        }
        return still;
    }

    /** Of a still that is an hour long an index has one picture, and it is no line but a still. */
    @Test
    void aStillForAnHourIsOnePicture() {
        Picture one = clip(3, 20)[0];
        long[] first = DrawnFilms.words(DrawnFilms.PROFILE.windows(), one);
        long[] hour = new long[3_600 * 8 * first.length];
        for (int i = 0; i < hour.length; i++) {
            long frame = i / first.length;
            boolean head = i % PictureWord.LONGS == 0;
            hour[i] = first[i % first.length] + (head ? PictureWord.startOf(frame) : 0);
        }
        assertThat(PictureReference.of(hour).runCount())
                .isEqualTo(first.length / PictureWord.LONGS);
        PictureIndex index = indexOf(0, 1, 2);
        index.put(name(77), hour);
        assertThat(ask(index, packet(PLAIN, still(one, 2, 32))))
                .allMatch(found -> found.line().evidence() < SURE)
                .allMatch(found -> found.line().picture().still());
        assertThat(ask(index, packet(PLAIN, still(clip(9, 20)[0], 2, 32))))
                .as("another still")
                .allMatch(found -> found.line().evidence() < SURE);
    }

    /** Two pictures by turns, or one whose light goes up and down: of one film and of others. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void flickerMatchesNoOtherFlicker(boolean lightAlone) {
        PictureIndex index = indexOf(0, 1, 2);
        for (int film = 20; film < 28; film++) {
            index.put(
                    name(film),
                    DrawnFilms.words(
                            DrawnFilms.PROFILE.windows(), flicker(film, lightAlone, 1, 240)));
        }
        for (int film = 40; film < 48; film++) {
            assertThat(ask(index, packet(PLAIN, flicker(film, lightAlone, 2, 32))))
                    .allMatch(found -> found.line().evidence() < SURE);
        }
    }

    private static Picture[] flicker(int film, boolean lightAlone, int step, int count) {
        Picture one = clip(film, 20)[0];
        Picture other = lightAlone ? DrawnPictures.graded(one, 0.4, 60) : clip(film + 500, 20)[0];
        Picture[] flicker = new Picture[count];
        for (int i = 0; i < count; i++) {
            boolean dark = i * step / 2 % 3 == 0;
            flicker[i] = new Picture((long) i * step, 64, 36, dark ? one.luma() : other.luma());
        }
        return flicker;
    }

    @Test
    void blackIsNotSearchedFor() {
        Picture[] black = still(new Picture(0, 64, 36, new byte[64 * 36]), 1, 32);
        assertThat(ask(indexOfAll(), packet(PLAIN, black))).isEmpty();
    }

    @Test
    void itDoesNotMatterWhatWasMergedWhen() {
        PictureIndex unmerged = indexOfAll();
        PictureIndex merged = empty();
        PictureIndex beside = empty();
        for (int film = 0; film < FILMS; film++) {
            merged.put(name(film), WORDS[film]);
            merged.maintain();
            ReferenceIndex.Work work = beside.adding(name(film), WORDS[film]);
            work.run();
            work.publish();
            beside.compaction()
                    .ifPresent(
                            merge -> {
                                merge.run();
                                merge.publish();
                            });
        }
        for (int film = 0; film < FILMS; film++) {
            Packet packet = packet(PLAIN, clip(film, 30));
            List<FoundLine> expected = sure(ask(unmerged, packet));
            assertThat(expected).isNotEmpty();
            assertThat(sure(ask(merged, packet))).isEqualTo(expected);
            assertThat(sure(ask(beside, packet))).isEqualTo(expected);
        }
    }

    private static List<FoundLine> sure(List<FoundLine> lines) {
        return lines.stream().filter(found -> found.line().evidence() >= SURE).toList();
    }

    @Test
    void shardsTogetherFindWhatOneIndexFinds() {
        PictureIndex one = indexOfAll();
        PictureIndex even = indexOf(0, 2, 4, 6);
        PictureIndex odd = indexOf(1, 3, 5, 7);
        for (int film = 0; film < FILMS; film++) {
            Packet packet = packet(PLAIN, clip(film, 40));
            List<FoundLine> both = new ArrayList<>(sure(ask(even, packet)));
            both.addAll(sure(ask(odd, packet)));
            assertThat(both).isEqualTo(sure(ask(one, packet)));
        }
    }

    @Test
    void whatIsRetiredOrReplacedIsNotFound() {
        PictureIndex index = indexOfAll();
        index.retire(name(4));
        index.retire(name(99));
        index.put(name(5), WORDS[6]);
        assertThat(sure(ask(index, packet(PLAIN, clip(4, 20))))).isEmpty();
        assertThat(sure(ask(index, packet(PLAIN, clip(5, 20))))).isEmpty();
        assertThat(sure(ask(index, packet(PLAIN, clip(6, 20)))))
                .extracting(FoundLine::workId)
                .contains("w5", "w6");
        long before = index.bytes();
        for (int film = 0; film < FILMS; film++) {
            index.retire(name(film));
        }
        assertThat(index.bytes()).isLessThan(before);
    }

    @Test
    void aFilmThatIsReadMeanwhileIsSearchedOnceItIsPublished() {
        PictureIndex index = indexOf(1);
        ReferenceIndex.Work late = index.adding(name(1), WORDS[2]);
        late.run();
        assertIsAt(best(index, packet(PLAIN, clip(1, 20))), 1, 20);
        index.retire(name(1));
        late.publish();
        assertThat(sure(ask(index, packet(PLAIN, clip(2, 20))))).isEmpty();

        ReferenceIndex.Work failed = index.adding(name(3), WORDS[3]);
        failed.abandon();
        failed.publish();
        assertThat(sure(ask(index, packet(PLAIN, clip(3, 20))))).isEmpty();
    }

    @Test
    void aFeedIsFoundWhileItGrowsAndForgottenByStretches() {
        PictureIndex index = empty();
        ReferenceName feed = ReferenceName.ofFeed("w7", "feed");
        long[] words = reference(7, 1_500);
        int from = 0;
        long frame = 0;
        while (from < words.length) {
            frame += 16;
            int to = from;
            while (to < words.length && PictureWord.frame(words[to]) < frame) {
                to += PictureWord.LONGS;
            }
            index.grow(feed, Arrays.copyOfRange(words, from, to), Math.max(0, frame - 6_000));
            from = to;
            if (frame == 480) {
                FoundLine found = best(index, packet(PLAIN, clip(7, 50)));
                assertThat(found.line().refAt(32) / 8).isCloseTo(54, offset(0.3));
            }
        }
        assertThat(best(index, packet(PLAIN, clip(7, 1_480))).line().refAt(32) / 8)
                .isCloseTo(1_484, offset(0.3));
        assertThat(best(index, packet(PLAIN, clip(7, 1_192))).line().refAt(32) / 8)
                .as("across the border of two stretches")
                .isCloseTo(1_196, offset(0.3));
        assertThat(sure(ask(index, packet(PLAIN, clip(7, 20))))).as("forgotten").isEmpty();
        index.retire(feed);
        assertThat(ask(index, packet(PLAIN, clip(7, 1_480)))).isEmpty();
    }

    /**
     * Of films that wait, and of those that a merge has put away: a feed would add some for ever.
     */
    @Test
    void theNumbersOfFilmsThatAreGoneAreGivenAgain() {
        PictureIndex index = indexOf(1);
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 8; round++) {
            index.put(name(2), noise(random, 2_000));
            index.put(name(3), noise(random, 20_000));
            index.put(name(4), noise(random, 20_000));
            ReferenceIndex.Work merge = index.compaction().orElseThrow();
            index.put(name(2), noise(random, 2_000));
            merge.run();
            index.put(name(3), noise(random, 2_000));
            merge.publish();
        }
        assertThat(index.numbers()).isLessThan(10);
        assertIsAt(best(index, packet(PLAIN, clip(1, 20))), 1, 20);
        index.put(name(2), WORDS[2]);
        assertIsAt(best(index, packet(PLAIN, clip(2, 20))), 2, 20);
    }

    @Test
    void aNumberIsNotGivenAgainWhileAShelfHasIt() {
        PictureIndex index = empty();
        SplittableRandom random = new SplittableRandom(2);
        index.put(name(1), noise(random, 200_000));
        index.maintain();
        index.put(name(1), noise(random, 40_000));
        index.maintain();
        index.put(name(2), noise(random, 10));
        assertThat(index.numbers()).as("the large shelf has the first number").isEqualTo(3);
    }

    /** Words of one window that are never the same. */
    private static long[] noise(SplittableRandom random, int frames) {
        long[] words = new long[frames * PictureWord.LONGS];
        for (int frame = 0; frame < frames; frame++) {
            words[frame * PictureWord.LONGS] = (long) frame << 20 | 3;
            words[frame * PictureWord.LONGS + 1] = random.nextLong();
            words[frame * PictureWord.LONGS + 2] = random.nextLong();
        }
        return words;
    }

    @Test
    void mostPacketsOfAnUploadAreLeftToTheNextSearch() {
        PictureIndex index = indexOf(1);
        Picture[] clip = clip(1, 20);
        for (long sequence = 0; sequence < 8; sequence++) {
            assertThat(index.ask(packet(sequence, PLAIN, clip), true, 1).isPresent())
                    .isEqualTo(sequence % 4 == 3);
            assertThat(index.ask(packet(sequence, PLAIN, clip), false, 1)).isPresent();
        }
    }

    @Test
    void wordsThatCanNotBeAFilmAreRefusedAndTheOneBeforeStays() {
        PictureIndex index = indexOf(1);
        long[] reversed = new long[WORDS[1].length];
        for (int i = 0; i < reversed.length; i += 3) {
            System.arraycopy(WORDS[1], reversed.length - 3 - i, reversed, i, 3);
        }
        assertThatThrownBy(() -> index.put(name(1), reversed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected words in order of time");
        assertThatThrownBy(() -> index.put(name(1), new long[] {16L << 2 | 1, 5, 0}))
                .hasMessageContaining("expected words of up to 16 windows, got one of window 16");
        assertIsAt(best(index, packet(PLAIN, clip(1, 20))), 1, 20);
    }

    /** A feed that sends words may number its windows as streams do. */
    @Test
    void newWordsAreThoseOfWindowsThatReferencesHave() {
        long[] words = {
            1L << 20 | 3,
            1,
            1,
            2L << 20 | 3,
            2,
            2,
            2L << 20 | 15 << 2 | 3,
            3,
            3,
            2L << 20 | 16 << 2 | 3,
            4,
            4
        };
        Packet packet = new Packet("video/1", 0, 2, 16, words, new long[0], false);
        assertThat(PictureIndex.newWords(packet)).isEqualTo(Arrays.copyOfRange(words, 3, 9));
    }
}
