package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StoreAgeTest {
    private static final TopicPartition NOTICES = new TopicPartition("notices", 0);
    private static final TopicPartition VERDICTS = new TopicPartition("verdicts", 0);
    private static final long BEGIN = 1_795_838_400_000L;

    private final AtomicLong nanos = new AtomicLong();
    private Map<TopicPartition, Long> read = Map.of();
    private final StoreAge age = new StoreAge(() -> read, nanos::get);

    private void pass(long ms) {
        nanos.addAndGet(Duration.ofMillis(ms).toNanos());
    }

    private void ends(long notices, long verdicts) {
        long ms = Duration.ofNanos(nanos.get()).toMillis();
        age.ends(Map.of(NOTICES, notices, VERDICTS, verdicts), BEGIN + ms, nanos.get());
    }

    private void read(long notices, long verdicts) {
        read = Map.of(NOTICES, notices, VERDICTS, verdicts);
    }

    @Test
    void nothingIsKnownBeforeTheBrokerHasAnswered() {
        pass(700);
        assertThat(age.known()).isEqualTo(new StoreAge.Known(700, false, null));
        assertThat(age.offsetsBehind()).isEmpty();
    }

    @Test
    void aStoreThatHasReadAllIsAsOldAsTheLastAnswer() {
        read(5, 9);
        pass(1_000);
        ends(5, 9);
        pass(300);
        assertThat(age.known()).isEqualTo(new StoreAge.Known(300, true, BEGIN + 1_000));
        assertThat(age.offsetsBehind()).contains(Map.of("notices", 0L, "verdicts", 0L));
    }

    @Test
    void aStoreThatReadsOnBehindItsTopicsIsAsOldAsWhatItHasReached() {
        read(5, 9);
        ends(5, 9);
        age.known();
        for (int second = 1; second <= 8; second++) {
            pass(1_000);
            ends(5, 9 + 100 * second);
        }
        assertThat(age.known().ms()).isEqualTo(8_000);
        assertThat(age.offsetsBehind()).contains(Map.of("notices", 0L, "verdicts", 800L));
        read(5, 109);
        assertThat(age.known().ms()).as("what was there at the first second").isEqualTo(7_000);
        read(5, 809);
        assertThat(age.known()).isEqualTo(new StoreAge.Known(0, true, BEGIN + 8_000));
    }

    @Test
    void aStoreIsAsOldAsTheTopicThatIsFurthestBehind() {
        read(5, 9);
        ends(5, 9);
        age.known();
        pass(4_000);
        ends(6, 9);
        read(5, 20);
        assertThat(age.known().ms()).isEqualTo(4_000);
    }

    @Test
    void aBrokerThatIsGoneMakesTheAgeUnknownAndNotNothing() {
        read(5, 9);
        ends(5, 9);
        pass(9_999);
        assertThat(age.known().answers()).isTrue();
        pass(1);
        assertThat(age.known()).isEqualTo(new StoreAge.Known(10_000, false, BEGIN));
    }
}
