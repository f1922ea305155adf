package dev.vigil.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.StrikeChangedBuilder;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.figures.CountedOnce;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is counted of records, each by itself. */
class FigureFactsTest {
    private static final long AT = TestingFigures.FIRST + 5 * TestingFigures.HOUR_MS;
    private static final FigureRules RULES = new FigureRules(TestingFigures.ZONE);

    /** Figures of a day by what they count. */
    @SafeVarargs
    private static Map<String, Long> counted(List<FigureFact>... records) {
        CountingOnce counting = new CountingOnce(RULES);
        Map<String, CountedOnce> known = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (List<FigureFact> record : records) {
            for (FigureFact fact : record) {
                CountingOnce.Step step =
                        counting.take(known.get(fact.subject()), fact, Long.MIN_VALUE);
                known.put(fact.subject(), step.next());
                if (step.counted() != null) {
                    counts.merge(
                            fact.what() + "/" + step.counted().dimension(),
                            (long) step.counted().times(),
                            Long::sum);
                }
            }
        }
        return counts;
    }

    @Test
    void anOrderIsAnsweredThingByThing() {
        NoticeReceived order =
                NoticeReceivedBuilder.builder()
                        .noticeId("order-1")
                        .receivedAt(AT)
                        .notifier("authority")
                        .items(List.of())
                        .directive(
                                new Directive(
                                        DirectiveKind.INFORM,
                                        "authority",
                                        "doc-1",
                                        null,
                                        List.of("names", "addresses")))
                        .build();
        assertThat(counted(FigureFacts.of(order), FigureFacts.ofItem(answer("order-1", 2))))
                .isEqualTo(
                        Map.of(
                                "DIRECTIVES/INFORM", 1L,
                                "DIRECTIVES_ANSWERED/INFORM", 1L,
                                "DIRECTIVE_TO_ANSWER/INFORM", 1L));
    }

    private static ActionConfirmed answer(String order, int n) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c-" + n)
                .itemId(Directive.item(order, n))
                .measure(Measure.ANSWERED)
                .effectiveAt(AT + 60_000)
                .digest("0".repeat(64))
                .build();
    }

    @Test
    void aDisputeIsCountedWhenItBeginsAndWhenItEnds() {
        assertThat(
                        counted(
                                FigureFacts.of(outcome(ItemOutcomeKind.ACTED)),
                                FigureFacts.of(outcome(ItemOutcomeKind.COUNTERED)),
                                FigureFacts.of(outcome(ItemOutcomeKind.RESTORED)),
                                FigureFacts.of(outcome(ItemOutcomeKind.RESTORED))))
                .isEqualTo(
                        Map.of(
                                "MEASURES/NOTICE/NOTICE", 1L,
                                "ITEM_OUTCOMES/ACTED", 1L,
                                "ITEM_OUTCOMES/COUNTERED", 1L,
                                "ITEM_OUTCOMES/RESTORED", 1L,
                                "COUNTER_NOTICES/", 1L,
                                "COUNTER_NOTICES_DECIDED/RESTORED", 1L,
                                "COUNTER_NOTICE_TO_OUTCOME/", 1L,
                                "OVERTURNED/RESTORED", 1L,
                                "OVERTURNED_BY_GROUND/NOTICE/NOTICE", 1L));
    }

    private static ItemOutcome outcome(ItemOutcomeKind kind) {
        return new ItemOutcome("n-1", "i-1", "bob", null, null, null, kind, AT, AT, 1);
    }

    @Test
    void whatIsOnlyTriedIsNoStrike() {
        StrikeChanged change =
                StrikeChangedBuilder.builder()
                        .accountId("bob")
                        .seq(3)
                        .causeId("session:1")
                        .causeKind("APPEAL_DECIDED")
                        .strikesBefore(2)
                        .strikesAfter(1)
                        .stepBefore(LadderStep.S2)
                        .stepAfter(LadderStep.S1)
                        .ladderVersion("1")
                        .at(AT)
                        .build();
        assertThat(counted(FigureFacts.of(change)))
                .isEqualTo(Map.of("STRIKES_ENDED/APPEAL_DECIDED", 1L, "STEPS_LEFT/S2", 1L));
        assertThat(FigureFacts.of(change.withShadow(true))).isEmpty();
    }

    @Test
    void aWarningIsDeliveredOnceAndNotByAnAnnouncement() {
        List<List<FigureFact>> receipts = new ArrayList<>();
        for (ReceiptState state : ReceiptState.values()) {
            receipts.add(receipt(state, "mail"));
        }
        assertThat(counted(receipts.get(0), receipts.get(1))).as("failed, sent").isEmpty();
        assertThat(counted(receipts.get(2), receipts.get(3), receipts.get(4)))
                .isEqualTo(Map.of("WARNINGS_DELIVERED/", 1L));
        assertThat(counted(receipt(ReceiptState.DELIVERED, WarningReceipt.PUBLIC))).isEmpty();
    }

    private static List<FigureFact> receipt(ReceiptState state, String channel) {
        WarningReceipt receipt = new WarningReceipt("w-1", "bob", state, AT, channel, null);
        return FigureFacts.of(AccountFact.of(AccountFact.Kind.RECEIPT, "bob", AT, receipt));
    }

    @Test
    void aBatchIsInEffectOnceAllDecideByIt() {
        assertThat(FigureFacts.of(batch(1))).isEmpty();
        assertThat(counted(FigureFacts.of(batch(0)), FigureFacts.of(batch(0))))
                .isEqualTo(Map.of("LIST_BATCHES/", 1L, "BATCH_TO_EFFECT/JUDGE", 1L));
    }

    private static ListReceipt batch(int waiting) {
        return new ListReceipt(
                "nrta/1", ListReader.JUDGE, 1, 1, waiting, 1, AT, AT + 900, 900L, 0, 0, 0, AT);
    }

    @Test
    void aBreachThatWasProvedLateRemainsAndIsClearedBesideIt() {
        assertThat(
                        counted(
                                FigureFacts.of(
                                        new BreachCorrection("n/1/breach", "n", 1, AT, AT, true))))
                .isEqualTo(Map.of("BREACHES_CLEARED/", 1L));
        assertThat(FigureFacts.of(new BreachCorrection("n/1/breach", "n", 1, AT, AT + 1, false)))
                .isEmpty();
    }

    /** Nothing that names a user, a notice or a session is in a fact. */
    @Test
    void aSubjectIsADigest() {
        FigureFact fact = FigureFacts.of(outcome(ItemOutcomeKind.FORGED)).get(0);
        assertThat(fact.subject()).hasSize(22).doesNotContain("n-1");
        assertThat(fact.toString()).doesNotContain("bob", "n-1", "i-1");
        assertThat(fact.what()).isEqualTo(FigureKind.ITEM_OUTCOMES);
    }
}
