package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationAlertBuilder;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An alert leaves with what machines route on and people read, a repeat with the same bytes. */
class OutgoingTest {
    private static final String RUNBOOK = "https://runbooks.example.org/notice";

    @Test
    void anAlertNamesItsRunbookOnceForPeopleAndOnceForMachines() {
        EscalationAlert out =
                Json.read(Outgoing.escalation(alert(), RUNBOOK).data(), EscalationAlert.class);
        assertThat(out.runbook()).isEqualTo(RUNBOOK + "#e5");
        assertThat(out.annotations().runbookUrl()).isEqualTo(out.runbook());
        assertThat(out.labels().level()).isEqualTo("E5");
    }

    @Test
    void aRepeatIsEqualToTheByte() {
        assertThat(Outgoing.escalation(alert(), RUNBOOK).data())
                .isEqualTo(Outgoing.escalation(alert(), RUNBOOK).data());
        assertThat(Outgoing.resolved(resolved(), RUNBOOK).data())
                .isEqualTo(Outgoing.resolved(resolved(), RUNBOOK).data());
    }

    @Test
    void theEndSharesTheLabelsOfItsAlerts() {
        EscalationResolved out =
                Json.read(Outgoing.resolved(resolved(), RUNBOOK).data(), EscalationResolved.class);
        assertThat(out.labels().notice()).isEqualTo("n-1");
        assertThat(out.labels().generation()).isEqualTo("1");
        assertThat(out.labels().level()).isNull();
    }

    @Test
    void whatIsRefusedOfNoticesGoesWhereOnlyReadersOfNoticesSeeIt() {
        assertThat(List.of("notices", "counternotices", "escalations", ""))
                .allMatch(
                        topic ->
                                Outgoing.noticeDeadLetter(letter(topic))
                                        .topic()
                                        .equals("deadletters.notices"));
        assertThat(Outgoing.noticeDeadLetter(letter("list")).topic()).isEqualTo("deadletters");
        assertThat(Outgoing.deadLetter(letter("media.live")).topic()).isEqualTo("deadletters");
    }

    @Test
    void whatIsRefusedOfAccountsGoesWhereTheyAreReadAndOfTheListToItsAuthority() {
        assertThat(List.of("decisions", "receipts", "outcomes", "offences", ""))
                .allMatch(
                        topic ->
                                Outgoing.ledgerDeadLetter(letter(topic))
                                        .topic()
                                        .equals("deadletters.accounts"));
        assertThat(List.of("list", "reviews"))
                .allMatch(
                        topic ->
                                Outgoing.ledgerDeadLetter(letter(topic))
                                        .topic()
                                        .equals("deadletters"));
    }

    /**
     * Who drops records by their id does not drop the one that is sent as the first had no answer.
     */
    @Test
    void aRepeatOfACommandIsAnotherRecordOfTheSameCommand() {
        EnforcementCommand first = command();
        EnforcementCommand second = first.repeated(2, first.deadline() + 1);
        assertThat(Outgoing.command(first).envelope().id()).isEqualTo("s-1/command/7");
        assertThat(Outgoing.command(second).envelope().id()).isEqualTo("s-1/command/7/attempt/2");
        assertThat(second.commandId()).isEqualTo(first.commandId());
    }

    private static EnforcementCommand command() {
        return EnforcementCommandBuilder.builder()
                .commandId("s-1/command/7")
                .sessionId("s-1")
                .measure(Measure.BLOCK)
                .territories(List.of())
                .build();
    }

    /** An id is used again; its second use reports the same positions. */
    @Test
    void theProgressOfAnotherUseOfAnIdIsAnotherEvent() {
        assertThat(Outgoing.progress(progress(1_000)).envelope().id())
                .isNotEqualTo(Outgoing.progress(progress(2_000)).envelope().id());
        assertThat(Outgoing.progress(progress(1_000)).envelope().id())
                .isEqualTo(Outgoing.progress(progress(1_000)).envelope().id());
    }

    /** Both are of one item, notice and millisecond: whose it is was named later. */
    @Test
    void anOutcomeThatSaysMoreIsAnotherEventOfTheSameItem() {
        Outgoing first = Outgoing.itemOutcome(outcome(null));
        Outgoing second = Outgoing.itemOutcome(outcome("a-1"));
        assertThat(first.topic()).isEqualTo("outcomes");
        assertThat(first.key()).isEqualTo("i-1").isEqualTo(second.key());
        assertThat(first.envelope().id()).isNotEqualTo(second.envelope().id());
        assertThat(Outgoing.itemOutcome(outcome("a-1")).envelope()).isEqualTo(second.envelope());
    }

    private static ItemOutcome outcome(String accountId) {
        return new ItemOutcome(
                "n-1",
                "i-1",
                accountId,
                null,
                null,
                "work-1",
                ItemOutcomeKind.ACTED,
                1_795_512_600_000L,
                1_795_512_600_000L,
                1);
    }

    private static AnalysisProgress progress(long startAt) {
        return new AnalysisProgress(
                "s-1", "a-1", startAt, 30_000, 100_000, false, List.of(), "audio/1", 2);
    }

    private static DeadLetter letter(String topic) {
        return DeadLetterBuilder.builder()
                .deadLetterId(topic + "/0/1")
                .topic(topic)
                .offset(1)
                .stage("door")
                .reason("BAD_DATA")
                .message("")
                .key("k")
                .bytes(new byte[0])
                .build();
    }

    private static EscalationAlert alert() {
        return EscalationAlertBuilder.builder()
                .alertKey("n-1/1/E5")
                .noticeId("n-1")
                .generation(1)
                .level("E5")
                .severity("critical")
                .notifier("studio")
                .receivedAt(1_800_000_000_000L)
                .dueAt(1_800_086_400_000L)
                .firesAt(1_800_079_200_000L)
                .elapsedMs(79_200_000)
                .remainingMs(7_200_000)
                .itemsOpen(List.of("room-77"))
                .recipients(List.of("legal"))
                .ackRequiredBy(1_800_080_100_000L)
                .skippedLevels(List.of())
                .runbook("")
                .moreOpen(0)
                .build();
    }

    private static EscalationResolved resolved() {
        return EscalationResolvedBuilder.builder()
                .alertKey("n-1/1/resolved")
                .noticeId("n-1")
                .generation(1)
                .outcome(NoticeState.ACTIONED)
                .stoppedAt(1_800_080_000_000L)
                .dueAt(1_800_086_400_000L)
                .firedLevels(List.of("E0", "E5"))
                .moreLevels(0)
                .build();
    }
}
