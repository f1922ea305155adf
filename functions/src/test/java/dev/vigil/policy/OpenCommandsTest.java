package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.enforcement.OpenCommand;
import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.verdict.JudgedSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCommandsTest {
    private static final EnforcementCommand STOP = command(1, Measure.STOP_STREAM);

    @Test
    void aRepeatDiffersInDeadlineAndAttemptAlone() {
        OpenCommand open = OpenCommands.sent(null, STOP).open();
        assertThat(open.dueAt()).isEqualTo(STOP.deadline());
        EnforcementCommand repeat = OpenCommands.overdue(open, NOON_MS + 10_000).repeat();
        assertThat(repeat.attempt()).isEqualTo(2);
        assertThat(repeat.deadline()).isEqualTo(NOON_MS + 20_000);
        assertThat(repeat)
                .usingRecursiveComparison()
                .ignoringFields("attempt", "deadline")
                .isEqualTo(STOP);
    }

    @Test
    void afterTheLastAttemptComplianceIsToldOnceAndAtLastItIsOver() {
        OpenCommands.Following third = silence(silence(OpenCommands.sent(null, STOP)));
        assertThat(third.repeat().attempt()).isEqualTo(3);
        OpenCommands.Following escalated = silence(third);
        assertThat(escalated.repeat()).isNull();
        CommandUnconfirmed alert = escalated.alert();
        assertThat(alert.alertKey()).isEqualTo(SESSION + "/command/1/unconfirmed");
        assertThat(alert.attempts()).isEqualTo(3);
        assertThat(alert.resolvedAt()).isNull();

        OpenCommands.Following over = silence(escalated);
        assertThat(over.open()).isNull();
        assertThat(over.alert().resolution()).isEqualTo("EXPIRED");
        assertThat(over.alert().alertKey()).isEqualTo(alert.alertKey());
    }

    /** An hour without the job must not use up the attempts of the platform. */
    @Test
    void afterAnOutageThePlatformGetsItsTimeAgain() {
        OpenCommand open = OpenCommands.sent(null, STOP).open();
        OpenCommands.Following late = OpenCommands.overdue(open, NOON_MS + 3_600_000);
        assertThat(late.alert()).isNull();
        assertThat(late.repeat().deadline()).isEqualTo(NOON_MS + 3_610_000);
    }

    @Test
    void aFailureIsRepeatedAtOnceAndItsReasonStandsInTheAlert() {
        OpenCommands.Following following = OpenCommands.sent(null, STOP);
        for (int attempt = 2; attempt <= 3; attempt++) {
            following = OpenCommands.failed(following.open(), "no such room", NOON_MS);
            assertThat(following.repeat().attempt()).isEqualTo(attempt);
        }
        following = OpenCommands.failed(following.open(), "still none", NOON_MS);
        assertThat(following.alert().failure()).isEqualTo("still none");
        assertThat(OpenCommands.failed(following.open(), "again", NOON_MS).alert()).isNull();
    }

    @Test
    void whoConfirmsAfterTheAlertResolvesIt() {
        OpenCommands.Following escalated = silence(silence(silence(OpenCommands.sent(null, STOP))));
        CommandUnconfirmed over =
                OpenCommands.confirmed(escalated.open(), done(STOP, Measure.STOP_STREAM), NOON_MS)
                        .alert();
        assertThat(over.resolution()).isEqualTo("CONFIRMED");
        CommandUnconfirmed taken =
                OpenCommands.sent(escalated.open(), command(2, Measure.LIFT)).alert();
        assertThat(taken.resolution()).isEqualTo("SUPERSEDED");
        assertThat(taken.commandId()).isEqualTo(STOP.commandId());
        assertThat(OpenCommands.sent(OpenCommands.sent(null, STOP).open(), STOP).alert())
                .as("nobody was told")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCK, BLOCK, true",
        "BLOCK, DELETE, true",
        "STOP_STREAM, BLOCK, true",
        "STOP_STREAM, NOT_FOUND, true",
        "LIFT, NOT_FOUND, true",
        "GEO_BLOCK, GEO_BLOCK, true",
        "GEO_BLOCK, BLOCK, false",
        "BLOCK, GEO_BLOCK, false",
        "BLOCK, MUTE, false",
        "MUTE, BLOCK, false",
        "LIFT, BLOCK, false",
        "BLOCK, LIFT, false",
    })
    void anotherMeasureThanTheOneToldIsAFailure(Measure told, Measure done, boolean fulfils) {
        EnforcementCommand command = command(1, told);
        OpenCommands.Following following =
                OpenCommands.confirmed(
                        OpenCommands.sent(null, command).open(), done(command, done), NOON_MS);
        assertThat(following.open() == null).isEqualTo(fulfils);
        assertThat(following.repeat() == null).isEqualTo(fulfils);
    }

    @Test
    void whatTheStateDoesNotKnowIsKeptAndNumbersGoOn() {
        JudgedSession known = with(new OrderedMeasure(Measure.STOP_STREAM, List.of(), 2));
        assertThat(Reconciliation.confirmed(known, id(1), Measure.LIFT)).isEmpty();
        assertThat(Reconciliation.confirmed(known, id(2), Measure.STOP_STREAM)).isEmpty();
        assertThat(Reconciliation.confirmed(known, id(5), Measure.GEO_BLOCK).orElseThrow())
                .extracting(JudgedSession::commanded)
                .isEqualTo(new OrderedMeasure(Measure.GEO_BLOCK, List.of(), 5, true));
        assertThat(Reconciliation.confirmed(known, id(5), Measure.LIFT).orElseThrow())
                .extracting(JudgedSession::commanded)
                .isEqualTo(new OrderedMeasure(null, List.of(), 5, true));
    }

    @Test
    void whatIsNoLongerInForceIsWantedAgain() {
        JudgedSession known = with(new OrderedMeasure(Measure.BLOCK, List.of(), 2));
        assertThat(Reconciliation.failed(known, id(1))).as("taken over by 2").isEmpty();
        assertThat(Reconciliation.failed(known, id(2)).orElseThrow().commanded())
                .isEqualTo(new OrderedMeasure(null, List.of(), 2));
        assertThat(Reconciliation.failed(known, id(4)).orElseThrow().commanded())
                .as("what stood before stands")
                .isEqualTo(new OrderedMeasure(Measure.BLOCK, List.of(), 4));
        JudgedSession lifted = with(new OrderedMeasure(null, List.of(), 3));
        assertThat(Reconciliation.failed(lifted, id(3))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"other/command/1", "session-1/command/", "session-1/command/0", "session-1/1"})
    void anIdOfSomethingElseIsAFault(String commandId) {
        JudgedSession known = JudgedSession.fresh(SESSION);
        assertThat(Reconciliation.fault(SESSION, known, commandId).orElseThrow())
                .contains("commandId: expected session-1/command/N", "got '" + commandId + "'");
        assertThat(Reconciliation.confirmed(known, commandId, Measure.BLOCK)).isEmpty();
        assertThat(Reconciliation.failed(known, commandId)).isEmpty();
    }

    @Test
    void aWordOfASessionThatWasNeverJudgedIsAFaultAndOfAnotherIsNone() {
        assertThat(Reconciliation.fault(SESSION, null, id(1)).orElseThrow())
                .contains("itemId: expected a session", "got 'session-1'");
        assertThat(Reconciliation.fault(SESSION, JudgedSession.fresh(SESSION), id(1))).isEmpty();
    }

    private static OpenCommands.Following silence(OpenCommands.Following before) {
        return OpenCommands.overdue(before.open(), before.open().dueAt());
    }

    private static JudgedSession with(OrderedMeasure commanded) {
        return JudgedSession.fresh(SESSION).withCommanded(commanded);
    }

    private static String id(int number) {
        return SESSION + "/command/" + number;
    }

    private static EnforcementCommand command(int number, Measure measure) {
        return EnforcementCommandBuilder.builder()
                .commandId(id(number))
                .sessionId(SESSION)
                .accountId("account-1")
                .measure(measure)
                .territories(List.of())
                .issuedAt(NOON_MS)
                .deadline(NOON_MS + 10_000)
                .reasonCode("LISTED_STAYDOWN")
                .verdictId(SESSION + "/1")
                .workId(WORK)
                .build();
    }

    private static ActionConfirmed done(EnforcementCommand command, Measure measure) {
        return new ActionConfirmed(
                "confirmation-1",
                SESSION,
                measure,
                NOON_MS,
                "moderation",
                command.commandId(),
                "proof",
                null,
                null,
                null,
                null,
                null);
    }
}
