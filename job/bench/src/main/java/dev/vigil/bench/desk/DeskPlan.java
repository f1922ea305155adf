package dev.vigil.bench.desk;

import java.util.SplittableRandom;

/**
 * How much a site has of what, and under which ids. Each thing follows from its number, so that
 * nothing has to be kept: the same plan gives the same records.
 *
 * @param notices received over the whole span, one after the other
 * @param sessions with a verdict each
 * @param fromMs begin of the span, UTC epoch ms
 * @param toMs its end: now
 */
record DeskPlan(int notices, int sessions, long fromMs, long toMs) {
    static final long MINUTE_MS = 60_000;
    static final long HOUR_MS = 60 * MINUTE_MS;
    static final long DAY_MS = 24 * HOUR_MS;

    /** Of the reference site. */
    private static final int NOTICES_A_DAY = 10_000;

    /** Long enough that some are done. */
    private static final int LEAST_DAYS = 10;

    /** One work in 200 is hot, and half of all sessions show one of them. */
    private static final int HOT_ONE_IN = 200;

    /** The first account of 200,000 has one session in 130, half of them one in a million. */
    private static final double SKEW = 2.5;

    private static final int STAFF = 20;

    /** Of notifiers. */
    private static final int OWNERS_ONE_IN = 10;

    /** Behind all times that a record has. */
    static final long FAR_MS = 9_000_000_000_000_000L;

    static DeskPlan of(int notices, int sessions, long nowMs) {
        long days = Math.max(LEAST_DAYS, notices / NOTICES_A_DAY);
        return new DeskPlan(notices, sessions, nowMs - days * DAY_MS, nowMs);
    }

    /** The same things, each that much earlier. */
    DeskPlan earlier(long byMs) {
        return new DeskPlan(notices, sessions, fromMs - byMs, toMs - byMs);
    }

    SplittableRandom random(String what, long number) {
        return new SplittableRandom(31L * what.hashCode() + number * 0x9E3779B97F4A7C15L);
    }

    // How many ------------------------------------------------------------------------------------

    int works() {
        return Math.max(20, notices / 50);
    }

    int hotWorks() {
        return Math.max(1, works() / HOT_ONE_IN);
    }

    int accounts() {
        return Math.max(50, sessions / 15);
    }

    int notifiers() {
        return Math.max(5, notices / 500);
    }

    int owners() {
        return Math.max(5, works() / 40);
    }

    int entries() {
        return Math.max(10, works() / 10);
    }

    /** Entries of one batch. */
    int batchSize() {
        return 50;
    }

    int signals() {
        return Math.max(10, works() / 20);
    }

    int usageRows() {
        return Math.max(50, notices / 5);
    }

    int deadLetters() {
        return Math.max(20, notices / 200);
    }

    // When ----------------------------------------------------------------------------------------

    /** When a notice was received. */
    long receivedAt(long notice) {
        return fromMs + (long) ((double) (toMs - fromMs) * notice / notices);
    }

    /** When a session was judged first. */
    long judgedAt(long session) {
        return fromMs + (long) ((double) (toMs - fromMs) * session / sessions);
    }

    /** How many notices are received in a time. */
    long noticesIn(long ms) {
        return (long) ((double) notices * ms / (toMs - fromMs));
    }

    long sessionsIn(long ms) {
        return (long) ((double) sessions * ms / (toMs - fromMs));
    }

    // Ids -----------------------------------------------------------------------------------------

    static String notice(long number) {
        return "n-" + number;
    }

    static String item(long notice, int number) {
        return "video-" + notice + "-" + number;
    }

    int items(long notice) {
        SplittableRandom random = random("items", notice);
        return random.nextInt(8) == 0 ? 2 + random.nextInt(4) : 1;
    }

    String notifier(long notice) {
        return notifier(skewed(random("notifier", notice), notifiers()));
    }

    /** Some are owners of works too: what they have sent is on pages of theirs. */
    String notifier(int number) {
        return number % OWNERS_ONE_IN == 0 && number / OWNERS_ONE_IN < owners()
                ? "owner-" + number / OWNERS_ONE_IN
                : "notifier-" + number;
    }

    String workOfNotice(long notice) {
        return work(random("work", notice));
    }

    static String session(long number) {
        return (number % 4 == 3 ? "upload-" : "live-") + number;
    }

    static boolean isUpload(long session) {
        return session % 4 == 3;
    }

    static String verdict(long session) {
        return session(session) + "/1";
    }

    String account(long session) {
        return account(skewed(random("account", session), accounts()));
    }

    static String account(int number) {
        return "account-" + number;
    }

    String workOfSession(long session) {
        return work(random("shown", session));
    }

    private String work(SplittableRandom random) {
        int number = random.nextBoolean() ? random.nextInt(hotWorks()) : random.nextInt(works());
        return work(number);
    }

    static String work(int number) {
        return "work-" + number;
    }

    String owner(int work) {
        return "owner-" + random("owner", work).nextInt(owners());
    }

    static String entry(int number) {
        return "entry-" + number;
    }

    String batch(int entry) {
        return "film/2026-" + entry / batchSize();
    }

    static String signal(int number) {
        return "signal-" + number;
    }

    String person(long number) {
        return "oidc:person-" + Math.floorMod(number, STAFF);
    }

    private static int skewed(SplittableRandom random, int most) {
        return (int) (most * Math.pow(random.nextDouble(), SKEW));
    }
}
