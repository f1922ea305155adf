package dev.vigil.stream.caughtup;

import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import dev.vigil.stream.caughtup.CatchUp.Answer;
import dev.vigil.stream.caughtup.CatchUp.Finding;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.common.TopicPartition;

/**
 * KafkaSource's reader, and between two of its records the news from the probe.
 *
 * <p>The watermark goes to the reader's main output, as the least of all its splits, so that a
 * subtask without a split does not stop event time. Runs on the task thread, save {@link #wake}.
 */
@SuppressWarnings("try") // close() may be interrupted: Flink's interface has it so
final class CaughtUpReader<T> implements SourceReader<T, KafkaPartitionSplit> {

    /** Not the id of a checkpoint: lower than any, so the next real one sweeps it away. */
    private static final long A_LOOK = Long.MIN_VALUE;

    /**
     * How long, or little more, a worker that was suspended goes on with a clock that was stopped.
     */
    private static final long ASK_TIME_EVERY_NANOS = 10_000_000_000L;

    /** Long beside the pauses of a clock that runs, short beside any standstill that matters. */
    private static final long TELL_WHY_EVERY_MS = 2_000;

    private static final CompletableFuture<Void> AVAILABLE =
            CompletableFuture.completedFuture(null);

    private final SourceReader<T, KafkaPartitionSplit> inner;
    private final SourceReaderContext context;
    private final CaughtUpSource<T> settings;
    private final ProbeLoop probes;
    private final CatchUp catchUp = new CatchUp();
    private final Set<TopicPartition> announced = new HashSet<>();

    private volatile CompletableFuture<Void> signal = new CompletableFuture<>();
    private CompletableFuture<Void> watchedData = AVAILABLE;
    private boolean hasSplits;
    private boolean isSpokenTo;
    private StampingOutput<T> heard;

    /** With the first look: what was sent at its registration may have waited for a restore. */
    private long askedTimeNanos = System.nanoTime() - ASK_TIME_EVERY_NANOS;

    private final long startedMs;
    private volatile long movedMs;
    private volatile long toldMs;
    private volatile long watermarkMs = Long.MIN_VALUE;
    private volatile int caughtUpPartitions;

    CaughtUpReader(
            SourceReader<T, KafkaPartitionSplit> inner,
            SourceReaderContext context,
            CaughtUpSource<T> settings) {
        this.inner = inner;
        this.context = context;
        this.settings = settings;
        this.probes =
                new ProbeLoop(
                        "caught-up-probe-" + context.getIndexOfSubtask(),
                        settings.probeFactory(),
                        settings.clock(),
                        this::wake,
                        this::wakeToTellWhy);
        this.startedMs = settings.clock().nowMs();
        this.movedMs = startedMs;
        this.toldMs = startedMs;
        register(context.metricGroup().addGroup("caughtUp"));
    }

    private void register(MetricGroup metrics) {
        metrics.gauge("probeFailures", probes::failures);
        metrics.gauge("caughtUpPartitions", () -> caughtUpPartitions);
        if (settings.hasTime()) {
            metrics.gauge("clockApartMs", AgreedClock.HERE::apartMs);
            metrics.gauge("watermarkLagMs", this::lagMs);
            metrics.gauge("standingMs", () -> settings.clock().nowMs() - movedMs);
        }
    }

    /** Counted from the start of the reader until the first watermark. */
    private long lagMs() {
        long reachedMs = watermarkMs;
        return settings.clock().nowMs() - (reachedMs == Long.MIN_VALUE ? startedMs : reachedMs);
    }

    @Override
    public void start() {
        inner.start();
        probes.start(settings.probeInterval());
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (heard == null) {
            // Once: KafkaSource's reader keeps the outputs of its splits, and Flink this one.
            heard =
                    new StampingOutput<>(
                            output,
                            settings.heartbeat(),
                            () -> settings.hasTime() ? watermarkMs : Long.MIN_VALUE);
        }
        probes.takeable().ifPresent(answer -> hear(answer, output));
        if (mustTellWhy()) {
            toldMs = settings.clock().nowMs();
            output.collect(settings.whyMarker().mark(why().line()));
        }
        return inner.pollNext(heard);
    }

    private void hear(Answer answer, ReaderOutput<T> output) {
        catchUp.notBeyond(notBeyondMs());
        Finding finding = catchUp.absorb(answer, positions());
        caughtUpPartitions = finding.reached().size();
        announce(finding.reached(), answer.round().partitionCounts(), output);
        finding.watermarkMs().ifPresent(t0Ms -> advance(t0Ms, output));
        probes.ask(isProbeNeeded() ? finding.next() : null);
        probes.taken();
        askTime();
    }

    /** On the way of records: a source that is to stop is polled no more, and asks no more. */
    private void askTime() {
        long nanos = System.nanoTime();
        if (settings.hasTime() && nanos - askedTimeNanos >= ASK_TIME_EVERY_NANOS) {
            askedTimeNanos = nanos;
            context.sendSourceEventToCoordinator(new TimeAsked());
        }
    }

    private void announce(
            Set<TopicPartition> reached, Map<String, Integer> counts, ReaderOutput<T> output) {
        for (TopicPartition partition : reached) {
            if (announced.add(partition) && settings.loadedMarker() != null) {
                output.collect(
                        settings.loadedMarker().mark(partition, counts.get(partition.topic())));
            }
        }
    }

    private void advance(long t0Ms, ReaderOutput<T> output) {
        switch (settings.watermarks()) {
            case CAUGHT_UP, HEARTBEATS -> emit(t0Ms, output);
            case ONCE_LOADED -> {
                emit(Long.MAX_VALUE, output);
                settings.whenLoaded().loaded();
            }
            case NONE -> {}
        }
    }

    /** A wall clock may be set back; event time may not. */
    private void emit(long ms, ReaderOutput<T> output) {
        if (ms > watermarkMs) {
            watermarkMs = ms;
            movedMs = settings.clock().nowMs();
            output.emitWatermark(new Watermark(ms));
        }
    }

    private long notBeyondMs() {
        if (settings.watermarks() != Watermarks.HEARTBEATS) {
            return Long.MAX_VALUE;
        }
        return heard == null ? Long.MIN_VALUE : heard.leastMs(withHeartbeats());
    }

    /** The partitions that the bridge writes. */
    private Set<TopicPartition> withHeartbeats() {
        Set<TopicPartition> partitions = new HashSet<>(positions().keySet());
        partitions.removeIf(partition -> settings.withoutHeartbeats().contains(partition.topic()));
        return partitions;
    }

    private Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        if (!hasSplits) {
            // A look at no splits leaves KafkaSource's reader an entry that it can't fill later.
            return positions;
        }
        for (KafkaPartitionSplit split : inner.snapshotState(A_LOOK)) {
            positions.put(split.getTopicPartition(), split.getStartingOffset());
        }
        return positions;
    }

    private boolean isProbeNeeded() {
        boolean forTime =
                switch (settings.watermarks()) {
                    case CAUGHT_UP, HEARTBEATS -> true;
                    case ONCE_LOADED -> watermarkMs < Long.MAX_VALUE;
                    case NONE -> false;
                };
        return forTime
                || settings.loadedMarker() != null && !announced.containsAll(positions().keySet());
    }

    /**
     * Not before the enumerator has spoken: a T0 of restored splits would be of a clock unchecked.
     */
    private void askAnew() {
        if (isSpokenTo && isProbeNeeded()) {
            catchUp.notBeyond(notBeyondMs());
            probes.ask(catchUp.newRound(positions().keySet()));
        }
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        splits.forEach(CaughtUpReader::checkStart);
        inner.addSplits(splits);
        hasSplits |= !splits.isEmpty();
        askAnew();
    }

    /** Where a position is a wish ("latest", "committed"), what was emitted is not known. */
    private static void checkStart(KafkaPartitionSplit split) {
        long start = split.getStartingOffset();
        if (start < 0 && start != KafkaPartitionSplit.EARLIEST_OFFSET) {
            throw new IllegalArgumentException(
                    "Expected "
                            + split.getTopicPartition()
                            + " to start at the earliest or a given offset, got the marker "
                            + start
                            + "; use OffsetsInitializer.earliest(), offsets() or timestamp().");
        }
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof PartitionsAssigned assigned) {
            isSpokenTo = true;
            catchUp.assigned(assigned.perTopic());
            askAnew();
        } else if (event instanceof CoordinatorTime time) {
            AgreedClock.HERE.heard(time.ms());
        } else {
            inner.handleSourceEvents(event);
        }
    }

    /**
     * Done when there is data, news from the probe, or a standstill to explain.
     *
     * <p>One callback per data future, however often the probe wakes us: a future of a silent topic
     * lives for days and must not gather dependants.
     */
    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> data = inner.isAvailable();
        if (signal.isDone()) {
            // Before the look at the news: a wake-up in between finds the new signal.
            signal = new CompletableFuture<>();
        }
        if (data.isDone() || probes.hasNews() || mustTellWhy()) {
            return AVAILABLE;
        }
        CompletableFuture<Void> awaited = signal;
        if (data != watchedData) {
            watchedData = data;
            data.whenComplete((done, failure) -> wake());
        }
        return awaited;
    }

    private boolean mustTellWhy() {
        return settings.whyMarker() != null
                && settings.watermarks() != Watermarks.NONE
                && watermarkMs < Long.MAX_VALUE
                && settings.clock().nowMs() - Math.max(movedMs, toldMs) >= TELL_WHY_EVERY_MS;
    }

    private StopReason why() {
        String failure = probes.failure();
        if (failure != null) {
            return StopReason.of(StopCode.NO_LOG_ENDS, failure);
        }
        return catchUp.held()
                .orElseGet(
                        () ->
                                settings.watermarks() == Watermarks.HEARTBEATS
                                        ? heard.laggard(withHeartbeats())
                                        : StopReason.of(StopCode.NO_ANSWER));
    }

    /** On the probe's thread: where probes fail or never answer, nothing else would wake us. */
    private void wakeToTellWhy() {
        if (mustTellWhy()) {
            wake();
        }
    }

    private void wake() {
        signal.complete(null);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        return inner.snapshotState(checkpointId);
    }

    @Override
    public void notifyNoMoreSplits() {
        inner.notifyNoMoreSplits();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        inner.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        inner.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        inner.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
        probes.close();
        inner.close();
    }
}
