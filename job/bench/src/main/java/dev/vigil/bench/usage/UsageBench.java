package dev.vigil.bench.usage;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.StateCount;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Meter, Holds and Rows with the rest of the ledger job, on real processes. */
final class UsageBench {
    private static final double MATCHED = 0.05;
    private static final double MOST_CORES = 0.5;
    private static final long MOST_AGE_MS = 15_000;
    private static final long WARM_MS = 15_000;
    private static final long STILL_MS = 60_000;

    private final int streams;
    private final int seconds;
    private final int works;
    private final PrintWriter out;

    UsageBench(int streams, int seconds, int works, PrintWriter out) {
        this.streams = streams;
        this.seconds = seconds;
        this.works = works;
        this.out = out;
    }

    /** Runs it and writes the report; true where no millisecond is missing or counted twice. */
    boolean run(Path directory) throws Exception {
        int matched = Math.max(10, (int) (streams * MATCHED));
        BenchReport report =
                new BenchReport(
                        String.format(
                                Locale.ROOT,
                                "vigil bench usage --streams %d --seconds %d --works %d",
                                streams,
                                seconds,
                                works));
        UsageTally tally = new UsageTally();
        try (Site site = Site.start(directory, Site.Size.MIDDLE, WallClock.SYSTEM, 1);
                Follower follower =
                        Follower.of(
                                site.clients(),
                                (at, type, json) -> seen(tally, at, type, json),
                                Topic.USAGE,
                                Topic.LEDGER_DEAD_LETTERS)) {
            site.submit("ledger", 1, null, JobOptions.CHECKPOINT_LEDGER.defaultValue());
            site.awaitPatiently("the ledger job to run", () -> site.rest().isRunning(site.job()));
            try (UsageLoad load = new UsageLoad(site.clients(), matched, works, tally)) {
                load.start();
                say("%,d streams in match", matched);
                Thread.sleep(WARM_MS);
                long fromMs = System.currentTimeMillis();
                Duration cpu = site.taskCpu();
                long sent = load.sent();
                Thread.sleep(seconds * 1_000L);
                double tookS = (System.currentTimeMillis() - fromMs) / 1_000.0;
                double cores = site.taskCpu().minus(cpu).toMillis() / 1_000.0 / tookS;
                double aSecond = (load.sent() - sent) / tookS;
                load.check();
                report.row("streams, of them in match", "%,d, %,d", streams, matched);
                report.row("revisions a second", "%.0f", aSecond);
                report.goal(
                        "cores of the TaskManager",
                        "at most " + MOST_CORES + " at 500 revisions a second",
                        cores <= MOST_CORES * Math.max(1, aSecond / 500),
                        "%.2f",
                        cores);
                report.row("the sender was late by, at most", "%d ms", load.behindMs());
                report.goal(
                        "how long what was sent is not in rows, at most",
                        "15 s",
                        tally.oldestMs() <= MOST_AGE_MS,
                        "%.1f s",
                        tally.oldestMs() / 1_000.0);
                say("a TaskManager is killed");
                site.taskCpu();
                site.killTaskManagers(1);
                site.startTaskManager();
                Thread.sleep(WARM_MS);
            }
            await(follower, tally);
            say("stopping with a savepoint");
            StateCount state = StateCount.in(site.stop());
            follower.finish();
            report.row(
                    "rows published, records of them", "%,d, %,d", tally.rows(), tally.records());
            report.row("keyed state", "%,d entries, %,d bytes", state.entries(), state.bytes());
            report.row("dead letters", "%,d", tally.deadLetters());
            boolean good = tally.errorMs() == 0 && tally.deadLetters() == 0;
            report.goal(
                    "ms that rows and the count of its own differ by",
                    "0",
                    tally.errorMs() == 0,
                    "%,d of %,d",
                    tally.errorMs(),
                    tally.sentMs());
            report.print(out, List.of(), good);
            return good;
        }
    }

    private static void seen(UsageTally tally, long atMs, EventType type, byte[] json) {
        if (type == EventType.USAGE_ROW) {
            tally.published(atMs, Json.read(json, UsageRow.class));
        } else {
            tally.dead();
        }
    }

    /** Until all that was sent is in rows, or no record has come for a while. */
    private static void await(Follower follower, UsageTally tally) throws Exception {
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

    private void say(String format, Object... args) {
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }
}
