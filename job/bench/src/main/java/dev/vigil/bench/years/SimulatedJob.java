package dev.vigil.bench.years;

import dev.vigil.stream.Outgoing;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * A job as a cluster gets it, on one thread, under clocks that the caller moves. Only what touches
 * Kafka is left out: records enter behind a source, or behind any operator as if it had emitted
 * them, and end in front of the sinks.
 */
final class SimulatedJob implements AutoCloseable {
    /** Those before an operator come before it. */
    private final Map<StreamNode, Stage> stages = new LinkedHashMap<>();

    private final Map<String, StreamNode> nodesByUid = new HashMap<>();
    private final Calls calls = new Calls();
    private final Queue<Emitted> emitted = new ArrayDeque<>();
    private final Map<String, Consumer<Object>> taps = new HashMap<>();
    private final StreamGraph graph;
    private final Consumer<Outgoing> sink;
    private long watermark = Long.MIN_VALUE;

    private record Emitted(StreamNode by, Stage.Output output) {}

    /**
     * @param env that the job was built in
     * @param backend what keeps its keyed state
     * @param storage where snapshots go
     * @param sink gets what the job publishes
     */
    static SimulatedJob start(
            StreamExecutionEnvironment env,
            StateBackend backend,
            URI storage,
            long nowMs,
            Consumer<Outgoing> sink)
            throws Exception {
        SimulatedJob job = new SimulatedJob(env.getStreamGraph(false), sink);
        for (Stage stage : job.stages.values()) {
            stage.setStateBackend(backend);
            stage.setCheckpointStorage(new FileSystemCheckpointStorage(storage));
            stage.begin(nowMs);
        }
        job.drain();
        return job;
    }

    private SimulatedJob(StreamGraph graph, Consumer<Outgoing> sink) throws Exception {
        this.graph = graph;
        this.sink = sink;
        Deque<StreamNode> inOrder = new ArrayDeque<>();
        Set<StreamNode> visited = new HashSet<>();
        for (int source : graph.getSourceIDs()) {
            visit(graph.getStreamNode(source), inOrder, visited);
        }
        for (StreamNode node : inOrder) {
            nodesByUid.putIfAbsent(node.getTransformationUID(), node);
            if (!graph.getSourceIDs().contains(node.getId()) && !isSink(node)) {
                stages.put(
                        node,
                        new Stage(node, calls, output -> emitted.add(new Emitted(node, output))));
            }
        }
    }

    private void visit(StreamNode node, Deque<StreamNode> inOrder, Set<StreamNode> visited) {
        if (visited.add(node)) {
            for (StreamEdge edge : node.getOutEdges()) {
                visit(graph.getStreamNode(edge.getTargetId()), inOrder, visited);
            }
            inOrder.addFirst(node);
        }
    }

    private static boolean isSink(StreamNode node) {
        StreamOperatorFactory<?> factory = node.getOperatorFactory();
        return factory instanceof SinkWriterOperatorFactory
                || factory instanceof CommitterOperatorFactory;
    }

    Calls calls() {
        return calls;
    }

    Collection<Stage> stages() {
        return stages.values();
    }

    /** Hands all that an operator emits to another reader too, whichever output it goes to. */
    void tap(String uid, Consumer<Object> tap) {
        taps.merge(uid, tap, Consumer::andThen);
    }

    /** As if the source or operator had emitted it. */
    void emit(String uid, Object value) throws Exception {
        hand(nodesByUid.get(uid), new Stage.Output(null, value));
        drain();
    }

    void processingTime(long nowMs) throws Exception {
        for (Stage stage : stages.values()) {
            stage.processingTime(nowMs);
            drain();
        }
    }

    void watermark(long timeMs) throws Exception {
        watermark = timeMs;
        for (Stage stage : stages.values()) {
            stage.watermark(timeMs);
            drain();
        }
    }

    private void drain() throws Exception {
        for (Emitted next = emitted.poll(); next != null; next = emitted.poll()) {
            Consumer<Object> tap = taps.get(next.by().getTransformationUID());
            if (tap != null) {
                tap.accept(next.output().value());
            }
            hand(next.by(), next.output());
        }
    }

    private void hand(StreamNode from, Stage.Output output) throws Exception {
        for (StreamEdge edge : from.getOutEdges()) {
            if (Objects.equals(edge.getOutputTag(), output.tag())) {
                StreamNode to = graph.getStreamNode(edge.getTargetId());
                if (isSink(to)) {
                    sink.accept((Outgoing) output.value());
                } else {
                    stages.get(to).process(edge.getTypeNumber(), record(output.value()));
                }
            }
        }
    }

    /** It carries the watermark that went ahead of it, as records of the notice source do. */
    private StreamRecord<Object> record(Object value) {
        return watermark == Long.MIN_VALUE
                ? new StreamRecord<>(value)
                : new StreamRecord<>(value, watermark);
    }

    @Override
    public void close() throws Exception {
        for (Stage stage : stages.values()) {
            stage.close();
        }
    }
}
