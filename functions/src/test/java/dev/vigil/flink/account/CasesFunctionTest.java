package dev.vigil.flink.account;

import static dev.vigil.account.TestingCases.ACCOUNT;
import static dev.vigil.account.TestingCases.DAY_MS;
import static dev.vigil.account.TestingCases.NOON_MS;
import static dev.vigil.account.TestingCases.SESSION;
import static dev.vigil.account.TestingCases.command;
import static dev.vigil.account.TestingCases.confirmed;
import static dev.vigil.account.TestingCases.fact;
import static dev.vigil.account.TestingCases.outcome;
import static dev.vigil.account.TestingCases.verdict;
import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.account.LiveWarnings;
import dev.vigil.account.TestingCases.Ruled;
import dev.vigil.account.TestingRooms;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.UnattributedOffence;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ItemOutcomeKind;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CasesFunctionTest {
    private static final Ruled FILM = Ruled.block("film");

    private KeyedOneInputStreamOperatorTestHarness<String, CaseFact, AccountFact> cases;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        cases =
                TestingOperators.keyed(
                        new CasesFunction(), CaseFact::caseId, Types.STRING, restored);
    }

    @AfterEach
    void close() throws Exception {
        cases.close();
    }

    @Test
    void anOffenceGoesToItsAccountAndToItsGroundsOnce() throws Exception {
        read(fact(verdict(1, NOON_MS, FILM)));
        read(command(1, Measure.BLOCK, NOON_MS + 1));
        read(confirmed(1, Measure.BLOCK, NOON_MS + 2));
        read(confirmed(1, Measure.BLOCK, NOON_MS + 2));
        assertThat(out(cases))
                .extracting(
                        AccountFact::kind,
                        AccountFact::accountId,
                        AccountFact::time,
                        fact -> fact.offence().establishedAt())
                .containsExactly(
                        tuple(AccountFact.Kind.OFFENCE, ACCOUNT, NOON_MS + 1_000, null),
                        tuple(AccountFact.Kind.OFFENCE, ACCOUNT, NOON_MS + 2, NOON_MS + 2));
        assertThat(side(cases, CasesFunction.RESTS_ON))
                .extracting(GroundFact::ground, GroundFact::accountId, GroundFact::offenceId)
                .containsExactly(
                        tuple("list/film", ACCOUNT, "session:" + SESSION),
                        tuple("reference/work-of-film/r", ACCOUNT, "session:" + SESSION));
    }

    @Test
    void nothingIsSentTwiceAfterARestart() throws Exception {
        read(fact(verdict(1, NOON_MS, FILM)));
        read(confirmed(1, Measure.BLOCK, NOON_MS + 2));
        OperatorSubtaskState snapshot = cases.snapshot(1, 1);
        close();
        open(snapshot);
        read(fact(verdict(1, NOON_MS, FILM)));
        read(confirmed(1, Measure.BLOCK, NOON_MS + 2));
        assertThat(out(cases)).isEmpty();
        read(command(1, Measure.BLOCK, NOON_MS + 1));
        assertThat(out(cases))
                .extracting(fact -> fact.offence().establishedAt())
                .containsExactly(NOON_MS + 2);
        assertThat(side(cases, CasesFunction.RESTS_ON)).isEmpty();
    }

    /** What a session leaves is gone 100 days after its last fact, to a day. */
    @Test
    void aCaseIsForgotten() throws Exception {
        read(fact(verdict(1, NOON_MS, FILM)));
        long lastMs = NOON_MS + 50 * DAY_MS;
        read(fact(verdict(1, NOON_MS, FILM).judgedAt(lastMs)));
        read(outcome("n-1", ACCOUNT, ItemOutcomeKind.ACTED, NOON_MS, NOON_MS));
        assertThat(cases.numEventTimeTimers()).isEqualTo(2);
        cases.processWatermark(NOON_MS + CasesFunction.KEEP_MS + 2_000);
        assertThat(stateEntries(cases)).isOne();
        assertThat(cases.numEventTimeTimers()).isOne();
        cases.processWatermark(lastMs + CasesFunction.KEEP_MS - 1);
        assertThat(stateEntries(cases)).isOne();
        cases.processWatermark(lastMs + CasesFunction.KEEP_MS);
        assertThat(stateEntries(cases)).isZero();
        assertThat(cases.numEventTimeTimers()).isZero();
    }

    @Test
    void mostSessionsLeaveNothing() throws Exception {
        read(fact(verdict(1, NOON_MS)));
        read(fact(verdict(1, NOON_MS, FILM).reasonCode("WARMING")));
        assertThat(stateEntries(cases)).isZero();
        assertThat(cases.numEventTimeTimers()).isZero();
    }

    /** Not at each revision: its account knows what the room was told. */
    @Test
    void aWorkThatIsWarnedOfGoesToItsAccountOnceAndLeavesNothing() throws Exception {
        cases.processWatermark(NOON_MS - 1);
        for (long at = NOON_MS; at <= NOON_MS + LiveWarnings.LATE_MS; at += 10_000) {
            read(fact(TestingRooms.verdict(at)));
        }
        assertThat(out(cases))
                .extracting(
                        AccountFact::kind,
                        AccountFact::accountId,
                        AccountFact::time,
                        fact -> fact.live().workId())
                .containsExactly(
                        tuple(AccountFact.Kind.LIVE, ACCOUNT, NOON_MS, "film"),
                        tuple(
                                AccountFact.Kind.LIVE,
                                ACCOUNT,
                                NOON_MS + LiveWarnings.LATE_MS,
                                "film"));
        assertThat(stateEntries(cases)).isZero();
    }

    /** 60 days of verdicts are read at a start without state: no room shows them any more. */
    @Test
    void noRoomIsNamedWhileTheTopicsAreRead() throws Exception {
        read(fact(TestingRooms.verdict(NOON_MS)));
        assertThat(out(cases)).isEmpty();
        cases.processWatermark(NOON_MS);
        read(fact(TestingRooms.verdict(NOON_MS + 10_000)));
        assertThat(out(cases)).extracting(AccountFact::time).containsExactly(NOON_MS + 10_000);
    }

    @Test
    void offencesOfNobodyAreCounted() throws Exception {
        read(fact(verdict(1, NOON_MS, FILM).accountId(null)));
        read(outcome("n-1", null, ItemOutcomeKind.ACTED, NOON_MS, NOON_MS));
        read(outcome("n-2", null, ItemOutcomeKind.ACTED, NOON_MS, NOON_MS));
        assertThat(out(cases)).isEmpty();
        assertThat(TestingMetrics.value(cases, CasesFunction.UNATTRIBUTED)).isEqualTo(2);
        assertThat(side(cases, CasesFunction.UNATTRIBUTED_OFFENCES))
                .containsExactly(
                        new UnattributedOffence("session:" + SESSION, NOON_MS + 1_000),
                        new UnattributedOffence("item:i-1", NOON_MS));
    }

    /** Once, however many notices are on it, until the platform says when it was published. */
    @Test
    void offencesWithoutATimeAreCounted() throws Exception {
        read(untimed("n-1"));
        read(untimed("n-1"));
        read(untimed("n-2"));
        assertThat(TestingMetrics.value(cases, CasesFunction.UNTIMED)).isEqualTo(1);
        read(outcome("n-3", ACCOUNT, ItemOutcomeKind.ACTED, NOON_MS, NOON_MS));
        assertThat(TestingMetrics.value(cases, CasesFunction.UNTIMED)).isEqualTo(1);
    }

    private static CaseFact untimed(String notice) {
        CaseFact fact = outcome(notice, ACCOUNT, ItemOutcomeKind.ACTED, NOON_MS, NOON_MS);
        return CaseFact.outcome(fact.outcome().withPublishedAt(null));
    }

    /** A class of the list that this version does not know. */
    @Test
    void whatTheFoldDoesNotUnderstandIsADeadLetterAndNothingElse() throws Exception {
        var rulings = verdict(1, NOON_MS, FILM).build().rulings();
        read(
                fact(
                        verdict(1, NOON_MS, FILM)
                                .rulings(
                                        List.of(
                                                rulings.get(0)
                                                        .with()
                                                        .reasonCode("LISTED_NEW")
                                                        .build()))));
        assertThat(dead(cases)).extracting(DeadLetter::reason).containsExactly("PURE_FAILURE");
        read(fact(verdict(1, NOON_MS, FILM)));
        assertThat(out(cases)).hasSize(1);
    }

    private void read(CaseFact fact) throws Exception {
        cases.processElement(fact, Long.MIN_VALUE);
    }
}
