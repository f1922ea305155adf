package dev.vigil.flink.figures;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.figures.FigureFact;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * No key, no state, no timer. Emits what is counted of a record that another stage has read; one
 * that can't be counted is a dead letter, and its job goes on.
 */
public final class FiguresOfFunction<T> extends ProcessFunction<T, FigureFact> {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final SerializableFunction<T, String> key;
    private final SerializableFunction<T, List<FigureFact>> facts;

    /**
     * @param stage its name, which dead letters have
     * @param key of the record, for them
     * @param facts pure
     */
    public FiguresOfFunction(
            String stage,
            SerializableFunction<T, String> key,
            SerializableFunction<T, List<FigureFact>> facts) {
        this.stage = stage;
        this.key = key;
        this.facts = facts;
    }

    /** Its name, too. */
    public String stage() {
        return stage;
    }

    @Override
    public void processElement(T record, Context context, Collector<FigureFact> out) {
        Long atMs = context.timestamp();
        PureFailure.guarded(
                        stage,
                        String.valueOf(key.apply(record)),
                        atMs == null ? -1 : atMs,
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> facts.apply(record))
                .ifPresent(all -> all.forEach(out::collect));
    }
}
