package dev.vigil.bench.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.accounts.AccountPlan.Fate;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.StrikeChangedBuilder;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a right ledger publishes is found right, and each planted fault is counted as what it is.
 */
class AccountsJudgeTest {
    private static final long SEED = 3;
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final int ACCOUNTS = 400;
    private static final int ON_BAD_ENTRY = 10;

    private final AccountsTally tally = new AccountsTally(ACCOUNTS, ON_BAD_ENTRY, 0);
    private final Map<Fate, Integer> first = new HashMap<>();

    /** All accounts as they have to be before the bad entry falls. */
    @BeforeEach
    void publishAll() {
        for (int account = 0; account < ACCOUNTS; account++) {
            AccountPlan plan = plan(account);
            first.putIfAbsent(plan.fate(), account);
            publish(plan);
        }
    }

    private static AccountPlan plan(int account) {
        return AccountPlan.of(SEED, account, ON_BAD_ENTRY, NOW_MS);
    }

    private void publish(AccountPlan plan) {
        boolean strikesAtSecond = plan.fate().strikesAtSecond();
        warn(
                plan,
                WarningKind.FIRST,
                plan.warningId(0),
                strikesAtSecond ? List.of(0) : notStruck(plan));
        if (strikesAtSecond) {
            warn(plan, WarningKind.STRIKE, plan.warningId(1), List.of(1));
        }
        List<Integer> struck = struck(plan.fate());
        if (struck.contains(2)) {
            warn(plan, WarningKind.STRIKE, plan.accountId() + "/STRIKE/" + id(plan, 2), List.of(2));
        }
        int windows = plan.fate() == Fate.SAME_DAY ? 1 : struck.size();
        for (int seq = 1; seq <= windows; seq++) {
            strike(plan.index(), seq);
        }
        stand(plan, windows, windows, struck);
    }

    /** By hand, from the words about each fate. */
    private static List<Integer> struck(Fate fate) {
        return switch (fate) {
            case REPEATS, SAME_DAY, ON_BAD_ENTRY -> List.of(1, 2);
            case UNWARNED -> List.of();
            case WARNED_LATE, OWNERS_WISH, UNCONFIRMED, REVERSED -> List.of(2);
            case DISPUTED -> List.of(1);
        };
    }

    private static List<Integer> notStruck(AccountPlan plan) {
        return IntStream.range(0, AccountPlan.OFFENCES)
                .filter(plan::isPublished)
                .filter(offence -> !struck(plan.fate()).contains(offence))
                .boxed()
                .toList();
    }

    private void stand(AccountPlan plan, int seq, int strikes, List<Integer> struck) {
        List<Strike> named = new ArrayList<>();
        for (int offence : struck) {
            List<Integer> of = strikes < struck.size() ? struck : List.of(offence);
            if (named.size() < strikes) {
                named.add(
                        new Strike(
                                plan.accountId() + "/" + id(plan, of.get(0)),
                                of.stream().map(one -> id(plan, one)).toList(),
                                null,
                                NOW_MS));
            }
        }
        int offences =
                switch (plan.fate()) {
                    case UNCONFIRMED, REVERSED, DISPUTED -> 2;
                    default -> 3;
                };
        int pending = strikes + (plan.fate() == Fate.DISPUTED ? 1 : 0);
        stand(plan, seq, named, pending, offences);
    }

    private void stand(
            AccountPlan plan, long seq, List<Strike> strikes, int pending, int offences) {
        see(
                EventType.ACCOUNT_STANDING,
                AccountStandingBuilder.builder()
                        .accountId(plan.accountId())
                        .seq(seq)
                        .step(LadderStep.S1)
                        .strikes(strikes)
                        .pending(pending)
                        .offences(offences)
                        .restrictions(List.of())
                        .linked(List.of())
                        .ladderVersion("1")
                        .at(NOW_MS)
                        .build());
    }

    private static String id(AccountPlan plan, int offence) {
        return offence == AccountPlan.ITEM
                ? "item:" + AccountPlan.itemId(plan.index())
                : "session:" + AccountPlan.sessionId(plan.index(), offence);
    }

    private void strike(int account, long seq) {
        see(
                EventType.STRIKE_CHANGED,
                StrikeChangedBuilder.builder()
                        .accountId(AccountPlan.accountId(account))
                        .seq(seq)
                        .causeId("cause")
                        .causeKind("OFFENCE")
                        .stepBefore(LadderStep.S0)
                        .stepAfter(LadderStep.S1)
                        .ladderVersion("1")
                        .at(NOW_MS)
                        .build());
    }

    private void warn(AccountPlan plan, WarningKind kind, String id, List<Integer> offences) {
        WarningText text = new WarningText("subject", "body");
        see(
                EventType.USER_WARNING,
                UserWarningBuilder.builder()
                        .warningId(id)
                        .accountId(plan.accountId())
                        .kind(kind)
                        .revision(1)
                        .attempt(1)
                        .offences(offences.stream().map(one -> id(plan, one)).toList())
                        .works(List.of())
                        .timeCodes(List.of())
                        .owners(List.of())
                        .zh(text)
                        .en(text)
                        .templateVersion("1")
                        .step(LadderStep.S0)
                        .issuedAt(NOW_MS)
                        .build());
    }

    private void see(EventType type, Object record) {
        tally.seen(NOW_MS, type, new ConsumerRecord<>("topic", 0, 0, null, Json.bytes(record)));
    }

    private AccountsJudge judged(boolean badEntryFell) {
        return new AccountsJudge(tally, AccountsJudgeTest::plan, badEntryFell).judge(ACCOUNTS);
    }

    @Test
    void whatIsRightIsFoundRight() {
        AccountsJudge judge = judged(false);

        assertThat(judge.examples()).isEmpty();
        assertThat(judge.isClean()).isTrue();
        assertThat(judge.isComplete(ACCOUNTS)).isTrue();
        assertThat(judge.strikes()).isGreaterThan(ACCOUNTS);
        assertThat(first).containsOnlyKeys(Fate.values());
    }

    @Test
    void aNumberUsedTwiceIsDoubled() {
        strike(first.get(Fate.REPEATS), 2);

        assertThat(judged(false).doubled()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void aStrikeTooManyIsDoubled(Fate fate) {
        AccountPlan plan = plan(first.get(fate));
        List<Strike> one =
                List.of(new Strike(plan.accountId() + "/x", List.of(id(plan, 2)), null, NOW_MS));
        List<Strike> three = List.of(one.get(0), one.get(0), one.get(0));

        stand(plan, 0, three, 3, 3);

        assertThat(judged(false).doubled()).isPositive();
    }

    @Test
    void aStrikeTooFewIsMissed() {
        stand(plan(first.get(Fate.REPEATS)), 1, 1, List.of(1));

        assertThat(judged(false).missed()).isEqualTo(1);
    }

    @Test
    void aNumberLeftOutIsMissed() {
        AccountPlan plan = plan(first.get(Fate.REPEATS));
        strike(plan.index(), 4);

        stand(plan, 4, 2, List.of(1, 2));

        assertThat(judged(false).missed()).isEqualTo(1);
    }

    @Test
    void anAccountWithoutAStandingIsMissed() {
        AccountsTally empty = new AccountsTally(ACCOUNTS, ON_BAD_ENTRY, 0);

        AccountsJudge judge =
                new AccountsJudge(empty, AccountsJudgeTest::plan, false).judge(ACCOUNTS);

        assertThat(judge.isComplete(ACCOUNTS)).isFalse();
        assertThat(judge.wrong()).isEqualTo(ACCOUNTS);
        assertThat(judge.unwarned()).isGreaterThan(2 * ACCOUNTS);
    }

    @Test
    void aStrikeOfOneWhoWasNeverWarnedIsWithoutAnAdmonition() {
        stand(plan(first.get(Fate.UNWARNED)), 0, 1, List.of(1));

        assertThat(judged(false).unadmonished()).isEqualTo(1);
    }

    @Test
    void aStrikeBeforeItsWarningWasDeliveredIsWithoutAnAdmonition() {
        stand(plan(first.get(Fate.WARNED_LATE)), 0, 2, List.of(1, 2));

        assertThat(judged(false).unadmonished()).isEqualTo(1);
    }

    @Test
    void whatTheBadEntryLeavesIsCounted() {
        assertThat(judged(true).left()).isEqualTo(ON_BAD_ENTRY);

        tally.awaitCorrections();
        for (int account = 0; account < ON_BAD_ENTRY - 1; account++) {
            stand(plan(account), 2, oneStrike(account), 1, 2);
        }

        assertThat(judged(true).left()).isEqualTo(1);
        assertThat(tally.leftOnBadEntry()).isEqualTo(1);
    }

    private static List<Strike> oneStrike(int account) {
        AccountPlan plan = plan(account);
        return List.of(new Strike(plan.accountId() + "/x", List.of(id(plan, 2)), null, NOW_MS));
    }

    /** They are no accounts of the plan: nothing about them is judged. */
    @Test
    void offencesOfLongAgoAreCountedApart() {
        for (int more : List.of(0, 1, 1)) {
            see(
                    EventType.OFFENCE_CHANGED,
                    Map.of(
                            "offence",
                            Map.of(
                                    "accountId",
                                    AccountPlan.accountId(tally.firstOld() + more),
                                    "offenceId",
                                    "session:" + AccountPlan.sessionId(more, 0))));
        }

        assertThat(tally.oldPublished()).isEqualTo(2);
        assertThat(judged(false).isClean()).isTrue();
    }

    @Test
    void aDisputeThatStillCountsIsWrong() {
        stand(plan(first.get(Fate.DISPUTED)), 1, oneStrike(0), 1, 2);

        assertThat(judged(false).wrong()).isEqualTo(1);
    }
}
