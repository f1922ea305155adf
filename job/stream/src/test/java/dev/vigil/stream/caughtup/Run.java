package dev.vigil.stream.caughtup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * What a job under test and its test share: seen facts, breaches, watermarks, a clock, faults.
 *
 * <p>Flink copies functions by serializing them, so they carry the id and find the run by it.
 */
public final class Run {

    private static final Map<String, Run> RUNS = new ConcurrentHashMap<>();

    final String id = UUID.randomUUID().toString();
    final int parallelism;
    public final AtomicLong clockMs = new AtomicLong();
    final AtomicInteger claims = new AtomicInteger();
    final AtomicInteger notices = new AtomicInteger();
    final Queue<String> breaches = new ConcurrentLinkedQueue<>();
    final Queue<String> emitted = new ConcurrentLinkedQueue<>();
    final AtomicInteger advances = new AtomicInteger();
    final AtomicInteger probes = new AtomicInteger();
    final AtomicInteger loaded = new AtomicInteger();
    public final AtomicInteger stalledPolls = new AtomicInteger();
    public final CountDownLatch stallEnds = new CountDownLatch(1);
    volatile boolean probesFail;
    volatile boolean newPartitionsHidden;
    volatile boolean openTransactionsHidden;
    public volatile boolean waitsUntilNoTransactionIsOpen;
    volatile boolean failureIsAnEmptyLog;

    /** Offsets that probes were asked to look through. */
    final AtomicLong looked = new AtomicLong();

    final AtomicReference<Failure> failure = new AtomicReference<>();

    private final Map<Integer, Long> watermarks = new ConcurrentHashMap<>();

    public Run(int parallelism) {
        this.parallelism = parallelism;
        RUNS.put(id, this);
    }

    static Run of(String id) {
        return RUNS.get(id);
    }

    void sawWatermark(int subtask, long watermarkMs) {
        watermarks.put(subtask, watermarkMs);
        advances.incrementAndGet();
    }

    /** Event time of the slowest subtask; Long.MIN_VALUE until each has one. */
    long watermarkMs() {
        return watermarks.size() < parallelism
                ? Long.MIN_VALUE
                : watermarks.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** Dies at this notice, once, and time goes on to {@code thenMs}. */
    record Failure(String key, long thenMs) {}

    void failOnce(String key) {
        Failure planned = failure.get();
        if (planned != null && planned.key().equals(key) && failure.compareAndSet(planned, null)) {
            clockMs.set(planned.thenMs());
            throw new IllegalStateException("Injected: the task dies.");
        }
    }

    /** For a wait in vain. */
    String seen() {
        return "event time "
                + watermarkMs()
                + ", clock "
                + clockMs
                + ", breaches "
                + breaches
                + ", probes "
                + probes
                + ", claims "
                + claims
                + ", notices "
                + notices
                + ", loaded "
                + loaded
                + ", emitted "
                + emitted;
    }

    WallClock clock() {
        String run = id;
        return () -> of(run).clockMs.get();
    }

    /** Each look at it is a millisecond later, as a clock that goes on needs. */
    public WallClock tickingClock() {
        String run = id;
        return () -> of(run).clockMs.incrementAndGet();
    }

    public LogEndProbe.Factory watched(LogEndProbe.Factory real) {
        String run = id;
        return () -> of(run).new WatchedProbe(real.open());
    }

    /** Counts the probes, and fails or blinds them on request. */
    private final class WatchedProbe implements LogEndProbe {

        private final LogEndProbe real;
        private final Map<Set<String>, Map<String, Integer>> firstCounts = new HashMap<>();

        WatchedProbe(LogEndProbe real) {
            this.real = real;
        }

        @Override
        public Map<String, Integer> partitionCounts(Set<String> topics) throws Exception {
            Map<String, Integer> counts = real.partitionCounts(topics);
            firstCounts.putIfAbsent(topics, counts);
            return newPartitionsHidden ? firstCounts.get(topics) : counts;
        }

        @Override
        public Map<TopicPartition, LogEnd> logEnds(Set<TopicPartition> partitions)
                throws Exception {
            probes.incrementAndGet();
            if (probesFail && failureIsAnEmptyLog) {
                return changed(real.logEnds(partitions), end -> new LogEnd(0, 0));
            }
            if (probesFail) {
                throw new IOException("Injected: the broker does not answer.");
            }
            if (waitsUntilNoTransactionIsOpen) {
                expectNoneOpen(partitions);
            }
            return openTransactionsHidden
                    ? changed(
                            real.logEnds(partitions),
                            end -> new LogEnd(end.lastStable(), end.lastStable()))
                    : real.logEnds(partitions);
        }

        /** The ends of two looks: a log that grew in between must not pass for one at rest. */
        private void expectNoneOpen(Set<TopicPartition> partitions) throws Exception {
            Map<TopicPartition, LogEnd> stable = real.logEnds(partitions);
            Map<TopicPartition, LogEnd> later = real.logEnds(partitions);
            for (TopicPartition partition : partitions) {
                if (stable.get(partition).lastStable() < later.get(partition).highWatermark()) {
                    throw new IOException("Injected: a transaction is open in " + partition);
                }
            }
        }

        private static Map<TopicPartition, LogEnd> changed(
                Map<TopicPartition, LogEnd> ends, UnaryOperator<LogEnd> change) {
            ends.replaceAll((partition, end) -> change.apply(end));
            return ends;
        }

        @Override
        public long clearUpTo(TopicPartition partition, long from, long to) throws Exception {
            looked.addAndGet(to - Math.max(from, 0));
            return real.clearUpTo(partition, from, to);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
