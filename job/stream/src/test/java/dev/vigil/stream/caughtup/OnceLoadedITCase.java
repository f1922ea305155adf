package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Timers read a list that has no time of its own: none may fire before the list is known. */
@ExtendWith(SharedBroker.class)
class OnceLoadedITCase {

    private static final MapStateDescriptor<String, Boolean> LIST =
            new MapStateDescriptor<>("list", Types.STRING, Types.BOOLEAN);

    private String bootstrap;
    private Topics topics;
    private String claims;
    private String list;

    @BeforeEach
    void twoClaimsThatAreDueAndOneStandsOnTheList(EmbeddedBroker broker) throws Exception {
        bootstrap = broker.bootstrap();
        topics = new Topics(bootstrap);
        claims = topics.create("claims", 2);
        list = topics.create("list", 2);
        topics.send(claims, "listed", 1_000);
        topics.send(claims, "unlisted", 1_000);
        topics.send(list, "listed", Fact.NOTICE);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void noTimerFiresBeforeTheListIsLoaded() throws Exception {
        Run run = dueRun();
        try (RunningJob job = start(run, onceLoaded(run, Stall.at(run, 1)), sound())) {
            awaitStall(job, run);
            assertThat(run.watermarkMs()).isEqualTo(Long.MIN_VALUE);
            assertThat(run.breaches).isEmpty();
            assertThat(run.loaded.get()).isZero();
            run.stallEnds.countDown();
            job.await(() -> run.watermarkMs() == 5_000);
            assertThat(run.breaches).containsExactly("unlisted");
            assertThat(run.loaded.get()).isEqualTo(run.parallelism);
            run.clockMs.set(6_000);
            job.await(() -> run.watermarkMs() == 6_000);
        }
    }

    @Test
    void aPlantedMaximumAtOnceDecidesWithoutTheList() throws Exception {
        Run run = dueRun();
        Source<Fact, ?, ?> naive = DeadlineJob.kafka(bootstrap, list, Stall.at(run, 1));
        try (RunningJob job = start(run, naive, WatermarkStrategy.forGenerator(c -> new Hasty()))) {
            job.await(() -> run.breaches.contains("listed"));
            run.stallEnds.countDown();
        }
    }

    @Test
    void anEntryOfAnOpenTransactionIsWaitedForAtTheStartAndNeverAgain() throws Exception {
        Run run = dueRun();
        try (KafkaProducer<String, Long> author = topics.transactional()) {
            author.beginTransaction();
            Topics.sendOpen(author, list, "unlisted", Fact.NOTICE);
            try (RunningJob job = start(run, onceLoaded(run, new Properties()), sound())) {
                int probesBefore = run.probes.get();
                job.await(() -> run.probes.get() > probesBefore + 20);
                assertThat(run.breaches).isEmpty();
                author.commitTransaction();
                job.await(() -> run.watermarkMs() == 5_000);
                assertThat(run.breaches).isEmpty();

                author.beginTransaction();
                Topics.sendOpen(author, list, "another", Fact.NOTICE);
                run.clockMs.set(6_000);
                job.await(() -> run.watermarkMs() == 6_000);
                author.abortTransaction();
            }
        }
    }

    @Test
    void afterARestoreWhatCameMeanwhileIsWaitedForToo(@TempDir Path savepoints) throws Exception {
        Run before = new Run(1);
        before.clockMs.set(500);
        String savepoint;
        try (RunningJob job = start(before, onceLoaded(before, new Properties()), sound())) {
            job.await(() -> before.watermarkMs() == 500);
            savepoint = job.stopWithSavepoint(savepoints);
        }
        topics.send(list, "unlisted", Fact.NOTICE);
        Run after = dueRun();
        Configuration restored = new Configuration();
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        try (RunningJob job =
                start(after, onceLoaded(after, Stall.at(after, 1)), sound(), restored)) {
            awaitStall(job, after);
            assertThat(after.watermarkMs()).isEqualTo(Long.MIN_VALUE);
            after.stallEnds.countDown();
            job.await(() -> after.watermarkMs() == 5_000);
            assertThat(after.breaches).isEmpty();
        }
    }

    /** A run whose clock stands past every deadline. */
    private static Run dueRun() {
        Run run = new Run(1);
        run.clockMs.set(5_000);
        return run;
    }

    private static void awaitStall(RunningJob job, Run run) {
        job.await(() -> run.stalledPolls.get() == 1);
        int probesBefore = run.probes.get();
        job.await(() -> run.probes.get() > probesBefore + 20);
    }

    private CaughtUpSource<Fact> onceLoaded(Run run, Properties consumer) {
        String id = run.id;
        return DeadlineJob.caughtUp(run, bootstrap, list, consumer)
                .watermarks(Watermarks.ONCE_LOADED)
                .whenLoaded(() -> Run.of(id).loaded.incrementAndGet());
    }

    private static WatermarkStrategy<Fact> sound() {
        return WatermarkStrategy.noWatermarks();
    }

    private RunningJob start(
            Run run, Source<Fact, ?, ?> entries, WatermarkStrategy<Fact> forEntries)
            throws Exception {
        return start(run, entries, forEntries, new Configuration());
    }

    private RunningJob start(
            Run run,
            Source<Fact, ?, ?> entries,
            WatermarkStrategy<Fact> forEntries,
            Configuration more)
            throws Exception {
        StreamExecutionEnvironment env = DeadlineJob.environment(run, more);
        env.fromSource(DeadlineJob.caughtUp(run, bootstrap, claims), sound(), "claims")
                .uid("claims")
                .keyBy(Fact::key)
                .connect(env.fromSource(entries, forEntries, "list").uid("list").broadcast(LIST))
                .process(new UnlistedDeadlines(run.id))
                .uid("deadlines")
                .transform("watch", Types.STRING, new DeadlineJob.WatermarkWatch(run.id))
                .uid("watch")
                .sinkTo(new DiscardingSink<>())
                .uid("nothing");
        return new RunningJob(env.executeAsync("once-loaded"), run::seen);
    }

    /** The planted fault: the input never holds time back, known or not. */
    private static final class Hasty implements WatermarkGenerator<Fact> {

        @Override
        public void onEvent(Fact fact, long timestamp, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }

    /** A claim that stands on the list is excused, if the list is known when the timer fires. */
    private static final class UnlistedDeadlines
            extends KeyedBroadcastProcessFunction<String, Fact, Fact, String> {

        private static final long serialVersionUID = 1L;

        private final String run;

        UnlistedDeadlines(String run) {
            this.run = run;
        }

        @Override
        public void processElement(Fact claim, ReadOnlyContext context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(claim.deadlineMs());
        }

        @Override
        public void processBroadcastElement(Fact entry, Context context, Collector<String> out)
                throws Exception {
            context.getBroadcastState(LIST).put(entry.key(), true);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
                throws Exception {
            if (!context.getBroadcastState(LIST).contains(context.getCurrentKey())) {
                Run.of(run).breaches.add(context.getCurrentKey());
            }
        }
    }
}
