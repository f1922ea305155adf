package dev.vigil.flink;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.list.ListProjection;
import dev.vigil.flink.rights.RightsFunction;
import dev.vigil.flink.verdict.JudgeFunction;
import dev.vigil.flink.verdict.RestoredUploads;
import dev.vigil.policy.Limits;
import dev.vigil.policy.Receipts;
import dev.vigil.policy.StayDownWork;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rights and Judge one behind the other: entries that keep uploads down are never broadcast. */
class UploadsKeptDownTest {
    private static final long DAY_MS = 24 * HOUR_MS;

    private KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights;
    private KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> judge;
    private long nowMs = NOON_MS + 1_000;

    @BeforeEach
    void open() throws Exception {
        rights = LoadedOperators.rights(new Limits(DAY_MS, 0, 0, 0), DAY_MS);
        judge = LoadedOperators.judge(DAY_MS);
        pass(0);
    }

    @AfterEach
    void close() throws Exception {
        rights.close();
        judge.close();
    }

    @Test
    void anEntryTakesEffectAtOnceOnARunningStreamAndSoDoesItsWithdrawal() throws Exception {
        matched("m1", "staydown.item-1", true);
        matched("m2", "staydown.item-2", true);
        assertThat(measures()).isEmpty();
        list(entry("item-1", true, 0));
        pass(1_000);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        list(entry("item-1", false, 1));
        pass(1_000);
        assertThat(measures()).containsExactly(Measure.LIFT);
    }

    @Test
    void aMatchThatBeginsLaterIsStoppedByWhatWasListedBefore() throws Exception {
        list(entry("item-1", true, 0));
        pass(1_000);
        matched("m1", "staydown.item-2", true);
        assertThat(measures()).isEmpty();
        matched("m2", "staydown.item-1", true);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
    }

    @Test
    void aRestoredUploadLetsAStreamGoWhoseMatchWithItIsOver() throws Exception {
        list(entry("item-1", true, 0));
        matched("m1", "staydown.item-1", true);
        matched("m1", "staydown.item-1", false);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        matched("m2", "staydown.item-2", true);
        assertThat(measures()).as("its grounds are remembered").isEmpty();
        list(entry("item-1", false, 1));
        matched("m2", "staydown.item-2", true);
        assertThat(measures()).containsExactly(Measure.LIFT);
    }

    @Test
    void aFindingThatWasOnItsWayWhenItsUploadWasRestoredHoldsNothing() throws Exception {
        list(entry("item-1", true, 0));
        heard("m1", "staydown.item-1", false);
        broadcast(entry("item-1", false, 1));
        pass(0);
        assertThat(measures()).isEmpty();
    }

    /** Its match is over, so that no finding comes; it is still on air. */
    @Test
    void aRestoredUploadLetsAStreamGoThatShowsNothingElse() throws Exception {
        list(entry("item-1", true, 0));
        matched("m1", "staydown.item-1", true);
        matched("m1", "staydown.item-1", false);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        judge.processElement(JudgeInput.alive("session-1"), 0);
        assertThat(measures()).isEmpty();
        list(entry("item-1", false, 1));
        judge.processElement(JudgeInput.alive("session-1"), 0);
        assertThat(measures()).containsExactly(Measure.LIFT);
        judge.processElement(JudgeInput.alive("session-1"), 0);
        assertThat(measures()).isEmpty();
    }

    /** The job that keeps it down publishes it again. */
    @Test
    void aTombstoneLeavesWhatIsInForceInForce() throws Exception {
        list(entry("item-1", true, 0));
        judge.processBroadcastElement(ListInput.gone("staydown.item-1"), 0);
        matched("m1", "staydown.item-1", true);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
    }

    /** Without state nothing but the tombstone is read, or the withdrawal where that is there. */
    @Test
    void behindATombstoneNothingIsStoppedAsBehindTheWithdrawal() throws Exception {
        judge.processBroadcastElement(ListInput.gone("staydown.item-1"), 0);
        list(entry("item-2", false, 1));
        pass(1_000);
        matched("m1", "staydown.item-1", true);
        matched("m2", "staydown.item-2", true);
        assertThat(measures()).isEmpty();
    }

    @Test
    void anUploadThatIsDownAgainIsNotTakenForRestored() throws Exception {
        list(entry("item-1", true, 0));
        list(entry("item-1", false, 1));
        list(entry("item-1", true, 2));
        matched("m1", "staydown.item-1", true);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        matched("m1", "staydown.item-1", false);
        matched("m2", "staydown.item-2", true);
        assertThat(measures()).isEmpty();
    }

    /**
     * A year of 1,000 upheld items a day that stay down for half of it would be 365,000 entries.
     */
    @Test
    void theJudgeKeepsNothingOfThemButThoseThatWereRestoredNotLongAgo() throws Exception {
        int most = 0;
        for (int day = 0; day < 40; day++) {
            for (int item = 0; item < 100; item++) {
                String id = "item-" + day + "-" + item;
                broadcast(entry(id, true, day * DAY_MS));
                if (day >= 5) {
                    String old = "item-" + (day - 5) + "-" + item;
                    broadcast(entry(old, false, day * DAY_MS));
                }
            }
            assertThat(side(judge, JudgeFunction.RECEIPTS)).as("decided in another task").isEmpty();
            assertThat(kept(ListProjection.ENTRIES)).isEmpty();
            most = Math.max(most, kept(RestoredUploads.STATE).size());
            nowMs += DAY_MS;
            judge.setProcessingTime(nowMs);
        }
        assertThat(most).as("of nine days").isBetween(700, 1_000);
    }

    @Test
    void theTaskThatDecidesByAnEntryAnswersForItOnce() throws Exception {
        ListEntry entry = entry("item-1", true, 0);
        list(entry);
        list(entry);
        ReceiptInput answer = single(side(rights, RightsFunction.RECEIPTS));
        assertThat(answer.effective().entryId()).isEqualTo("staydown.item-1");
        assertThat(answer.effective().version()).isEqualTo(entry.version());
        assertThat(Receipts.receipt(Receipts.take(null, null, answer).book()))
                .as("complete")
                .matches(receipt -> receipt.waiting() == 0 && receipt.entries() == 1);
        list(entry("item-1", false, 1));
        assertThat(single(side(rights, RightsFunction.RECEIPTS)).effective().withdrawn()).isTrue();
        rights.processElement(
                RightsInput.list(WORK, entry("item-2", true, 0)).withPublishedAt(nowMs - DAY_MS),
                0);
        assertThat(side(rights, RightsFunction.RECEIPTS)).as("no receipt is awaited").isEmpty();
    }

    private static ReceiptInput single(List<ReceiptInput> answers) {
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    /** The compacted list has each withdrawal for ever, 3.65 million a year. */
    @Test
    void aStartWithoutStateTakesNoWithdrawalOfYearsBefore() throws Exception {
        judge.close();
        judge =
                TestingOperators.broadcast(
                        new JudgeFunction(List.of("list"), DAY_MS),
                        JudgeInput::sessionId,
                        Types.STRING,
                        1,
                        0,
                        null);
        judge.setProcessingTime(nowMs);
        for (int day = 0; day < 1_000; day++) {
            long publishedAt = nowMs - day * DAY_MS;
            ListEntry gone = entry("item-" + day, false, -day * DAY_MS);
            judge.processBroadcastElement(ListInput.entry(gone, publishedAt), 0);
        }
        assertThat(kept(RestoredUploads.STATE)).as("of nine days").hasSize(9);
    }

    /** An entry ended at its age while the job was away. */
    @Test
    void aWithdrawalThatIsPublishedLateIsKeptForItsSessions() throws Exception {
        list(entry("item-1", true, -30 * DAY_MS));
        matched("m1", "staydown.item-1", true);
        matched("m1", "staydown.item-1", false);
        assertThat(measures()).containsExactly(Measure.STOP_STREAM);
        ListEntry gone = entry("item-1", false, -29 * DAY_MS);
        judge.processBroadcastElement(ListInput.entry(gone, gone.withdrawnAt()), 0);
        pass(2 * DAY_MS);
        broadcast(entry("item-2", true, 2 * DAY_MS));
        matched("m2", "staydown.item-2", true);
        assertThat(measures()).contains(Measure.LIFT);
    }

    @Test
    void aWithdrawnEntryOfTheListLeavesAfterAMonth() throws Exception {
        ListEntry order = TestingRights.entry(ListClass.ORDER);
        broadcast(order);
        broadcast(TestingRights.withdrawn(order));
        judge.setProcessingTime(nowMs + 29 * DAY_MS);
        broadcast(entry("item-1", true, 29 * DAY_MS));
        assertThat(kept(ListProjection.ENTRIES)).containsOnlyKeys(order.entryId());
        judge.setProcessingTime(nowMs + 31 * DAY_MS);
        broadcast(entry("item-1", true, 31 * DAY_MS));
        assertThat(kept(ListProjection.ENTRIES)).isEmpty();
    }

    private <T> Map<String, T> kept(MapStateDescriptor<String, T> descriptor) throws Exception {
        BroadcastState<String, T> state = judge.getBroadcastState(descriptor);
        return StreamSupport.stream(state.entries().spliterator(), false)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ListEntry entry(String itemId, boolean down, long afterMs) {
        return StayDownWork.entry(new StayDown(itemId, "n-1", down, NOON_MS + afterMs, WORK), WORK);
    }

    private void list(ListEntry entry) throws Exception {
        broadcast(entry);
        rights.processElement(RightsInput.list(entry.workId(), entry).withPublishedAt(nowMs), 0);
        pass(0);
    }

    private void broadcast(ListEntry entry) throws Exception {
        judge.processBroadcastElement(ListInput.entry(entry, nowMs), 0);
    }

    private void matched(String matchId, String referenceId, boolean open) throws Exception {
        heard(matchId, referenceId, open);
        pass(0);
    }

    private void heard(String matchId, String referenceId, boolean open) throws Exception {
        Evidence evidence =
                EvidenceBuilder.builder()
                        .matchId(matchId)
                        .workId(WORK)
                        .referenceId(referenceId)
                        .queryEndMs(4_000)
                        .refEndMs(4_000)
                        .score(20)
                        .tempo(1)
                        .certainAfterMs(4_000)
                        .captureStart(nowMs - 4_000)
                        .captureEnd(nowMs)
                        .open(open)
                        .build();
        rights.processElement(
                RightsInput.match(
                        new OpenMatch("session-1", session(SessionKind.LIVE, "CN"), evidence)),
                0);
    }

    private void pass(long ms) throws Exception {
        nowMs += ms;
        rights.setProcessingTime(nowMs);
        for (Finding finding : out(rights)) {
            judge.processElement(JudgeInput.finding(finding), 0);
        }
        judge.setProcessingTime(nowMs);
    }

    private List<Measure> measures() {
        return side(judge, JudgeFunction.COMMANDS).stream()
                .map(EnforcementCommand::measure)
                .toList();
    }
}
