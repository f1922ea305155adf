package dev.vigil.flink;

import dev.vigil.flink.list.ListProjection;
import dev.vigil.flink.match.AlignFunction;
import dev.vigil.flink.media.FingerprintFunction;
import dev.vigil.flink.media.FingerprintOperator;
import dev.vigil.flink.notifier.Standings;
import dev.vigil.flink.verdict.RestoredUploads;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.verdict.JudgeInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Opens the adapters as a cluster does: no generic types, the house's number of key groups. */
public final class TestingOperators {
    private TestingOperators() {}

    public static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> keyed(
            KeyedProcessFunction<K, I, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> type,
            OperatorSubtaskState restored)
            throws Exception {
        return keyed(function, key, type, 1, 0, restored);
    }

    public static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> keyed(
            KeyedProcessFunction<K, I, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> type,
            int parallelism,
            int subtask,
            OperatorSubtaskState restored)
            throws Exception {
        return open(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function),
                        key,
                        type,
                        KeyGroups.MAX_PARALLELISM,
                        parallelism,
                        subtask),
                restored);
    }

    /** Runs Fingerprint as the job does. */
    public static KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput>
            fingerprint(
                    FingerprintFunction function,
                    int parallelism,
                    int subtask,
                    OperatorSubtaskState restored)
                    throws Exception {
        return open(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new FingerprintOperator(function),
                        MediaInput::sessionId,
                        Types.STRING,
                        KeyGroups.MAX_PARALLELISM,
                        parallelism,
                        subtask),
                restored);
    }

    public static KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput>
            fingerprint(int slot, OperatorSubtaskState restored) throws Exception {
        return fingerprint(new FingerprintFunction(slot), 1, 0, restored);
    }

    public static MediaInput ended(String session, long segments) {
        return MediaInput.ended(new SessionEnded(session, TestingRights.NOON_MS, segments), false);
    }

    /** Uploads that Align has reported as ended since the last call. */
    public static List<SessionAnalysis> ended(AbstractStreamOperatorTestHarness<?> align) {
        return side(align, AlignFunction.ANALYSES).stream()
                .filter(input -> input.kind() == JudgeInput.Kind.ENDED)
                .map(JudgeInput::ended)
                .toList();
    }

    public static <K, I, O> KeyedBroadcastOperatorTestHarness<K, I, ListInput, O> broadcast(
            KeyedBroadcastProcessFunction<K, I, ListInput, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> type,
            int parallelism,
            int subtask,
            OperatorSubtaskState restored)
            throws Exception {
        return open(withBroadcast(function, key, type, parallelism, subtask), restored);
    }

    /** Of RocksDB each read of a state is another object. */
    public static <K, I, O>
            KeyedBroadcastOperatorTestHarness<K, I, ListInput, O> broadcastOnRocksDb(
                    KeyedBroadcastProcessFunction<K, I, ListInput, O> function,
                    KeySelector<I, K> key,
                    TypeInformation<K> type)
                    throws Exception {
        var harness = withBroadcast(function, key, type, 1, 0);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        return open(harness, null);
    }

    private static <K, I, O> KeyedBroadcastOperatorTestHarness<K, I, ListInput, O> withBroadcast(
            KeyedBroadcastProcessFunction<K, I, ListInput, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> type,
            int parallelism,
            int subtask)
            throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        function,
                        List.of(
                                ListProjection.ENTRIES,
                                ListProjection.AS_OF,
                                RestoredUploads.STATE,
                                Standings.BY_NOTIFIER)),
                key,
                type,
                KeyGroups.MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    private static <H extends AbstractStreamOperatorTestHarness<?>> H open(
            H harness, OperatorSubtaskState restored) throws Exception {
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig())
                .setGenericTypes(false);
        harness.setup();
        if (restored == null) {
            harness.initializeEmptyState();
        } else {
            harness.initializeState(restored);
        }
        harness.open();
        return harness;
    }

    /** Entries of keyed state, timers apart. */
    public static int stateEntries(AbstractStreamOperatorTestHarness<?> harness) {
        return ((HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend())
                .numKeyValueStateEntries();
    }

    /** What the operator has emitted since the last call. */
    public static <O> List<O> out(AbstractStreamOperatorTestHarness<O> harness) {
        List<O> values = harness.extractOutputValues();
        harness.getOutput().clear();
        return values;
    }

    /** What went to a side output since the last call. */
    public static <X> List<X> side(AbstractStreamOperatorTestHarness<?> harness, OutputTag<X> tag) {
        Queue<StreamRecord<X>> queue = harness.getSideOutput(tag);
        List<X> values = new ArrayList<>();
        while (queue != null && !queue.isEmpty()) {
            values.add(queue.poll().getValue());
        }
        return values;
    }

    public static List<DeadLetter> dead(AbstractStreamOperatorTestHarness<?> harness) {
        return side(harness, PureFailure.DEAD);
    }
}
