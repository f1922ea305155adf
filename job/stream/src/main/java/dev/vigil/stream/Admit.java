package dev.vigil.stream;

import dev.vigil.schema.event.DeadLetter;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/** Behind a source: dead letters step aside, what was admitted goes where it is needed. */
final class Admit<T> extends ProcessFunction<T, T> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<DeadLetter> DEAD =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    private final SerializableFunction<T, DeadLetter> deadLetter;
    private final FlatMapFunction<T, T> fanOut;

    /**
     * @param deadLetter the dead letter that an input carries, or null
     * @param fanOut the inputs that one input becomes, such as a marker for every task
     */
    Admit(SerializableFunction<T, DeadLetter> deadLetter, FlatMapFunction<T, T> fanOut) {
        this.deadLetter = deadLetter;
        this.fanOut = fanOut;
    }

    @Override
    public void processElement(T input, Context context, Collector<T> out) throws Exception {
        DeadLetter letter = deadLetter.apply(input);
        if (letter == null) {
            fanOut.flatMap(input, out);
        } else {
            context.output(DEAD, letter);
        }
    }
}
