package dev.vigil.bench.accounts;

import java.util.SplittableRandom;

/**
 * What happens to one account, from a seed: two sessions and an item of a notice that are offences,
 * the deliveries of its warnings, and what makes it another than most. All of it is in the past, so
 * that no measure is to be commanded any more.
 */
record AccountPlan(
        int index,
        Fate fate,
        int entry,
        long[] occurredAt,
        long[] effectiveAt,
        long[] deliveredAt) {
    static final int OFFENCES = 3;
    static final int ITEM = 2;

    /** List entries that sessions rest on beside the bad one. */
    static final int ENTRIES = 1_000;

    /** Deliveries: of the first warning, of the one for the second offence. */
    static final int WARNINGS = 2;

    static final long NEVER = Long.MAX_VALUE;

    private static final int TEN_MILLION = 10_000_000;

    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private static final String FIRST = "/FIRST/session:";

    /** What makes an account another than most. */
    enum Fate {
        /** Warned, and goes on: two strikes. */
        REPEATS(56),
        /** Warned; both offences after it lie within a day: one strike. */
        SAME_DAY(10),
        /** No warning is ever delivered. */
        UNWARNED(8),
        /** The first warning is delivered after the second offence. */
        WARNED_LATE(8),
        /** The second rests on the wish of an owner, which never counts. */
        OWNERS_WISH(5),
        /** The platform never confirms the measure on the second. */
        UNCONFIRMED(4),
        /** The second is judged again: nothing of it was infringing. */
        REVERSED(5),
        /** A counter-notice disputes the third. */
        DISPUTED(4),
        /** The second rests on the bad entry alone. */
        ON_BAD_ENTRY(0);

        private final int percent;

        Fate(int percent) {
            this.percent = percent;
        }

        private static Fate at(int percentile) {
            int below = 0;
            for (Fate fate : values()) {
                below += fate.percent;
                if (percentile < below) {
                    return fate;
                }
            }
            throw new IllegalStateException("fates: expected 100 percent, got " + below);
        }

        boolean isWarnedInTime() {
            return this != UNWARNED && this != WARNED_LATE;
        }

        /** Whether the second offence is a strike when it becomes known. */
        boolean strikesAtSecond() {
            return isWarnedInTime() && this != OWNERS_WISH && this != UNCONFIRMED;
        }
    }

    /**
     * @param onBadEntry how many accounts, the first ones, rest on the bad entry
     * @param nowMs when the run began
     */
    static AccountPlan of(long seed, int index, int onBadEntry, long nowMs) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        Fate fate = index < onBadEntry ? Fate.ON_BAD_ENTRY : Fate.at(random.nextInt(100));
        long[] occurred = new long[OFFENCES];
        long[] effective = new long[OFFENCES];
        occurred[0] = nowMs - 60 * DAY_MS + random.nextLong(15 * DAY_MS);
        occurred[1] = occurred[0] + 2 * DAY_MS + random.nextLong(8 * DAY_MS);
        occurred[2] =
                occurred[1]
                        + (fate == Fate.SAME_DAY
                                ? 2 * HOUR_MS + random.nextLong(21 * HOUR_MS)
                                : DAY_MS + random.nextLong(9 * DAY_MS));
        for (int k = 0; k < OFFENCES; k++) {
            effective[k] = occurred[k] + 1_000 + random.nextLong(MINUTE_MS);
        }
        long[] delivered = {NEVER, NEVER};
        if (fate == Fate.WARNED_LATE) {
            delivered[0] = between(random, effective[1], occurred[2]);
        } else if (fate.isWarnedInTime()) {
            delivered[0] = between(random, effective[0], occurred[1]);
        }
        if (fate.strikesAtSecond()) {
            delivered[1] = between(random, effective[1], occurred[2]);
        }
        return new AccountPlan(
                index, fate, random.nextInt(ENTRIES), occurred, effective, delivered);
    }

    private static long between(SplittableRandom random, long fromMs, long untilMs) {
        return fromMs + 1 + random.nextLong(untilMs - fromMs);
    }

    String accountId() {
        return accountId(index);
    }

    static String accountId(int index) {
        return "u-" + digits(index);
    }

    /** Seven of them: there are ids in every record of millions, and formats are slow. */
    private static String digits(int index) {
        return Integer.toString(TEN_MILLION + index).substring(1);
    }

    /** -1 where the account is none of the bench. */
    static int index(String accountId) {
        return accountId.startsWith("u-") ? Integer.parseInt(accountId.substring(2)) : -1;
    }

    static String sessionId(int index, int offence) {
        return "s-" + digits(index) + "-" + offence;
    }

    static String itemId(int index) {
        return "i-" + digits(index) + "-" + ITEM;
    }

    static String noticeId(int index) {
        return "na-" + digits(index);
    }

    /** Both forms end in the number of the offence. */
    static int offence(String offenceId) {
        return offenceId.charAt(offenceId.length() - 1) - '0';
    }

    /** Of the first warning that it is expected to get, not of one after that was void. */
    static boolean isFirst(String warningId) {
        return warningId.contains(FIRST) && offence(warningId) == 0;
    }

    String warningId(int warning) {
        return accountId()
                + (warning == 0 ? FIRST : "/STRIKE/session:")
                + sessionId(index, warning);
    }

    /** Whether an offence is ever published. */
    boolean isPublished(int offence) {
        return offence != 1 || fate != Fate.UNCONFIRMED;
    }
}
