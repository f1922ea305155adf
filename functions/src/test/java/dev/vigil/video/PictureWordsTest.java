package dev.vigil.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are what their definition says, whatever the size, the cut and the light. */
class PictureWordsTest {
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;
    private static final int SEEDS = 40;

    /** Frequencies nearer to 0 have the sign that rounding gives them. */
    private static final double ROUNDING = 2e-3;

    private final PictureBench bench = new PictureBench(PROFILE);

    private record Word(long head, long picture, long change) {}

    private List<Word> words(List<Window> windows, Picture... film) {
        return words(new PictureWords(PROFILE, bench), windows, film);
    }

    private static List<Word> words(PictureWords of, List<Window> windows, Picture... film) {
        List<Word> words = new ArrayList<>();
        for (Picture picture : film) {
            of.accept(
                    picture,
                    windows,
                    (head, now, change) -> words.add(new Word(head, now, change)));
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"64x36", "48x48", "36x64", "96x24", "17x31"})
    void aWordHasTheSignsOfTheDefinition(String size) {
        int width = Integer.parseInt(size.split("x")[0]);
        int height = Integer.parseInt(size.split("x")[1]);
        for (long seed = 0; seed < 4; seed++) {
            Picture[] film = new DrawnPictures(seed, width, height).film(3, 2);
            List<Word> words = words(PROFILE.windows(), film);
            assertThat(words).as("seed %s", seed).hasSizeGreaterThan(20);
            for (Word word : words) {
                assertAsDefined(word, film);
            }
        }
    }

    private void assertAsDefined(Word word, Picture[] film) {
        Window window = PROFILE.windows().get(PictureWord.window(word.head));
        double[] now = frequencies(film[(int) PictureWord.frame(word.head) / 2], window);
        if (PictureWord.hasPicture(word.head)) {
            assertSigns(word.picture, now, new double[now.length]);
        }
        if (PictureWord.hasChange(word.head)) {
            double[] before =
                    frequencies(film[(int) (PictureWord.frame(word.head) - 4) / 2], window);
            assertSigns(word.change, now, before);
        }
    }

    private static double[] frequencies(Picture picture, Window window) {
        int side = PROFILE.cells();
        return NaiveWords.frequencies(NaiveWords.cells(picture, window, side), side);
    }

    /** The first bits by hand, all others by the path that they follow. */
    private static void assertSigns(long signs, double[] now, double[] before) {
        int side = PROFILE.cells();
        int u = 1;
        int v = 0;
        boolean up = false;
        for (int bit = 0; bit < 64; bit++) {
            double apart = now[v * side + u] - before[v * side + u];
            if (Math.abs(apart) > ROUNDING) {
                assertThat(signs >>> bit & 1)
                        .as("bit %s, frequency %s across and %s down: %s", bit, u, v, apart)
                        .isEqualTo(apart > 0 ? 1 : 0);
            }
            if (up) {
                up = v > 0;
                u++;
                v = Math.max(0, v - 1);
            } else {
                up = u == 0;
                v++;
                u = Math.max(0, u - 1);
            }
        }
    }

    @Test
    void aBenchIsForPicturesOfAnyShape() {
        Picture[] wide = new DrawnPictures(1, 64, 36).film(1, 2);
        Picture[] tall = new DrawnPictures(1, 36, 64).film(1, 2);
        words(PROFILE.windows(), wide);
        for (Word word : words(PROFILE.windows(), tall)) {
            assertAsDefined(word, tall);
        }
    }

    @Test
    void aMirroredFilmHasItsWordsInMirroredWindowsButForTheMask() {
        List<Window> mirrored = PROFILE.windows().stream().map(Window::mirrored).toList();
        long mask = bench.mirrorMask();
        int other = 0;
        int all = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Picture[] film = new DrawnPictures(seed, 64, 36).film(6, 2);
            Picture[] mirror = new Picture[film.length];
            for (int i = 0; i < film.length; i++) {
                mirror[i] = DrawnPictures.mirrored(film[i]);
            }
            List<Word> straight = words(PROFILE.windows(), film);
            List<Word> turned = words(mirrored, mirror);
            assertThat(turned).hasSameSizeAs(straight);
            for (int i = 0; i < straight.size(); i++) {
                assertThat(turned.get(i).head).isEqualTo(straight.get(i).head);
                other += Long.bitCount(turned.get(i).picture ^ straight.get(i).picture ^ mask);
                all += 64;
            }
        }
        // Drawn pictures have no frequency of exactly 0, whose sign would be that of rounding.
        assertThat(other).as("of %s bits", all).isZero();
    }

    @Test
    void lightMovesFewBits() {
        Random random = new Random(7);
        long moved = 0;
        int words = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Picture plain = new DrawnPictures(seed, 64, 36).film(1, 2)[0];
            double gain = 0.7 + 0.6 * random.nextDouble();
            Picture graded = DrawnPictures.graded(plain, gain, 40 * random.nextDouble() - 20);
            Map<Long, Word> before = new HashMap<>();
            words(PROFILE.windows(), plain).forEach(word -> before.put(word.head, word));
            for (Word word : words(PROFILE.windows(), graded)) {
                moved += Long.bitCount(word.picture ^ before.get(word.head).picture);
                words++;
            }
        }
        assertThat(words).isGreaterThan(SEEDS * 10);
        assertThat((double) moved / words).as("bits of 64").isLessThanOrEqualTo(2);
    }

    @Test
    void blackFlatAndFrozenPicturesHaveNoWordsToSearchFor() {
        assertThat(words(PROFILE.windows(), DrawnPictures.flat(0, 0), DrawnPictures.flat(4, 0)))
                .isEmpty();
        assertThat(words(PROFILE.windows(), DrawnPictures.flat(0, 200), DrawnPictures.flat(4, 203)))
                .as("light alone, as of a flash, is no change of cells")
                .isEmpty();
        Picture still = new DrawnPictures(1, 64, 36).film(1, 2)[0];
        Picture later = new Picture(4, 64, 36, still.luma());
        assertThat(words(PROFILE.windows(), still, later))
                .hasSize(22)
                .noneMatch(word -> PictureWord.hasChange(word.head));
    }

    @Test
    void wordsDoNotDependOnWhereAStreamIsCut() {
        Random random = new Random(3);
        for (long seed = 0; seed < SEEDS; seed++) {
            Picture[] film = new DrawnPictures(seed, 64, 36).film(20, 2);
            List<Word> whole = words(PROFILE.windows(), film);
            List<Word> pieces = new ArrayList<>();
            PictureWords stream = new PictureWords(PROFILE, bench);
            for (Picture picture : film) {
                pieces.addAll(words(stream, PROFILE.windows(), picture));
                if (random.nextBoolean()) {
                    List<Picture> kept = stream.recent();
                    assertThat(kept).as("pictures that are kept").hasSizeLessThanOrEqualTo(3);
                    stream = new PictureWords(PROFILE, new PictureBench(PROFILE), kept);
                }
            }
            assertThat(pieces).isEqualTo(whole);
        }
    }

    @Test
    void behindAGapAndAChangeOfSizeNothingHasChanged() {
        Picture[] film = new DrawnPictures(5, 64, 36).film(2, 6);
        assertThat(words(PROFILE.windows(), film))
                .isNotEmpty()
                .noneMatch(word -> PictureWord.hasChange(word.head));
        Picture narrow = new DrawnPictures(5, 48, 48).film(1, 2)[0];
        Picture wide = new DrawnPictures(5, 64, 36).film(3, 2)[2];
        assertThat(words(PROFILE.windows(), narrow, wide))
                .isNotEmpty()
                .noneMatch(word -> PictureWord.hasChange(word.head));
    }

    @Test
    void aPictureOutOfOrderIsRefused() {
        Picture[] film = new DrawnPictures(5, 64, 36).film(2, 2);
        PictureWords stream = new PictureWords(PROFILE, bench);
        words(stream, PROFILE.windows(), film);
        assertThatThrownBy(() -> words(stream, PROFILE.windows(), film[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one after frame 2, got frame 0");
    }

    @Test
    void aWindowIsWithinItsPicture() {
        for (Window window : PROFILE.windows()) {
            assertThat(window.mirrored().mirrored()).isEqualTo(window);
        }
        assertThat(PROFILE.windows()).hasSize(11).doesNotHaveDuplicates();
        assertThat(Window.of(0.5, 0.5, 0).within(Window.of(0.5, 1, 1)))
                .isEqualTo(new Window(512, 256, 256, 256));
        assertThatThrownBy(() -> new Window(1, 0, 1024, 1024))
                .hasMessageContaining("within 0 to 1024");
        assertThatThrownBy(() -> new Picture(0, 3, 2, new byte[5]))
                .hasMessageContaining("expected a byte for each of 3 x 2 pixels, got 5");
    }

    @Test
    void wordsOutOfOrderAreRecognised() {
        long[] right = {PictureWord.head(0, 3, 1), 0, 0, PictureWord.head(0, 4, 3), 0, 0};
        long[] wrong = {PictureWord.head(2, 0, 1), 0, 0, PictureWord.head(0, 0, 1), 0, 0};
        assertThat(PictureWord.areInOrder(right)).isTrue();
        assertThat(PictureWord.areInOrder(wrong)).isFalse();
        assertThat(PictureWord.areInOrder(new long[] {1, 2})).isFalse();
    }
}
