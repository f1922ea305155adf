package dev.vigil.client.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** On a secured site one topic without its right stops the forwarder, and with it every alert. */
class ForwarderRightsTest {
    @Test
    void theForwarderMayReadWhatItReadsAndNothingElse() {
        assertThat(Topic.values())
                .filteredOn(Party.ALERTS::reads)
                .containsExactlyInAnyOrderElementsOf(Forwarder.topics());
    }

    @Test
    void theForwarderMayWriteItsDeadLettersAndNothingElse() {
        assertThat(Arrays.stream(Topic.values()).filter(Party.ALERTS::writes))
                .containsExactly(Forwarder.DEAD_LETTERS);
    }
}
