package dev.vigil.stream.caughtup;

import dev.vigil.stream.caughtup.CatchUp.Answer;
import dev.vigil.stream.caughtup.CatchUp.Gap;
import dev.vigil.stream.caughtup.CatchUp.Question;
import dev.vigil.stream.caughtup.CatchUp.Round;
import dev.vigil.stream.caughtup.LogEndProbe.Look;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the task thread's question on a thread of its own, one probe at a time.
 *
 * <p>The two threads share three volatile fields: the question (written by the task thread), the
 * answer (written here, cleared by the task thread) and the number of failures. While an answer
 * waits to be taken, nothing is probed: a task under backpressure gathers no backlog.
 */
final class ProbeLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeLoop.class);

    private static final long CLOSE_SECONDS = 10;

    private final LogEndProbe.Factory factory;
    private final WallClock clock;
    private final Runnable wake;
    private final Runnable after;
    private final ScheduledExecutorService thread;

    /** What to ask for, and since when, by {@link System#nanoTime}. */
    private record Asked(Question question, long sinceNanos) {}

    private volatile LogEndProbe probe;

    /** Of the probe thread alone. */
    private long failedNanos = System.nanoTime();

    private volatile Asked asked;
    private volatile Answer answer;
    private volatile long failures;
    private volatile String failure;
    private volatile Error fatal;

    /**
     * @param wake called when there is an answer
     * @param after called after each attempt, failed or not
     */
    ProbeLoop(
            String name,
            LogEndProbe.Factory factory,
            WallClock clock,
            Runnable wake,
            Runnable after) {
        this.factory = factory;
        this.clock = clock;
        this.wake = wake;
        this.after = after;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread made = new Thread(task, name);
                            made.setDaemon(true);
                            return made;
                        });
    }

    void start(Duration interval) {
        long nanos = interval.toNanos();
        thread.scheduleWithFixedDelay(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** Null: nothing to ask for now. */
    void ask(Question next) {
        asked = next == null ? null : new Asked(next, System.nanoTime());
    }

    boolean isAsking() {
        return asked != null;
    }

    boolean hasNews() {
        return answer != null || fatal != null;
    }

    Optional<Answer> takeable() {
        if (fatal != null) {
            throw fatal;
        }
        return Optional.ofNullable(answer);
    }

    /** To be called after the next question is set, else the old one would be answered again. */
    void taken() {
        answer = null;
    }

    long failures() {
        return failures;
    }

    /** What the last attempt failed with; null where it did not. */
    String failure() {
        return failure;
    }

    private void tick() {
        attempt();
        after.run();
    }

    private void attempt() {
        Asked now = asked;
        if (now == null || answer != null) {
            return;
        }
        try {
            if (probe == null) {
                probe = factory.open();
            }
            answer = answer(now);
            if (failure != null) {
                failure = null;
                LOG.info("The log ends can be read again; event time goes on.");
            }
            wake.run();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            if (thread.isShutdown()) {
                return;
            }
            if (failure == null) {
                LOG.warn("Could not read the log ends; event time stops until this works.", failed);
            }
            failure = failed.toString();
            failedNanos = System.nanoTime();
            failures++;
        } catch (Error broken) {
            // Swallowed by the executor it would end the probing without a word.
            fatal = broken;
            wake.run();
        }
    }

    private Answer answer(Asked now) throws Exception {
        Question asked = now.question();
        // A look that has failed is no answer to the next attempt.
        long sinceNanos = failedNanos - now.sinceNanos() > 0 ? failedNanos : now.sinceNanos();
        Look look = probe.look(asked.topics(), asked.partitions(), clock, sinceNanos);
        Round round = asked.round().orElseGet(() -> open(asked, look));
        Map<TopicPartition, Gap> clear = new HashMap<>();
        for (Map.Entry<TopicPartition, Gap> ask : asked.gaps().entrySet()) {
            Gap gap = ask.getValue();
            long upTo = probe.clearUpTo(ask.getKey(), gap.from(), gap.to());
            if (upTo > gap.from()) {
                clear.put(ask.getKey(), new Gap(gap.from(), upTo));
            }
        }
        return new Answer(round, look.ends(), clear);
    }

    private static Round open(Question asked, Look look) {
        Map<TopicPartition, Long> targets = new HashMap<>();
        look.ends().forEach((partition, end) -> targets.put(partition, end.highWatermark()));
        return new Round(
                Math.min(look.t0Ms(), asked.notBeyondMs()),
                look.counts(),
                targets,
                asked.partitions());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        boolean ended = false;
        try {
            ended = thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            LOG.warn(
                    "A probe did not end within {} s; its connection is left open.", CLOSE_SECONDS);
        } else if (probe != null) {
            probe.close();
        }
    }
}
