package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.stream.caughtup.LogEndProbe.LogEnd;
import dev.vigil.stream.caughtup.SharedLogEnds.Found;
import dev.vigil.stream.caughtup.SharedLogEnds.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** One look for all sources of a process, and never an older one than a source has asked for. */
class SharedLogEndsTest {
    private static final TopicPartition NOTICES = new TopicPartition("notices", 0);
    private static final TopicPartition VERDICTS = new TopicPartition("verdicts", 0);

    private final List<String> asked = new ArrayList<>();
    private final WallClock clock =
            () -> {
                asked.add("time");
                return asked.size();
            };
    private final SharedLogEnds ends = new SharedLogEnds(new Broker());

    /** Grows by a record with each look. */
    private final class Broker implements SharedLogEnds.Broker {
        @Override
        public Map<String, Found<Topic>> topics(Set<String> names) {
            asked.add("topics " + new TreeSet<>(names));
            Map<String, Found<Topic>> found = new HashMap<>();
            for (String name : names) {
                found.put(
                        name,
                        name.equals("forbidden")
                                ? new Found<>(null, new IOException(name))
                                : new Found<>(new Topic(Uuid.ZERO_UUID, 1), null));
            }
            return found;
        }

        @Override
        public Map<TopicPartition, Found<LogEnd>> ends(Set<TopicPartition> partitions) {
            asked.add("ends of " + partitions.size());
            Map<TopicPartition, Found<LogEnd>> found = new HashMap<>();
            partitions.forEach(
                    one ->
                            found.put(
                                    one,
                                    new Found<>(new LogEnd(asked.size(), asked.size()), null)));
            return found;
        }
    }

    private SharedLogEnds.Look look(String source, TopicPartition partition, long askedNanos)
            throws Exception {
        return ends.look(source, Set.of(partition.topic()), Set.of(partition), clock, askedNanos);
    }

    @Test
    void sourcesThatAskedBeforeALookShareItAndTimeIsReadFirst() throws Exception {
        long askedNanos = System.nanoTime();
        look("a", NOTICES, askedNanos);
        SharedLogEnds.Look both = look("b", VERDICTS, askedNanos);
        assertThat(look("a", NOTICES, askedNanos)).isSameAs(both);
        assertThat(look("b", VERDICTS, askedNanos)).isSameAs(both);
        assertThat(asked)
                .containsExactly(
                        "time",
                        "topics [notices]",
                        "ends of 1",
                        "time",
                        "topics [notices, verdicts]",
                        "ends of 2");
    }

    @Test
    void aLookThatBeganBeforeASourceAskedIsNoAnswer() throws Exception {
        SharedLogEnds.Look first = look("a", NOTICES, System.nanoTime());
        SharedLogEnds.Look next = look("a", NOTICES, first.beganNanos() + 1);
        assertThat(next.t0Ms()).isGreaterThan(first.t0Ms());
        assertThat(next.ends().get(NOTICES).get().highWatermark())
                .isGreaterThan(first.ends().get(NOTICES).get().highWatermark());
    }

    @Test
    void aLookIsByTheClockOfItsSource() throws Exception {
        long askedNanos = System.nanoTime();
        look("a", NOTICES, askedNanos);
        WallClock other = () -> 7;
        assertThat(ends.look("b", Set.of("notices"), Set.of(NOTICES), other, askedNanos).t0Ms())
                .isEqualTo(7);
    }

    @Test
    void whatOneSourceMayNotReadStopsNoOther() throws Exception {
        long askedNanos = System.nanoTime();
        look("a", new TopicPartition("forbidden", 0), askedNanos);
        SharedLogEnds.Look both = look("b", NOTICES, askedNanos);
        assertThat(both.topics().get("notices").get().partitions()).isEqualTo(1);
        assertThatThrownBy(() -> both.topics().get("forbidden").get())
                .isInstanceOf(IOException.class);
    }

    @Test
    void aSourceThatHasLeftIsAskedForNoLonger() throws Exception {
        look("a", NOTICES, System.nanoTime());
        ends.leave("a");
        look("b", VERDICTS, System.nanoTime());
        assertThat(asked).endsWith("time", "topics [verdicts]", "ends of 1");
    }
}
