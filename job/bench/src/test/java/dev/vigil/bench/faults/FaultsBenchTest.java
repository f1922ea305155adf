package dev.vigil.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A run that did less than it was asked to is not as promised. */
class FaultsBenchTest {
    @Test
    void fewerFaultsThanAskedAndNoWorkShownAreReported() {
        assertThat(FaultsBench.missing(4, 4, 2, 1)).isEmpty();
        assertThat(FaultsBench.missing(4, 3, 0, 0))
                .containsExactly(
                        "faults: expected 4, got 3",
                        "works shown to the end: expected some, got none; do more faults",
                        "works shown by pictures alone: expected some, got none; do more faults");
    }
}
