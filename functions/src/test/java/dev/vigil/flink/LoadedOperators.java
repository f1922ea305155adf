package dev.vigil.flink;

import dev.vigil.flink.rights.RightsFunction;
import dev.vigil.flink.verdict.JudgeFunction;
import dev.vigil.policy.Limits;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.Verdict;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Rights and Judge as they are once all that they wait for is loaded. */
public final class LoadedOperators {
    private LoadedOperators() {}

    public static KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights(
            Limits limits, long lookBackMs) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights =
                TestingOperators.keyed(
                        new RightsFunction(TestingRights.REGISTERS, limits, lookBackMs),
                        RightsInput::workId,
                        Types.STRING,
                        null);
        load(rights);
        return rights;
    }

    public static void load(
            KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights)
            throws Exception {
        for (String key : KeyGroups.oneKeyEach()) {
            for (String topic : TestingRights.REGISTERS) {
                rights.processElement(RightsInput.loaded(key, new Loaded(topic, 0, 1)), 0);
            }
        }
    }

    public static KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> judge(
            long lookBackMs) throws Exception {
        KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> judge =
                TestingOperators.broadcast(
                        new JudgeFunction(List.of("list"), lookBackMs),
                        JudgeInput::sessionId,
                        Types.STRING,
                        1,
                        0,
                        null);
        judge.processBroadcastElement(ListInput.loaded(new Loaded("list", 0, 1)), 0);
        return judge;
    }
}
