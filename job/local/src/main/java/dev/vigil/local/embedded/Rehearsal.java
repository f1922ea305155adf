package dev.vigil.local.embedded;

import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.NoticeOptions;
import dev.vigil.stream.Outgoing;
import dev.vigil.stream.caughtup.Watermarks;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The real notice job on a clock that stops until it is moved: weeks in seconds. One at a time in a
 * process, for the clock that the job reads is a static one.
 */
public final class Rehearsal implements AutoCloseable {
    private static final Duration CHECKPOINT = Duration.ofMillis(300);
    private static final Duration STANDSTILL = Duration.ofDays(1);
    private static final Duration TRANSACTIONS = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MS = 5;

    private static final AtomicLong NOW = new AtomicLong();
    private static final AtomicLong REACHED = new AtomicLong();

    private final EmbeddedBroker broker;
    private final Cluster cluster;
    private JobID job;

    private Rehearsal(EmbeddedBroker broker, Cluster cluster) {
        this.broker = broker;
        this.cluster = cluster;
    }

    /**
     * Starts broker, Flink and the notice job.
     *
     * @param nowMs what the clock says at first
     */
    public static Rehearsal start(Path directory, ClockRules rules, long nowMs) throws Exception {
        NOW.set(nowMs);
        REACHED.set(Long.MIN_VALUE);
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Cluster cluster = null;
        try {
            Topics.create(broker.bootstrap());
            cluster = Cluster.start(directory, 0);
            Rehearsal rehearsal = new Rehearsal(broker, cluster);
            rehearsal.submit(directory, rules);
            return rehearsal;
        } catch (Exception e) {
            if (cluster != null) {
                cluster.close();
            }
            broker.close();
            throw e;
        }
    }

    private void submit(Path directory, ClockRules rules) throws Exception {
        Path checkpoints = directory.resolve("checkpoints");
        StreamExecutionEnvironment env = Cluster.environment(checkpoints, 1);
        env.enableCheckpointing(CHECKPOINT.toMillis());
        env.setMaxParallelism(dev.vigil.flink.KeyGroups.MAX_PARALLELISM);
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", broker.bootstrap());
        KafkaEndpoints kafka = new KafkaEndpoints(clients).clock(Rehearsal::now);
        NoticeJob.wire(
                kafka.noticeSources(env, Watermarks.CAUGHT_UP),
                new TellingSink(kafka.sink()),
                kafka.exactlyOnceSink(
                        Topic.BREACHES,
                        "rehearsal-" + directory.toAbsolutePath().hashCode(),
                        TRANSACTIONS),
                new NoticeOptions(
                        rules,
                        STANDSTILL.toMillis(),
                        TRANSACTIONS,
                        JobOptions.ALERTS_RUNBOOK.defaultValue()));
        job = cluster.submit(env, "vigil rehearsal");
    }

    /** Read from its own place, not from a copy that travels with the job. */
    private static long now() {
        return NOW.get();
    }

    public String bootstrap() {
        return broker.bootstrap();
    }

    /** Moves the clock. */
    public void moveTo(long nowMs) {
        NOW.set(nowMs);
    }

    /** Moves the clock and returns when the job has done all that was due until then. */
    public void advanceTo(long nowMs) throws IOException, InterruptedException, TimeoutException {
        moveTo(nowMs);
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (REACHED.get() < nowMs) {
            if (System.nanoTime() > endNanos) {
                throw new TimeoutException(
                        "expected the notice job to reach "
                                + nowMs
                                + ", got "
                                + REACHED.get()
                                + " after "
                                + PATIENCE.toSeconds()
                                + " s; see its log");
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    public boolean running() {
        return cluster.status(job) == JobStatus.RUNNING;
    }

    @Override
    public void close() throws Exception {
        cluster.cancel(job);
        cluster.close();
        broker.close();
    }

    /** Reports how far the job has come, once Kafka has all that it wrote until then. */
    private static final class TellingSink implements Sink<Outgoing> {
        private static final long serialVersionUID = 1L;

        private final Sink<Outgoing> sink;

        TellingSink(Sink<Outgoing> sink) {
            this.sink = sink;
        }

        @Override
        public SinkWriter<Outgoing> createWriter(WriterInitContext context) throws IOException {
            SinkWriter<Outgoing> writer = sink.createWriter(context);
            return new SinkWriter<>() {
                @Override
                public void write(Outgoing element, Context at)
                        throws IOException, InterruptedException {
                    writer.write(element, at);
                }

                @Override
                public void flush(boolean atEnd) throws IOException, InterruptedException {
                    writer.flush(atEnd);
                }

                @Override
                public void writeWatermark(Watermark watermark)
                        throws IOException, InterruptedException {
                    writer.flush(false);
                    REACHED.set(watermark.getTimestamp());
                }

                @Override
                public void close() throws Exception {
                    writer.close();
                }
            };
        }
    }
}
