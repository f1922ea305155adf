package dev.vigil.bench.years;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code vigil bench years}: few of everything, and of the media job a third of a
 * year.
 */
class YearsTest {
    @TempDir private Path storage;

    @Test
    void nothingGrowsInTheNoticeJobForTwoYears() throws Exception {
        assertThat(broken("notice", 730)).isEmpty();
    }

    @Test
    void nothingGrowsInTheMediaJobForFourMonths() throws Exception {
        assertThat(broken("media", 120)).isEmpty();
    }

    private List<String> broken(String job, int days) throws Exception {
        Years.Found found =
                Years.run(
                        new Years.Plan(job, days, 1, false),
                        storage,
                        new PrintWriter(new StringWriter()));
        return new YearsReport("test", List.of(found)).broken();
    }

    @Test
    void aPlantedStateWithoutABoundIsReported() throws Exception {
        assertThat(growing(false)).containsExactly("planted planted");
    }

    @Test
    void aStateThatIsClearedInTimeIsNot() throws Exception {
        assertThat(growing(true)).isEmpty();
    }

    /** Nobody has registered what it plays. */
    @Test
    void aStreamThatIsNeverJudgedIsReported() throws Exception {
        LongStream unknown =
                new LongStream(
                        "unknown", List.of(new SimulatedRecording(1, 10)), 6 * World.HOUR_MS, 5);
        try (World world =
                new World(
                        Jobs.environment("media"),
                        new HashMapStateBackend(),
                        storage,
                        1,
                        new PrintWriter(new StringWriter()))) {
            world.run(List.of(unknown));
        }
        assertThat(unknown.unmet())
                .singleElement()
                .asString()
                .startsWith("unknown: expected to be judged up to day 0.7")
                .endsWith("got no verdict");
    }

    private List<String> growing(boolean bounded) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment("notice");
        env.fromData("planted")
                .uid("planted-source")
                .keyBy(text -> text)
                .process(new Planted(bounded))
                .uid("planted")
                .sinkTo(new DiscardingSink<>())
                .uid("planted-sink");
        int days = 40;
        try (World world =
                new World(
                        env,
                        new HashMapStateBackend(),
                        storage,
                        days,
                        new PrintWriter(new StringWriter()))) {
            world.run(List.of(new OneAnHour()));
            return world.measure().growing(days);
        }
    }

    private static final class OneAnHour implements Scenario {
        @Override
        public void begin(World world) {
            world.every(
                    world.nowMs(),
                    World.HOUR_MS,
                    now -> world.emit("planted-source", "a key that is new at " + now));
        }

        @Override
        public String description() {
            return "a new key every hour";
        }
    }

    private static final class Planted extends KeyedProcessFunction<String, String, String> {
        private static final long serialVersionUID = 1L;

        private final boolean bounded;
        private transient ValueState<String> state;

        private Planted(boolean bounded) {
            this.bounded = bounded;
        }

        @Override
        public void open(OpenContext context) {
            state =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("planted", Types.STRING));
        }

        @Override
        public void processElement(String text, Context context, Collector<String> out)
                throws Exception {
            state.update(text);
            if (bounded) {
                long nowMs = context.timerService().currentProcessingTime();
                context.timerService().registerProcessingTimeTimer(nowMs + 5 * World.DAY_MS);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
                throws Exception {
            state.clear();
        }
    }
}
