package dev.vigil.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.input.Loaded;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedGateTest {
    private final LoadedGate gate = new LoadedGate(List.of("list", "works"));

    @Test
    void itOpensWhenEveryPartitionOfEveryTopicIsLoaded() {
        gate.mark(new Loaded("list", 0, 1));
        gate.mark(new Loaded("works", 0, 2));
        gate.mark(new Loaded("works", 0, 2));
        assertThat(gate.isOpen()).isFalse();
        gate.mark(new Loaded("works", 1, 2));
        assertThat(gate.isOpen()).isTrue();
    }

    /** By number alone, the marker of another register would have opened it. */
    @Test
    void aTopicThatTheWiringHasNotNamedIsRefusedAndOpensNothing() {
        gate.mark(new Loaded("list", 0, 1));
        assertThatThrownBy(() -> gate.mark(new Loaded("reviews", 0, 1)))
                .hasMessageContaining("list")
                .hasMessageContaining("works")
                .hasMessageContaining("reviews");
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void withoutATopicThereIsNoGate() {
        assertThatThrownBy(() -> new LoadedGate(List.of())).hasMessageContaining("none");
    }
}
