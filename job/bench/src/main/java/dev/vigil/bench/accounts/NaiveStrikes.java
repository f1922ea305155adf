package dev.vigil.bench.accounts;

import dev.vigil.bench.accounts.AccountPlan.Fate;

/**
 * Counts the strikes of one account by the words of domain.md, in the plainest way: at most three
 * offences and two deliveries are tried one by one.
 */
final class NaiveStrikes {
    private static final long DAY_MS = 24 * 3_600_000L;

    private final AccountPlan plan;
    private final boolean badEntryFell;
    private final int[] named;

    /**
     * What has to be published in the end.
     *
     * @param strikes that count
     * @param pending strikes if all disputes ended against the account
     * @param offences that are STANDING
     * @param counting offences that count, a bit each
     */
    record Count(int strikes, int pending, int offences, int counting) {}

    /**
     * @param named offences that each warning names, a bit each: who is named where depends on what
     *     was known when it was issued
     */
    NaiveStrikes(AccountPlan plan, boolean badEntryFell, int... named) {
        this.plan = plan;
        this.badEntryFell = badEntryFell;
        this.named = named;
    }

    Count count() {
        int standing = 0;
        int counting = 0;
        int ifUpheld = 0;
        for (int k = 0; k < AccountPlan.OFFENCES; k++) {
            standing += isOffence(k) && !isDisputed(k) ? 1 : 0;
            counting |= counts(k, false) && isAdmonished(k, false) ? 1 << k : 0;
            ifUpheld |= counts(k, true) && isAdmonished(k, true) ? 1 << k : 0;
        }
        return new Count(windows(counting), windows(ifUpheld), standing, counting);
    }

    boolean isStanding(int offence) {
        return isOffence(offence) && !isDisputed(offence);
    }

    private boolean isOffence(int offence) {
        boolean hasFallen =
                plan.fate() == Fate.REVERSED || plan.fate() == Fate.ON_BAD_ENTRY && badEntryFell;
        return plan.isPublished(offence) && !(offence == 1 && hasFallen);
    }

    private boolean isDisputed(int offence) {
        return offence == AccountPlan.ITEM && plan.fate() == Fate.DISPUTED;
    }

    private boolean counts(int offence, boolean disputedToo) {
        boolean isOnGroundThatCounts = offence != 1 || plan.fate() != Fate.OWNERS_WISH;
        return isOffence(offence) && isOnGroundThatCounts && (disputedToo || !isDisputed(offence));
    }

    /** A warning for another offence that counts was delivered before it happened. */
    boolean isAdmonished(int offence, boolean disputedToo) {
        for (int warning = 0; warning < AccountPlan.WARNINGS; warning++) {
            long deliveredAt = plan.deliveredAt()[warning];
            for (int other = 0; other < AccountPlan.OFFENCES; other++) {
                boolean isNamed = (named[warning] >> other & 1) == 1;
                if (isNamed
                        && other != offence
                        && counts(other, disputedToo)
                        && plan.effectiveAt()[other] <= deliveredAt
                        && deliveredAt <= plan.occurredAt()[offence]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Windows of 24 hours, each from the earliest that none before it holds. */
    private int windows(int offences) {
        int windows = 0;
        long untilMs = Long.MIN_VALUE;
        // Their numbers are in the order of their times.
        for (int k = 0; k < AccountPlan.OFFENCES; k++) {
            if ((offences >> k & 1) == 1 && plan.occurredAt()[k] >= untilMs) {
                windows++;
                untilMs = plan.occurredAt()[k] + DAY_MS;
            }
        }
        return windows;
    }
}
