package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertActsTest {
    private static final String UNCONFIRMED = "room-77/command/1/unconfirmed";

    private final TestingFacts known = new TestingFacts().filed("n-1", "clip-1");

    private Act acknowledge(String alertKey) throws Exception {
        return AlertActs.acknowledge(known, alertKey, "wang", "on it", NOW_MS);
    }

    @Test
    void anAlertOfANoticeIsOfTheNotice() throws Exception {
        known.fired("n-1", "n-1/1/E4");

        assertThat(acknowledge("n-1/1/E4"))
                .isEqualTo(
                        new Act(
                                Topic.ACKS,
                                EventType.ALERT_ACKNOWLEDGED,
                                "n-1",
                                NOW_MS,
                                new AlertAcknowledged("n-1", "n-1/1/E4", "wang", NOW_MS, "on it"),
                                List.of("n-1")));
    }

    /** Also where a notice has the session's name. */
    @Test
    void anyOtherIsOfItselfAndNoJobAnswersIt() throws Exception {
        known.filed("room-77", "clip-1").knows(UNCONFIRMED, new AlertFacts(UNCONFIRMED, null));
        Act act = acknowledge(UNCONFIRMED);

        assertThat(act.key()).isEqualTo(UNCONFIRMED);
        assertThat(((AlertAcknowledged) act.body()).noticeId()).isNull();
        assertThat(ActAnswer.topics(act)).isEmpty();
        assertThat(AlertActs.words((AlertAcknowledged) act.body()))
                .isEqualTo(UNCONFIRMED + ": acknowledged by wang");
    }

    @Test
    void oneThatIsOverIsRefused() {
        known.knows(UNCONFIRMED, new AlertFacts(UNCONFIRMED, NOW_MS - 1));
        assertThatThrownBy(() -> acknowledge(UNCONFIRMED))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "ALERT: expected one that is open, got '"
                                + UNCONFIRMED
                                + "', which is over");
    }

    @Test
    void oneThatWasNotFiredIsRefused() {
        assertThatThrownBy(() -> acknowledge("n-1/1/E4"))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "ALERT: expected an alert that was fired, got 'n-1/1/E4'; fired is none"
                                + " yet");
        known.fired("n-1", "n-1/1/E0").fired("n-1", "n-1/1/E1");
        assertThatThrownBy(() -> acknowledge("n-1/1/E4"))
                .hasMessageEndingWith("fired are n-1/1/E0, n-1/1/E1");
        assertThatThrownBy(() -> acknowledge("n-9/1/E4"))
                .isInstanceOf(ActRefused.class)
                .hasMessageStartingWith("NOTICE: expected the id of a filed notice, got 'n-9'");
        for (String none : List.of("E4", "/1/E4")) {
            assertThatThrownBy(() -> acknowledge(none))
                    .isInstanceOf(ActRefused.class)
                    .hasMessageStartingWith("ALERT: expected an alert key such as n-2/1/E4, got");
        }
    }

    @Test
    void oneThatWasSeenIsRefused() {
        known.fired("n-1", "n-1/1/E4");
        known.status(
                GoldenEvent.of(EventType.NOTICE_STATUS, NoticeStatus.class)
                        .with()
                        .noticeId("n-1")
                        .acknowledged(List.of("n-1/1/E4"))
                        .build());
        assertThatThrownBy(() -> acknowledge("n-1/1/E4"))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "ALERT: expected one that is not acknowledged yet, got 'n-1/1/E4', which"
                                + " is; see vigil notice show n-1");
    }
}
