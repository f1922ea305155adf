package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    void aRecordThatWasAcknowledgedIsOnTwoBrokersWhereThereAreThree() {
        assertThat(Topic.minInSync(1)).isOne();
        assertThat(Topic.minInSync(2)).isOne();
        assertThat(Topic.minInSync(Topic.REPLICATION)).isEqualTo(2);
    }
}
