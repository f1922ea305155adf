package dev.vigil.schema.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Marks are where the promises are: walked from the topics and the states to what they hold. */
class PromisesTest {
    /** Planted: held by an event, and unmarked. */
    record Held(int count) {}

    /** Planted: an event of which a part is unmarked. */
    @OnTopic
    record Holder(List<Held> held) {}

    @Test
    void whatIsOnATopicIsMarkedAndNothingElse() {
        List<? extends Class<?>> events =
                Arrays.stream(EventType.values())
                        .map(EventType::data)
                        .filter(Objects::nonNull)
                        .toList();
        assertThat(Promises.marked(Records.all(), OnTopic.class))
                .containsExactlyInAnyOrderElementsOf(Promises.closure(events));
    }

    @Test
    void whatIsInAStateIsMarkedAndNothingElse() {
        assertThat(Promises.marked(Records.all(), InState.class))
                .containsExactlyInAnyOrderElementsOf(Promises.closure(GoldenStateTest.types()));
    }

    @Test
    void everyRecordKeepsAPromise() {
        Set<Class<?>> addresses = Set.of(ReferenceKey.class);
        List<Class<?>> free = new ArrayList<>(Records.all());
        free.removeAll(Promises.marked(Records.all(), OnTopic.class));
        free.removeAll(Promises.marked(Records.all(), InState.class));
        free.removeAll(Promises.marked(Records.all(), InFlight.class));
        assertThat(free)
                .as("records without a promise belong to the room that uses them")
                .filteredOn(type -> !type.isMemberClass())
                .containsExactlyInAnyOrderElementsOf(addresses);
    }

    @Test
    void aPlantedPartWithoutItsMarkIsCaught() {
        Set<Class<?>> held = Promises.closure(List.of(Holder.class));
        assertThat(held).contains(Held.class);
        assertThat(Promises.marked(held, OnTopic.class)).doesNotContain(Held.class);
    }
}
