package dev.vigil.bench.years;

import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One operator of a job's graph, as one task, in a harness of Flink's own. */
final class Stage extends AbstractStreamOperatorTestHarness<Object> {
    private static final int SECOND = 2;

    /** A savepoint describes each state anew for each, which would cost more than the run. */
    private static final int KEY_GROUPS = 1;

    private final String uid;
    private final Calls calls;
    private long snapshots;

    /** A record that leaves an operator; the tag is null for the main output. */
    record Output(OutputTag<?> tag, Object value) {}

    Stage(StreamNode node, Calls calls, Consumer<Output> out) throws Exception {
        super(factory(node), KEY_GROUPS, 1, 0);
        uid = node.getTransformationUID();
        this.calls = calls;
        if (node.getStateKeySerializer() != null) {
            config.setStateKeySerializer(node.getStateKeySerializer());
            KeySelector<?, ?>[] keys = node.getStatePartitioners();
            config.setStatePartitioner(0, keys[0]);
            if (keys.length > 1 && keys[1] != null) {
                config.setStatePartitioner(1, keys[1]);
            }
            config.serializeAllConfigs();
        }
        ((SerializerConfigImpl) getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        // What the harness would do with records, copy them and look up their types, costs more
        // than the operators.
        setOutputCreator(type -> new Handed(out));
    }

    @SuppressWarnings("unchecked")
    private static StreamOperatorFactory<Object> factory(StreamNode node) {
        return (StreamOperatorFactory<Object>) node.getOperatorFactory();
    }

    String uid() {
        return uid;
    }

    void begin(long nowMs) throws Exception {
        processingTime(nowMs);
        setup();
        initializeEmptyState();
        open();
    }

    @SuppressWarnings("unchecked")
    void process(int input, StreamRecord<Object> record) throws Exception {
        long began = System.nanoTime();
        if (input == SECOND) {
            var two = (TwoInputStreamOperator<Object, Object, Object>) (Object) getOperator();
            two.setKeyContextElement2(record);
            two.processElement2(record);
        } else if (getOperator() instanceof TwoInputStreamOperator<?, ?, ?> two) {
            var first = (TwoInputStreamOperator<Object, Object, Object>) (Object) two;
            first.setKeyContextElement1(record);
            first.processElement1(record);
        } else {
            var one = (OneInputStreamOperator<Object, Object>) (Object) getOperator();
            one.setKeyContextElement(record);
            one.processElement(record);
        }
        took(began);
    }

    void processingTime(long nowMs) throws Exception {
        long began = System.nanoTime();
        setStateTtlProcessingTime(nowMs);
        setProcessingTime(nowMs);
        took(began);
    }

    void watermark(long timeMs) throws Exception {
        long began = System.nanoTime();
        Watermark mark = new Watermark(timeMs);
        if (getOperator() instanceof TwoInputStreamOperator<?, ?, ?> two) {
            two.processWatermark1(mark);
            two.processWatermark2(mark);
        } else {
            ((OneInputStreamOperator<?, ?>) (Object) getOperator()).processWatermark(mark);
        }
        took(began);
    }

    private void took(long began) {
        calls.took(uid, System.nanoTime() - began);
    }

    /** All of its state, in the form in which every state is distinguishable from the others. */
    OperatorSubtaskState savepoint() throws Exception {
        return snapshotWithLocalState(
                        ++snapshots,
                        snapshots,
                        SavepointType.savepoint(SavepointFormatType.CANONICAL))
                .getJobManagerOwnedState();
    }

    /** Hands records on; marks and attributes are the caller's. */
    private record Handed(Consumer<Output> to)
            implements org.apache.flink.streaming.api.operators.Output<StreamRecord<Object>> {
        @Override
        public void collect(StreamRecord<Object> record) {
            to.accept(new Output(null, record.getValue()));
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
            to.accept(new Output(tag, record.getValue()));
        }

        @Override
        public void emitWatermark(Watermark mark) {}

        @Override
        public void emitWatermark(WatermarkEvent mark) {}

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {}

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void close() {}
    }
}
