package dev.vigil.desk.project;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the store is behind the topics: the time since the last question to the broker whose
 * answer, the ends of all partitions at that time, the store has reached. For many threads.
 */
public final class StoreAge {
    private static final Duration SILENT_AFTER = Duration.ofSeconds(10);

    private final Supplier<Map<TopicPartition, Long>> positions;
    private final LongSupplier nanos;
    private final long beganNanos;
    private Ends reached;
    private Ends wanted;
    private Ends last;

    /**
     * An answer of the broker.
     *
     * @param atMs UTC epoch ms
     */
    private record Ends(Map<TopicPartition, Long> ends, long atNanos, long atMs) {
        boolean areReached(Map<TopicPartition, Long> positions) {
            return ends.entrySet().stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    /**
     * What is known.
     *
     * @param ms the store is behind, or was at the least where the broker does not answer
     * @param answers false where the broker has not answered for ten seconds
     * @param readToMs the store has what was on the topics by then, UTC epoch ms; null for never
     */
    public record Known(long ms, boolean answers, Long readToMs) {}

    /**
     * @param positions of the store, see {@link Projector#positions}
     */
    public StoreAge(Supplier<Map<TopicPartition, Long>> positions, LongSupplier nanos) {
        this.positions = positions;
        this.nanos = nanos;
        beganNanos = nanos.getAsLong();
    }

    /**
     * Takes the ends of all partitions that are read.
     *
     * @param askedMs when the question was sent, UTC epoch ms
     * @param askedNanos the same, by the clock of this object
     */
    public synchronized void ends(Map<TopicPartition, Long> ends, long askedMs, long askedNanos) {
        last = new Ends(Map.copyOf(ends), askedNanos, askedMs);
        if (wanted == null) {
            wanted = last;
        }
    }

    public synchronized Known known() {
        Map<TopicPartition, Long> read = positions.get();
        if (last != null && last.areReached(read)) {
            reached = last;
            wanted = null;
        } else if (wanted != null && wanted.areReached(read)) {
            reached = wanted;
            wanted = last;
        }
        long now = nanos.getAsLong();
        long since = reached == null ? beganNanos : reached.atNanos();
        boolean answers = last != null && now - last.atNanos() < SILENT_AFTER.toNanos();
        return new Known(
                Math.max(0, (now - since) / 1_000_000),
                answers,
                reached == null ? null : reached.atMs());
    }

    /** Offsets that each topic has and the store has not, by the broker's last answer. */
    public synchronized Optional<Map<String, Long>> offsetsBehind() {
        if (last == null) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> read = positions.get();
        Map<String, Long> behind = new TreeMap<>();
        last.ends()
                .forEach(
                        (one, end) ->
                                behind.merge(
                                        one.topic(),
                                        Math.max(0, end - read.getOrDefault(one, 0L)),
                                        Long::sum));
        return Optional.of(behind);
    }
}
