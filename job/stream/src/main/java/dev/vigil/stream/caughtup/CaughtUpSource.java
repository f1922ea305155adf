package dev.vigil.stream.caughtup;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A KafkaSource whose watermark says "everything up to here has been emitted", and nothing else.
 *
 * <p>Use it with {@code env.fromSource(source, WatermarkStrategy.noWatermarks(), name)}: a strategy
 * with an idleness time-out undoes it. The wrapped source must read committed records only and
 * start at the earliest or at given offsets; splits, state and their serializers are KafkaSource's
 * own. Event time stops while the broker can't be asked, while a transaction hangs and while a new
 * partition has not been discovered ({@code partition.discovery.interval.ms}): {@link #tellWhy} and
 * {@code caughtUp.standingMs} report. A parallelism above the number of partitions gains nothing.
 *
 * <p>The fluent methods change this object; call them before the job is submitted.
 */
public final class CaughtUpSource<T>
        implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<T> inner;
    private Watermarks watermarks = Watermarks.CAUGHT_UP;
    private HeartbeatTime<T> heartbeat = record -> null;
    private List<String> withoutHeartbeats = List.of();
    private LoadedMarker<T> loadedMarker;
    private StoppedTimeMarker<T> whyMarker;
    private LoadedListener whenLoaded = () -> {};
    private WallClock clock = WallClock.SYSTEM;
    private Duration probeInterval = Duration.ofMillis(200);
    private LogEndProbe.Factory probeFactory;

    private CaughtUpSource(KafkaSource<T> inner, LogEndProbe.Factory probeFactory) {
        if (inner.getBoundedness() != Boundedness.CONTINUOUS_UNBOUNDED) {
            throw new IllegalArgumentException(
                    "Expected an unbounded KafkaSource, got a bounded one; leave setBounded() out.");
        }
        this.inner = inner;
        this.probeFactory = probeFactory;
    }

    /**
     * Wraps a source.
     *
     * @param adminProperties how to reach the same cluster: bootstrap servers and security
     */
    public static <T> CaughtUpSource<T> of(KafkaSource<T> inner, Properties adminProperties) {
        return new CaughtUpSource<>(
                inner, LogEndProbe.kafka(adminProperties, Duration.ofSeconds(5)));
    }

    /** Default: {@link Watermarks#CAUGHT_UP}. */
    public CaughtUpSource<T> watermarks(Watermarks choice) {
        watermarks = choice;
        return this;
    }

    /**
     * Chooses {@link Watermarks#HEARTBEATS}: the same bridge must write the data and the
     * heartbeats.
     *
     * <p>At a parallelism of one only: a subtask that has no partition knows of no heartbeat and
     * would run ahead of a partition that it is given later.
     *
     * @param without topics that the bridge does not write: they only need to be caught up
     */
    public CaughtUpSource<T> heartbeats(HeartbeatTime<T> times, List<String> without) {
        heartbeat = times;
        withoutHeartbeats = List.copyOf(without);
        return watermarks(Watermarks.HEARTBEATS);
    }

    /** Emits one marker per partition and start, behind the data that was in the log then. */
    public CaughtUpSource<T> markLoaded(LoadedMarker<T> marker) {
        loadedMarker = marker;
        return this;
    }

    /** Emits a marker every two seconds while the time of a subtask is stopped. */
    public CaughtUpSource<T> tellWhy(StoppedTimeMarker<T> marker) {
        whyMarker = marker;
        return this;
    }

    /** Of {@link Watermarks#ONCE_LOADED}: calls it with each task's maximum. */
    public CaughtUpSource<T> whenLoaded(LoadedListener listener) {
        whenLoaded = listener;
        return this;
    }

    /** Default: the machine's clock. */
    public CaughtUpSource<T> clock(WallClock choice) {
        clock = choice;
        return this;
    }

    /** Pause between probes, default 200 ms: lower costs the broker, higher makes timers late. */
    public CaughtUpSource<T> probeInterval(Duration pause) {
        probeInterval = pause;
        return this;
    }

    /** Another way to learn of the log ends; for tests. */
    public CaughtUpSource<T> probe(LogEndProbe.Factory factory) {
        probeFactory = factory;
        return this;
    }

    Watermarks watermarks() {
        return watermarks;
    }

    /** Whether T0 matters: other sources have no time, or all of it at once. */
    boolean hasTime() {
        return watermarks == Watermarks.CAUGHT_UP || watermarks == Watermarks.HEARTBEATS;
    }

    HeartbeatTime<T> heartbeat() {
        return heartbeat;
    }

    List<String> withoutHeartbeats() {
        return withoutHeartbeats;
    }

    LoadedMarker<T> loadedMarker() {
        return loadedMarker;
    }

    StoppedTimeMarker<T> whyMarker() {
        return whyMarker;
    }

    LoadedListener whenLoaded() {
        return whenLoaded;
    }

    WallClock clock() {
        return clock;
    }

    Duration probeInterval() {
        return probeInterval;
    }

    LogEndProbe.Factory probeFactory() {
        return probeFactory;
    }

    @Override
    public Boundedness getBoundedness() {
        return inner.getBoundedness();
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        if (watermarks == Watermarks.HEARTBEATS && context.currentParallelism() > 1) {
            throw new IllegalStateException(
                    "Expected a source with heartbeats to run once, got parallelism "
                            + context.currentParallelism()
                            + "; call setParallelism(1) on it.");
        }
        return new CaughtUpReader<>(inner.createReader(context), context, this);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
        return new CaughtUpEnumerator(context, List.of(), hasTime(), inner::createEnumerator);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
            throws Exception {
        return new CaughtUpEnumerator(
                context,
                checkpoint.assignedSplits(),
                hasTime(),
                watched -> inner.restoreEnumerator(watched, checkpoint));
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return inner.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return inner.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return inner.getProducedType();
    }
}
