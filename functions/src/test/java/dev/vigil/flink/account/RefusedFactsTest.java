package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.filed;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static dev.vigil.account.TestingAccounts.waived;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.LedgerRules;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nothing can be made of is a dead letter that names its record and says what to do. */
class RefusedFactsTest {
    private static final RecordPosition AT = new RecordPosition("a.topic", 3, 1_742);
    private static final long THEN_MS = T0_MS + HOUR_MS;

    private KeyedOneInputStreamOperatorTestHarness<String, AccountFact, AccountStanding> standing;

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "WARNING_UNKNOWN",
                        "send the id of the warning as it was published",
                        receipt("no-warning", ReceiptState.DELIVERED, THEN_MS)),
                refused(
                        "OFFENCE_UNKNOWN",
                        "file the appeal with the id of the offence as it was published",
                        filed("a", "session:no", THEN_MS)),
                refused(
                        "OFFENCE_UNKNOWN",
                        "look at the account's offences",
                        waived("session:no", THEN_MS)),
                refused(
                        "APPEAL_UNKNOWN",
                        "decide one that was filed",
                        decided("no-appeal", AppealOutcome.OVERTURN, THEN_MS)),
                refused(
                        "PROPOSAL_NOT_OPEN",
                        "look at the standing of the account",
                        decided("no-proposal", ProposalDecision.DECLINE, THEN_MS)),
                refused(
                        "APPROVER_MISSING",
                        "have another person approve it",
                        decided("no-proposal", ProposalDecision.CARRY_OUT, THEN_MS)
                                .withAlone(true)),
                refused(
                        "REPORT_NOT_OPEN",
                        "look at the report as it is now",
                        AccountFact.of(
                                Kind.REPORT_DECIDED,
                                ACCOUNT,
                                THEN_MS,
                                new ReportDecided(
                                        "no-report",
                                        ACCOUNT,
                                        1,
                                        ReportDecision.APPROVE,
                                        "person-1",
                                        null,
                                        THEN_MS))),
                refused(
                        "REPORT_NOT_OPEN",
                        "look at the report as it is now",
                        AccountFact.of(
                                Kind.REPORT_DELIVERED,
                                ACCOUNT,
                                THEN_MS,
                                new ReportDelivered(
                                        "no-report",
                                        ACCOUNT,
                                        1,
                                        DeliveryState.SENT,
                                        "post",
                                        "doc-1",
                                        "person-1",
                                        THEN_MS))));
    }

    private static Arguments refused(String reason, String todo, AccountFact fact) {
        return Arguments.of(reason, todo, fact.withPosition(AT));
    }

    @BeforeEach
    void open() throws Exception {
        standing =
                TestingOperators.keyed(
                        new StandingFunction(LedgerRules.DEFAULTS),
                        AccountFact::accountId,
                        Types.STRING,
                        null);
        standing.processWatermark(T0_MS);
        standing.processElement(offence("session:0", T0_MS), Long.MIN_VALUE);
        standing.processWatermark(THEN_MS - 1);
        assertThat(letters()).isEmpty();
    }

    @AfterEach
    void close() throws Exception {
        standing.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void aDeadLetterNamesItsRecordAndWhatToDo(String reason, String todo, AccountFact fact)
            throws Exception {
        int before = stateEntries(standing);
        standing.processElement(fact, Long.MIN_VALUE);
        for (long hour = 0; hour <= 25; hour++) {
            standing.processWatermark(THEN_MS + hour * HOUR_MS);
        }
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.deadLetterId()).isEqualTo("a.topic/3/1742");
                            assertThat(letter.topic()).isEqualTo("a.topic");
                            assertThat(letter.partition()).isEqualTo(3);
                            assertThat(letter.offset()).isEqualTo(1_742);
                            assertThat(letter.reason()).isEqualTo(reason);
                            assertThat(letter.key()).isEqualTo(ACCOUNT);
                            assertThat(letter.message()).matches(".+: expected .+ got .+; .+");
                            assertThat(letter.message()).contains(todo);
                            assertThat(letter.bytes()).isEmpty();
                        });
        assertThat(stateEntries(standing)).as("nothing is kept of it").isEqualTo(before);
        standing.processWatermark(THEN_MS + 10 * DAY_MS);
        assertThat(letters()).as("once").isEmpty();
    }

    private List<DeadLetter> letters() {
        return side(standing, StandingFunction.REFUSED);
    }
}
