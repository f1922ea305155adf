package dev.vigil.bench.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.media.MissingReason;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.ScreenedBuilder;
import dev.vigil.schema.verdict.ScreeningResult;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each thing that must not happen, planted and found. */
class UploadsJudgeTest {
    private static final MissingPart SEGMENT = new MissingPart(MissingReason.SEGMENTS, 1);
    private static final MissingPart SEGMENTS = new MissingPart(MissingReason.SEGMENTS, 2);

    private final UploadsJudge judge = new UploadsJudge();

    @BeforeEach
    void sent() {
        sent("clean", ScreeningResult.CLEAR, Set.of(), 1_000);
        sent("pirate", ScreeningResult.MATCHED, Set.of(), 2_000);
        sent("damaged", ScreeningResult.INCOMPLETE, Set.of(SEGMENT), 3_000);
    }

    @Test
    void oneRightAnswerToEachIsAsPromisedAndSoIsItsRepetition() {
        good("clean");
        good("pirate");
        assertThat(judge.allAnswered()).isFalse();
        good("damaged");
        good("damaged");
        assertThat(judge.allAnswered()).isTrue();
        assertThat(judge.findings()).isEqualTo(found(0, 0, 0, 0, 0, 0));
        assertThat(judge.findings().isClean()).isTrue();
        assertThat(judge.remarks()).isEmpty();
    }

    @Test
    void anUploadWithoutAnAnswerIsMissing() {
        good("clean");
        good("damaged");
        assertThat(judge.allAnswered()).isFalse();
        faulty(found(1, 0, 0, 0, 0, 0), "pirate: expected", "got no answer");
    }

    @Test
    void answersUnderTwoIdsAreSeveral() {
        allGood();
        judge.seen(9_000, answer("clean", "clean/2", ScreeningResult.CLEAR, List.of()));
        faulty(found(0, 1, 0, 0, 1, 0), "clean: expected");
    }

    @Test
    void clearForAWorkIsFalseThoughItWasCorrected() {
        good("clean");
        good("damaged");
        judge.seen(9_000, answer("pirate", "pirate/1", ScreeningResult.CLEAR, List.of()));
        faulty(found(0, 0, 1, 1, 0, 0), "pirate: expected");
        good("pirate");
        faulty(found(0, 0, 1, 0, 1, 0), "pirate: expected");
    }

    @Test
    void clearForADamagedUploadIsFalse() {
        good("clean");
        good("pirate");
        judge.seen(9_000, answer("damaged", "damaged/1", ScreeningResult.CLEAR, List.of()));
        faulty(found(0, 0, 1, 1, 0, 0), "damaged: expected");
    }

    @Test
    void anAnswerThatNamesOtherPartsIsWrong() {
        good("clean");
        good("pirate");
        judge.seen(
                9_000,
                answer("damaged", "damaged/1", ScreeningResult.INCOMPLETE, List.of(SEGMENTS)));
        faulty(found(0, 0, 0, 1, 0, 0), "damaged: expected");
    }

    @Test
    void matchedWithoutAVerdictIsWrong() {
        good("clean");
        good("damaged");
        Screened good = answer("pirate", "pirate/1", ScreeningResult.MATCHED, List.of());
        judge.seen(9_000, judged(good, null, List.of()));
        faulty(found(0, 0, 0, 1, 0, 0), "pirate: expected");
    }

    @Test
    void anIdWithTwoBodiesIsChanged() {
        allGood();
        Screened good = answer("pirate", "pirate/1", ScreeningResult.MATCHED, List.of());
        judge.seen(9_000, judged(good, Action.REVIEW, List.of("pirate/1")));
        faulty(found(0, 0, 0, 0, 1, 0), "pirate: expected");
    }

    @Test
    void anAnswerToWhatNobodySentIsStray() {
        allGood();
        judge.seen(9_000, answer("stranger", "stranger/1", ScreeningResult.CLEAR, List.of()));
        faulty(found(0, 0, 0, 0, 0, 1), "stranger: expected no answer");
    }

    @Test
    void theFirstAnswerCountsForItsTime() {
        good("clean", 1_400);
        good("clean", 9_000);
        good("pirate", 3_000);
        assertThat(judge.latencies(endedMs -> true)).containsExactly(400L, 1_000L);
        assertThat(judge.latencies(endedMs -> endedMs > 1_000)).containsExactly(1_000L);
    }

    @Test
    void aTenthShowsAWorkAndATenthIsDamagedInEachWay() {
        List<UploadsJudge.Expected> all =
                IntStream.range(0, 1_000).mapToObj(UploadScript::expected).toList();
        assertThat(all).filteredOn(each -> !each.missing().isEmpty()).hasSize(100);
        assertThat(all)
                .filteredOn(
                        each ->
                                each.result() == ScreeningResult.MATCHED
                                        && each.missing().isEmpty())
                .hasSize(100);
        assertThat(all)
                .filteredOn(each -> each.result() == ScreeningResult.INCOMPLETE)
                .flatExtracting(UploadsJudge.Expected::missing)
                .extracting(MissingPart::reason)
                .contains(MissingReason.SEGMENTS, MissingReason.NO_CONTEXT, MissingReason.NO_SOUND);
        assertThat(all)
                .noneMatch(
                        each ->
                                each.result() == ScreeningResult.CLEAR
                                        && !each.missing().isEmpty());
    }

    private void faulty(UploadsJudge.Findings expected, String... remark) {
        assertThat(judge.findings()).isEqualTo(expected);
        assertThat(judge.findings().isClean()).isFalse();
        assertThat(judge.remarks()).singleElement().asString().contains(remark);
    }

    private static UploadsJudge.Findings found(long... counts) {
        return new UploadsJudge.Findings(
                counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    private void sent(
            String session, ScreeningResult result, Set<MissingPart> missing, long endedMs) {
        judge.sent(session, new UploadsJudge.Expected(result, missing), endedMs);
    }

    private void allGood() {
        good("clean");
        good("pirate");
        good("damaged");
    }

    private void good(String session) {
        good(session, 5_000);
    }

    private void good(String session, long wallMs) {
        judge.seen(
                wallMs,
                switch (session) {
                    case "clean" -> answer(session, "clean/1", ScreeningResult.CLEAR, List.of());
                    case "pirate" ->
                            answer(session, "pirate/1", ScreeningResult.MATCHED, List.of());
                    default ->
                            answer(
                                    session,
                                    "damaged/1",
                                    ScreeningResult.INCOMPLETE,
                                    List.of(SEGMENT));
                });
    }

    private static Screened answer(
            String session, String id, ScreeningResult result, List<MissingPart> missing) {
        boolean matched = result == ScreeningResult.MATCHED;
        return ScreenedBuilder.builder()
                .screenedId(id)
                .sessionId(session)
                .accountId("account")
                .result(result)
                .action(matched ? Action.BLOCK : null)
                .verdictIds(matched ? List.of(session + "/1") : List.of())
                .matches(matched ? 1 : 0)
                .missing(missing)
                .soundMs(40_000)
                .profile("audio/1")
                .referenceHours(10)
                .endedAt(1_000)
                .build();
    }

    private static Screened judged(Screened answer, Action action, List<String> verdictIds) {
        return answer.with().action(action).verdictIds(verdictIds).build();
    }
}
