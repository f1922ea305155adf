package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RadixSortTest {
    private final SplittableRandom random = new SplittableRandom(7);
    private final RadixSort sort = new RadixSort();

    private void assertSorts(int count, int shift, int range) {
        long[] values = new long[count + 3];
        Arrays.setAll(
                values, i -> (long) random.nextInt(range) << shift | random.nextLong(1L << shift));
        long[] expected =
                Arrays.stream(values, 0, count)
                        .boxed()
                        .sorted(Comparator.comparingLong(value -> value >>> shift))
                        .mapToLong(Long::longValue)
                        .toArray();
        assertThat(Arrays.copyOf(sort.sorted(values, count, shift, range), count))
                .isEqualTo(expected);
    }

    /** The comparing sort is stable too, so what is equal has to be in the same order. */
    @Test
    void sortsByTheBitsFromOneOnAndKeepsTheOrderOfEquals() {
        for (int range :
                new int[] {1, 2, 3, 2_047, 2_048, 2_049, 1 << 22, (1 << 22) + 1, 1 << 29}) {
            assertSorts(0, 34, range);
            assertSorts(1, 34, range);
            assertSorts(5_000, 34, range);
            assertSorts(300, 3, range);
        }
    }
}
