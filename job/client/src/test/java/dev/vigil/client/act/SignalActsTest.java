package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import org.junit.jupiter.api.Test;

class SignalActsTest {
    private static final SignalStatus STATUS =
            GoldenEvent.of(EventType.SIGNAL_STATE, SignalStatus.class);

    private final TestingFacts known = new TestingFacts().knows(STATUS.signalId(), STATUS);

    private static SignalDecidedBuilder opinion(String signalId, OpinionKind opinion) {
        return SignalDecidedBuilder.builder()
                .signalId(signalId)
                .opinion(opinion)
                .by("oidc:li")
                .at(NOW_MS);
    }

    @Test
    void anOpinionIsOfTheContentThatIsThere() throws Exception {
        Act act = SignalActs.decide(known, opinion(STATUS.signalId(), OpinionKind.CONFIRM));
        assertThat(act.topic()).isEqualTo(Topic.SIGNAL_DECISIONS);
        assertThat(act.key()).isEqualTo(STATUS.signalId());
        assertThat(((SignalDecided) act.body()).contentDigest()).isEqualTo(STATUS.contentDigest());
    }

    @Test
    void whatIsNoSignalOrNoDecisionIsRefused() {
        assertThatThrownBy(
                        () -> SignalActs.decide(known, opinion("west:film-1", OpinionKind.CONFIRM)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signal: expected one of vigil signal list, got 'west:film-1'");
        assertThatThrownBy(
                        () ->
                                SignalActs.decide(
                                        known, opinion(STATUS.signalId(), OpinionKind.SEEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("opinion: expected CONFIRM, DISPUTE or NONE");
        assertThatThrownBy(
                        () ->
                                SignalActs.decide(
                                        known, opinion(STATUS.signalId(), OpinionKind.DISPUTE)))
                .as("a dispute has a reason")
                .isInstanceOf(IllegalArgumentException.class);
    }
}
