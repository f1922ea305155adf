package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.MachineClock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What platforms and people say of accounts: who may say what, where, and under which name. */
class AccountDoorTest {
    private static final String ACCOUNT = "a-1";
    private static final String MEI = "oidc:mei";
    private static final String LI = "oidc:li";
    private static final long NOW_MS = Arriving.NOW_MS;

    private final AccountDoor door = new AccountDoor(() -> NOW_MS);

    static Stream<Arriving> all() {
        return Stream.concat(ofThePlatform(), decided());
    }

    static Stream<Arriving> ofThePlatform() {
        return Stream.of(
                onReceipts(EventType.WARNING_RECEIPT, receipt(NOW_MS)),
                onReceipts(
                        EventType.EDUCATION_COMPLETED,
                        new EducationCompleted(ACCOUNT, "copyright-1", NOW_MS)),
                Arriving.on(Topic.APPEALS, EventType.APPEAL_FILED, ACCOUNT, appeal()),
                onConfirmations(EventType.ACTION_CONFIRMED, confirmed("a-1/S1/x/LIVE_OFF")),
                onConfirmations(EventType.ACTION_REVERSED, failed("a-1/S1/x/LIVE_OFF")),
                onAccounts(EventType.ACCOUNT_OPENED, "opened", new AccountOpened(ACCOUNT, NOW_MS)),
                onAccounts(
                        EventType.ACCOUNT_ERASED,
                        "erased",
                        new AccountErased(ACCOUNT, "the user asked", NOW_MS)));
    }

    /** All that a person decides, with that person as the one who sends it. */
    static Stream<Arriving> decided() {
        return Stream.of(
                        onDecisions(
                                EventType.APPEAL_DECIDED,
                                new AppealDecided(
                                        "p-1",
                                        ACCOUNT,
                                        AppealOutcome.OVERTURN,
                                        MEI,
                                        "fair use",
                                        NOW_MS)),
                        onDecisions(EventType.STANDING_DECIDED, decided(ProposalDecision.DECLINE)),
                        onDecisions(
                                EventType.REPORT_DECIDED,
                                new ReportDecided(
                                        "r-1",
                                        ACCOUNT,
                                        1,
                                        ReportDecision.APPROVE,
                                        MEI,
                                        null,
                                        NOW_MS)),
                        onDecisions(
                                EventType.REPORT_DELIVERED,
                                new ReportDelivered(
                                        "r-1",
                                        ACCOUNT,
                                        1,
                                        DeliveryState.SENT,
                                        "post",
                                        "doc-1",
                                        MEI,
                                        NOW_MS)),
                        onDecisions(
                                EventType.OFFENCE_WAIVED,
                                new OffenceWaived("session:s-1", ACCOUNT, MEI, "own work", NOW_MS)),
                        onAccounts(
                                EventType.ACCOUNT_LINKED,
                                "linked",
                                new AccountLinked(
                                        ACCOUNT, List.of("a-2"), "same device", MEI, NOW_MS)))
                .map(arriving -> arriving.by(MEI));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aGoodRecordGoesInUnderItsAccountWithItsPosition(Arriving good) {
        AccountFact fact = enter(good);
        assertThat(fact.dead()).isNull();
        assertThat(fact.accountId()).isEqualTo(ACCOUNT);
        assertThat(fact.time()).isEqualTo(NOW_MS);
        assertThat(fact.position())
                .isEqualTo(new RecordPosition(good.topic().topicName(), 0, Arriving.OFFSET));
    }

    @ParameterizedTest
    @MethodSource("all")
    void onAnotherTopicItIsRefused(Arriving good) {
        for (Topic other :
                List.of(
                        Topic.ACCOUNTS,
                        Topic.APPEALS,
                        Topic.RECEIPTS,
                        Topic.DECISIONS,
                        Topic.ACCOUNT_CONFIRMATIONS)) {
            if (other != good.topic()) {
                assertThat(reason(good.on(other))).isEqualTo("WRONG_TOPIC");
            }
        }
    }

    @Test
    void noPlatformDecidesAnAppeal() {
        Arriving decision = decided().findFirst().orElseThrow();
        assertThat(decision.type()).isEqualTo(EventType.APPEAL_DECIDED);
        AccountFact refused = enter(decision.on(Topic.APPEALS));
        assertThat(refused.dead().reason()).isEqualTo("WRONG_TOPIC");
        assertThat(refused.dead().message())
                .contains(EventType.APPEAL_DECIDED.type(), Topic.APPEALS.topicName());
    }

    @Test
    void whatTheLedgerDoesNotReadIsRefusedWhereItReads() {
        UserReport report = new UserReport("u-1", "s-1", ACCOUNT, "w-1", "COPYRIGHT", null, NOW_MS);
        assertThat(reason(onReceipts(EventType.USER_REPORT, report))).isEqualTo("WRONG_TOPIC");
    }

    @ParameterizedTest
    @MethodSource("all")
    void underAnotherKeyItIsRefused(Arriving good) {
        AccountFact refused = enter(good.keyed("a-2"));
        assertThat(refused.dead().reason()).isEqualTo("KEY_MISMATCH");
        assertThat(refused.dead().message()).contains("'" + good.key() + "'", "'a-2'");
    }

    @ParameterizedTest
    @MethodSource("decided")
    void aDecisionThatNamesNobodyIsRefused(Arriving good) {
        assertThat(reason(good.by(null))).isEqualTo("ACTOR_MISSING");
    }

    @ParameterizedTest
    @MethodSource("decided")
    void nobodyDecidesForAnotherPerson(Arriving good) {
        AccountFact refused = enter(good.by(LI));
        assertThat(refused.dead().reason()).isEqualTo("BY_MISMATCH");
        assertThat(refused.dead().message()).contains("'" + LI + "'", "'" + MEI + "'");
    }

    /** It says so; whether that is enough is decided with the account. */
    @Test
    void endingAServiceWithoutASecondPersonIsMarked() {
        Arriving end =
                onDecisions(EventType.STANDING_DECIDED, decided(ProposalDecision.CARRY_OUT))
                        .by(MEI);
        assertThat(enter(end).alone()).isTrue();
        assertThat(enter(end.approvedBy(MEI)).alone()).isTrue();
        assertThat(enter(end.approvedBy(" ")).alone()).isTrue();
        AccountFact byTwo = enter(end.approvedBy(LI));
        assertThat(byTwo.alone()).isNull();
        assertThat(byTwo.decided().by()).isEqualTo(MEI);
        Arriving decline =
                onDecisions(EventType.STANDING_DECIDED, decided(ProposalDecision.DECLINE)).by(MEI);
        assertThat(enter(decline).alone()).isNull();
    }

    /** The platform reads the dead letters. */
    @ParameterizedTest
    @MethodSource("all")
    void whatPeopleDecideIsNotInADeadLetter(Arriving good) {
        byte[] bytes = enter(good.keyed("a-2")).dead().bytes();
        if (good.topic() == Topic.DECISIONS) {
            assertThat(bytes).isEmpty();
        } else {
            assertThat(bytes).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ofThePlatform")
    void whatAPlatformReportsNeedsNoPerson(Arriving good) {
        assertThat(good.actor()).isNull();
        assertThat(enter(good).dead()).isNull();
    }

    @Test
    void anAnswerWithoutItsCommandIsRefused() {
        Arriving done = onConfirmations(EventType.ACTION_CONFIRMED, confirmed(null));
        assertThat(reason(done)).isEqualTo("NO_COMMAND");
        Arriving back = onConfirmations(EventType.ACTION_REVERSED, failed(null));
        assertThat(reason(back)).isEqualTo("NO_COMMAND");
    }

    @Test
    void aTimeAheadIsRefused() {
        Arriving ahead = onReceipts(EventType.WARNING_RECEIPT, receipt(Arriving.AHEAD_MS));
        assertThat(reason(ahead)).isEqualTo("TIME_AHEAD");
        Arriving done =
                onConfirmations(
                        EventType.ACTION_CONFIRMED,
                        confirmed("c").withEffectiveAt(Arriving.AHEAD_MS));
        assertThat(reason(done)).isEqualTo("TIME_AHEAD");
        Arriving opened =
                onAccounts(
                        EventType.ACCOUNT_OPENED,
                        "opened",
                        new AccountOpened(ACCOUNT, Arriving.AHEAD_MS));
        assertThat(reason(opened)).isEqualTo("TIME_AHEAD");
    }

    /** What lay ahead then is the past by now; an account that is rebuilt comes out the same. */
    @Test
    void oneThatIsReadAgainIsJudgedAsTheFirstTime() {
        AccountDoor today = new AccountDoor(MachineClock.LATEST);
        long wroteMs = MachineClock.LATEST.nowMs() - 10 * 86_400_000L;
        Arriving ahead = onReceipts(EventType.WARNING_RECEIPT, receipt(wroteMs + 301_000));
        Arriving good = onReceipts(EventType.WARNING_RECEIPT, receipt(wroteMs + 299_000));
        assertThat(ahead.at(today, wroteMs).get(0).dead().reason()).isEqualTo("TIME_AHEAD");
        assertThat(good.at(today, wroteMs).get(0).dead()).isNull();
    }

    static Stream<Arguments> bad() {
        Arriving decline =
                onDecisions(EventType.STANDING_DECIDED, decided(ProposalDecision.DECLINE));
        Arriving receipt = onReceipts(EventType.WARNING_RECEIPT, receipt(NOW_MS));
        return Stream.of(
                Arguments.of("ACTOR_MISSING", "send it with the header ce_actor", decline),
                Arguments.of("BY_MISMATCH", "the one who decides sends it", decline.by(LI)),
                Arguments.of(
                        "TIME_AHEAD",
                        "set the producer's clock",
                        onReceipts(EventType.WARNING_RECEIPT, receipt(Arriving.AHEAD_MS))),
                Arguments.of(
                        "NO_COMMAND",
                        "name it as in account.command",
                        onConfirmations(EventType.ACTION_CONFIRMED, confirmed(null))),
                Arguments.of("KEY_MISMATCH", "key by that id", receipt.keyed("a-2")),
                Arguments.of("WRONG_TOPIC", "see vigil topics", receipt.on(Topic.APPEALS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aDeadLetterNamesItsRecordAndWhatToDo(String reason, String todo, Arriving bad) {
        AccountFact refused = enter(bad);
        assertThat(refused.kind()).isEqualTo(AccountFact.Kind.DEAD);
        DeadLetter letter = refused.dead();
        String topic = bad.topic().topicName();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.topic()).isEqualTo(topic);
        assertThat(letter.partition()).isZero();
        assertThat(letter.offset()).isEqualTo(Arriving.OFFSET);
        assertThat(letter.deadLetterId()).isEqualTo(topic + "/0/" + Arriving.OFFSET);
        assertThat(letter.message()).contains("; ", todo);
    }

    @Test
    void aTombstoneUndoesNothing() {
        assertThat(onAccounts(EventType.ACCOUNT_ERASED, "erased", null).at(door)).isEmpty();
    }

    private AccountFact enter(Arriving arriving) {
        return arriving.only(door);
    }

    private String reason(Arriving arriving) {
        return enter(arriving).dead().reason();
    }

    private static Arriving onReceipts(EventType type, Object data) {
        return Arriving.on(Topic.RECEIPTS, type, ACCOUNT, data);
    }

    private static Arriving onDecisions(EventType type, Object data) {
        return Arriving.on(Topic.DECISIONS, type, ACCOUNT, data);
    }

    private static Arriving onConfirmations(EventType type, Object data) {
        return Arriving.on(Topic.ACCOUNT_CONFIRMATIONS, type, ACCOUNT, data);
    }

    private static Arriving onAccounts(EventType type, String kind, Object data) {
        return Arriving.on(Topic.ACCOUNTS, type, ACCOUNT + "/" + kind, data);
    }

    private static WarningReceipt receipt(long at) {
        return new WarningReceipt(
                "a-1/FIRST/item:v-7", ACCOUNT, ReceiptState.DELIVERED, at, "inbox", null);
    }

    private static AppealFiled appeal() {
        return AppealFiledBuilder.builder()
                .appealId("p-1")
                .accountId(ACCOUNT)
                .offenceId("session:s-1")
                .at(NOW_MS)
                .reasonCode("NOT_INFRINGING")
                .build();
    }

    private static StandingDecided decided(ProposalDecision decision) {
        return new StandingDecided(
                "a-1/proposal/session:s-1", ACCOUNT, decision, null, MEI, "why", NOW_MS);
    }

    private static ActionConfirmed confirmed(String commandId) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c-1")
                .itemId(ACCOUNT)
                .measure(Measure.LIVE_OFF)
                .effectiveAt(NOW_MS)
                .commandId(commandId)
                .build();
    }

    private static ItemBack failed(String commandId) {
        return new ItemBack(ACCOUNT, NOW_MS, "back by hand", commandId);
    }
}
