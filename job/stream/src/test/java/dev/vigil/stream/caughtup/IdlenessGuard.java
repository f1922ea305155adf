package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.streaming.api.transformations.TimestampsAndWatermarksTransformation;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Finds inputs that can go idle, in the graph that an environment holds before it is executed.
 *
 * <p>It does not look for a type: it lets each watermark strategy run through a year of silence.
 */
public final class IdlenessGuard {

    private IdlenessGuard() {}

    /** Fails with the names of the sources and assigners that mark themselves idle. */
    public static void assertNoIdleness(StreamExecutionEnvironment env) {
        assertThat(idleInputs(env))
                .as("inputs that can go idle: every timer behind them may fire early")
                .isEmpty();
    }

    static List<String> idleInputs(StreamExecutionEnvironment env) {
        Set<Transformation<?>> all = new LinkedHashSet<>();
        env.getTransformations().forEach(end -> collect(end, all));
        List<String> idle = new ArrayList<>();
        int strategies = 0;
        for (Transformation<?> transformation : all) {
            WatermarkStrategy<?> strategy = strategyOf(transformation);
            strategies += strategy == null ? 0 : 1;
            if (strategy != null && goesIdle(strategy)) {
                idle.add(transformation.getName());
            }
        }
        assertThat(strategies).as("watermark strategies in the graph").isPositive();
        return idle;
    }

    /** Not by getTransitivePredecessors: a broadcast transformation tells of one step only. */
    private static void collect(Transformation<?> from, Set<Transformation<?>> all) {
        if (all.add(from)) {
            from.getInputs().forEach(input -> collect(input, all));
        }
    }

    private static WatermarkStrategy<?> strategyOf(Transformation<?> transformation) {
        if (transformation instanceof SourceTransformation<?, ?, ?> source) {
            return source.getWatermarkStrategy();
        }
        return transformation instanceof TimestampsAndWatermarksTransformation<?> assigner
                ? assigner.getWatermarkStrategy()
                : null;
    }

    private static boolean goesIdle(WatermarkStrategy<?> strategy) {
        ManualClock silence = new ManualClock();
        WatermarkGenerator<?> generator =
                strategy.createWatermarkGenerator(
                        new WatermarkGeneratorSupplier.Context() {
                            @Override
                            public MetricGroup getMetricGroup() {
                                return new UnregisteredMetricsGroup();
                            }

                            @Override
                            public RelativeClock getInputActivityClock() {
                                return silence;
                            }
                        });
        AtomicBoolean idle = new AtomicBoolean();
        for (int day = 0; day < 365; day++) {
            generator.onPeriodicEmit(new IdlenessWatch(idle));
            silence.advanceTime(Duration.ofDays(1));
        }
        return idle.get();
    }

    private record IdlenessWatch(AtomicBoolean idle) implements WatermarkOutput {

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {
            idle.set(true);
        }

        @Override
        public void markActive() {}
    }
}
