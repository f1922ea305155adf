package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Set bits are counted and found as by going through all. */
class CountedBitsTest {
    private static final int BITS = 5_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.4, 1})
    void eachSetBitIsFoundAndCounted(double share) {
        Random random = new Random(4);
        for (int bits : new int[] {1, 63, 64, 65, 511, 512, 513, BITS}) {
            BitSet expected = new BitSet();
            long[] room = CountedBits.room(bits);
            for (int at = 0; at < bits; at++) {
                if (random.nextDouble() < share) {
                    expected.set(at);
                    CountedBits.set(room, at);
                }
            }
            assertAreSame(new CountedBits(room), expected, bits);
        }
    }

    /** The place behind the last bit is one too. */
    private static void assertAreSame(CountedBits counted, BitSet expected, int bits) {
        assertThat(counted.count()).isEqualTo(expected.cardinality());
        int number = 0;
        for (int at = 0; at <= bits; at++) {
            assertThat(counted.before(at)).as("before %s", at).isEqualTo(number);
            assertThat(counted.get(at)).as("at %s", at).isEqualTo(expected.get(at));
            if (expected.get(at)) {
                assertThat(counted.place(number++)).isEqualTo(at);
            }
        }
    }
}
