package dev.vigil.flink.verdict;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.FIRST_NUMBER;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.policy.Screening;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.media.MissingReason;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.PendingScreening;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.ScreeningResult;
import dev.vigil.schema.verdict.Verdict;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreeningsTest {
    private static final SessionStarted UPLOAD = session(SessionKind.UPLOAD, "CN");
    private static final long PATIENCE_MS = 600_000;

    private KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> judge;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        judge =
                TestingOperators.broadcast(
                        new JudgeFunction(List.of("list"), 0),
                        JudgeInput::sessionId,
                        Types.STRING,
                        1,
                        0,
                        restored);
        judge.setProcessingTime(NOON_MS + 1_000);
    }

    @AfterEach
    void close() throws Exception {
        judge.close();
    }

    @Test
    void anUploadWithoutMatchesIsClear() throws Exception {
        loaded();
        ended(analysis(UPLOAD, 0));
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.result()).isEqualTo(ScreeningResult.CLEAR);
                            assertThat(answer.screenedId())
                                    .isEqualTo(SESSION + "/" + UPLOAD.startAt());
                            assertThat(answer.accountId()).isEqualTo(UPLOAD.accountId());
                            assertThat(answer.missing()).isEmpty();
                            assertThat(answer.listAsOf()).isNull();
                        });
        assertThat(stateEntries(judge)).isZero();
    }

    @Test
    void noneIsClearBeforeTheListIsLoaded() throws Exception {
        ended(analysis(UPLOAD, 0));
        assertThat(answers()).isEmpty();
        loaded();
        later(1_000);
        assertThat(answers()).extracting(Screened::result).containsExactly(ScreeningResult.CLEAR);
    }

    @Test
    void aMatchThatIsStillOnItsWayIsWaitedFor() throws Exception {
        loaded();
        found("m1", false);
        ended(analysis(UPLOAD, 2, "m1", "m2"));
        assertThat(answers()).as("m2 is not back").isEmpty();
        found("m2", true);
        assertThat(answers()).as("m2 is not over").isEmpty();
        found("m2", false);
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.result()).isEqualTo(ScreeningResult.MATCHED);
                            assertThat(answer.action()).isEqualTo(Action.OBSERVE);
                            assertThat(answer.verdictIds())
                                    .containsExactly(SESSION + "/" + FIRST_NUMBER);
                            assertThat(answer.matches()).isEqualTo(2);
                        });
        later(PATIENCE_MS);
        assertThat(answers()).as("one answer").isEmpty();
    }

    @Test
    void whateverHappensMeanwhileAnAnswerIsLookedForOnceASecond() throws Exception {
        loaded();
        ended(analysis(UPLOAD, 1, "m1"));
        for (int i = 0; i < 20; i++) {
            later(5_000 + 37 * i);
            found("other" + i, false);
        }
        assertThat(answers()).isEmpty();
        assertThat(judge.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void theAnswerNamesTheStrictestActionAndTheListItWasHeldAgainst() throws Exception {
        judge.processBroadcastElement(
                ListInput.entry(entry(ListClass.STAYDOWN), NOON_MS - 5_000), 0);
        loaded();
        found("m1", false);
        ended(analysis(UPLOAD, 1, "m1"));
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.action()).isEqualTo(Action.BLOCK);
                            assertThat(answer.listAsOf()).isEqualTo(NOON_MS - 5_000);
                        });
    }

    @Test
    void aMatchThatNeverComesBackIsAnsweredWithWhatIsMissing() throws Exception {
        loaded();
        ended(analysis(UPLOAD, 1, "m1"));
        later(PATIENCE_MS - 1_000);
        assertThat(answers()).isEmpty();
        later(PATIENCE_MS + 1_000);
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.result()).isEqualTo(ScreeningResult.MATCHED);
                            assertThat(answer.missing())
                                    .containsExactly(new MissingPart(MissingReason.VERDICTS, 1));
                            assertThat(answer.action()).isNull();
                        });
    }

    @Test
    void whatIsMissingMakesAnUploadIncompleteButNeverClear() throws Exception {
        loaded();
        SessionEnd damaged = new SessionEnd(NOON_MS, true, 0, 7, true, false);
        ended(new SessionAnalysis(SESSION, null, damaged, "audio/1", 2, 0, List.of(), 3, 4, 5));
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.result()).isEqualTo(ScreeningResult.INCOMPLETE);
                            assertThat(answer.missing())
                                    .containsExactly(
                                            new MissingPart(MissingReason.NO_CONTEXT, 1),
                                            new MissingPart(MissingReason.NO_SOUND, 1),
                                            new MissingPart(MissingReason.BYTES_SWAPPED, 1),
                                            new MissingPart(MissingReason.SEGMENTS, 7),
                                            new MissingPart(MissingReason.SHARDS, 3),
                                            new MissingPart(MissingReason.REFERENCES, 4),
                                            new MissingPart(MissingReason.FAILED, 5));
                        });
    }

    /** A platform that mistakes the order of bytes would publish all that it is sent. */
    @Test
    void anUploadOfSwappedBytesIsNotClear() throws Exception {
        loaded();
        SessionEnd swapped = new SessionEnd(NOON_MS, true, 24_000, 0, true, false);
        ended(new SessionAnalysis(SESSION, UPLOAD, swapped, "audio/1", 2, 0, List.of(), 0, 0, 0));
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.result()).isEqualTo(ScreeningResult.INCOMPLETE);
                            assertThat(answer.missing())
                                    .containsExactly(
                                            new MissingPart(MissingReason.BYTES_SWAPPED, 1));
                        });
    }

    /** Either is analysed without the other; how much of each was, is in the answer. */
    @ParameterizedTest
    @CsvSource({
        "24000, 24250, CLEAR",
        "24000, 0, CLEAR",
        "0, 24250, CLEAR",
        "0, 250, CLEAR",
        "0, 0, INCOMPLETE"
    })
    void aFilmIsScreenedByWhatItHas(long soundMs, long pictureMs, ScreeningResult result)
            throws Exception {
        loaded();
        SessionEnd end = new SessionEnd(NOON_MS, true, soundMs, pictureMs, 1, 0, false, false);
        ended(new SessionAnalysis(SESSION, UPLOAD, end, "video/1", 2, 0, List.of(), 0, 0, 0));
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.result()).isEqualTo(result);
                            assertThat(answer.soundMs()).isEqualTo(soundMs);
                            assertThat(answer.pictureMs()).isEqualTo(pictureMs);
                            assertThat(answer.missing())
                                    .extracting(MissingPart::reason)
                                    .isEqualTo(
                                            result == ScreeningResult.CLEAR
                                                    ? List.of()
                                                    : List.of(MissingReason.NO_SOUND));
                        });
    }

    @Test
    void anAnswerThatIsOwedSurvivesARestart() throws Exception {
        loaded();
        found("m1", false);
        ended(analysis(UPLOAD, 2, "m1", "m2"));
        OperatorSubtaskState state = judge.snapshot(1, 1);
        judge.close();
        open(state);
        loaded();
        found("m2", false);
        assertThat(answers()).extracting(Screened::result).containsExactly(ScreeningResult.MATCHED);
    }

    /** Ids are used again; each session has its own answer. */
    @Test
    void anotherSessionOfTheIdHasItsOwnAnswer() throws Exception {
        loaded();
        ended(analysis(UPLOAD, 1, "m1"));
        SessionStarted again = again();
        ended(analysis(again, 0));
        assertThat(answers())
                .extracting(Screened::screenedId, Screened::result)
                .containsExactly(
                        tuple(SESSION + "/" + UPLOAD.startAt(), ScreeningResult.MATCHED),
                        tuple(SESSION + "/" + again.startAt(), ScreeningResult.CLEAR));
    }

    /** The match opened and closed before anybody knew that it is an upload. */
    @Test
    void aMatchFromBeforeALateStartIsNotWaitedFor() throws Exception {
        loaded();
        send(finding(null, evidence("m1", WORK, NOON_MS, 20_000, true)));
        send(finding(null, evidence("m1", WORK, NOON_MS, 20_000, false)));
        ended(analysis(UPLOAD, 1, "m1"));
        assertThat(answers())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.result()).isEqualTo(ScreeningResult.MATCHED);
                            assertThat(answer.missing()).isEmpty();
                            assertThat(answer.verdictIds())
                                    .containsExactly(SESSION + "/" + FIRST_NUMBER);
                        });
        assertThat(judge.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aLateMatchOrEndOfAnEarlierUseOfTheIdTakesNothingFromTheLaterOne() throws Exception {
        loaded();
        SessionStarted again = again();
        found("m1", true);
        send(finding(again, evidence("m2", WORK, NOON_MS + 60_000, 20_000, false)));
        found("m1", false);
        ended(analysis(UPLOAD, 1, "m1"));
        assertThat(answers())
                .as("of the earlier use, at once")
                .extracting(Screened::screenedId, Screened::result)
                .containsExactly(tuple(SESSION + "/" + UPLOAD.startAt(), ScreeningResult.MATCHED));
        ended(analysis(again, 1, "m2"));
        assertThat(answers())
                .as("m2 is back")
                .extracting(Screened::screenedId, Screened::result)
                .containsExactly(tuple(SESSION + "/" + again.startAt(), ScreeningResult.MATCHED));
    }

    @Test
    void whatIsRememberedOfAnUploadIsBounded() {
        PendingScreening known = null;
        for (int i = 0; i < 3_000; i++) {
            known = Screening.back(known, 1, "m" + i);
        }
        assertThat(known.back()).hasSizeLessThanOrEqualTo(1_000).endsWith("m2998", "m2999");
    }

    private static SessionStarted again() {
        return UPLOAD.withStartAt(UPLOAD.startAt() + 1);
    }

    /** Once, not again each second for a week. */
    @Test
    void anAnswerThatFailsIsADeadLetterAndTheNextUploadHasOne() throws Exception {
        loaded();
        SessionAnalysis whole = analysis(UPLOAD, 0);
        ended(new SessionAnalysis(SESSION, UPLOAD, whole.end(), "audio/1", 100, 0, null, 0, 0, 0));
        assertThat(dead(judge)).extracting(d -> d.key()).containsExactly(SESSION);
        later(10_000);
        assertThat(dead(judge)).isEmpty();
        assertThat(answers()).isEmpty();
        assertThat(stateEntries(judge)).isZero();
        ended(whole);
        assertThat(answers()).extracting(Screened::result).containsExactly(ScreeningResult.CLEAR);
    }

    private static SessionAnalysis analysis(
            SessionStarted context, long matches, String... matchIds) {
        SessionEnd end = new SessionEnd(NOON_MS, true, 60_000, 0, false, false);
        return new SessionAnalysis(
                SESSION, context, end, "audio/1", 100, matches, List.of(matchIds), 0, 0, 0);
    }

    private void ended(SessionAnalysis analysis) throws Exception {
        judge.processElement(JudgeInput.ended(analysis), 0);
    }

    private void found(String matchId, boolean open) throws Exception {
        send(finding(UPLOAD, evidence(matchId, WORK, NOON_MS, 20_000, open)));
    }

    private void send(Finding finding) throws Exception {
        judge.processElement(JudgeInput.finding(finding), 0);
    }

    private void loaded() throws Exception {
        judge.processBroadcastElement(ListInput.loaded(new Loaded("list", 0, 1)), 0);
    }

    private void later(long ms) throws Exception {
        judge.setProcessingTime(NOON_MS + 1_000 + ms);
    }

    private List<Screened> answers() {
        List<Screened> answers = side(judge, JudgeFunction.SCREENED);
        out(judge);
        return answers;
    }
}
