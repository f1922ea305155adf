package dev.vigil.local.bench;

import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** In normal running, by the machine's clock: how long after its time is a level visible? */
final class LatencyBench {
    private static final long PROMISED_MS = 2_000;
    private static final long GRACE_MS = 10_000;
    private static final long DUE_MS = 24 * Pace.HOUR_MS;
    private static final long E7_MS = DUE_MS - 15 * Pace.MINUTE_MS;
    private static final int A_SECOND = 40;
    private static final int PARALLELISM = 2;

    /** A JVM that has just started is no normal running. */
    private static final long WARM_UP_MS = 30_000;

    /** So long before its time each notice is known. */
    private static final long AHEAD_MS = 5_000;

    private final int seconds;
    private final Duration checkpoint;
    private double share;
    private final PrintWriter out;
    private final Map<String, Long> warnings = new ConcurrentHashMap<>();
    private final Map<String, Long> breaches = new ConcurrentHashMap<>();
    private long countsFromMs;

    LatencyBench(int seconds, Duration checkpoint, PrintWriter out) {
        this.seconds = seconds;
        this.checkpoint = checkpoint;
        this.out = out;
    }

    /** Runs it and writes the report; true where both are as promised. */
    boolean run(Path directory) throws Exception {
        try (Site site = Site.start(directory, Site.Size.MIDDLE, WallClock.SYSTEM)) {
            site.submit(PARALLELISM, null, checkpoint);
            site.awaitWatermark(1);
            countsFromMs = System.currentTimeMillis() + WARM_UP_MS;
            say("running");
            int notices = 0;
            Duration cpuBefore = site.taskCpu();
            long fromMs = System.currentTimeMillis();
            int failedBefore = -1;
            try (Follower follower =
                            Follower.of(
                                    site.clients(), this::seen, Topic.ESCALATIONS, Topic.BREACHES);
                    Feed feed = new Feed(site.clients())) {
                long endMs = countsFromMs + seconds * Pace.SECOND_MS;
                while (System.currentTimeMillis() < endMs) {
                    send(feed, notices++);
                    if (failedBefore < 0 && System.currentTimeMillis() > countsFromMs) {
                        // Those that were asked for before every task ran do not count.
                        failedBefore = site.rest().failedCheckpoints(site.job());
                    }
                    Thread.sleep(Pace.SECOND_MS / A_SECOND);
                }
                Thread.sleep(AHEAD_MS + GRACE_MS + 2 * PROMISED_MS);
                follower.check();
            }
            long cpuMs = site.taskCpu().minus(cpuBefore).toMillis();
            share = (double) cpuMs / (System.currentTimeMillis() - fromMs);
            return report(notices, site.rest().failedCheckpoints(site.job()) - failedBefore);
        }
    }

    /** By turns one that comes to its last warning, and one that comes to its breach. */
    private void send(Feed feed, int notice) {
        long nowMs = System.currentTimeMillis();
        long at = nowMs + AHEAD_MS - (notice % 2 == 0 ? E7_MS : DUE_MS);
        Script.Event event = new Script.Event(0, Script.Act.RECEIVED, nowMs, at, at, 0, null);
        String id = Script.noticeId(notice);
        feed.send(
                Topic.NOTICES,
                id,
                nowMs,
                Envelope.json(EventType.NOTICE_RECEIVED, "/vigil/bench", id, id, at),
                Feed.received(notice, 1, event));
    }

    private void seen(long wallMs, EventType type, byte[] json) {
        if (type == EventType.BREACH) {
            BreachRecord breach = Json.read(json, BreachRecord.class);
            seen(breaches, breach.breachId(), breach.dueAt() + GRACE_MS, wallMs);
        } else if (type == EventType.ESCALATION) {
            EscalationAlert alert = Json.read(json, EscalationAlert.class);
            // What had passed when the notice came is told at once, and late by nature.
            if (!alert.catchUp() && alert.level().equals("E7")) {
                seen(warnings, alert.alertKey(), alert.firesAt(), wallMs);
            }
        }
    }

    private void seen(Map<String, Long> latencies, String key, long at, long wallMs) {
        if (at >= countsFromMs) {
            latencies.putIfAbsent(key, wallMs - at);
        }
    }

    private void say(String format, Object... args) {
        out.println(String.format(format, args));
        out.flush();
    }

    private boolean report(int notices, int failed) {
        long[] warned = sorted(warnings);
        long[] breached = sorted(breaches);
        boolean enough = warned.length > 0 && breached.length > 0;
        boolean good =
                enough
                        && percentile(warned, 99) <= PROMISED_MS
                        && percentile(breached, 99) <= PROMISED_MS
                        && warned[0] >= 0
                        && breached[0] >= 0;
        Report report =
                new Report(
                        "vigil bench latency --seconds "
                                + seconds
                                + " --checkpoint '"
                                + checkpoint.toMillis()
                                + " ms'");
        report.row("notices, a second", "%,d, %d", notices, A_SECOND);
        report.row("warnings E7, after their time", "%s", text(warned));
        report.row("breach records, after due and grace", "%s", text(breached));
        report.row("promised", "p99 within 2 s, both");
        report.row("checkpoints, every", "%d ms", checkpoint.toMillis());
        report.row("cores that the TaskManagers took, warm-up too", "%.2f", share);
        report.row("checkpoints that failed", "%d", failed);
        report.print(out, List.of(), good);
        return good;
    }

    private static long[] sorted(Map<String, Long> latencies) {
        return latencies.values().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static String text(long[] sorted) {
        return sorted.length == 0
                ? "none seen"
                : sorted.length
                        + " seen: p50 "
                        + percentile(sorted, 50)
                        + " ms, p90 "
                        + percentile(sorted, 90)
                        + " ms, p99 "
                        + percentile(sorted, 99)
                        + " ms, all within "
                        + sorted[0]
                        + " to "
                        + Arrays.stream(sorted).max().orElse(0)
                        + " ms";
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / 100];
    }
}
