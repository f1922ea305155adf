package dev.vigil.bench.accounts;

import dev.vigil.bench.accounts.NaiveStrikes.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Holds what was published against the naive count, account by account. */
final class AccountsJudge {
    private static final int EXAMPLES = 5;

    private final AccountsTally tally;
    private final IntFunction<AccountPlan> plans;
    private final boolean badEntryFell;
    private final List<String> examples = new ArrayList<>();
    private int complete;
    private int whole;
    private long strikes;
    private long doubled;
    private long missed;
    private long unadmonished;
    private long wrong;
    private long unwarned;
    private long left;

    AccountsJudge(AccountsTally tally, IntFunction<AccountPlan> plans, boolean badEntryFell) {
        this.tally = tally;
        this.plans = plans;
        this.badEntryFell = badEntryFell;
    }

    /** All accounts of the plan. */
    AccountsJudge judge(int accounts) {
        doubled = tally.repeatedSeqs();
        for (int account = 0; account < accounts; account++) {
            judge(plans.apply(account));
        }
        return this;
    }

    /** Whether all was published that has to be; goes on where it stopped the last time. */
    boolean isComplete(int accounts) {
        while (complete < accounts
                && isAsExpected(complete, expected(plans.apply(complete)).count())) {
            complete++;
        }
        return complete == accounts;
    }

    /**
     * Whether every strike.changed was read that a last standing counts; goes on where it stopped
     * the last time.
     */
    boolean hasAllStrikes(int accounts) {
        while (whole < accounts && gaps(whole) == 0) {
            whole++;
        }
        return whole == accounts;
    }

    private NaiveStrikes expected(AccountPlan plan) {
        int account = plan.index();
        return new NaiveStrikes(
                plan, badEntryFell, tally.named(account, 0), tally.named(account, 1));
    }

    private boolean isAsExpected(int account, Count expected) {
        return tally.hasStanding(account)
                && tally.strikes(account) == expected.strikes()
                && tally.pending(account) == expected.pending()
                && tally.offences(account) == expected.offences();
    }

    private void judge(AccountPlan plan) {
        int account = plan.index();
        NaiveStrikes naive = expected(plan);
        Count expected = naive.count();
        int has = tally.strikes(account);
        strikes += has;
        doubled += Math.max(0, has - expected.strikes());
        missed += Math.max(0, expected.strikes() - has) + gaps(account);
        unadmonished += unadmonished(account, naive);
        wrong += isAsExpected(account, expected) ? 0 : 1;
        unwarned += unwarned(account, naive);
        boolean isLeft =
                badEntryFell
                        && plan.fate() == AccountPlan.Fate.ON_BAD_ENTRY
                        && tally.offences(account) != expected.offences();
        left += isLeft ? 1 : 0;
        if (!isAsExpected(account, expected) && examples.size() < EXAMPLES) {
            examples.add(
                    String.format(
                            Locale.ROOT,
                            "%s (%s): expected %d strikes, %d pending, %d offences;"
                                    + " got %d, %d, %d",
                            plan.accountId(),
                            plan.fate(),
                            expected.strikes(),
                            expected.pending(),
                            expected.offences(),
                            has,
                            tally.pending(account),
                            tally.offences(account)));
        }
    }

    /** Numbers up to that of the last standing of which no strike.changed was read. */
    private long gaps(int account) {
        long last = tally.standingSeq(account);
        long all = last >= Long.SIZE ? -1L : (1L << last) - 1;
        return Long.bitCount(all & ~tally.seqs(account));
    }

    private long unadmonished(int account, NaiveStrikes naive) {
        long count = 0;
        for (int offence = 0; offence < AccountPlan.OFFENCES; offence++) {
            boolean isInStrike = (tally.members(account) >> offence & 1) == 1;
            count += isInStrike && !naive.isAdmonished(offence, false) ? 1 : 0;
        }
        return count;
    }

    private long unwarned(int account, NaiveStrikes naive) {
        long count = 0;
        for (int offence = 0; offence < AccountPlan.OFFENCES; offence++) {
            boolean isNamed = (tally.named(account, AccountPlan.WARNINGS) >> offence & 1) == 1;
            count += naive.isStanding(offence) && !isNamed ? 1 : 0;
        }
        return count;
    }

    /** In all last standings. */
    long strikes() {
        return strikes;
    }

    /** Strikes above the naive count, and numbers of strike.changed that were used twice. */
    long doubled() {
        return doubled;
    }

    /** Strikes below it, and numbers that were left out. */
    long missed() {
        return missed;
    }

    /** Offences in strikes that no warning was delivered before. */
    long unadmonished() {
        return unadmonished;
    }

    /** Accounts with a last standing that differs. */
    long wrong() {
        return wrong;
    }

    /** Offences that stand and that no warning names. */
    long unwarned() {
        return unwarned;
    }

    /** Accounts that the bad entry still counts against. */
    long left() {
        return left;
    }

    boolean isClean() {
        return doubled + missed + unadmonished + wrong + unwarned + left == 0;
    }

    List<String> examples() {
        return examples;
    }
}
