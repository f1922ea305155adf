package dev.vigil.account;

/** What is kept of one account at most; what leaves is counted. */
public final class AccountLimits {
    public static final int OFFENCES = 1_000;
    public static final int WARNINGS = 200;

    /** LIVE warnings of streams that are no offence. */
    public static final int ROOMS = 20;

    public static final int APPEALS = 100;
    public static final int GROUNDS = 1_000;
    public static final int REPORTS = 20;
    public static final int DECISIONS = 20;

    private AccountLimits() {}
}
