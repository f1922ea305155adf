package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RarestFirstTest {
    private final RarestFirst rarest = new RarestFirst();

    private int largest(long most, int... sizes) {
        rarest.clear();
        for (int size : sizes) {
            rarest.add(size);
        }
        return rarest.largest(most);
    }

    private static long read(int[] sizes, int largest) {
        return Arrays.stream(sizes).filter(size -> size <= largest).asLongStream().sum();
    }

    @Test
    void allIsReadWhereThereIsRoom() {
        assertThat(largest(6, 1, 2, 3)).isEqualTo(Integer.MAX_VALUE);
        assertThat(largest(0, 0, 0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(largest(1L << 40, Integer.MAX_VALUE - 1)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theLargestIsLeftOutFirst() {
        assertThat(largest(5, 1, 2, 3)).isEqualTo(2);
        assertThat(largest(2, 1, 2, 3)).isEqualTo(1);
        assertThat(largest(0, 1, 2, 3)).isZero();
    }

    /** Of sizes to a quarter of a power of two: at most so much, and not much less. */
    @Test
    void asMuchIsReadAsThereIsRoomFor() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            int[] sizes = new int[2_000];
            Arrays.setAll(sizes, i -> (int) Math.exp(random.nextDouble() * 9));
            long most = (long) (read(sizes, Integer.MAX_VALUE) * random.nextDouble());
            int largest = largest(most, sizes);
            assertThat(read(sizes, largest)).isLessThanOrEqualTo(most);
            assertThat(read(sizes, (int) (1.25 * (largest + 2)))).isGreaterThan(most);
        }
    }
}
