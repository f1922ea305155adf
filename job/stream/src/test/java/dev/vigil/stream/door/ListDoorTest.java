package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Standings come in by their own topic only. */
class ListDoorTest {
    private static final long NOW_MS = Arriving.NOW_MS;
    private static final NotifierStanding STANDING =
            new NotifierStanding(
                    "studio",
                    StandingLevel.WATCH,
                    false,
                    3,
                    0,
                    3,
                    0,
                    0,
                    NOW_MS,
                    null,
                    "UNFOUNDED_COUNT",
                    null,
                    null,
                    NOW_MS);

    private final ListDoor door = new ListDoor(() -> NOW_MS);

    @Test
    void aStandingComesBackAsItWentOut() {
        assertThat(enter(Topic.NOTIFIERS, "studio", STANDING).notifier()).isEqualTo(STANDING);
    }

    @Test
    void aStandingOnTheListIsRefused() {
        assertThat(refused(Topic.LIST, "studio", STANDING)).isEqualTo("WRONG_TOPIC");
    }

    @Test
    void aStandingUnderAnotherKeyIsRefused() {
        assertThat(refused(Topic.NOTIFIERS, "another", STANDING)).isEqualTo("KEY_MISMATCH");
    }

    @Test
    void aStandingOfNobodyIsRefused() {
        assertThat(refused(Topic.NOTIFIERS, "studio", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("BAD_DATA");
    }

    /** It ended long ago; what a job knows of one that is in force stays. */
    @Test
    void oneOfVigilsOwnEntriesMayBeGone() {
        for (String id : List.of("staydown.item-1", "signal.west:x")) {
            ListInput input = tombstone(Topic.LIST, id).only(door);
            assertThat(input).isEqualTo(ListInput.gone(id));
        }
    }

    /** No tombstone is signed. */
    @Test
    void anAuthoritysEntryIsNeverGone() {
        for (String id : List.of("ncac-7", "staydown", "x.signal.y")) {
            ListInput input = tombstone(Topic.LIST, id).only(door);
            assertThat(input.dead().reason()).isEqualTo("NO_VALUE");
        }
        assertThat(tombstone(Topic.LIST, null).<ListInput>only(door).dead().reason())
                .isEqualTo("NO_VALUE");
    }

    @Test
    void aStandingMayBeGone() {
        assertThat(tombstone(Topic.NOTIFIERS, "studio").at(door)).isEmpty();
    }

    private static Arriving tombstone(Topic topic, String key) {
        return Arriving.on(topic, EventType.LIST_UPSERTED, key, null);
    }

    private String refused(Topic topic, String key, Object data) {
        ListInput input = enter(topic, key, data);
        assertThat(input.kind()).isEqualTo(ListInput.Kind.DEAD);
        return input.dead().reason();
    }

    private ListInput enter(Topic topic, String key, Object data) {
        return Arriving.on(topic, EventType.NOTIFIER_STANDING, key, data).only(door);
    }
}
