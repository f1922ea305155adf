package dev.vigil.stream;

import dev.vigil.schema.input.DeadLetter;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Dead letters of the media job on their way out: a producer whose every segment is refused must
 * not fill the brokers that notices need too. Those of the notice job don't pass here.
 */
final class DeadLettersOut extends ProcessFunction<DeadLetter, Outgoing> {
    private static final long serialVersionUID = 1L;

    private transient DeadLetterLimiter repeats;
    private transient Counter leftOut;

    @Override
    public void open(OpenContext context) {
        repeats = new DeadLetterLimiter();
        leftOut = getRuntimeContext().getMetricGroup().counter("deadLettersLeftOut");
    }

    @Override
    public void processElement(DeadLetter letter, Context context, Collector<Outgoing> out) {
        long nowMs = context.timerService().currentProcessingTime();
        Optional<DeadLetter> published = repeats.published(letter, nowMs);
        if (published.isEmpty()) {
            leftOut.inc();
        } else {
            out.collect(Outgoing.deadLetter(published.get()));
        }
    }
}
