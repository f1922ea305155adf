package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeDoorTest {
    private static final long NOW_MS = Arriving.NOW_MS;
    private static final long DAY_MS = 86_400_000;

    private final NoticeDoor door = new NoticeDoor(() -> NOW_MS);

    @Test
    void aHeartbeatGoesInUnderAnyKey() {
        NoticeInput input = heartbeat(Topic.CONFIRMATIONS, NOW_MS - 1_000);
        assertThat(input).isEqualTo(NoticeInput.heartbeat(NOW_MS - 1_000));
    }

    @Test
    void aHeartbeatFromNextYearIsADeadLetter() {
        NoticeInput input = heartbeat(Topic.NOTICES, NOW_MS + 365L * 86_400_000);
        assertThat(input.kind()).isEqualTo(NoticeInput.Kind.DEAD);
        assertThat(input.dead().reason()).isEqualTo("TIME_AHEAD");
    }

    @Test
    void aNoticeThatIsOlderThanItsTopicKeepsItIsADeadLetter() {
        long oldestMs = NOW_MS - 200 * DAY_MS;
        assertThat(received(oldestMs, NOW_MS).kind()).isEqualTo(NoticeInput.Kind.RECEIVED);
        DeadLetter letter = received(oldestMs - 1, NOW_MS).dead();
        assertThat(letter.reason()).isEqualTo("TIME_PAST");
        assertThat(letter.message()).contains("at most 200 days").contains("correct the time");
    }

    @Test
    void aNoticeThatIsReadAgainMuchLaterIsLetInAsBefore() {
        NoticeInput again = received(NOW_MS - 205 * DAY_MS, NOW_MS - 205 * DAY_MS + 1);
        assertThat(again.kind()).isEqualTo(NoticeInput.Kind.RECEIVED);
    }

    @Test
    void anAcknowledgementOfAnAlertOfNoNoticeConcernsNoClockButMustHaveItsKey() {
        String alert = "room-7/command/1/unconfirmed";
        assertThat(acknowledged(alert, alert)).isEmpty();
        assertThat(acknowledged("room-7", alert).get(0).dead().reason()).isEqualTo("KEY_MISMATCH");
    }

    private List<NoticeInput> acknowledged(String key, String alert) {
        AlertAcknowledged seen = new AlertAcknowledged(null, alert, "wang", NOW_MS, null);
        return Arriving.on(Topic.ACKS, EventType.ALERT_ACKNOWLEDGED, key, seen).at(door);
    }

    private NoticeInput received(long receivedAtMs, long writtenAtMs) {
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId("n-1")
                        .channel("web")
                        .receivedAt(receivedAtMs)
                        .notifier("studio")
                        .works(List.of())
                        .items(List.of(new NoticeItem("i-1", null)))
                        .build();
        return Arriving.on(Topic.NOTICES, EventType.NOTICE_RECEIVED, "n-1", notice)
                .at(door, writtenAtMs)
                .get(0);
    }

    private NoticeInput heartbeat(Topic topic, long atMs) {
        return Arriving.on(topic, EventType.HEARTBEAT, null, new Heartbeat(atMs)).only(door);
    }
}
