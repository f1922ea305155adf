package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashListTest {
    private static byte[] hash(int number) {
        return new TreeHasher().leaf(new byte[] {(byte) (number >> 8), (byte) number});
    }

    /** Over the border of an array as within one: a log of years has thousands of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 64, HashList.CHUNK})
    void itHoldsWhatWasAdded(int chunk) {
        HashList hashes = new HashList(chunk);
        List<byte[]> model = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            hashes.add(hash(i));
            model.add(hash(i));
        }
        hashes.set(63, hash(1_000));
        model.set(63, hash(1_000));
        for (int i = 0; i < 200; i++) {
            assertThat(hashes.get(i)).isEqualTo(model.get(i));
            assertThat(hashes.holds(i, model.get(i))).isTrue();
            assertThat(hashes.holds(i, hash(2_000))).isFalse();
        }
        byte[] some = hashes.bytes(5, 130);
        assertThat(some).hasSize(125 * 32);
        for (int i = 5; i < 130; i++) {
            assertThat(HashList.copy(some, (i - 5) * 32)).isEqualTo(model.get(i));
        }
        assertThat(new HashList(hashes.bytes()).root()).isEqualTo(hashes.root());
    }

    /** 2^25 hashes in one array of 2^30 bytes could not be doubled. */
    @Test
    void moreThanOneArrayHoldsIsNoProblem() {
        HashList hashes = new HashList();
        byte[] hash = hash(1);
        int count = 3 * HashList.CHUNK + 1;
        for (int i = 0; i < count; i++) {
            hashes.add(hash);
        }
        assertThat(hashes.size()).isEqualTo(count);
        assertThat(hashes.holds(count - 1, hash)).isTrue();
        assertThat(hashes.bytes()).hasSize(count * 32);
        assertThat(new HashList(hashes.bytes()).get(2 * HashList.CHUNK)).isEqualTo(hash);
    }
}
