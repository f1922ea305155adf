package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionConfirmationDoorTest {
    private static final long NOW_MS = Arriving.NOW_MS;

    private static final RecordPosition AT = new RecordPosition("session.confirmations", 0, 7);

    private final SessionConfirmationDoor door = new SessionConfirmationDoor(() -> NOW_MS);

    @Test
    void anAnswerGoesInUnderItsSession() {
        ActionConfirmed done = confirmed("room-1/command/1", NOW_MS);
        assertThat(enter(EventType.ACTION_CONFIRMED, "room-1", done))
                .isEqualTo(JudgeInput.confirmed(done, AT));
        ItemBack back = new ItemBack("room-1", NOW_MS, "on air again", "room-1/command/1");
        assertThat(enter(EventType.ACTION_REVERSED, "room-1", back))
                .isEqualTo(JudgeInput.failed(back, AT));
    }

    @Test
    void whatAnswersNoCommandIsADeadLetterThatNamesTheOtherTopic() {
        JudgeInput dead = enter(EventType.ACTION_CONFIRMED, "room-1", confirmed(null, NOW_MS));
        assertThat(dead.dead().reason()).isEqualTo("NO_COMMAND");
        assertThat(dead.dead().message()).contains("confirmations");
    }

    @Test
    void aTimeAheadAnotherKeyAndAnotherEventAreDeadLetters() {
        ActionConfirmed ahead = confirmed("room-1/command/1", NOW_MS + 301_000);
        assertThat(enter(EventType.ACTION_CONFIRMED, "room-1", ahead).dead().reason())
                .isEqualTo("TIME_AHEAD");
        ActionConfirmed done = confirmed("room-1/command/1", NOW_MS);
        assertThat(enter(EventType.ACTION_CONFIRMED, "room-2", done).dead().reason())
                .isEqualTo("KEY_MISMATCH");
        assertThat(enter(EventType.VERDICT, "room-1", done).dead().reason())
                .isEqualTo("WRONG_TOPIC");
    }

    /** The notice job reads its own alerts back from the topic that this one is on too. */
    @Test
    void theNoticeJobAdoptsNoAlertOfAnotherJob() {
        CommandUnconfirmed alert =
                CommandUnconfirmedBuilder.builder()
                        .alertKey("room-1/command/1/unconfirmed")
                        .commandId("room-1/command/1")
                        .sessionId("room-1")
                        .measure(Measure.BLOCK)
                        .territories(List.of())
                        .workId("work")
                        .verdictId("room-1/1")
                        .issuedAt(NOW_MS)
                        .attempts(3)
                        .deadline(NOW_MS)
                        .build();
        NoticeInput refused =
                Arriving.on(Topic.ESCALATIONS, EventType.COMMAND_UNCONFIRMED, "room-1", alert)
                        .only(new PublishedDoor(() -> NOW_MS));
        assertThat(refused.dead().reason()).isEqualTo("WRONG_TOPIC");
    }

    private static ActionConfirmed confirmed(String commandId, long at) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c-1")
                .itemId("room-1")
                .measure(Measure.STOP_STREAM)
                .effectiveAt(at)
                .commandId(commandId)
                .build();
    }

    private JudgeInput enter(EventType type, String key, Object event) {
        return Arriving.on(Topic.SESSION_CONFIRMATIONS, type, key, event).only(door);
    }
}
