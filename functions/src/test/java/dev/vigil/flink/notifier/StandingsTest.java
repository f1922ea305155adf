package dev.vigil.flink.notifier;

import static dev.vigil.flink.TestingOperators.out;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Standings in real broadcast state, asked by notifier. */
class StandingsTest {
    private KeyedBroadcastOperatorTestHarness<String, String, ListInput, String> asked;

    @BeforeEach
    void open() throws Exception {
        asked = TestingOperators.broadcast(new Asked(), key -> key, Types.STRING, 1, 0, null);
    }

    @AfterEach
    void close() throws Exception {
        asked.close();
    }

    @Test
    void theLastRecordIsTheTruthAndPlainOnesLeaveNothing() throws Exception {
        publish(StandingLevel.RESTRICTED, false);
        assertThat(ask("studio")).isEqualTo("RESTRICTED false");
        assertThat(ask("another")).isEqualTo("none");
        publish(StandingLevel.NORMAL, true);
        assertThat(ask("studio")).isEqualTo("NORMAL true");
        publish(StandingLevel.NORMAL, false);
        assertThat(ask("studio")).isEqualTo("none");
        assertThat(asked.getBroadcastState(Standings.BY_NOTIFIER).immutableEntries()).isEmpty();
    }

    private void publish(StandingLevel level, boolean flooding) throws Exception {
        asked.processBroadcastElement(
                ListInput.notifier(
                        new NotifierStanding(
                                "studio", level, flooding, 0, 0, 0, 0, 0, 1, null, "R", null, null,
                                1)),
                1);
    }

    private String ask(String notifier) throws Exception {
        asked.processElement(notifier, 1);
        return out(asked).get(0);
    }

    private static final class Asked
            extends KeyedBroadcastProcessFunction<String, String, ListInput, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(String notifier, ReadOnlyContext context, Collector<String> out)
                throws Exception {
            NotifierStanding standing =
                    Standings.of(context.getBroadcastState(Standings.BY_NOTIFIER), notifier);
            out.collect(standing == null ? "none" : standing.level() + " " + standing.flooding());
        }

        @Override
        public void processBroadcastElement(ListInput input, Context context, Collector<String> out)
                throws Exception {
            Standings.merge(context.getBroadcastState(Standings.BY_NOTIFIER), input.notifier());
        }
    }
}
