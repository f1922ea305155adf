package dev.vigil.bench.media;

import dev.vigil.bench.load.Punctuality;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.site.Site;
import dev.vigil.fixtures.process.Jvm;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;

/**
 * What a kill -9 of TaskManagers of the media job costs under load, and what it costs the notice
 * job, which has one of its own.
 *
 * @param killed TaskManagers
 * @param spare TaskManagers that were registered and had no work
 * @param registeredMs from the kill until there are as many TaskManagers as the job needs
 * @param runningMs until every task runs
 * @param wholeMs until the index is complete
 * @param foundMs until a work is found that was first shown after the kill
 * @param steadyMs until nothing lies unread for longer than usual
 * @param beforeMs slowest checkpoint before it
 * @param slowestMs slowest checkpoint of all
 * @param warnings of notices that were due since the kill: ms after their time, sorted
 * @param breaches likewise
 */
record Recovery(
        int killed,
        int spare,
        long registeredMs,
        long runningMs,
        long wholeMs,
        long foundMs,
        long steadyMs,
        long beforeMs,
        long slowestMs,
        long[] warnings,
        long[] breaches) {
    private static final long FOUND_WITHIN_MS = 30_000;
    private static final long CHECKPOINT_WITHIN_MS = 5_000;

    /** Long enough that notices come due in every phase, and for a checkpoint or two. */
    private static final long AFTERWARDS_MS = 15_000;

    private static final int NOTICES_A_SECOND = 10;

    /**
     * Kills and waits. Started anew is only what is missing: a cluster also fills its reserve up,
     * but elsewhere than on the cores of the tasks that recover.
     *
     * @param found whether a work was found that was first shown after a moment
     * @param steadyBelow unread records that are no backlog
     */
    static Recovery of(
            Site site, List<Jvm> victims, int spare, LongPredicate found, double steadyBelow)
            throws Exception {
        long beforeMs = site.rest().slowestCheckpoint(site.job());
        site.taskCpu();
        try (Punctuality notices = new Punctuality(site.clients(), NOTICES_A_SECOND)) {
            Thread.sleep(AFTERWARDS_MS);
            long atMs = System.currentTimeMillis();
            site.kill(victims);
            site.startTaskManagers(Math.max(0, victims.size() - spare));
            long registeredMs = System.currentTimeMillis() - atMs;
            // Until the kill is noticed everything seems to run.
            site.awaitPatiently("a failure", () -> hasFailedSince(site, atMs));
            site.awaitPatiently("a running job", () -> site.rest().isRunning(site.job()));
            long runningMs = System.currentTimeMillis() - atMs;
            // What the tasks before have reported remains until the new ones report theirs.
            site.awaitPatiently(
                    "an index that is built anew",
                    () -> site.rest().warming(site.job()).orElse(0) > 0 || found.test(atMs));
            site.awaitPatiently(
                    "the whole index", () -> site.rest().warming(site.job()).orElse(1) == 0);
            long wholeMs = System.currentTimeMillis() - atMs;
            site.await("a work shown after the kill", () -> found.test(atMs));
            long foundMs = System.currentTimeMillis() - atMs;
            site.awaitPatiently(
                    "nothing unread",
                    () ->
                            site.rest().pendingRecords(site.job()).orElse(Long.MAX_VALUE)
                                    < steadyBelow);
            long steadyMs = System.currentTimeMillis() - atMs;
            notices.stop();
            Thread.sleep(Punctuality.AFTERWARDS_MS);
            notices.check();
            return new Recovery(
                    victims.size(),
                    spare,
                    registeredMs,
                    runningMs,
                    wholeMs,
                    foundMs,
                    steadyMs,
                    beforeMs,
                    site.rest().slowestCheckpoint(site.job()),
                    notices.warnings(atMs),
                    notices.breaches(atMs));
        }
    }

    private static boolean hasFailedSince(Site site, long atMs) {
        return site.rest().failures(site.job()).stream().anyMatch(each -> each.atMs() >= atMs);
    }

    boolean isKept() {
        return foundMs <= FOUND_WITHIN_MS
                && slowestMs <= CHECKPOINT_WITHIN_MS
                && Punctuality.isKept(warnings)
                && Punctuality.isKept(breaches);
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "back after a kill: TaskManagers %.1f s, tasks %.1f, index %.1f, found %.1f, steady %.1f",
                registeredMs / 1e3,
                runningMs / 1e3,
                wholeMs / 1e3,
                foundMs / 1e3,
                steadyMs / 1e3);
    }

    void into(BenchReport report) {
        report.row(
                "TaskManagers killed, in reserve (broker and notice job compile quickly)",
                "%d, %d",
                killed,
                spare);
        report.row(
                "kill -9 of the media job's TaskManagers: registered, running, index whole, steady",
                "%.1f, %.1f, %.1f, %.1f s",
                registeredMs / 1e3,
                runningMs / 1e3,
                wholeMs / 1e3,
                steadyMs / 1e3);
        report.row(
                "a work found that was first shown since, its limit",
                "**%.1f**, %d s",
                foundMs / 1e3,
                FOUND_WITHIN_MS / 1_000);
        report.row(
                "slowest checkpoint before the kill, of all, its limit",
                "%,d, %,d, %,d ms",
                beforeMs,
                slowestMs,
                CHECKPOINT_WITHIN_MS);
        report.row(
                "notice job meanwhile: warnings after their time",
                "%s",
                Punctuality.text(warnings));
        report.row("breach records after due and grace", "%s", Punctuality.text(breaches));
    }
}
