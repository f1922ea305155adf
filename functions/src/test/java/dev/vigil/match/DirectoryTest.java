package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
    /** The largest bucket decides how many keys share a start of 32 bits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200, 70_000, 2_000_000})
    void eachKeyHasItsPostingsHoweverCrowdedAnotherIs(int largest) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(largest);
        for (int i = 0; i < 1_000; i++) {
            counts.put(random.nextInt(Posting.KEYS), 1 + random.nextInt(3));
        }
        counts.put(random.nextInt(Posting.KEYS), largest);

        Directory directory = filled(counts);

        int next = 0;
        for (int key : counts.keySet()) {
            int at = directory.at(key);
            assertThat(directory.bucket(key)).isEqualTo(at);
            assertThat(directory.start(at)).as("key %d", key).isEqualTo(next);
            next += counts.get(key);
            assertThat(directory.end(at)).as("key %d", key).isEqualTo(next);
        }
        int without = counts.firstKey() - 1;
        int empty = directory.bucket(without);
        assertThat(directory.end(empty) - directory.start(empty)).isZero();
    }

    private static Directory filled(TreeMap<Integer, Integer> counts) {
        Directory directory = new Directory();
        counts.keySet().forEach(directory::mark);
        directory.rank();
        counts.forEach((key, count) -> directory.count(directory.at(key), count));
        directory.accumulate();
        counts.forEach(
                (key, count) -> {
                    for (int i = 0; i < count; i++) {
                        directory.next(directory.at(key));
                    }
                });
        directory.close();
        return directory;
    }
}
