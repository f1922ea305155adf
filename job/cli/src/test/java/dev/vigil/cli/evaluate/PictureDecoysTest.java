package dev.vigil.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A decoy that a search takes for its original would make every figure of a large index wrong. */
class PictureDecoysTest {
    /** More than the 15 that a look-up reaches: not by chance alone. */
    private static final int APART = 20;

    private static final int MANY = 400;
    private static final long MIRROR = new PictureBench(PictureProfile.CURRENT).mirrorMask();

    private final List<long[]> real = List.of(film(1), film(2));
    private final PictureDecoys decoys = new PictureDecoys(real);

    /** Words of three windows in each of ten pictures, without change in the first. */
    private static long[] film(long seed) {
        Random random = new Random(seed);
        long[] words = new long[3 * 30];
        for (int i = 0; i < words.length; i += 3) {
            int picture = i / 9;
            boolean changes = picture > 0;
            words[i] = PictureWord.startOf(2L * picture) | i / 3 % 3 << 2 | (changes ? 3 : 1);
            words[i + 1] = random.nextLong() | 1;
            words[i + 2] = changes ? random.nextLong() | 1 : 0;
        }
        return words;
    }

    /** Of a place in a film, wherever it is in a decoy. */
    private static long wordAt(long[] decoy, int at, boolean reversed) {
        int picture = reversed ? 9 - at / 3 : at / 3;
        return decoy[3 * (3 * picture + at % 3) + 1];
    }

    @Test
    void noLookUpLeadsFromOneToAnotherOrToItsOriginal() {
        List<long[]> all = new ArrayList<>(List.of(real.get(0)));
        List<Boolean> reversed = new ArrayList<>(List.of(false));
        for (int i = 0; i < MANY; i += 2) {
            all.add(decoys.get(i));
            reversed.add(i / 2 % 2 == 0);
        }
        all.add(decoys.unindexed(0));
        reversed.add(true);
        for (int a = 0; a < all.size(); a++) {
            // The next one has the same signs swapped, in the other order of time.
            for (int b = a + 2; b < all.size(); b++) {
                long one = wordAt(all.get(a), 4, reversed.get(a));
                long other = wordAt(all.get(b), 4, reversed.get(b));
                assertThat(Long.bitCount(one ^ other)).isGreaterThanOrEqualTo(APART);
                assertThat(Long.bitCount(one ^ other ^ MIRROR)).isGreaterThanOrEqualTo(APART);
            }
        }
    }

    @Test
    void eachIsAFilmInOrderWithTheSameWordsMissing() {
        for (int i = 0; i < MANY; i++) {
            long[] decoy = decoys.get(i);
            assertThat(decoy).hasSize(90);
            assertThat(PictureWord.areInOrder(decoy)).isTrue();
            for (int at = 0; at < decoy.length; at += 3) {
                assertThat(decoy[at + 1]).isNotZero();
                assertThat(decoy[at + 2] != 0).isEqualTo(PictureWord.hasChange(decoy[at]));
            }
        }
    }

    @Test
    void filmsWithoutWordsMakeNoDecoys() {
        assertThatThrownBy(() -> new PictureDecoys(List.of(new long[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("with pictures");
    }
}
