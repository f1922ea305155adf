package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notifier.NotifierReport;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.signal.SignalStatusBuilder;
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
    void anOrderWithoutADocumentIsADeadLetter() {
        Directive order = new Directive(DirectiveKind.INFORM, "a", null, null, List.of("names"));
        NoticeReceived undocumented = order(order, null);
        assertThat(door(undocumented).dead().reason()).isEqualTo("DIRECTIVE_UNDOCUMENTED");
        NoticeReceived dueAlone = order(null, NOW_MS + DAY_MS);
        assertThat(door(dueAlone).dead().message()).contains("documentRef").contains("dueAt");
        Directive whole = new Directive(DirectiveKind.INFORM, "a", "d", null, List.of("names"));
        assertThat(door(order(whole, null)).kind()).isEqualTo(NoticeInput.Kind.RECEIVED);
    }

    @Test
    void whatIsNoOrderNeedsAnItem() {
        assertThatThrownBy(() -> order(null, null).with().items(List.of()).build())
                .hasMessageStartingWith("items: expected 1 to 10000");
    }

    /** It would answer another order, or be content that no measure fits. */
    @Test
    void noNotifierNamesADeliverable() {
        NoticeItem deliverable = new NoticeItem("directive:d-7:1", null);
        assertThatThrownBy(() -> order(deliverable))
                .hasMessageContaining("begins with 'directive:'");
        assertThatThrownBy(
                        () ->
                                new NoticeSupplemented(
                                        "n-1", NOW_MS, List.of(), List.of(deliverable), null))
                .hasMessageContaining("begins with 'directive:'");
    }

    private static NoticeReceived order(NoticeItem item) {
        return order(null, null).with().items(List.of(item)).build();
    }

    private NoticeInput door(NoticeReceived notice) {
        return Arriving.on(Topic.NOTICES, EventType.NOTICE_RECEIVED, "n-1", notice).at(door).get(0);
    }

    private static NoticeReceived order(Directive directive, Long dueAt) {
        List<NoticeItem> items = directive == null ? List.of(new NoticeItem("a", null)) : List.of();
        return NoticeReceivedBuilder.builder()
                .noticeId("n-1")
                .receivedAt(NOW_MS)
                .notifier("authority")
                .items(items)
                .dueAt(dueAt)
                .directive(directive)
                .build();
    }

    @Test
    void anAnswerNeedsTheDigestOfWhatWasHandedOver() {
        String item = "directive:n-1:1";
        assertThat(confirmed(item, Measure.ANSWERED, null).dead().reason())
                .isEqualTo("DELIVERABLE_WITHOUT_DIGEST");
        assertThat(confirmed(item, Measure.ANSWERED, "0f".repeat(32)).kind())
                .isEqualTo(NoticeInput.Kind.CONFIRMED);
    }

    @Test
    void aMeasureThatDoesNotFitWhatItIsOnIsADeadLetter() {
        assertThat(confirmed("directive:n-1:1", Measure.DELETE, null).dead().reason())
                .isEqualTo("DELIVERABLE_MEASURE");
        assertThat(confirmed("clip", Measure.ANSWERED, "0f".repeat(32)).dead().reason())
                .isEqualTo("DELIVERABLE_MEASURE");
        assertThat(confirmed("directive:n-1:1", Measure.LIFT, null).kind())
                .isEqualTo(NoticeInput.Kind.CONFIRMED);
    }

    private NoticeInput confirmed(String item, Measure measure, String digest) {
        ActionConfirmed confirmed =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-1")
                        .itemId(item)
                        .measure(measure)
                        .effectiveAt(NOW_MS)
                        .digest(digest)
                        .build();
        return Arriving.on(Topic.CONFIRMATIONS, EventType.ACTION_CONFIRMED, item, confirmed)
                .at(door)
                .get(0);
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

    @Test
    void ofSignalsOnlyThoseAboutANotifierHereEnter() {
        SignalStatus watched = status(SignalKind.ABUSE, SignalState.WATCHED, "studio");
        NoticeInput entered = signalled(watched).get(0);
        assertThat(entered.kind()).isEqualTo(NoticeInput.Kind.NOTIFIER_REPORTED);
        assertThat(entered.report())
                .isEqualTo(new NotifierReport(watched.signalId(), "studio", watched.expiresAt()));
        SignalStatus over = status(SignalKind.ABUSE, SignalState.DISPUTED, "studio");
        assertThat(signalled(over).get(0).report().until()).isNull();
        assertThat(signalled(status(SignalKind.ABUSE, SignalState.REPORTED, null))).isEmpty();
        assertThat(signalled(status(SignalKind.REFERENCE, SignalState.ACTIVE, null))).isEmpty();
        assertThat(
                        Arriving.on(Topic.SIGNAL_STATES, EventType.SIGNAL_STATE, "other", watched)
                                .only(door)
                                .dead()
                                .reason())
                .isEqualTo("KEY_MISMATCH");
    }

    private List<NoticeInput> signalled(SignalStatus status) {
        return Arriving.on(Topic.SIGNAL_STATES, EventType.SIGNAL_STATE, status.signalId(), status)
                .at(door);
    }

    private static SignalStatus status(SignalKind kind, SignalState state, String notifier) {
        return SignalStatusBuilder.builder()
                .signalId("west.example:report-1")
                .origin("west.example")
                .kind(kind)
                .version(1)
                .contentDigest("0".repeat(64))
                .state(state)
                .title("org-77")
                .notifier(notifier)
                .expiresAt(NOW_MS + DAY_MS)
                .at(NOW_MS)
                .build();
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
