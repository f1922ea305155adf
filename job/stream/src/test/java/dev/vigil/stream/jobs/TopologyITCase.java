package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.NoteKey;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.state.Promises;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.IdlenessGuard;
import dev.vigil.stream.options.OptionsParser;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.RebalancePartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs as a cluster gets them: every operator has its address, and no input may go idle. */
@ExtendWith(SharedBroker.class)
class TopologyITCase {
    private static final int MORE_THAN_PARTITIONS = 100;

    /**
     * What they read is of several sources with no common order: of a work what was merged counts,
     * of an account each fact once.
     */
    private static final Set<String> IN_ANY_ORDER = Set.of("works", "figures of accounts");

    @TempDir private static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"media", "notice", "ledger", "all"})
    void everyOperatorHasAnAddressOfItsOwn(String job, EmbeddedBroker broker) throws Exception {
        StreamExecutionEnvironment env = job(job, broker);
        List<String> uids = uids(env);
        assertThat(uids).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(known()).containsAll(uids);
        if (job.equals("all")) {
            assertThat(uids).containsExactlyInAnyOrderElementsOf(known());
        }
        IdlenessGuard.assertNoIdleness(env);
        // Sinks unfold into several operators; without generated uids each must have got its own.
        assertThat(env.getStreamGraph(false).getJobGraph().getNumberOfVertices()).isPositive();
    }

    @Test
    void aPlantedOperatorWithoutAnAddressIsCaught(EmbeddedBroker broker) throws Exception {
        StreamExecutionEnvironment env = job("notice", broker);
        env.fromData("planted").uid("planted").map(x -> x).sinkTo(new DiscardingSink<>()).uid("x");
        assertThat(uids(env)).containsNull();
        assertThat(known()).doesNotContain("planted");
        assertThatThrownBy(() -> env.getStreamGraph(false).getJobGraph())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPlantedIdlenessIsCaught(EmbeddedBroker broker) throws Exception {
        StreamExecutionEnvironment env = job("notice", broker);
        env.fromData("planted")
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<String>noWatermarks()
                                .withIdleness(Duration.ofMinutes(1)))
                .sinkTo(new DiscardingSink<>());
        assertThatThrownBy(() -> IdlenessGuard.assertNoIdleness(env))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("idle");
    }

    /** Else records of a key, and a marker behind its data, would overtake each other. */
    @Test
    void whatComesOutOfASourceKeepsItsOrderAtAnyParallelism(EmbeddedBroker broker)
            throws Exception {
        StreamExecutionEnvironment env = job("all", broker, MORE_THAN_PARTITIONS);
        assertThat(rebalanced(env)).isEmpty();
        env.fromData("planted")
                .setParallelism(1)
                .uid("planted")
                .map(x -> x)
                .uid("planted map")
                .name("planted map")
                .keyBy(x -> x)
                .sinkTo(new DiscardingSink<>())
                .uid("planted sink");
        assertThat(rebalanced(env)).containsExactly("planted map");
    }

    /** Records of ours that travel between operators, and what they hold, are marked as such. */
    @Test
    void whatTravelsIsMarked(EmbeddedBroker broker) throws Exception {
        StreamExecutionEnvironment env = job("all", broker);
        assertThat(unmarked(env)).isEmpty();
        env.fromData(new ReferenceKey("planted", "r1", 1, 0)).sinkTo(new DiscardingSink<>());
        assertThat(unmarked(env)).containsExactly(ReferenceKey.class);
    }

    private static Set<Class<?>> unmarked(StreamExecutionEnvironment env) {
        Set<Transformation<?>> all = new LinkedHashSet<>();
        env.getTransformations().forEach(end -> collect(end, all));
        List<Class<?>> types = new ArrayList<>();
        all.forEach(one -> types.add(one.getOutputType().getTypeClass()));
        Set<Class<?>> held = Promises.closure(types);
        held.removeIf(type -> !type.getPackageName().startsWith("dev.vigil.schema"));
        held.removeAll(Promises.marked(held, InFlight.class));
        return held;
    }

    /** Between a source and its first key; what leads to no key has no order to keep. */
    private static List<String> rebalanced(StreamExecutionEnvironment env) {
        StreamGraph graph = env.getStreamGraph(false);
        return graph.getStreamNodes().stream()
                .flatMap(node -> node.getInEdges().stream())
                .filter(edge -> edge.getPartitioner() instanceof RebalancePartitioner)
                .filter(edge -> isOrdered(graph, edge.getSourceId()))
                .filter(edge -> leadsToAKey(graph, edge.getTargetId()))
                .map(edge -> graph.getStreamNode(edge.getTargetId()).getOperatorName())
                .filter(name -> !IN_ANY_ORDER.contains(name))
                .toList();
    }

    private static boolean isOrdered(StreamGraph graph, int node) {
        List<StreamEdge> from = graph.getStreamNode(node).getInEdges();
        return from.isEmpty()
                || from.stream()
                        .anyMatch(it -> !isSpread(it) && isOrdered(graph, it.getSourceId()));
    }

    private static boolean leadsToAKey(StreamGraph graph, int node) {
        return graph.getStreamNode(node).getOutEdges().stream()
                .anyMatch(it -> isSpread(it) || leadsToAKey(graph, it.getTargetId()));
    }

    /** By key, by index or to all: in any other case a record goes to the next task. */
    private static boolean isSpread(StreamEdge edge) {
        return !(edge.getPartitioner() instanceof RebalancePartitioner
                || edge.getPartitioner() instanceof ForwardPartitioner);
    }

    private static StreamExecutionEnvironment job(String job, EmbeddedBroker broker)
            throws Exception {
        return job(job, broker, 1);
    }

    private static StreamExecutionEnvironment job(
            String job, EmbeddedBroker broker, int parallelism) throws Exception {
        Topics.create(broker.bootstrap());
        Path key = folder.resolve("key");
        StreamExecutionEnvironment env = Site.environment(parallelism);
        KeyPair pair = ListKeys.create();
        Files.writeString(key, ListKeys.pem(pair.getPrivate()));
        String[] arguments = {
            "--job",
            job,
            "--kafka.bootstrap",
            broker.bootstrap(),
            "--audit.log",
            NoteKey.of("site.example/audit/1", pair.getPublic()).line(),
            "--audit.key",
            key.toString()
        };
        VigilJob.build(env, OptionsParser.parse(arguments));
        return env;
    }

    private static List<String> known() throws IllegalAccessException {
        List<String> known = new ArrayList<>();
        for (Field constant : Uid.class.getFields()) {
            known.add((String) constant.get(null));
        }
        return known;
    }

    /** Of everything that becomes an operator, null where one has none. */
    private static List<String> uids(StreamExecutionEnvironment env) {
        Set<Transformation<?>> all = new LinkedHashSet<>();
        env.getTransformations().forEach(end -> collect(end, all));
        return all.stream()
                .filter(PhysicalTransformation.class::isInstance)
                .map(Transformation::getUid)
                .toList();
    }

    private static void collect(Transformation<?> from, Set<Transformation<?>> all) {
        if (all.add(from)) {
            from.getInputs().forEach(input -> collect(input, all));
        }
    }
}
