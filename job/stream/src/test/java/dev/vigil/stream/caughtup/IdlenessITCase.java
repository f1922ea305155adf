package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why nothing may go idle beside an input whose time has reached the maximum. */
@ExtendWith(SharedBroker.class)
class IdlenessITCase {

    private static final long FAR_AWAY_MS = 1_000_000;

    @Test
    void aListThatIsLoadedLeavesTimeToTheOtherInput(EmbeddedBroker broker) throws Exception {
        Run run = new Run(1);
        run.clockMs.set(500);
        try (Topics topics = new Topics(broker.bootstrap())) {
            StreamExecutionEnvironment env =
                    topology(run, broker, topics, WatermarkStrategy.noWatermarks());
            IdlenessGuard.assertNoIdleness(env);
            try (RunningJob job = new RunningJob(env.executeAsync("sound"), run::seen)) {
                job.await(() -> run.watermarkMs() == 500);
                run.clockMs.set(FAR_AWAY_MS - 1);
                job.await(() -> run.watermarkMs() == FAR_AWAY_MS - 1);
                assertThat(run.breaches).isEmpty();
                run.clockMs.set(FAR_AWAY_MS);
                job.await(() -> run.breaches.contains("claim"));
            }
        }
    }

    @Test
    void aPlantedIdlenessFiresEveryTimerAndTheGuardFindsIt(EmbeddedBroker broker) throws Exception {
        Run run = new Run(1);
        run.clockMs.set(500);
        try (Topics topics = new Topics(broker.bootstrap())) {
            StreamExecutionEnvironment env =
                    topology(
                            run,
                            broker,
                            topics,
                            WatermarkStrategy.<Fact>noWatermarks()
                                    .withIdleness(Duration.ofSeconds(1)));
            assertThatThrownBy(() -> IdlenessGuard.assertNoIdleness(env))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("claims");
            try (RunningJob job = new RunningJob(env.executeAsync("planted"), run::seen)) {
                job.await(() -> run.breaches.contains("claim"));
                assertThat(run.watermarkMs()).isEqualTo(Long.MAX_VALUE);
            }
        }
    }

    private static StreamExecutionEnvironment topology(
            Run run, EmbeddedBroker broker, Topics topics, WatermarkStrategy<Fact> forClaims)
            throws Exception {
        String claims = topics.create("claims", 1);
        String list = topics.create("list", 1);
        topics.send(claims, "claim", FAR_AWAY_MS);
        StreamExecutionEnvironment env = DeadlineJob.environment(run, new Configuration());
        env.fromSource(DeadlineJob.caughtUp(run, broker.bootstrap(), claims), forClaims, "claims")
                .uid("claims")
                .keyBy(Fact::key)
                .connect(
                        env.fromSource(
                                        DeadlineJob.caughtUp(run, broker.bootstrap(), list)
                                                .watermarks(Watermarks.ONCE_LOADED),
                                        WatermarkStrategy.noWatermarks(),
                                        "list")
                                .uid("list")
                                .broadcast(
                                        new MapStateDescriptor<>("list", Types.STRING, Types.LONG)))
                .process(new Deadlines(run.id))
                .uid("deadlines")
                .transform("watch", Types.STRING, new DeadlineJob.WatermarkWatch(run.id))
                .uid("watch")
                .sinkTo(new DiscardingSink<>())
                .uid("nothing");
        return env;
    }

    private static final class Deadlines
            extends KeyedBroadcastProcessFunction<String, Fact, Fact, String> {

        private static final long serialVersionUID = 1L;

        private final String run;

        Deadlines(String run) {
            this.run = run;
        }

        @Override
        public void processElement(Fact claim, ReadOnlyContext context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(claim.deadlineMs());
        }

        @Override
        public void processBroadcastElement(Fact entry, Context context, Collector<String> out) {}

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            Run.of(run).breaches.add(context.getCurrentKey());
        }
    }
}
