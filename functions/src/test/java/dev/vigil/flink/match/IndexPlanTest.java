package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.flink.KeyGroups;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexPlanTest {
    private static final IndexPlan PLAN = new IndexPlan(3, 4, 1, 1_000);

    private static Set<Integer> set(int[] keys) {
        return new HashSet<>(Arrays.stream(keys).boxed().toList());
    }

    @Test
    void everySessionMeetsEveryReferenceOnce() {
        for (int s = 0; s < 50; s++) {
            for (int r = 0; r < 50; r++) {
                Set<Integer> meeting = set(PLAN.ofSession("session-" + s));
                meeting.retainAll(set(PLAN.ofReference("work-" + r, "master")));
                assertThat(meeting).hasSize(1);
            }
        }
    }

    @Test
    void sessionsAndReferencesSpreadOverTheirSlots() {
        Map<Integer, Integer> load = new HashMap<>();
        for (int i = 0; i < 12_000; i++) {
            load.merge(PLAN.ofSession("session-" + i)[0], 1, Integer::sum);
            load.merge(PLAN.ofReference("work-" + i, "master")[0], 1, Integer::sum);
        }
        // The first slot has a share of both.
        int both = KeyGroups.slotKey(0, 12);
        assertThat(load.remove(both)).isBetween(6_300, 7_700);
        assertThat(load.values()).hasSize(5).allMatch(n -> n > 2_700 && n < 4_300);
    }

    @Test
    void shardsAreNumberedWithinTheirReplica() {
        for (int key : PLAN.everywhere()) {
            assertThat(PLAN.shardOf(key)).isBetween(0, 3);
        }
        int[] keys = PLAN.ofSession("session-1");
        for (int shard = 0; shard < keys.length; shard++) {
            assertThat(PLAN.shardOf(keys[shard])).isEqualTo(shard);
        }
        assertThatThrownBy(() -> PLAN.shardOf(-1)).hasMessageContaining("of a slot of");
    }

    @Test
    void everySlotIsThatOfOneTask() {
        for (int tasks = 1; tasks <= 16; tasks++) {
            int slots = 0;
            for (int task = 0; task < tasks; task++) {
                slots += PLAN.slotsOf(task, tasks);
            }
            assertThat(slots).isEqualTo(12);
        }
        assertThat(IndexPlan.ONE_SLOT.slotsOf(0, 4)).isEqualTo(1);
        assertThat(IndexPlan.ONE_SLOT.slotsOf(1, 4)).isZero();
    }

    @Test
    void memoryIsCountedForTheFullestProcess() {
        assertThat(PLAN.slotsTogether(12, 2)).isEqualTo(2);
        assertThat(PLAN.slotsTogether(2, 2)).isEqualTo(12);
        assertThat(IndexPlan.ONE_SLOT.slotsTogether(4, 2)).isEqualTo(1);
        assertThat(IndexPlan.hoursIn(12e9, 2)).isCloseTo(420, within(0.1));
    }
}
