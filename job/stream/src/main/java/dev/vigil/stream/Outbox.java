package dev.vigil.stream;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What the stages of a job publish, gathered for one sink, so that records of a key keep their
 * order; and the dead letters of its stages.
 */
final class Outbox {
    private final List<DataStream<Outgoing>> published = new ArrayList<>();
    private final List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();

    <T> void publish(
            DataStream<T> records, MapFunction<T, Outgoing> form, String uid, String name) {
        publish(records.map(form, TypeInformation.of(Outgoing.class)).uid(uid).name(name));
    }

    void publish(DataStream<Outgoing> records) {
        published.add(records);
    }

    /** A stage whose dead letters are published too. */
    <T> SingleOutputStreamOperator<T> stage(SingleOutputStreamOperator<T> stage) {
        deadLetters.add(stage.getSideOutput(PureFailure.DEAD));
        return stage;
    }

    DataStream<DeadLetter> deadLetters() {
        return union(deadLetters);
    }

    DataStream<Outgoing> published() {
        return union(published);
    }

    void sinkTo(Sink<Outgoing> sink, String uid, String name) {
        published().sinkTo(sink).uid(uid).name(name);
    }

    private static <T> DataStream<T> union(List<DataStream<T>> streams) {
        return streams.stream().reduce((some, one) -> some.union(one)).orElseThrow();
    }
}
