package dev.vigil.flink.list;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.verdict.JudgeFunction;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Invariant 4: any order of updates ends in the same state on every task. */
class ListOrderTest {
    private static final int TASKS = 3;

    @Test
    void everyTaskEndsInTheSameStateWhateverTheOrder() throws Exception {
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            List<ListEntry> history = history(random);
            Map<String, Object> expected = model(history);
            for (int task = 0; task < TASKS; task++) {
                List<ListEntry> arrived = new ArrayList<>(history);
                arrived.addAll(history.subList(0, random.nextInt(history.size())));
                Collections.shuffle(arrived, random);
                assertThat(state(arrived, task))
                        .as("seed %d, task %d", seed, task)
                        .isEqualTo(expected);
            }
        }
    }

    /** The guard can fail: by which of them came last, tasks end differently. */
    @Test
    void aPlantedProjectionThatKeepsTheLastOneIsCaught() {
        List<Long> caught = new ArrayList<>();
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            List<ListEntry> arrived = new ArrayList<>(history(random));
            Map<String, Object> expected = model(arrived);
            Collections.shuffle(arrived, random);
            Map<String, Object> planted = new HashMap<>();
            arrived.forEach(entry -> planted.put(entry.entryId(), entry));
            if (!planted.equals(expected)) {
                caught.add(seed);
            }
        }
        assertThat(caught).isNotEmpty();
    }

    /** Versions come with changed works, withdrawals, and now and then twice with other words. */
    private static List<ListEntry> history(Random random) {
        List<ListEntry> history = new ArrayList<>();
        for (int id = 0; id < 2 + random.nextInt(4); id++) {
            for (long version = 1; version <= 1 + random.nextInt(4); version++) {
                for (int twice = random.nextInt(5) == 0 ? 0 : 1; twice < 2; twice++) {
                    history.add(
                            TestingRights.entry(
                                    "e-" + id,
                                    version,
                                    ListClass.values()[random.nextInt(7)],
                                    "w-" + random.nextInt(3),
                                    random.nextBoolean() ? List.of("CN") : List.of(),
                                    List.of(),
                                    random.nextInt(4) == 0 ? NOON_MS : null));
                }
            }
        }
        return history;
    }

    /** The one that all others give way to. */
    private static Map<String, Object> model(List<ListEntry> history) {
        Map<String, Object> last = new HashMap<>();
        for (ListEntry entry : history) {
            boolean beaten =
                    history.stream()
                            .filter(other -> other.entryId().equals(entry.entryId()))
                            .anyMatch(other -> other.supersedes(entry));
            if (!beaten) {
                last.put(entry.entryId(), entry);
            }
        }
        return last;
    }

    private static Map<String, Object> state(List<ListEntry> arrived, int task) throws Exception {
        try (KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> judge =
                TestingOperators.broadcast(
                        new JudgeFunction(List.of("list"), 0),
                        JudgeInput::sessionId,
                        Types.STRING,
                        TASKS,
                        task,
                        null)) {
            for (ListEntry entry : arrived) {
                judge.processBroadcastElement(ListInput.entry(entry, NOON_MS), 0);
            }
            Map<String, Object> state = new HashMap<>();
            judge.getBroadcastState(ListProjection.ENTRIES)
                    .entries()
                    .forEach(e -> state.put(e.getKey(), e.getValue()));
            return state;
        }
    }
}
