package dev.vigil.flink;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What an operator in a harness would report. */
public final class TestingMetrics {
    private TestingMetrics() {}

    /** A number; the path is the name behind its groups. */
    public static double value(AbstractStreamOperatorTestHarness<?> harness, String... path)
            throws ReflectiveOperationException {
        Metric metric = metric(harness, path);
        return metric instanceof Counter counter
                ? counter.getCount()
                : ((Number) ((Gauge<?>) metric).getValue()).doubleValue();
    }

    public static Metric metric(AbstractStreamOperatorTestHarness<?> harness, String... path)
            throws ReflectiveOperationException {
        Object group = ((AbstractStreamOperator<?>) harness.getOperator()).getMetricGroup();
        for (String step : Arrays.copyOf(path, path.length - 1)) {
            group = held(group, "groups").get(step);
        }
        String name = path[path.length - 1];
        Metric metric = (Metric) held(group, "metrics").get(name);
        if (metric == null) {
            throw new AssertionError(
                    "no metric " + name + " in " + held(group, "metrics").keySet());
        }
        return metric;
    }

    /** A group tells its reporters what it holds, and nobody else. */
    private static Map<?, ?> held(Object group, String field) throws ReflectiveOperationException {
        Field held = AbstractMetricGroup.class.getDeclaredField(field);
        held.setAccessible(true);
        return (Map<?, ?>) held.get(group);
    }
}
