package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import org.junit.jupiter.api.Test;

class StayDownDoorTest {
    private static final long NOW_MS = Arriving.NOW_MS;

    private final StayDownDoor door = new StayDownDoor(() -> NOW_MS);

    @Test
    void aRequestGoesInUnderItsItem() {
        StayDown request = request(NOW_MS);
        StayDownInput input = enter("upload-1", EventType.STAYDOWN_REQUESTED, request);
        assertThat(input.kind()).isEqualTo(StayDownInput.Kind.REQUEST);
        assertThat(input.itemId()).isEqualTo("upload-1");
        assertThat(input.request()).isEqualTo(request);
    }

    @Test
    void aDecisionOfTheFutureIsRefused() {
        StayDown ahead = request(NOW_MS + 6 * 60_000);
        assertRefused("TIME_AHEAD", enter("upload-1", EventType.STAYDOWN_REQUESTED, ahead));
    }

    @Test
    void anotherKeyIsRefused() {
        assertRefused(
                "KEY_MISMATCH", enter("upload-2", EventType.STAYDOWN_REQUESTED, request(NOW_MS)));
    }

    @Test
    void anotherEventIsRefused() {
        NoticeWithdrawn other = new NoticeWithdrawn("n-1", NOW_MS, null);
        assertRefused("WRONG_TOPIC", enter("n-1", EventType.NOTICE_WITHDRAWN, other));
    }

    private static void assertRefused(String reason, StayDownInput input) {
        assertThat(input.kind()).isEqualTo(StayDownInput.Kind.DEAD);
        assertThat(input.dead().reason()).isEqualTo(reason);
    }

    private static StayDown request(long at) {
        return new StayDown("upload-1", "n-1", true, at);
    }

    private StayDownInput enter(String key, EventType type, Object event) {
        return Arriving.on(Topic.STAYDOWNS, type, key, event).only(door);
    }
}
