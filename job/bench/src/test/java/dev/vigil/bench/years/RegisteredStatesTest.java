package dev.vigil.bench.years;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.bench.report.StateCount;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that lives is without a limit: states that operators register have a row each. */
class RegisteredStatesTest {
    @TempDir private Path storage;

    @Test
    void everyRegisteredStateHasARow() throws Exception {
        Set<String> registered = new TreeSet<>();
        for (String job : List.of("media", "notice", "ledger")) {
            registered.addAll(registered(Jobs.environment(job, "--index.shards", "2")));
        }
        registered.addAll(registered(Jobs.environment("ledger", auditLog())));
        assertThat(StateTable.read().rows())
                .extracting(StateTable.Row::address)
                .containsExactlyInAnyOrderElementsOf(registered);
    }

    @Test
    void everyStateNameIsRegistered() throws Exception {
        Set<String> names = new TreeSet<>();
        for (var constant : StateName.class.getFields()) {
            names.add((String) constant.get(null));
        }
        assertThat(StateTable.read().rows()).extracting(StateTable.Row::state).containsAll(names);
    }

    @Test
    void everyRowSaysWhatBoundsTheStateAndWhichMetricShowsIt() throws Exception {
        for (StateTable.Row row : StateTable.read().rows()) {
            assertThat(row.bound()).as(row.address()).matches("(age|count|budget): .+");
            assertThat(row.bytes()).as(row.address()).matches("[0-9].*");
            assertThat(row.site()).as(row.address()).matches("[0-9].* [kMG]?B.*");
            assertThat(row.metric()).as(row.address()).matches("`[A-Za-z-]+`");
        }
    }

    @Test
    void aPlantedStateWithoutARowIsCaught() throws Exception {
        StreamExecutionEnvironment env = Jobs.environment("notice");
        env.fromData("planted")
                .uid("planted-source")
                .keyBy(text -> text)
                .process(new Planted())
                .uid("notice-planted")
                .sinkTo(new DiscardingSink<>())
                .uid("planted-sink");
        assertThat(registered(env)).contains("notice-planted planted");
        assertThat(StateTable.read().rows())
                .extracting(StateTable.Row::address)
                .doesNotContain("notice-planted planted");
    }

    private String[] auditLog() throws IOException {
        KeyPair pair = ListKeys.create();
        Path file = Files.writeString(storage.resolve("key"), ListKeys.pem(pair.getPrivate()));
        String log = NoteKey.of("site.example/audit/1", pair.getPublic()).line();
        return new String[] {"--audit.log", log, "--audit.key", file.toString()};
    }

    private Set<String> registered(StreamExecutionEnvironment env) throws Exception {
        Set<String> registered = new TreeSet<>();
        try (SimulatedJob job =
                SimulatedJob.start(
                        env, new HashMapStateBackend(), storage.toUri(), 0, published -> {})) {
            for (Stage stage : job.stages()) {
                StateCount count = StateCount.of(stage.savepoint());
                Set<String> names = new TreeSet<>(count.states().keySet());
                names.addAll(count.operatorStates().keySet());
                names.removeIf(name -> name.startsWith("_timer_state"));
                names.forEach(name -> registered.add(stage.uid() + " " + name));
            }
        }
        return registered;
    }

    private static final class Planted extends KeyedProcessFunction<String, String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().getState(new ValueStateDescriptor<>("planted", Types.STRING));
        }

        @Override
        public void processElement(String text, Context context, Collector<String> out) {}
    }
}
