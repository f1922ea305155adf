package dev.vigil.stream;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.input.DeadLetter;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/** Behind a source: dead letters step aside, what was admitted goes where it is needed. */
final class Admit<T> extends ProcessFunction<T, T> {
    private static final long serialVersionUID = 1L;

    /** Why time has stopped, and the watermark of everything that was admitted. */
    static final OutputTag<String> STOPPED = new OutputTag<>("stopped", Types.STRING);

    private final SerializableFunction<T, DeadLetter> deadLetter;
    private final SerializableFunction<T, String> stopped;
    private final FlatMapFunction<T, T> fanOut;

    /**
     * @param deadLetter the dead letter that an input carries, or null
     */
    Admit(SerializableFunction<T, DeadLetter> deadLetter) {
        this(deadLetter, input -> null, (input, out) -> out.collect(input));
    }

    private Admit(
            SerializableFunction<T, DeadLetter> deadLetter,
            SerializableFunction<T, String> stopped,
            FlatMapFunction<T, T> fanOut) {
        this.deadLetter = deadLetter;
        this.stopped = stopped;
        this.fanOut = fanOut;
    }

    /**
     * @param reason why time has stopped, where an input reports it, or null
     */
    Admit<T> stopped(SerializableFunction<T, String> reason) {
        return new Admit<>(deadLetter, reason, fanOut);
    }

    /**
     * @param inputs those that one input becomes, such as a marker for every task
     */
    Admit<T> fanOut(FlatMapFunction<T, T> inputs) {
        return new Admit<>(deadLetter, stopped, inputs);
    }

    /** As many tasks as the source has, so that records of a key keep their order. */
    SingleOutputStreamOperator<T> behind(DataStream<T> source, String uid, String name) {
        return source.process(this)
                .returns(source.getType())
                .setParallelism(source.getParallelism())
                .uid(uid)
                .name(name);
    }

    @Override
    public void processElement(T input, Context context, Collector<T> out) throws Exception {
        DeadLetter letter = deadLetter.apply(input);
        String reason = stopped.apply(input);
        if (letter != null) {
            context.output(PureFailure.DEAD, letter);
        } else if (reason != null) {
            context.output(STOPPED, reason);
        } else {
            fanOut.flatMap(input, out);
        }
    }
}
