package dev.vigil.bench.accounts;

import dev.vigil.bench.load.Punctuality;
import dev.vigil.bench.report.StateCount;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Accounts with three offences each through Kafka and the ledger job, with kills and an older
 * savepoint; then accounts that offend now, and an entry that falls under thousands. A notice job
 * of its own on the same broker shows whether its deadlines suffer.
 */
final class AccountsBench {
    private static final int ROUNDS = AccountPlan.OFFENCES;

    /** Rounds before it show what the job does undisturbed. */
    static final int KILLED_ROUND = ROUNDS - 1;

    private static final int NOTICES_A_SECOND = 10;
    private static final int PROGRESS_EVERY_MS = 10_000;
    private static final int MOST_ON_BAD_ENTRY = 10_000;
    private static final int MOST_AHEAD = 20_000;
    private static final long LOOK_EVERY_MS = 20;
    private static final long STILL_MS = 100_000;

    /**
     * Of the records of a topic, of each partition: several times what a restart from the older
     * savepoint reads again, {@link #MOST_AHEAD} accounts.
     */
    private static final long KEPT_BYTES = 128L << 20;

    /** What the ledger reads and publishes most. */
    private static final List<Topic> LARGE_TOPICS =
            List.of(
                    Topic.VERDICTS,
                    Topic.COMMANDS,
                    Topic.SESSION_CONFIRMATIONS,
                    Topic.OUTCOMES,
                    Topic.RECEIPTS,
                    Topic.OFFENCES,
                    Topic.STRIKES,
                    Topic.ACCOUNT_STANDINGS,
                    Topic.WARNINGS);

    /** As long as a case is kept after its last fact. */
    private static final Duration CASES_KEPT = Duration.ofDays(100);

    private static final int MOST_OLD = 1_000;

    /** From then on: the times of their facts, and until time has come that far in the job. */
    private static final long OLD_SLACK_MS = 10_000;

    /** Records about one account that offends now, those of its warning and its command too. */
    private static final int LIVE_RECORDS = 9;

    private final int accounts;
    private final int kills;
    private final long seed;
    private final PrintWriter progress;
    private final long startedMs = System.currentTimeMillis();
    private final int onBadEntry;
    private final int ahead;
    private final Scale scale;
    private final AccountsFigures figures = new AccountsFigures();
    private AccountsTally tally;
    private LedgerKills chaos;
    private long progressAtMs;
    private long loadFromMs;
    private long mostBytes;
    private long strikingAtSecond = -1;

    /**
     * How much is done beside the accounts themselves, and on what.
     *
     * @param site of the ledger's processes
     * @param quietMs in which notices come due while the ledger does nothing
     * @param liveSeconds in which accounts offend now
     * @param mostLive accounts that begin a second
     * @param oldMs in which sessions of nearly 100 days ago become that old
     */
    private record Scale(Site.Size site, long quietMs, int liveSeconds, int mostLive, long oldMs) {
        private static final Scale SMALL =
                new Scale(new Site.Size(384, 256, 128, true), 6_000, 6, 20, 20_000);
        private static final Scale MIDDLE =
                new Scale(new Site.Size(512, 512, 384, false), 20_000, 20, 200, 60_000);
        private static final Scale LARGE =
                new Scale(new Site.Size(1_024, 1_024, 1_024, false), 30_000, 60, 300, 60_000);

        static Scale of(int accounts) {
            return accounts <= 5_000 ? SMALL : accounts <= 50_000 ? MIDDLE : LARGE;
        }

        Site.Size notices() {
            return new Site.Size(0, 256, 128, true);
        }
    }

    AccountsBench(int accounts, int kills, long seed, PrintWriter progress) {
        this.accounts = accounts;
        this.kills = kills;
        this.seed = seed;
        this.progress = progress;
        onBadEntry = Math.min(MOST_ON_BAD_ENTRY, accounts / 10);
        ahead = Math.min(MOST_AHEAD, Math.max(200, accounts / 4));
        scale = Scale.of(accounts);
    }

    /** Runs it and gives what was measured and found. */
    AccountsFigures run(Path directory) throws Exception {
        try (Site site =
                        Site.start(directory.resolve("ledger"), scale.site(), WallClock.SYSTEM, 2);
                Site notices = site.beside(directory.resolve("notices"), scale.notices(), 1);
                Punctuality punctuality = quiet(site, notices)) {
            run(site);
            punctuality.stop();
            punctuality.check();
            figures.notices(punctuality);
            figures.took(System.currentTimeMillis() - startedMs, mostBytes);
        }
        return figures;
    }

    /** The notice job alone, before the ledger job is there. */
    private Punctuality quiet(Site site, Site notices) throws Exception {
        notices.submit(1, null);
        notices.awaitWatermark(1);
        say("Kafka, two clusters and the notice job are up");
        Punctuality punctuality = new Punctuality(site.clients(), NOTICES_A_SECOND);
        // What was due in its first half may have met processes that were still starting.
        Thread.sleep(scale.quietMs() / 2);
        figures.quiet(System.currentTimeMillis(), scale.quietMs());
        Thread.sleep(scale.quietMs());
        return punctuality;
    }

    private void run(Site site) throws Exception {
        if (scale == Scale.LARGE) {
            for (Topic topic : LARGE_TOPICS) {
                site.keepLittle(topic, KEPT_BYTES);
            }
        }
        int mostLive = scale.mostLive() * scale.liveSeconds();
        tally = new AccountsTally(accounts, onBadEntry, mostLive);
        try (Follower follower =
                        Follower.ofRecords(
                                site.clients(),
                                tally::seen,
                                Topic.OFFENCES,
                                Topic.STRIKES,
                                Topic.ACCOUNT_STANDINGS,
                                Topic.WARNINGS,
                                Topic.ACCOUNT_COMMANDS,
                                Topic.LEDGER_ALERTS,
                                Topic.LEDGER_DEAD_LETTERS);
                AccountFeed feed = new AccountFeed(site.clients(), seed)) {
            long replayed = Math.min(ahead, accounts / 4);
            chaos =
                    new LedgerKills(
                            site,
                            follower,
                            tally,
                            seed,
                            kills,
                            (long) KILLED_ROUND * accounts,
                            (long) KILLED_ROUND * accounts + accounts * 3L / 4,
                            replayed,
                            accounts / 20);
            chaos.submit(null);
            feed.list(startedMs);
            site.awaitPatiently("the ledger job to run", () -> site.rest().isRunning(site.job()));
            long oldUntilMs = old(follower, feed);
            load(site, follower, feed);
            live(site, follower);
            fall(follower, feed);
            AccountsJudge judge = new AccountsJudge(tally, this::plan, true);
            // A strike whose transaction an older savepoint did not know of is written again.
            await(follower, "the strikes of all standings", () -> judge.hasAllStrikes(accounts));
            site.awaitPatiently(
                    "100 days to be over", () -> System.currentTimeMillis() > oldUntilMs);
            say("stopping with a savepoint, and counting the state in it");
            String savepoint = site.stop();
            mostBytes = Math.max(mostBytes, site.diskBytes());
            figures.state(StateCount.in(savepoint));
            follower.finishBehindStop();
            figures.ledgerCpu(site.clusterCpu());
        }
        say("judging");
        figures.judged(new AccountsJudge(tally, this::plan, true).judge(accounts), tally);
    }

    /**
     * Sessions that become 100 days old while the rest goes on.
     *
     * @return when they are, and what is kept of them has to be gone
     */
    private long old(Follower follower, AccountFeed feed) throws Exception {
        int sessions = Math.min(MOST_OLD, accounts / 10);
        long occurredAt = System.currentTimeMillis() + scale.oldMs() - CASES_KEPT.toMillis();
        for (int session = 0; session < sessions; session++) {
            feed.old(tally.firstOld() + session, occurredAt);
        }
        feed.flush();
        await(follower, "old sessions", () -> tally.oldPublished() == sessions);
        figures.old(sessions, tally.oldPublished());
        return occurredAt + CASES_KEPT.toMillis() + OLD_SLACK_MS;
    }

    private AccountPlan plan(int account) {
        return AccountPlan.of(seed, account, onBadEntry, startedMs);
    }

    // The load -----------------------------------------------------------------------------

    private void load(Site site, Follower follower, AccountFeed feed) throws Exception {
        loadFromMs = System.currentTimeMillis();
        for (int round = 0; round < ROUNDS; round++) {
            long fromMs = System.currentTimeMillis();
            long sentBefore = feed.sent();
            long readBefore = tally.records();
            Duration cpuBefore = site.clusterCpu();
            load(site, round, follower, feed);
            chaos.settled();
            awaitRound(round, follower);
            figures.round(
                    feed.sent() - sentBefore,
                    tally.records() - readBefore,
                    System.currentTimeMillis() - fromMs,
                    site.clusterCpu().minus(cpuBefore));
            say("round %d of %d: %s", round + 1, ROUNDS, figures.lastRound());
        }
        figures.sent(feed);
        figures.kills(chaos);
    }

    private void load(Site site, int round, Follower follower, AccountFeed feed) throws Exception {
        long expected = 0;
        for (int account = 0; account < accounts; account++) {
            AccountPlan plan = plan(account);
            chaos.at((long) round * accounts + account);
            feed.send(plan, round);
            expected += plan.isPublished(round) ? 1 : 0;
            while (expected - tally.published(round) > ahead) {
                progress(site, round, account, feed);
                chaos.at((long) round * accounts + account);
                follower.check();
                Thread.sleep(LOOK_EVERY_MS);
            }
            progress(site, round, account, feed);
        }
        feed.flush();
    }

    private void progress(Site site, int round, int account, AccountFeed feed) throws IOException {
        long nowMs = System.currentTimeMillis();
        if (nowMs - progressAtMs > PROGRESS_EVERY_MS) {
            progressAtMs = nowMs;
            long bytes = site.diskBytes();
            mostBytes = Math.max(mostBytes, bytes);
            double done = ((double) round * accounts + account) / ((double) ROUNDS * accounts);
            say(
                    "round %d: %,d of %,d accounts sent, %,d offences published, %d kills;"
                            + " %,d facts sent, %,d MB on disk, load done in %.0f min",
                    round + 1,
                    account,
                    accounts,
                    tally.published(round),
                    chaos.kills(),
                    feed.sent(),
                    bytes >> 20,
                    Math.ceil((nowMs - loadFromMs) / 60_000.0 * (1 / Math.max(done, 0.001) - 1)));
        }
    }

    /** What the next round answers must be there: a receipt names a warning that is out. */
    private void awaitRound(int round, Follower follower) throws Exception {
        AccountsJudge judge = new AccountsJudge(tally, this::plan, false);
        await(
                follower,
                "round " + (round + 1),
                () ->
                        switch (round) {
                            case 0 -> tally.warned(0) == accounts;
                            case 1 -> tally.warned(1) == strikingAtSecond();
                            default -> judge.isComplete(accounts);
                        });
    }

    private long strikingAtSecond() {
        if (strikingAtSecond < 0) {
            strikingAtSecond = 0;
            for (int account = 0; account < accounts; account++) {
                strikingAtSecond += plan(account).fate().strikesAtSecond() ? 1 : 0;
            }
        }
        return strikingAtSecond;
    }

    /** What does not come while records still do is for the judge. */
    private void await(Follower follower, String what, BooleanSupplier condition) throws Exception {
        long seen = -1;
        long sinceMs = System.currentTimeMillis();
        while (!condition.getAsBoolean()) {
            follower.check();
            long now = tally.records();
            if (now != seen) {
                seen = now;
                sinceMs = System.currentTimeMillis();
            } else if (System.currentTimeMillis() - sinceMs > STILL_MS) {
                say("%s: no record for %d s, though some are missing", what, STILL_MS / 1_000);
                return;
            }
            Thread.sleep(10 * LOOK_EVERY_MS);
        }
    }

    // Accounts that offend now ------------------------------------------------------------------

    private void live(Site site, Follower follower) throws Exception {
        int aSecond =
                (int)
                        Math.min(
                                scale.mostLive(),
                                Math.max(1, figures.mostASecond() / 2 / LIVE_RECORDS));
        LiveAccounts live =
                new LiveAccounts(
                        site.clients(), seed + 1, accounts, aSecond * scale.liveSeconds(), aSecond);
        tally.tell(live);
        say("%d accounts a second offend now, for %d s", aSecond, scale.liveSeconds());
        long fromMs = System.currentTimeMillis();
        try (LiveAccounts sending = live) {
            sending.start();
            await(
                    follower,
                    "accounts that offend now",
                    () -> {
                        sending.check();
                        return sending.restricted() == aSecond * scale.liveSeconds();
                    });
        }
        figures.live(live, fromMs, aSecond, site.rest().slowestCheckpoint(site.job()));
    }

    private void fall(Follower follower, AccountFeed feed) throws Exception {
        tally.awaitCorrections();
        say("the entry of %,d accounts is withdrawn", onBadEntry);
        long fromMs = System.currentTimeMillis();
        feed.withdraw(fromMs);
        await(follower, "corrections", () -> tally.leftOnBadEntry() == 0);
        figures.fell(onBadEntry, tally.lastCorrectedMs() - fromMs);
    }

    private void say(String format, Object... args) {
        long s = (System.currentTimeMillis() - startedMs) / 1_000;
        progress.println(
                String.format(Locale.ROOT, "%4d s  ", s)
                        + String.format(Locale.ROOT, format, args));
        progress.flush();
    }
}
