package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.LeftOut;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.media.MissingReason;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.ScreenedBuilder;
import dev.vigil.schema.verdict.ScreeningResult;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EnvelopeBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a watcher sees of commands: words, never a piece of JSON that ends in its middle. */
class RowsTest {
    private static final long AT = 1_700_000_000_000L;
    private static final EnforcementCommand COMMAND =
            EnforcementCommandBuilder.builder()
                    .commandId("s-1/command/1")
                    .sessionId("s-1")
                    .accountId("fan")
                    .measure(Measure.STOP_STREAM)
                    .territories(List.of())
                    .issuedAt(AT)
                    .deadline(AT + 10_000)
                    .reasonCode("LISTED_IN_SCREENING")
                    .verdictId("v-1")
                    .workId("the-film")
                    .build();

    @Test
    void aCommandSaysWhyAndUntilWhenItIsToBeConfirmed() {
        String confirmed = ", to be confirmed until " + Times.clock(AT + 10_000);
        assertThat(row(EventType.COMMAND, COMMAND))
                .contains(" STOP_STREAM ")
                .endsWith(" the-film, LISTED_IN_SCREENING" + confirmed);
        assertThat(row(EventType.COMMAND, COMMAND.repeated(2, AT + 20_000)))
                .endsWith(Times.clock(AT + 20_000) + ", attempt 2");
    }

    @Test
    void eachAttemptOfACommandHasItsOwnTime() {
        byte[] again = Json.bytes(COMMAND.repeated(2, AT + 20_000));
        Envelope envelope = Envelope.json(EventType.COMMAND, "/test", "id", "s-1", AT);
        Event stored =
                new Event("commands", 0, 0, AT + 10_000, "s-1", envelope, again, new LeftOut());
        assertThat(Rows.row(stored)).startsWith(Times.clock(AT + 10_000));
        assertThat(row(EventType.COMMAND, COMMAND)).startsWith(Times.clock(AT));
    }

    @Test
    void aVerdictSaysWhichOfSoundAndPicturesMatches() {
        PictureMatch mirrored = new PictureMatch(9, false, 0, 0, 1024, 1024, true);
        PictureMatch still = new PictureMatch(0, true, 0, 0, 1024, 1024, false);
        assertThat(row(EventType.VERDICT, verdict(null, null))).contains("-0:30.0, score 40");
        assertThat(row(EventType.VERDICT, verdict(null, OtherSense.IN_STEP)))
                .contains("-0:30.0 by its sound, score 40");
        assertThat(row(EventType.VERDICT, verdict(mirrored, null)))
                .contains("-0:30.0 by its pictures, mirrored, score 40");
        assertThat(row(EventType.VERDICT, verdict(still, null)))
                .contains("-0:30.0 by a still picture, score 40");
        Verdict once = verdict(null, null);
        Evidence repeated =
                once.evidence().get(0).withOtherPlaces(new OtherPlaces(2, List.of(0L, 90_000L)));
        assertThat(row(EventType.VERDICT, verdict(repeated)))
                .contains("-0:30.0 or another of the 3 places where the recording has it, score");
    }

    @Test
    void anAnswerToAnUploadSaysHowMuchWasAnalysed() {
        Screened screened =
                ScreenedBuilder.builder()
                        .screenedId("s-1/1")
                        .sessionId("s-1")
                        .result(ScreeningResult.INCOMPLETE)
                        .missing(List.of(new MissingPart(MissingReason.NO_CONTEXT, 1)))
                        .soundMs(1_500)
                        .pictureMs(20_000)
                        .profile("video/1")
                        .build();
        assertThat(row(EventType.SCREENED, screened))
                .contains(" INCOMPLETE ")
                .endsWith(
                        " 0 matched, analysed 1.5 s of sound and 20.0 s of pictures, NO_CONTEXT 1");
    }

    /** The place of one of a session is the number of a segment. */
    @Test
    void aDeadLetterHasTheTimeThatItWasStoredAt() {
        DeadLetter letter =
                DeadLetterBuilder.builder()
                        .deadLetterId("fingerprint/s-1/INCOMPLETE")
                        .topic("")
                        .partition(-1)
                        .offset(11)
                        .stage("fingerprint")
                        .reason("INCOMPLETE")
                        .message("segments: expected 12")
                        .key("s-1")
                        .bytes(new byte[0])
                        .build();
        Envelope envelope = Envelope.json(EventType.DEAD_LETTER, "/test", "id", "s-1", AT);
        Event stored =
                new Event(
                        "deadletters",
                        0,
                        0,
                        AT + 10_000,
                        "s-1",
                        envelope,
                        Json.bytes(letter),
                        new LeftOut());
        assertThat(Rows.row(stored)).startsWith(Times.clock(AT + 10_000));
    }

    @Test
    void whatIsSaidOfAnAccountIsInWords() {
        AccountCommand command =
                AccountCommandBuilder.builder()
                        .commandId("fan/S1/session:1/LIVE_OFF")
                        .accountId("fan")
                        .measure(Measure.LIVE_OFF)
                        .from(AT)
                        .step(LadderStep.S1)
                        .reason("LADDER")
                        .issuedAt(AT)
                        .deadline(AT + 10_000)
                        .build();
        assertThat(row(EventType.ACCOUNT_COMMAND, command))
                .contains(" ACCOUNT_COMMAND ")
                .endsWith(" LIVE_OFF ordered (fan/S1/session:1/LIVE_OFF)");
        AccountStanding standing =
                AccountStandingBuilder.builder()
                        .accountId("fan")
                        .step(LadderStep.S0)
                        .strikes(List.of())
                        .restrictions(List.of())
                        .linked(List.of())
                        .ladderVersion("default-1")
                        .at(AT)
                        .build();
        assertThat(row(EventType.ACCOUNT_STANDING, standing))
                .endsWith(" fan: S0, 0 strikes, 0 offences");
    }

    @Test
    void whatCantBeReadIsShownAsItsBytesInOneLine() {
        byte[] bad = "{\"commandId\":17,\n\"x\":\"\u001b[2J\"}".getBytes(StandardCharsets.UTF_8);
        Envelope envelope = Envelope.json(EventType.COMMAND, "/test", "id", "s-1", AT);
        assertThat(Rows.row(new Event("commands", 0, 0, "s-1", envelope, bad)))
                .contains(" COMMAND ")
                .endsWith("unreadable: {\"commandId\":17, \"x\":\"?[2J\"}");
        assertThat(Rows.row(new Event("commands", 0, 0, null, null, bad))).contains("unreadable: ");
    }

    @Test
    void anUnconfirmedOneSaysHowOftenItWasToldAndHowItEnded() {
        assertThat(row(EventType.COMMAND_UNCONFIRMED, unconfirmed(null, null, null)))
                .contains(" COMMAND_UNCONFIRMED ")
                .endsWith(" STOP_STREAM sent 3 times in [CN], due " + Times.clock(AT));
        assertThat(row(EventType.COMMAND_UNCONFIRMED, unconfirmed("no such", AT + 5, "CONFIRMED")))
                .endsWith(", failed: no such, CONFIRMED at " + Times.clock(AT + 5));
    }

    private static CommandUnconfirmed unconfirmed(String failure, Long at, String resolution) {
        return CommandUnconfirmedBuilder.builder()
                .alertKey("s-1/command/1/unconfirmed")
                .commandId("s-1/command/1")
                .sessionId("s-1")
                .accountId("fan")
                .measure(Measure.STOP_STREAM)
                .territories(List.of("CN"))
                .workId("the-film")
                .verdictId("v-1")
                .issuedAt(AT)
                .attempts(3)
                .deadline(AT)
                .failure(failure)
                .resolvedAt(at)
                .resolution(resolution)
                .build();
    }

    private static Verdict verdict(PictureMatch picture, OtherSense other) {
        Evidence match =
                EvidenceBuilder.builder()
                        .matchId("m")
                        .workId("the-film")
                        .referenceId("film")
                        .queryEndMs(20_000)
                        .refStartMs(10_000)
                        .refEndMs(30_000)
                        .score(40)
                        .picture(picture)
                        .otherSense(other)
                        .build();
        return verdict(match);
    }

    private static Verdict verdict(Evidence match) {
        return VerdictBuilder.builder()
                .verdictId("s-1/1")
                .state(VerdictState.OPEN)
                .sessionId("s-1")
                .action(Action.BLOCK)
                .reasonCode("LISTED_IN_SCREENING")
                .ruleVersion("precedence-3")
                .decisions(List.of())
                .evidence(List.of(match))
                .build();
    }

    private static String row(EventType type, Object data) {
        Envelope envelope =
                EnvelopeBuilder.builder()
                        .id("id")
                        .source("/test")
                        .type(type.type())
                        .subject("s-1")
                        .timeMs(AT)
                        .contentType(Envelope.JSON)
                        .build();
        byte[] json = Json.bytes(data);
        return Rows.row(new Event("commands", 0, 0, "s-1", envelope, json));
    }
}
