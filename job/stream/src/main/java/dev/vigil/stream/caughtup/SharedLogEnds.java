package dev.vigil.stream.caughtup;

import dev.vigil.stream.caughtup.LogEndProbe.LogEnd;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * One look at the ends of all logs that the sources of a process read, where each would look for
 * itself several times a second. A look that began after a source had asked is as good as its own.
 * Safe for threads: one looks at a time, and those that wait take what it found.
 */
final class SharedLogEnds {

    /**
     * What one look found.
     *
     * @param beganNanos before anything was read, by {@link System#nanoTime}
     * @param t0Ms read before the topics, which were read before the ends
     */
    record Look(
            WallClock clock,
            long beganNanos,
            long t0Ms,
            Map<String, Found<Topic>> topics,
            Map<TopicPartition, Found<LogEnd>> ends) {

        private boolean answers(Wanted wanted, WallClock by, long askedNanos) {
            return clock == by
                    && beganNanos - askedNanos >= 0
                    && topics.keySet().containsAll(wanted.topics)
                    && ends.keySet().containsAll(wanted.partitions);
        }
    }

    record Topic(Uuid id, int partitions) {}

    /** A value, or why there is none: what one source may not read stops no other. */
    record Found<V>(V value, Exception failure) {

        V get() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }

    private record Wanted(Set<String> topics, Set<TopicPartition> partitions) {}

    /** Asks the broker; an answer has an entry for each name. Throws only where interrupted. */
    interface Broker {
        Map<String, Found<Topic>> topics(Set<String> names) throws InterruptedException;

        Map<TopicPartition, Found<LogEnd>> ends(Set<TopicPartition> partitions)
                throws InterruptedException;
    }

    private final Broker broker;
    private final Map<Object, Wanted> wanted = new ConcurrentHashMap<>();
    private final ReentrantLock looking = new ReentrantLock(true);
    private Look last;

    SharedLogEnds(Broker broker) {
        this.broker = broker;
    }

    /**
     * A look that began no earlier than it was asked for, at least at these topics and partitions.
     *
     * @param source what asks: what it asked for last is part of each look until it leaves
     * @param askedNanos when, by {@link System#nanoTime}
     */
    Look look(
            Object source,
            Set<String> topics,
            Set<TopicPartition> partitions,
            WallClock clock,
            long askedNanos)
            throws InterruptedException {
        Wanted asked = new Wanted(topics, partitions);
        wanted.put(source, asked);
        looking.lockInterruptibly();
        try {
            if (last == null || !last.answers(asked, clock, askedNanos)) {
                last = lookAnew(clock);
            }
            return last;
        } finally {
            looking.unlock();
        }
    }

    private Look lookAnew(WallClock clock) throws InterruptedException {
        Set<String> names = new HashSet<>();
        Set<TopicPartition> partitions = new HashSet<>();
        for (Wanted one : wanted.values()) {
            names.addAll(one.topics);
            partitions.addAll(one.partitions);
        }
        // The order is the proof: what comes after T0 need not be covered by the watermark T0.
        long beganNanos = System.nanoTime();
        long t0Ms = clock.nowMs();
        Map<String, Found<Topic>> topics = names.isEmpty() ? Map.of() : broker.topics(names);
        return new Look(
                clock,
                beganNanos,
                t0Ms,
                topics,
                partitions.isEmpty() ? Map.of() : broker.ends(partitions));
    }

    void leave(Object source) {
        wanted.remove(source);
    }
}
