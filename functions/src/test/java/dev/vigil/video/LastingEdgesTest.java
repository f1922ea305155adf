package dev.vigil.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Insets and pictures within bars are found; a film by itself has none that lasts. */
class LastingEdgesTest {
    private static final int SEEDS = 30;
    private static final int MOST = 12;

    /** A pixel and a half of 64, in parts of 1,024. */
    private static final int NEAR = 24;

    private static final int PICTURES = 20;

    @Test
    void anInsetIsFoundAmongTheBest() {
        Random random = new Random(11);
        int found = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            int wide = 41 + random.nextInt(9);
            int high = wide * 36 / 64;
            int left = random.nextInt(64 - wide + 1);
            int top = random.nextInt(36 - high + 1);
            Picture[] film = new DrawnPictures(seed, 64, 36).film(PICTURES, 2);
            Picture[] behind = new DrawnPictures(seed + 1_000, 64, 36).film(PICTURES, 2);
            LastingEdges edges = new LastingEdges();
            for (int i = 0; i < PICTURES; i++) {
                edges.accept(DrawnPictures.inset(film[i], behind[i], left, top, wide, high));
            }
            Window expected =
                    new Window(
                            left * 1024 / 64, top * 1024 / 36, wide * 1024 / 64, high * 1024 / 36);
            found += edges.rectangles(MOST).stream().anyMatch(one -> isNear(one, expected)) ? 1 : 0;
        }
        assertThat(found).as("of %s insets", SEEDS).isGreaterThanOrEqualTo(SEEDS * 9 / 10);
    }

    private static boolean isNear(Window a, Window b) {
        return Math.abs(a.left() - b.left()) <= NEAR
                && Math.abs(a.top() - b.top()) <= NEAR
                && Math.abs(a.left() + a.width() - b.left() - b.width()) <= NEAR
                && Math.abs(a.top() + a.height() - b.top() - b.height()) <= NEAR;
    }

    @Test
    void aPictureBetweenBarsIsFoundFirst() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Picture[] film = new DrawnPictures(seed, 64, 36).film(PICTURES, 2);
            LastingEdges edges = new LastingEdges();
            for (int i = 0; i < PICTURES; i++) {
                Picture bars = DrawnPictures.flat(film[i].frame(), 16);
                edges.accept(DrawnPictures.inset(film[i], bars, 0, 5, 64, 26));
            }
            Window expected = new Window(0, 5 * 1024 / 36, 1024, 26 * 1024 / 36);
            assertThat(edges.rectangles(MOST))
                    .as("seed %s", seed)
                    .anyMatch(w -> isNear(w, expected));
        }
    }

    @Test
    void blackAndFlatPicturesHaveNone() {
        LastingEdges edges = new LastingEdges();
        assertThat(edges.rectangles(MOST)).as("before the first picture").isEmpty();
        for (int i = 0; i < PICTURES; i++) {
            edges.accept(DrawnPictures.flat(2L * i, i * 10));
        }
        assertThat(edges.rectangles(MOST)).isEmpty();
    }

    @Test
    void aPictureOfAnotherSizeBeginsAnew() {
        Picture[] wide = new DrawnPictures(1, 64, 36).film(PICTURES, 2);
        Picture[] tall = new DrawnPictures(1, 36, 64).film(PICTURES, 2);
        LastingEdges both = new LastingEdges();
        LastingEdges alone = new LastingEdges();
        for (Picture picture : wide) {
            both.accept(picture);
        }
        for (Picture picture : tall) {
            both.accept(picture);
            alone.accept(picture);
        }
        List<Window> expected = alone.rectangles(MOST);
        assertThat(both.rectangles(MOST)).isEqualTo(expected);
    }
}
