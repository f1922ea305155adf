package dev.vigil.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {
    @Test
    void noTaskOfFewerHasMoreThanOneSlotAboveItsShare() {
        for (int slots = 1; slots <= 64; slots++) {
            for (int tasks = 1; tasks <= slots; tasks++) {
                int[] load = new int[tasks];
                for (int slot = 0; slot < slots; slot++) {
                    load[task(KeyGroups.slotKey(slot, slots), tasks)]++;
                }
                assertThat(IntStream.of(load).max().orElseThrow())
                        .as("%d slots on %d tasks: %s", slots, tasks, Arrays.toString(load))
                        .isLessThanOrEqualTo((slots + tasks - 1) / tasks + 1);
            }
        }
    }

    @Test
    void asManySlotsAsTasksSitOneEach() {
        for (int n = 1; n <= 64; n++) {
            Set<Integer> tasks = new HashSet<>();
            for (int slot = 0; slot < n; slot++) {
                tasks.add(task(KeyGroups.slotKey(slot, n), n));
            }
            assertThat(tasks).as("%d slots", n).hasSize(n);
        }
    }

    @Test
    void aSlotSitsInItsKeyGroup() {
        for (int slot = 0; slot < 64; slot++) {
            assertThat(KeyGroups.of(KeyGroups.slotKey(slot, 64)))
                    .isEqualTo(KeyGroups.MAX_PARALLELISM / 64 * slot);
        }
    }

    /** Keys of slots stand in savepoints: with others an index would not find its own. */
    @Test
    void keysOfSlotsAreThoseOfEveryRelease() {
        assertThat(keys(1)).containsExactly(451);
        assertThat(keys(5)).containsExactly(451, 1902, 113, 1348, 864);
        for (int key : keys(KeyGroups.MAX_PARALLELISM)) {
            int group = KeyGroups.of(key);
            assertThat(IntStream.range(0, key)).noneMatch(less -> KeyGroups.of(less) == group);
        }
    }

    private static int[] keys(int slots) {
        return IntStream.range(0, slots).map(slot -> KeyGroups.slotKey(slot, slots)).toArray();
    }

    @Test
    void thereIsOneKeyForEachKeyGroup() {
        String[] keys = KeyGroups.oneKeyEach();
        assertThat(keys).hasSize(KeyGroups.MAX_PARALLELISM).doesNotHaveDuplicates();
        for (int group = 0; group < keys.length; group++) {
            assertThat(KeyGroups.of(keys[group])).isEqualTo(group);
        }
    }

    private static int task(Object key, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, KeyGroups.MAX_PARALLELISM, parallelism);
    }
}
