package dev.vigil.stream;

import dev.vigil.stream.options.JobKind;
import dev.vigil.stream.options.JobOptions;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How often a job writes checkpoints, and how many of them may fail. Flink counts failures; what is
 * promised is a time. Storage that refuses fails a checkpoint at each interval, storage that hangs
 * one at each time-out: the first is the shorter sum, so it decides the number.
 *
 * @param interval between the begins of two checkpoints
 * @param timeout after which one that is not complete counts as failed
 * @param failures in a row that are no reason to restart
 */
public record Checkpoints(Duration interval, Duration timeout, int failures) {
    /** Storage may be away for this time: no job restarts, and no breach record is lost. */
    public static final Duration OUTAGE = Duration.ofMinutes(10);

    /** Of the interval: a checkpoint that hangs delays the first one after an outage as much. */
    private static final int INTERVALS = 10;

    private static final Duration SHORTEST_TIMEOUT = OUTAGE.dividedBy(20);

    /** So that transactions of 15 minutes, Kafka's own limit, outlive the outage. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(3);

    /** Of a job by its options alone. */
    public static Checkpoints of(Configuration options) {
        return of(options, new Configuration());
    }

    /**
     * @param site what the cluster sets by Flink's own keys, which wins
     */
    public static Checkpoints of(Configuration options, ReadableConfig site) {
        JobKind job = options.get(JobOptions.JOB);
        boolean media = job == JobKind.MEDIA;
        Duration interval =
                options.get(
                        switch (job) {
                            case MEDIA -> JobOptions.CHECKPOINT_MEDIA;
                            case LEDGER -> JobOptions.CHECKPOINT_LEDGER;
                            case NOTICE, ALL -> JobOptions.CHECKPOINT_NOTICE;
                        });
        return new Checkpoints(
                interval,
                site.getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
                        .orElse(media ? OUTAGE : timeout(interval)),
                site.getOptional(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)
                        .orElseGet(() -> Math.toIntExact(rounds(interval))));
    }

    /** Of the media job it is the outage: its state is large, and no record waits for it. */
    private static Duration timeout(Duration interval) {
        long ms = interval.multipliedBy(INTERVALS).toMillis();
        return Duration.ofMillis(
                Math.min(LONGEST_TIMEOUT.toMillis(), Math.max(SHORTEST_TIMEOUT.toMillis(), ms)));
    }

    /** The intervals in an outage, the last one begun included. */
    private static long rounds(Duration interval) {
        return (OUTAGE.toMillis() + interval.toMillis() - 1) / interval.toMillis();
    }

    /**
     * The least {@code transaction.timeout.ms}: what is written at the begin of an outage becomes
     * visible with the first checkpoint that is tried after its end, which may take its time-out.
     * Storage that hangs may be away for longer without a restart: see {@link
     * OutlivedTransactions}.
     */
    public Duration transactions() {
        return OUTAGE.plus(interval).plus(timeout);
    }

    void applyTo(StreamExecutionEnvironment env) {
        Configuration checkpointing = new Configuration();
        checkpointing.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, timeout);
        checkpointing.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, failures);
        env.configure(checkpointing);
        env.enableCheckpointing(interval.toMillis(), CheckpointingMode.EXACTLY_ONCE);
    }
}
