package dev.vigil.flink.verdict;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.FIRST_NUMBER;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.session;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.FindingBuilder;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final ListEntry STAYDOWN = entry(ListClass.STAYDOWN);

    private KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> judge;

    @BeforeEach
    void open() throws Exception {
        judge = open(null);
        judge.setProcessingTime(NOON_MS + 1_000);
    }

    @AfterEach
    void close() throws Exception {
        judge.close();
    }

    @Test
    void aListedWorkIsCutAndAWithdrawalLifts() throws Exception {
        loaded();
        list(STAYDOWN);
        send(found("m1", WORK, true));
        assertThat(out(judge)).extracting(Verdict::action).containsExactly(Action.BLOCK);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        list(withdrawn(STAYDOWN));
        send(found("m1", WORK, true));
        assertThat(measures()).containsExactly(Measure.LIFT);
    }

    @Test
    void itTellsHowLongALiveVerdictTook() throws Exception {
        loaded();
        list(STAYDOWN);
        send(finding(session(SessionKind.UPLOAD, "CN"), match("m1", WORK, true)));
        Histogram latency = (Histogram) TestingMetrics.metric(judge, "captureToVerdictMs");
        assertThat(latency.getCount()).isZero();
        judge.close();

        open();
        loaded();
        list(STAYDOWN);
        Evidence heard = match("m1", WORK, true);
        judge.setProcessingTime(heard.captureEnd() + 1_700);
        send(finding(LIVE, heard));
        send(finding(LIVE, heard));
        latency = (Histogram) TestingMetrics.metric(judge, "captureToVerdictMs");
        assertThat(latency.getStatistics().getValues()).as("one verdict").containsExactly(1_700);
    }

    @Test
    void theReasonsComeWithTheVerdictThatRestrictsAndWithItsEnd() throws Exception {
        loaded();
        send(found("m1", WORK, true));
        assertThat(side(judge, JudgeFunction.STATEMENTS)).as("observed").isEmpty();
        list(STAYDOWN);
        send(found("m1", WORK, true));
        assertThat(side(judge, JudgeFunction.STATEMENTS))
                .extracting(StatementOfReasons::verdictId, StatementOfReasons::endDate)
                .containsExactly(tuple(SESSION + "/" + FIRST_NUMBER, null));
        list(withdrawn(STAYDOWN));
        send(found("m1", WORK, true));
        assertThat(side(judge, JudgeFunction.STATEMENTS))
                .extracting(StatementOfReasons::endDate)
                .containsExactly(NOON_MS + 1_000);
    }

    @Test
    void aCarriedChangeAheadOfTheBroadcastIsNotForgotten() throws Exception {
        loaded();
        send(carrying(STAYDOWN));
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        send(found("m1", WORK, true));
        list(STAYDOWN);
        send(found("m1", WORK, true));
        assertThat(measures()).isEmpty();

        send(carrying(withdrawn(STAYDOWN)));
        assertThat(measures()).containsExactly(Measure.LIFT);
        send(found("m1", WORK, true));
        assertThat(measures()).as("the broadcast is still behind").isEmpty();
    }

    @Test
    void theListMayComeInAnyOrder() throws Exception {
        List<ListEntry> changes =
                List.of(
                        STAYDOWN,
                        version(2, "work-2"),
                        version(3, "work-2"),
                        version(4, WORK),
                        TestingRights.of(STAYDOWN, "entry-2", "work-2"),
                        withdrawn(TestingRights.of(STAYDOWN, "entry-2", "work-2")));
        Map<String, ListEntry> expected = null;
        for (long seed = 1; seed <= 50; seed++) {
            List<ListEntry> shuffled = new ArrayList<>(changes);
            Collections.shuffle(shuffled, new Random(seed));
            try (var fresh = open(null)) {
                for (ListEntry change : shuffled) {
                    fresh.processBroadcastElement(ListInput.entry(change, NOON_MS), 0);
                }
                Map<String, ListEntry> listed = new HashMap<>();
                fresh.getBroadcastState(ListProjection.ENTRIES)
                        .entries()
                        .forEach(e -> listed.put(e.getKey(), e.getValue()));
                expected = expected == null ? listed : expected;
                assertThat(listed).as("seed %d", seed).isEqualTo(expected);
            }
        }
        assertThat(expected).containsOnlyKeys(STAYDOWN.entryId(), "entry-2");
        assertThat(expected.get(STAYDOWN.entryId())).isEqualTo(version(4, WORK));
    }

    @Test
    void anEntryThatMovesToAnotherWorkLetsTheSessionGo() throws Exception {
        loaded();
        send(carrying(STAYDOWN));
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        list(STAYDOWN);
        send(carrying(version(2, "work-2")));
        assertThat(measures()).as("carried, the broadcast is behind").containsExactly(Measure.LIFT);
        list(version(2, "work-2"));
        send(found("m1", WORK, true));
        assertThat(measures()).as("the first version was carried too").isEmpty();
    }

    @Test
    void anEntryForOtherProvidersDoesNotConcernTheSession() throws Exception {
        loaded();
        list(TestingRights.scoped(STAYDOWN, List.of(ProviderScope.STORAGE), null));
        send(found("m1", WORK, true));
        assertThat(measures()).isEmpty();
        list(
                TestingRights.scoped(
                        version(2, WORK),
                        List.of(ProviderScope.STORAGE, ProviderScope.LIVE),
                        null));
        send(found("m1", WORK, true));
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
    }

    @Test
    void everySubtaskAnswersOnceForEachVersionThatItTakes() throws Exception {
        list(STAYDOWN);
        list(STAYDOWN);
        list(version(3, "work-2"));
        list(version(2, WORK));
        assertThat(answers())
                .containsExactly("entry-1/1/JUDGE/0/1", "entry-1/3/JUDGE/0/1")
                .doesNotHaveDuplicates();
        try (var restored = open(judge.snapshot(1, 1))) {
            restored.setProcessingTime(NOON_MS + 2_000);
            restored.processBroadcastElement(ListInput.entry(version(3, "work-2"), NOON_MS), 0);
            assertThat(side(restored, JudgeFunction.RECEIPTS))
                    .as("known before the failure")
                    .isEmpty();
        }
    }

    /** Else a job that reads the list anew answers for all that ever stood there. */
    @Test
    void nobodyWaitsForTheAnswerToWhatIsADayOld() throws Exception {
        judge.setProcessingTime(NOON_MS + 24 * TestingRights.HOUR_MS - 1);
        list(STAYDOWN);
        assertThat(answers()).hasSize(1);
        judge.setProcessingTime(NOON_MS + 24 * TestingRights.HOUR_MS);
        list(version(2, WORK));
        assertThat(answers()).isEmpty();
    }

    @Test
    void aSessionIsCountedOnceForAChangeHoweverManyMatchesItHas() throws Exception {
        loaded();
        send(found("m1", WORK, true));
        send(found("m2", WORK, true));
        send(found("m3", "work-2", true));
        send(carrying("m2", STAYDOWN));
        send(carrying("m1", STAYDOWN));
        assertThat(kinds())
                .containsExactlyInAnyOrder(ReceiptInput.Kind.REJUDGED, ReceiptInput.Kind.STOPPED);
        send(found("m1", WORK, true));
        assertThat(kinds()).as("audio goes on, the list does not change").isEmpty();
        send(carrying("m1", withdrawn(STAYDOWN)));
        send(carrying("m2", withdrawn(STAYDOWN)));
        assertThat(kinds())
                .containsExactlyInAnyOrder(ReceiptInput.Kind.REJUDGED, ReceiptInput.Kind.LIFTED);
    }

    /** Audio that goes on meanwhile is judged by the broadcast before the change comes by work. */
    @Test
    void whoWasToldAheadOfTheChangeIsCountedAllTheSame() throws Exception {
        loaded();
        send(found("m1", WORK, true));
        list(STAYDOWN);
        send(found("m1", WORK, true));
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        send(carrying("m1", STAYDOWN));
        list(withdrawn(STAYDOWN));
        send(found("m1", WORK, true));
        assertThat(measures()).containsExactly(Measure.LIFT);
        send(carrying("m1", withdrawn(STAYDOWN)));
        assertThat(kinds())
                .filteredOn(kind -> kind != ReceiptInput.Kind.EFFECTIVE)
                .containsExactly(
                        ReceiptInput.Kind.REJUDGED,
                        ReceiptInput.Kind.STOPPED,
                        ReceiptInput.Kind.LIFTED,
                        ReceiptInput.Kind.REJUDGED);
    }

    /** Let go by a permission: no change of the list has done it. */
    @Test
    void anAuthorizationThatLetsASessionGoIsNotOnTheReceipt() throws Exception {
        loaded();
        list(STAYDOWN);
        send(found("m1", WORK, true));
        kinds();
        send(finding(LIVE, match("m1", WORK, true), TestingRights.authorization("a")));
        assertThat(measures()).containsExactly(Measure.STOP_STREAM, Measure.LIFT);
        assertThat(kinds()).isEmpty();
    }

    private List<String> answers() {
        return side(judge, JudgeFunction.RECEIPTS).stream()
                .map(input -> input.effective().answerId())
                .toList();
    }

    private List<ReceiptInput.Kind> kinds() {
        return side(judge, JudgeFunction.RECEIPTS).stream().map(ReceiptInput::kind).toList();
    }

    @Test
    void whileTheListLoadsNothingIsCutAndLaterItIs() throws Exception {
        list(STAYDOWN);
        send(found("m1", WORK, true));
        assertThat(out(judge)).extracting(Verdict::reasonCode).containsExactly("WARMING");
        judge.setProcessingTime(NOON_MS + 2_000);
        assertThat(out(judge)).isEmpty();
        loaded();
        judge.setProcessingTime(NOON_MS + 3_000);
        assertThat(out(judge)).extracting(Verdict::action).containsExactly(Action.BLOCK);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        assertThat(judge.numProcessingTimeTimers()).as("the command's deadline").isEqualTo(1);
    }

    @Test
    void afterARestoreAVerdictStandsWhileTheListLoads() throws Exception {
        loaded();
        list(STAYDOWN);
        send(found("m1", WORK, true));
        OperatorSubtaskState snapshot = judge.snapshot(1, 1);
        judge.close();
        judge = open(snapshot);
        judge.setProcessingTime(NOON_MS + 2_000);

        send(found("m1", WORK, false));
        assertThat(out(judge)).isEmpty();
        loaded();
        judge.setProcessingTime(NOON_MS + 3_000);
        assertThat(out(judge)).extracting(Verdict::action).containsExactly(Action.BLOCK);
        assertThat(measures()).isEmpty();
    }

    @Test
    void aPureFailureIsADeadLetterAndTheNextSessionIsJudged() throws Exception {
        loaded();
        send(
                FindingBuilder.builder()
                        .sessionId("broken")
                        .context(LIVE)
                        .evidence(match("m1", WORK, true))
                        .authorizationsLoaded(true)
                        .changes(WorkListing.NONE)
                        .build());
        assertThat(dead(judge)).extracting(d -> d.key()).containsExactly("broken");
        send(found("m1", WORK, true));
        assertThat(out(judge)).hasSize(1);
    }

    @Test
    void aSessionIsForgottenAWeekAfterItsLastFinding() throws Exception {
        loaded();
        send(found("m1", WORK, true));
        send(found("m1", WORK, false));
        assertThat(stateEntries(judge)).isEqualTo(1);
        String first = out(judge).get(0).verdictId();
        judge.setStateTtlProcessingTime(8L * 24 * 3_600_000);
        send(found("m1", WORK, true));
        assertThat(out(judge).get(0).verdictId()).as("counted anew").isEqualTo(first);
    }

    private static ListEntry version(long version, String workId) {
        return TestingRights.entry(
                STAYDOWN.entryId(),
                version,
                STAYDOWN.listClass(),
                workId,
                List.of(),
                List.of(),
                null);
    }

    private static Finding found(String matchId, String workId, boolean open) {
        return finding(LIVE, match(matchId, workId, open));
    }

    private static Finding carrying(ListEntry change) {
        return carrying("m1", change);
    }

    private static Finding carrying(String matchId, ListEntry change) {
        return FindingBuilder.builder()
                .sessionId(SESSION)
                .context(LIVE)
                .evidence(match(matchId, WORK, true))
                .authorizations(List.of())
                .authorizationsLoaded(true)
                .changes(WorkListing.NONE.with(change))
                .build();
    }

    /** A stream that shows nothing protected for weeks is still the one that was stopped. */
    @Test
    void aSignOfLifeKeepsTheNumbersAndTheMeasureOfAStreamWithoutMatches() throws Exception {
        long day = 24 * HOUR_MS;
        loaded();
        list(STAYDOWN);
        judge.setStateTtlProcessingTime(NOON_MS);
        send(found("m1", WORK, true));
        send(found("m1", WORK, false));
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        for (int i = 1; i <= 30; i++) {
            judge.setStateTtlProcessingTime(NOON_MS + i * day);
            judge.processElement(JudgeInput.alive(SESSION), 0);
        }
        list(withdrawn(STAYDOWN));
        send(found("m2", "work-2", true));
        assertThat(side(judge, JudgeFunction.COMMANDS))
                .extracting(EnforcementCommand::measure, EnforcementCommand::commandId)
                .containsExactly(tuple(Measure.LIFT, SESSION + "/command/" + (FIRST_NUMBER + 1)));
    }

    /** Every stream gives a sign of life now and then: none may cost a judgement. */
    @Test
    void aSignOfLifeJudgesNothingAgain() throws Exception {
        judge.close();
        judge =
                TestingOperators.broadcastOnRocksDb(
                        new JudgeFunction(List.of("list"), 24 * HOUR_MS),
                        JudgeInput::sessionId,
                        Types.STRING);
        judge.setProcessingTime(NOON_MS + 1_000);
        loaded();
        send(found("m1", WORK, true));
        out(judge);
        list(STAYDOWN);
        judge.processElement(JudgeInput.alive(SESSION), 0);
        assertThat(out(judge)).isEmpty();
        send(found("m1", WORK, true));
        assertThat(out(judge)).extracting(Verdict::action).containsExactly(Action.BLOCK);
    }

    @Test
    void aStreamThatIsOverIsForgottenAfterAWeek() throws Exception {
        loaded();
        list(STAYDOWN);
        judge.setStateTtlProcessingTime(NOON_MS);
        send(found("m1", WORK, false));
        judge.setStateTtlProcessingTime(NOON_MS + 8 * 24 * HOUR_MS);
        judge.processElement(JudgeInput.alive(SESSION), 0);
        send(found("m2", "work-2", true));
        assertThat(measures()).as("none to lift").containsExactly(Measure.STOP_STREAM);
    }

    @Test
    void aLateFindingOfAnEarlierUseOfTheIdChangesNothing() throws Exception {
        loaded();
        list(STAYDOWN);
        SessionStarted again = startedAt(LIVE.startAt() + HOUR_MS);
        send(finding(LIVE, match("old", "work-2", true)));
        send(finding(again, evidence("m1", WORK, NOON_MS + HOUR_MS, 4_000, true)));
        String second = out(judge).get(1).verdictId();
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);

        send(finding(LIVE, match("old", "work-2", false)));
        assertThat(out(judge)).isEmpty();
        assertThat(measures()).isEmpty();
        assertThat(TestingMetrics.value(judge, "outdatedFindings")).isEqualTo(1);
        send(finding(again, evidence("m1", WORK, NOON_MS + HOUR_MS, 14_000, true)));
        assertThat(out(judge)).extracting(Verdict::verdictId).containsExactly(second);
    }

    /** What the broker receives now is no late finding, whatever its start says. */
    @Test
    void aStartThatIsCorrectedBackwardsIsAnotherSessionAndIsJudged() throws Exception {
        loaded();
        list(STAYDOWN);
        send(finding(LIVE, match("m1", "work-2", true)));
        out(judge);
        SessionStarted corrected = startedAt(LIVE.startAt() - HOUR_MS);
        send(finding(corrected, evidence("m2", WORK, NOON_MS + 5_000, 4_000, true)));
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
    }

    private static SessionStarted startedAt(long startAt) {
        return LIVE.withStartAt(startAt);
    }

    private static Evidence match(String matchId, String workId, boolean open) {
        return evidence(matchId, workId, NOON_MS, 4_000, open);
    }

    private List<Measure> measures() {
        return side(judge, JudgeFunction.COMMANDS).stream()
                .map(EnforcementCommand::measure)
                .toList();
    }

    private void send(Finding finding) throws Exception {
        judge.processElement(JudgeInput.finding(finding), 0);
    }

    private void list(ListEntry entry) throws Exception {
        judge.processBroadcastElement(ListInput.entry(entry, NOON_MS), 0);
    }

    private void loaded() throws Exception {
        judge.processBroadcastElement(ListInput.loaded(new Loaded("list", 0, 1)), 0);
    }

    private static KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> open(
            OperatorSubtaskState restored) throws Exception {
        return TestingOperators.broadcast(
                new JudgeFunction(List.of("list"), 0),
                JudgeInput::sessionId,
                Types.STRING,
                1,
                0,
                restored);
    }
}
