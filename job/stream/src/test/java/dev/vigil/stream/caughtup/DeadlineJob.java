package dev.vigil.stream.caughtup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The smallest notice clock: claims arm an event-time timer at their deadline, notices cancel it.
 *
 * <pre>
 * claims  ─key─┐
 * notices ─key─┴> Deadlines ─> WatermarkWatch ─> nothing
 * </pre>
 */
final class DeadlineJob {

    private DeadlineJob() {}

    static RunningJob start(
            Run run,
            Source<Fact, ?, ?> claims,
            Source<Fact, ?, ?> notices,
            WatermarkStrategy<Fact> strategy)
            throws Exception {
        return start(run, claims, notices, strategy, new Configuration());
    }

    static RunningJob start(
            Run run,
            Source<Fact, ?, ?> claims,
            Source<Fact, ?, ?> notices,
            WatermarkStrategy<Fact> strategy,
            Configuration more)
            throws Exception {
        StreamExecutionEnvironment env = environment(run, more);
        env.fromSource(claims, strategy, "claims")
                .uid("claims")
                .keyBy(Fact::key)
                .connect(
                        env.fromSource(notices, strategy, "notices")
                                .uid("notices")
                                .keyBy(Fact::key))
                .process(new Deadlines(run.id))
                .uid("deadlines")
                .transform("watch", Types.STRING, new WatermarkWatch(run.id))
                .uid("watch")
                .sinkTo(new DiscardingSink<>())
                .uid("nothing");
        return new RunningJob(env.executeAsync("deadlines"), run::seen);
    }

    /** Notes the keys of all that a source emits, and its event time. */
    static RunningJob noting(Run run, Source<Fact, ?, ?> source) throws Exception {
        StreamExecutionEnvironment env = environment(run, new Configuration());
        String id = run.id;
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "facts")
                .uid("facts")
                .map(
                        fact -> {
                            Run.of(id).emitted.add(fact.key());
                            return fact.key();
                        })
                .returns(Types.STRING)
                .uid("seen")
                .transform("watch", Types.STRING, new WatermarkWatch(id))
                .uid("watch")
                .sinkTo(new DiscardingSink<>())
                .uid("nothing");
        return new RunningJob(env.executeAsync("noting"), run::seen);
    }

    /** A fault must end the job, else a test would only see that nothing comes. */
    static StreamExecutionEnvironment environment(Run run, Configuration more) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        configuration.addAll(more);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(run.parallelism, configuration);
        env.setMaxParallelism(32);
        return env;
    }

    static CaughtUpSource<Fact> caughtUp(Run run, String bootstrap, String topic) {
        return caughtUp(run, bootstrap, topic, new Properties());
    }

    static CaughtUpSource<Fact> caughtUp(
            Run run, String bootstrap, String topic, Properties consumer) {
        Properties admin = new Properties();
        admin.put("bootstrap.servers", bootstrap);
        return CaughtUpSource.of(kafka(bootstrap, topic, consumer), admin)
                .clock(run.clock())
                .probeInterval(Duration.ofMillis(50))
                .probe(run.watched(LogEndProbe.kafka(admin, Duration.ofSeconds(5))));
    }

    static KafkaSource<Fact> kafka(String bootstrap, String topic, Properties consumer) {
        return KafkaSource.<Fact>builder()
                .setBootstrapServers(bootstrap)
                .setGroupId("deadlines")
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new FactReader())
                .setProperty("isolation.level", "read_committed")
                .setProperty("partition.discovery.interval.ms", "2000")
                .setProperties(consumer)
                .build();
    }

    private static final class FactReader implements KafkaRecordDeserializationSchema<Fact> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Fact> out) {
            out.collect(
                    new Fact(
                            new String(record.key(), StandardCharsets.UTF_8),
                            ByteBuffer.wrap(record.value()).getLong()));
        }

        @Override
        public TypeInformation<Fact> getProducedType() {
            return TypeInformation.of(Fact.class);
        }
    }

    private static final class Deadlines
            extends KeyedCoProcessFunction<String, Fact, Fact, String> {

        private static final long serialVersionUID = 1L;

        private final String run;
        private transient ValueState<Boolean> answered;

        Deadlines(String run) {
            this.run = run;
        }

        @Override
        public void open(OpenContext context) {
            answered =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("answered", Types.BOOLEAN));
        }

        @Override
        public void processElement1(Fact claim, Context context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(claim.deadlineMs());
            Run.of(run).claims.incrementAndGet();
        }

        @Override
        public void processElement2(Fact notice, Context context, Collector<String> out)
                throws Exception {
            if (notice.heartbeatMs() != null) {
                return;
            }
            Run.of(run).failOnce(notice.key());
            answered.update(true);
            Run.of(run).notices.incrementAndGet();
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
                throws Exception {
            if (answered.value() == null) {
                Run.of(run).breaches.add(context.getCurrentKey());
                out.collect(context.getCurrentKey());
            }
        }
    }

    /** Tells the run how far event time has come behind the timers. */
    static final class WatermarkWatch extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {

        private static final long serialVersionUID = 1L;

        private final String run;

        WatermarkWatch(String run) {
            this.run = run;
        }

        @Override
        public void processElement(StreamRecord<String> element) {
            output.collect(element);
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            Run.of(run)
                    .sawWatermark(
                            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                            mark.getTimestamp());
            super.processWatermark(mark);
        }
    }
}
