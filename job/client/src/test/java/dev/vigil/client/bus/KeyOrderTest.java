package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    private static final Topic TOPIC = Topic.REFERENCES;
    private static final int PARTITIONS = 2;
    private static final int REMEMBERED = 2;

    private final KeyOrder order = new KeyOrder(TOPIC, PARTITIONS, REMEMBERED);

    @Test
    void inOnePartitionTheTimesOfAKeyMayGoBack() {
        take(away("w"), "w/master/1/0", 20);
        take(away("w"), "w/master/1/0", 10);
        take(home("w"), "w/master/1/0", 30);
    }

    /** The planted fault: the time of its last record there, 10, is taken for the key's. */
    @Test
    void aKeyThatIsInTwoPartitionsMayNotGoBack() {
        take(away("w"), "w/master/1/0", 20);
        take(away("w"), "w/master/1/0", 10);
        assertRefused(home("w"), "w/master/1/0", 19);
    }

    /** The planted fault: the merge takes either of them first. */
    @Test
    void equalTimesOfAKeyInTwoPartitionsDoNotShowWhichIsTheLast() {
        take(away("w"), "w/master/1/0", 20);
        assertRefused(home("w"), "w/master/1/0", 20);
        take(home("w"), "w/master/1/0", 21);
    }

    /** The planted fault: keys of one work are taken for others, a manifest is before its chunk. */
    @Test
    void allThatKeepsItsOrderIsOneKey() {
        take(home("w"), "w/master/1/manifest", 20);
        assertRefused(away("w"), "w/master/1/0", 19);
        take(away("v"), "v/master/1/0", 1);
    }

    @Test
    void ofForgottenKeysTheLatestTimeIsTheLimit() {
        take(home("a"), "a", 20);
        take(home("b"), "b", 30);
        take(home("c"), "c", 31);
        take(away("d"), "d", 32);
        assertRefused(away("a"), "a", 30);
        take(away("a"), "a", 31);
    }

    /** The planted fault: a topic that has not grown is refused for its times. */
    @Test
    void whereNoKeyHasMovedTimesMayGoBack() {
        take(home("a"), "a", 20);
        take(home("b"), "b", 30);
        take(home("c"), "c", 31);
        take(home("d"), "d", 1);
    }

    private void take(int partition, String key, long timeMs) {
        assertThatCode(() -> order.next(record(partition, key, timeMs))).doesNotThrowAnyException();
    }

    private void assertRefused(int partition, String key, long timeMs) {
        assertThatThrownBy(() -> order.next(record(partition, key, timeMs)))
                .hasMessageContaining("references-" + partition + " at 7: expected a time after")
                .hasMessageContaining("delete what was copied so far");
    }

    /** Where a key's records are placed now. */
    private static int home(String key) {
        return Push.partition(TOPIC, key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    private static int away(String key) {
        return 1 - home(key);
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, String key, long timeMs) {
        return new ConsumerRecord<>(
                TOPIC.topicName(),
                partition,
                7,
                timeMs,
                TimestampType.CREATE_TIME,
                key.length(),
                0,
                key.getBytes(StandardCharsets.UTF_8),
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
