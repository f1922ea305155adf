package dev.vigil.bench.notice;

import dev.vigil.bench.load.Pace;
import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.site.FileClock;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Notices that all come due while the job is down: when is the last breach visible? */
final class BurstBench {
    private static final long PROMISED_MS = 60_000;
    private static final long BREACH_MS = 24 * Pace.HOUR_MS + 10_000;
    private static final int PARALLELISM = 2;
    private static final int FLUSH_EVERY = 10_000;

    private final int timers;
    private final PrintWriter out;
    private final Set<String> alerts = ConcurrentHashMap.newKeySet();
    private final Set<String> breaches = ConcurrentHashMap.newKeySet();
    private volatile long firstMs;
    private volatile long lastMs;

    BurstBench(int timers, PrintWriter out) {
        this.timers = timers;
        this.out = out;
    }

    /** Runs it and writes the report; true where all were visible in time. */
    boolean run(Path directory) throws Exception {
        long originMs = Instant.now().minus(10, ChronoUnit.DAYS).toEpochMilli();
        FileClock clock = new FileClock(directory.resolve("clock"));
        clock.set(originMs);
        try (Site site = Site.start(directory, Site.Size.of(timers), clock)) {
            site.submit(PARALLELISM, null);
            log("filing %,d notices", timers);
            file(site, originMs);
            clock.set(originMs + Pace.SECOND_MS);
            site.awaitWatermark(originMs + Pace.SECOND_MS);
            log("outage");
            site.killTaskManagers(2);
            clock.set(originMs + BREACH_MS + Pace.SECOND_MS);
            site.await("the outage to be noticed", () -> !site.rest().isRunning(site.job()));
            long restartedMs = System.currentTimeMillis();
            long runningMs;
            int failedBefore;
            try (Follower follower = follow(site)) {
                site.startTaskManager();
                site.startTaskManager();
                site.await("the job to run again", () -> site.rest().isRunning(site.job()));
                runningMs = System.currentTimeMillis();
                // What the kill cut off, and what was asked for before every task ran, is no
                // failure.
                failedBefore = site.rest().failedCheckpoints(site.job());
                log("running again");
                site.await("all breaches", () -> isComplete(follower));
            }
            int failed = site.rest().failedCheckpoints(site.job()) - failedBefore;
            long slowestMs = site.rest().slowestCheckpoint(site.job());
            return report(lastMs - runningMs, lastMs - restartedMs, failed, slowestMs);
        }
    }

    private void file(Site site, long originMs) {
        try (ScriptFeed feed = new ScriptFeed(site.clients())) {
            for (int notice = 0; notice < timers; notice++) {
                feed.receive(notice, originMs, originMs);
                if (notice % FLUSH_EVERY == 0) {
                    feed.flush();
                }
            }
            feed.flush();
        }
    }

    private Follower follow(Site site) {
        return Follower.of(site.clients(), this::seen, Topic.ESCALATIONS, Topic.BREACHES);
    }

    private void seen(long wallMs, EventType type, byte[] json) {
        boolean counts = false;
        if (type == EventType.BREACH) {
            counts = breaches.add(Json.read(json, BreachRecord.class).breachId());
        } else if (type == EventType.ESCALATION) {
            EscalationAlert alert = Json.read(json, EscalationAlert.class);
            counts = alert.level().equals("E8") && alerts.add(alert.alertKey());
        }
        if (counts) {
            firstMs = firstMs == 0 ? wallMs : firstMs;
            lastMs = wallMs;
        }
    }

    private boolean isComplete(Follower follower) {
        follower.check();
        return alerts.size() == timers && breaches.size() == timers;
    }

    private void log(String format, Object... args) {
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }

    private boolean report(long afterMs, long restartMs, int failed, long slowestMs) {
        boolean good = afterMs <= PROMISED_MS && failed == 0;
        BenchReport report = new BenchReport("vigil bench burst --timers " + timers);
        report.row("timers due while the job was down", "%,d", timers);
        report.row("alerts E8, breach records visible", "%,d, %,d", alerts.size(), breaches.size());
        report.row(
                "the last, after the job ran again", "%.1f s (promised: 60 s)", afterMs / 1_000.0);
        report.row("the last, after new TaskManagers were started", "%.1f s", restartMs / 1_000.0);
        report.row("from the first to the last", "%.1f s", (lastMs - firstMs) / 1_000.0);
        report.row("checkpoints that failed", "%d", failed);
        report.row("slowest checkpoint", "%s", Duration.ofMillis(slowestMs));
        report.print(out, List.of(), good);
        return good;
    }
}
