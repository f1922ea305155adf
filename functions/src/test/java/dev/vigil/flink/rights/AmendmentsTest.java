package dev.vigil.flink.rights;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.policy.TestingRights.ACCOUNT;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.authorization;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.LoadedGate;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AmendmentsTest {
    @Test
    void aNewVersionGoesToTheWorksThatItNamesAndToThoseThatItDrops() throws Exception {
        try (var amendments =
                TestingOperators.keyed(
                        new AuthorizationChangesFunction(0),
                        AuthorizationChangesFunction::key,
                        Types.STRING,
                        null)) {
            send(amendments, version(1, "w-1", "w-2"));
            assertThat(out(amendments))
                    .extracting(RightsInput::workId)
                    .containsExactly("w-1", "w-2");

            send(amendments, version(2, "w-2", "w-3"));
            List<RightsInput> second = out(amendments);
            assertThat(second).extracting(RightsInput::workId).containsExactly("w-1", "w-2", "w-3");
            assertThat(second).allMatch(input -> input.authorization().version() == 2);

            send(amendments, version(1, "w-1", "w-2"));
            assertThat(out(amendments)).isEmpty();
        }
    }

    @Test
    void aGateBehindSeveralTasksWaitsForAllOfThem() throws Exception {
        List<RightsInput> told = new ArrayList<>();
        for (int task = 0; task < 3; task++) {
            told.addAll(markersOf(task, 3));
        }
        Map<String, List<Loaded>> byKey =
                told.stream()
                        .collect(
                                Collectors.groupingBy(
                                        RightsInput::workId,
                                        Collectors.mapping(
                                                RightsInput::loaded, Collectors.toList())));
        assertThat(byKey).hasSize(KeyGroups.MAX_PARALLELISM);
        for (List<Loaded> markers : byKey.values()) {
            LoadedGate gate = new LoadedGate();
            assertThat(markers).hasSize(6);
            for (Loaded marker : markers) {
                assertThat(gate.isOpen()).isFalse();
                gate.mark(marker);
            }
            assertThat(gate.isOpen()).isTrue();
        }
    }

    /** What one of several tasks tells when it is told of two partitions. */
    private static List<RightsInput> markersOf(int task, int tasks) throws Exception {
        try (var amendments =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new AuthorizationChangesFunction(0)),
                        AuthorizationChangesFunction::key,
                        Types.STRING,
                        KeyGroups.MAX_PARALLELISM,
                        tasks,
                        task)) {
            amendments.open();
            for (int partition = 0; partition < 2; partition++) {
                Loaded loaded = new Loaded("authorizations", partition, 2);
                for (String key : keysOf(task, tasks)) {
                    amendments.processElement(RightsInput.loaded(key, loaded), 0);
                }
            }
            return out(amendments);
        }
    }

    private static List<String> keysOf(int task, int tasks) {
        return Arrays.stream(KeyGroups.oneKeyEach())
                .filter(
                        key ->
                                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                                key, KeyGroups.MAX_PARALLELISM, tasks)
                                        == task)
                .toList();
    }

    private static Authorization version(long version, String... works) {
        return authorization(
                "a",
                version,
                ACCOUNT,
                List.of(works),
                List.of(RightType.LIVE_RELAY),
                List.of(),
                NOON_MS,
                null,
                null,
                null);
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, RightsInput, RightsInput> amendments,
            Authorization authorization)
            throws Exception {
        for (String workId : authorization.workIds()) {
            amendments.processElement(RightsInput.authorization(workId, authorization), 0);
        }
    }
}
