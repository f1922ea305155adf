package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import org.junit.jupiter.api.Test;

class CommandActsTest {
    private static final String COMMAND = "live-2026-1124-0042/command/1";
    private static final String SESSION = "live-2026-1124-0042";

    private final TestingFacts known =
            new TestingFacts()
                    .knows(SESSION, GoldenEvent.of(EventType.COMMAND, EnforcementCommand.class));

    private static ActionConfirmedBuilder answer() {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c-1")
                .effectiveAt(NOW_MS - 10)
                .evidence("log-8");
    }

    @Test
    void aCommandIsConfirmedWithWhatWasOrderedOrWithWhatWasDone() throws Exception {
        Act act = CommandActs.confirm(known, SESSION, answer(), NOW_MS);
        ActionConfirmed confirmed = (ActionConfirmed) act.body();

        assertThat(act.topic()).isEqualTo(Topic.SESSION_CONFIRMATIONS);
        assertThat(act.type()).isEqualTo(EventType.ACTION_CONFIRMED);
        assertThat(act.key()).isEqualTo(SESSION);
        assertThat(act.timeMs()).isEqualTo(NOW_MS);
        assertThat(confirmed.itemId()).isEqualTo(SESSION);
        assertThat(confirmed.commandId()).isEqualTo(COMMAND);
        assertThat(confirmed.measure()).isEqualTo(Measure.GEO_BLOCK);
        assertThat(CommandActs.words(act)).isEqualTo(COMMAND + ": GEO_BLOCK confirmed");
        Act other =
                CommandActs.confirm(known, SESSION, answer().measure(Measure.NOT_FOUND), NOW_MS);
        assertThat(((ActionConfirmed) other.body()).measure()).isEqualTo(Measure.NOT_FOUND);
    }

    @Test
    void aFailureNamesItsReason() throws Exception {
        Act act = CommandActs.fail(known, SESSION, NOW_MS - 10, "no answer", NOW_MS);

        assertThat(act.type()).isEqualTo(EventType.ACTION_REVERSED);
        assertThat(act.timeMs()).isEqualTo(NOW_MS);
        assertThat(act.body()).isEqualTo(new ItemBack(SESSION, NOW_MS - 10, "no answer", COMMAND));
        assertThat(CommandActs.words(act)).isEqualTo(COMMAND + ": failed, no answer");
    }

    @Test
    void aSessionWithoutACommandIsRefused() {
        String refusal =
                "COMMAND: expected a command on a session, or a session that has one, got"
                        + " 'room-9'; see vigil watch commands";
        assertThatThrownBy(() -> CommandActs.confirm(known, "room-9", answer(), NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(refusal);
        assertThatThrownBy(() -> CommandActs.fail(known, "room-9", NOW_MS, "r", NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(refusal);
    }
}
