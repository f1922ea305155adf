package dev.vigil.client.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.PassingEvents;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import org.junit.jupiter.api.Test;

/** What an act asks of a topic that has all that a site has done. */
class TopicFactsTest {
    @Test
    void theLastCommandOnASessionIsFoundOnALongTopic() throws Exception {
        PassingEvents topics =
                PassingEvents.of(
                        command("s-1", "s-1/command/1"),
                        command("s-1", "s-1/command/2"),
                        command("s-2", "s-2/command/1"));

        assertThat(TopicFacts.command(topics, "s-1"))
                .map(EnforcementCommand::commandId)
                .contains("s-1/command/2");
        assertThat(TopicFacts.command(topics, "s-1/command/1"))
                .map(EnforcementCommand::commandId)
                .contains("s-1/command/1");
        assertThat(TopicFacts.command(topics, "s-3")).isEmpty();
    }

    @Test
    void alertsOfANoticeAreInTheirOrderAndOnce() throws Exception {
        PassingEvents topics =
                PassingEvents.of(
                        alert("n-1/1/E1"),
                        alert("n-11/1/E1"),
                        alert("n-1/1/E0"),
                        alert("n-1/1/E1"));

        assertThat(TopicFacts.alertsOf(topics, "n-1")).containsExactly("n-1/1/E1", "n-1/1/E0");
    }

    private static Event command(String sessionId, String commandId) {
        return GoldenEvent.on(
                Topic.COMMANDS,
                EventType.COMMAND,
                sessionId,
                GoldenEvent.of(EventType.COMMAND, EnforcementCommand.class)
                        .with()
                        .sessionId(sessionId)
                        .commandId(commandId)
                        .build());
    }

    private static Event alert(String alertKey) {
        return GoldenEvent.on(
                Topic.ESCALATIONS,
                EventType.ESCALATION,
                alertKey,
                GoldenEvent.of(EventType.ESCALATION, EscalationAlert.class)
                        .with()
                        .alertKey(alertKey)
                        .build());
    }
}
