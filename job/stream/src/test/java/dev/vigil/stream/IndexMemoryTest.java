package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.flink.match.IndexPlan;
import dev.vigil.stream.options.OptionsParser;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class IndexMemoryTest {
    private static final double GB = 1e9;
    private static final IndexPlan TWO = new IndexPlan(2, 1, 0, 1_000);

    @Test
    void withoutAnOptionASlotHoldsWhatThereIsRoomFor() {
        assertThat(IndexMemory.counted(TWO, 2, 2, 2.4 * GB).mostHours()).isEqualTo(84);
        assertThat(IndexMemory.counted(TWO, 2, 1, 2.4 * GB).mostHours()).isEqualTo(168);
    }

    @Test
    void moreThanThereIsRoomForIsAnErrorWithTheSum() {
        IndexPlan plan = TWO.withMostHours(84);
        assertThat(IndexMemory.counted(plan, 2, 2, 2.4 * GB)).isEqualTo(plan);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexMemory.counted(TWO.withMostHours(100), 2, 2, 2.4 * GB))
                .withMessage(
                        "--index.hours: expected at most 84.0, got 100.0: 100.0 h x 10 MB x 2"
                                + " slots of the index in a TaskManager = 2,000 MB, and 70 % of"
                                + " its task heap of 2,400 MB are 1,680 MB; give it more memory,"
                                + " or more --index.shards on more TaskManagers");
    }

    @Test
    void theHeapOfATaskManagerIsReadFromTheClustersConfiguration() {
        Configuration cluster = new Configuration();
        cluster.setString("execution.target", "remote");
        cluster.setString("rest.address", "localhost");
        cluster.setString("taskmanager.memory.process.size", "4096m");
        cluster.setString("taskmanager.numberOfTaskSlots", "2");
        cluster.setString("parallelism.default", "2");
        StreamExecutionEnvironment remote =
                new StreamExecutionEnvironment(cluster, getClass().getClassLoader());
        double hours = IndexMemory.counted(remote, OptionsParser.parse()).mostHours();
        assertThat(hours).isBetween(60.0, 120.0);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                IndexMemory.counted(
                                        remote, OptionsParser.parse("--index.hours", "500")))
                .withMessageContaining("500.0 h x 10 MB x 1 slots");
    }

    @Test
    void whereNothingSaysHowLargeItIsTheTaskDecides() {
        StreamExecutionEnvironment remote =
                new StreamExecutionEnvironment(new Configuration(), getClass().getClassLoader());
        assertThat(IndexMemory.counted(remote, OptionsParser.parse()).mostHours()).isZero();
        assertThat(
                        IndexMemory.counted(remote, OptionsParser.parse("--index.hours", "9"))
                                .mostHours())
                .isEqualTo(9);
    }

    @Test
    void anEmbeddedJobHasTheHeapOfItsProcess() {
        StreamExecutionEnvironment local = StreamExecutionEnvironment.createLocalEnvironment(2);
        assertThat(IndexMemory.counted(local, OptionsParser.parse()).mostHours())
                .isEqualTo(IndexPlan.hoursIn(Runtime.getRuntime().maxMemory(), 1));
    }
}
