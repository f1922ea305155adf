package dev.vigil.bench.notice;

import dev.vigil.bench.load.Pace;
import dev.vigil.bench.load.Punctuality;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.site.Site;
import dev.vigil.stream.caughtup.WallClock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** In normal running, by the machine's clock: how long after its time is a level visible? */
final class LatencyBench {
    private static final int A_SECOND = 40;
    private static final int PARALLELISM = 2;

    /** A JVM that has just started is no normal running. */
    private static final long WARM_UP_MS = 30_000;

    private final int seconds;
    private final Duration checkpoint;
    private double share;
    private final PrintWriter out;

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
            long countsFromMs = System.currentTimeMillis() + WARM_UP_MS;
            log("running");
            Duration cpuBefore = site.taskCpu();
            long fromMs = System.currentTimeMillis();
            try (Punctuality notices = new Punctuality(site.clients(), A_SECOND)) {
                Thread.sleep(WARM_UP_MS);
                // Those that were asked for before every task ran do not count.
                int failedBefore = site.rest().failedCheckpoints(site.job());
                Thread.sleep(seconds * Pace.SECOND_MS);
                notices.stop();
                Thread.sleep(Punctuality.AFTERWARDS_MS);
                notices.check();
                long cpuMs = site.taskCpu().minus(cpuBefore).toMillis();
                share = (double) cpuMs / (System.currentTimeMillis() - fromMs);
                int failed = site.rest().failedCheckpoints(site.job()) - failedBefore;
                return report(notices, countsFromMs, failed);
            }
        }
    }

    private void log(String format, Object... args) {
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }

    private boolean report(Punctuality notices, long sinceMs, int failed) {
        long[] warned = notices.warnings(sinceMs);
        long[] breached = notices.breaches(sinceMs);
        boolean good = Punctuality.isKept(warned) && Punctuality.isKept(breached);
        BenchReport report =
                new BenchReport(
                        "vigil bench latency --seconds "
                                + seconds
                                + " --checkpoint '"
                                + checkpoint.toMillis()
                                + " ms'");
        report.row("notices, a second", "%,d, %d", notices.sent(), A_SECOND);
        report.row("warnings E7, after their time", "%s", Punctuality.text(warned));
        report.row("breach records, after due and grace", "%s", Punctuality.text(breached));
        report.row("promised", "p99 within 2 s, both");
        report.row("checkpoints, every", "%d ms", checkpoint.toMillis());
        report.row("cores that the TaskManagers took, warm-up too", "%.2f", share);
        report.row("checkpoints that failed", "%d", failed);
        report.print(out, List.of(), good);
        return good;
    }
}
