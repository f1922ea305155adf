package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.match.SearchSettings;
import dev.vigil.schema.input.Loaded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class IndexGaugesTest {
    private final Map<String, Gauge<?>> shown = new HashMap<>();

    private IndexGauges gauges(int expected) {
        return new IndexGauges(
                new UnregisteredMetricsGroup() {
                    @Override
                    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
                        shown.put(name, gauge);
                        return gauge;
                    }
                },
                expected);
    }

    private Object value(String name) {
        return shown.get(name).getValue();
    }

    @Test
    void aTaskIsWarmingUntilAllItsSlotsAreLive() {
        IndexGauges gauges = gauges(1);
        assertThat(value("indexWarming")).as("nothing has come for the slot").isEqualTo(1);
        int key = KeyGroups.slotKey(0, 1);
        Slot slot =
                new Slot(
                        SearchedProfiles.ALL,
                        SearchSettings.DEFAULT,
                        IndexPlan.ONE_SLOT,
                        1,
                        key,
                        Runnable::run,
                        Runnable::run);
        gauges.show(List.of(slot));
        assertThat(value("indexWarming")).isEqualTo(1);
        slot.mark(new Loaded("references", 0, 1));
        slot.settle();
        gauges.show(List.of(slot));
        assertThat(value("indexWarming")).isEqualTo(0);
        assertThat(value("indexHours")).isEqualTo(0.0);
        assertThat(value("indexReferences")).isEqualTo(0L);
        assertThat((Long) value("indexBytes")).isPositive();
    }

    @Test
    void aTaskWithoutASlotIsNotWarming() {
        gauges(0);
        assertThat(value("indexWarming")).isEqualTo(0);
    }
}
