package dev.vigil.bench.usage;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.StateCount;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Meter, Holds, Rows and Offers with the rest of the ledger job, on real processes: first what they
 * cost, then a kill, then each row against a model of its own.
 */
public final class UsageBench {
    private static final double MATCHED = 0.05;
    private static final double MOST_CORES = 0.5;
    private static final double AT_REVISIONS = 500;
    private static final long MOST_AGE_MS = 15_000;

    /** Code is compiled well behind it; before it the compilers are measured. */
    private static final long WARM_MS = 15_000;

    private static final long STILL_MS = 60_000;

    /** Anything shorter is over before code that is compiled at length has paid for itself. */
    private static final int SHORT_S = 20;

    /**
     * How the threads of the operators' tasks begin, each chained with what it publishes by; the
     * source reads back what they publish.
     */
    private static final List<String> OPERATORS =
            List.of("meter", "holds", "rows", "offers", "Source: usage");

    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
    private static final List<String> COLLECTORS = List.of("GC Thread", "G1 ", "VM Thread");
    private static final List<String> ROCKSDB = List.of("rocksdb");

    private final int streams;
    private final int seconds;
    private final int works;
    private final PrintWriter out;
    private final BenchReport report;
    private final UsageTally tally = new UsageTally();

    /**
     * @param streams of which one in twenty is in match
     * @param seconds in which the cost is measured
     * @param works among which they choose
     */
    public UsageBench(int streams, int seconds, int works, PrintWriter out) {
        this.streams = streams;
        this.seconds = seconds;
        this.works = works;
        this.out = out;
        report =
                new BenchReport(
                        String.format(
                                Locale.ROOT,
                                "vigil bench usage --streams %d --seconds %d --works %d",
                                streams,
                                seconds,
                                works));
    }

    /** Runs it and writes the report; true where no millisecond is missing or counted twice. */
    boolean run(Path directory) throws Exception {
        Site.Size size = seconds < SHORT_S ? Site.Size.QUICK_MIDDLE : Site.Size.MIDDLE;
        try (Site site = Site.start(directory, size, WallClock.SYSTEM, 1)) {
            return run(site);
        }
    }

    /** The same on a site that runs no job; that of the bench is ended too. */
    public boolean run(Site site) throws Exception {
        int matched = Math.max(20, (int) (streams * MATCHED));
        report.row("streams, of them in match", "%,d, %,d", streams, matched);
        try (Follower follower =
                Follower.of(site.clients(), this::seen, Topic.USAGE, Topic.LEDGER_DEAD_LETTERS)) {
            site.submit("ledger", 1, null, JobOptions.CHECKPOINT_LEDGER.defaultValue());
            site.awaitPatiently("the ledger job to run", () -> site.rest().isRunning(site.job()));
            UsageLoad load = new UsageLoad(site.clients(), matched, works, tally);
            try (load) {
                load.start();
                say("%,d streams in match", matched);
                measure(site, load);
                say("a TaskManager is killed");
                site.killTaskManagers(1);
                // Flink may notice it late, and a stop while the job restarts would fail.
                site.awaitPatiently(
                        "Flink to notice the kill", () -> !site.rest().isRunning(site.job()));
                site.startTaskManager();
                site.awaitPatiently(
                        "the ledger job to run again", () -> site.rest().isRunning(site.job()));
            }
            tally.expect(load.expected(ZoneId.of(JobOptions.USAGE_ZONE.defaultValue())).rows());
            await(follower);
            say("stopping with a savepoint");
            StateCount state = StateCount.in(site.stop());
            follower.finishBehindStop();
            return judged(matched, state);
        }
    }

    // What it costs ------------------------------------------------------------------------------

    private void measure(Site site, UsageLoad load) throws Exception {
        Thread.sleep(WARM_MS);
        Jvm taskManager = site.taskManagers().get(0);
        long fromNanos = System.nanoTime();
        Duration allBefore = taskManager.cpu();
        Map<String, Duration> before = taskManager.threadCpu();
        long revisions = load.revisions();
        long measures = load.measures();
        Thread.sleep(seconds * 1_000L);
        Map<String, Duration> after = taskManager.threadCpu();
        Duration all = taskManager.cpu().minus(allBefore);
        double tookS = (System.nanoTime() - fromNanos) / 1e9;
        load.check();
        double aSecond = (load.revisions() - revisions) / tookS;
        report.row(
                "revisions, orders and confirmations a second",
                "%.0f, %.0f",
                aSecond,
                (load.measures() - measures) / tookS);
        double cores = cores(OPERATORS, before, after, tookS);
        report.goal(
                "cores of the operators of usage",
                "at most " + MOST_CORES + " at 500 revisions a second",
                cores <= MOST_CORES * Math.max(1, aSecond / AT_REVISIONS),
                "%.3f",
                cores);
        for (String operator : OPERATORS) {
            report.row("of it " + operator, "%.3f", cores(List.of(operator), before, after, tookS));
        }
        report.row(
                "cores of the TaskManager, all of the ledger job",
                "%.2f, of it compilers %.2f, collector %.2f, threads of RocksDB %.2f",
                all.toMillis() / 1_000.0 / tookS,
                cores(COMPILERS, before, after, tookS),
                cores(COLLECTORS, before, after, tookS),
                cores(ROCKSDB, before, after, tookS));
        report.row("memory of the TaskManager, at most", "%,d MB", taskManager.mostResidentMb());
        report.row("the sender was late by, at most", "%d ms", load.behindMs());
        report.goal(
                "how long what was sent is not in rows, at most",
                "15 s",
                tally.oldestMs() <= MOST_AGE_MS,
                "%.1f s",
                tally.oldestMs() / 1_000.0);
    }

    private static double cores(
            List<String> names,
            Map<String, Duration> before,
            Map<String, Duration> after,
            double seconds) {
        long nanos = 0;
        for (Map.Entry<String, Duration> thread : after.entrySet()) {
            if (names.stream().anyMatch(thread.getKey()::startsWith)) {
                Duration then = before.getOrDefault(thread.getKey(), Duration.ZERO);
                nanos += thread.getValue().minus(then).toNanos();
            }
        }
        return nanos / 1e9 / seconds;
    }

    // Whether it is right ------------------------------------------------------------------------

    private void seen(long atMs, EventType type, byte[] json) {
        if (type == EventType.USAGE_ROW) {
            tally.published(atMs, Json.read(json, UsageRow.class));
        } else {
            tally.dead();
        }
    }

    /** Until all that was sent is in rows, or no record has come for a while. */
    private void await(Follower follower) throws Exception {
        long records = -1;
        long sinceMs = System.currentTimeMillis();
        while (tally.errorMs() != 0 && System.currentTimeMillis() - sinceMs < STILL_MS) {
            follower.check();
            if (tally.records() != records) {
                records = tally.records();
                sinceMs = System.currentTimeMillis();
            }
            Thread.sleep(200);
        }
    }

    private boolean judged(int matched, StateCount state) {
        report.row("rows, records of them", "%,d, %,d", tally.rows(), tally.records());
        StateCount.Count sessions = state.of(StateName.METERED_SESSION);
        StateCount.Count rows = state.of(StateName.USAGE_ROW);
        StateCount.Count held = state.of(StateName.WORK_ROWS);
        report.row(
                "state of a session, of a row, of a row in its work",
                "%,d B, %,d B, %,d B",
                each(sessions),
                each(rows),
                each(held));
        report.row("keyed state", "%,d entries, %,d bytes", state.entries(), state.bytes());
        report.row("dead letters", "%,d", tally.deadLetters());
        report.goal(
                "sessions that rows and the model differ by",
                "0",
                tally.errorSessions() == 0,
                "%,d of %,d",
                tally.errorSessions(),
                matched);
        report.goal(
                "ms that rows and the model differ by",
                "0",
                tally.errorMs() == 0,
                "%,d of %,d",
                tally.errorMs(),
                tally.expectedMs());
        boolean good =
                tally.errorMs() == 0 && tally.errorSessions() == 0 && tally.deadLetters() == 0;
        report.print(
                out,
                List.of(
                        "The media job and the platform are played: revisions of verdicts, orders"
                                + " and what is confirmed of them. Cores are thread time of the"
                                + " operators' tasks; reading and checking of topics is shared"
                                + " with the rest of the ledger job and is in its figure alone.",
                        "The model has a bit for each millisecond of a session and no class of the"
                                + " job; days, territories and bases are compared row by row."),
                good);
        return good;
    }

    private static long each(StateCount.Count count) {
        return count.entries() == 0 ? 0 : count.bytes() / count.entries();
    }

    private void say(String format, Object... args) {
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }
}
