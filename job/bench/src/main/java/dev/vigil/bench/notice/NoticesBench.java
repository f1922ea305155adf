package dev.vigil.bench.notice;

import dev.vigil.bench.load.Pace;
import dev.vigil.bench.load.Script;
import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.bench.notice.naive.ClockPath;
import dev.vigil.bench.notice.naive.Logs;
import dev.vigil.bench.notice.naive.Mismatches;
import dev.vigil.bench.notice.naive.NaiveClock;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.StateCount;
import dev.vigil.bench.site.FileClock;
import dev.vigil.bench.site.Site;
import dev.vigil.schema.address.StateName;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many notices through Kafka and two TaskManagers under a simulated clock, with kills and a
 * rescale; then the naive model judges what is on the topics.
 */
final class NoticesBench {
    /** Longer than anything is kept for, in steps that the clock can be seen to take. */
    private static final List<Duration> AFTERWARDS =
            List.of(
                    Duration.ofDays(4),
                    Duration.ofDays(11),
                    Duration.ofDays(70),
                    Duration.ofDays(275));

    private static final int PARALLELISM = 2;
    private static final int PROGRESS_EVERY_MS = 10_000;

    private final int notices;
    private final int kills;
    private final long seed;
    private final PrintWriter out;

    private long startedMs = System.currentTimeMillis();
    private long progressAtMs;
    private long sent;
    private Duration fed;
    private Duration cpuOfTasks;
    private StateCount left;

    NoticesBench(int notices, int kills, long seed, PrintWriter out) {
        this.notices = notices;
        this.kills = kills;
        this.seed = seed;
        this.out = out;
    }

    /** Runs it and writes the report; true where nothing was missed, doubled or false. */
    boolean run(Path directory) throws Exception {
        Pace pace = Pace.of(notices);
        // In the past: Kafka takes no record from further ahead than an hour.
        long originMs =
                Instant.now()
                        .minus(10, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.HOURS)
                        .toEpochMilli();
        Schedule schedule = new Schedule(notices, seed, pace, originMs);
        log(
                "%,d records of %,d notices in %,d steps",
                schedule.records(), notices, schedule.steps().size());
        FileClock clock = new FileClock(directory.resolve("clock"));
        clock.set(originMs);
        ClockPath path = new ClockPath();
        try (Site site = Site.start(directory, Site.Size.of(notices), clock)) {
            site.submit(PARALLELISM, null);
            site.awaitWatermark(originMs);
            log("Kafka, a JobManager and two TaskManagers are up, in %s", directory);
            List<Long> steps = List.copyOf(schedule.steps().keySet());
            Chaos chaos = new Chaos(site, seed, kills, steps, pace);
            try (chaos) {
                feed(site, schedule, clock, path, chaos);
                passTheRest(site, clock, path, originMs);
                chaos.judgePreCommit();
            }
            left = StateCount.in(site.stop());
            log("reading the topics");
            try (Logs logs = Logs.read(site.clients(), directory.resolve("facts"), notices)) {
                Mismatches findings = new NaiveClock(path).judge(logs);
                boolean good = isGood(findings, logs, chaos);
                report(findings, logs, chaos, site, path, good);
                return good;
            }
        }
    }

    private void feed(Site site, Schedule schedule, FileClock clock, ClockPath path, Chaos chaos)
            throws Exception {
        long fromMs = System.currentTimeMillis();
        Duration cpuBefore = site.taskCpu();
        int down = 0;
        int step = 0;
        try (ScriptFeed feed = new ScriptFeed(site.clients())) {
            for (Map.Entry<Long, long[]> records : schedule.steps().entrySet()) {
                send(feed, schedule, records.getValue());
                if (step > 0 && down == 0) {
                    site.awaitWatermark(path.last());
                    path.publishedAll(System.currentTimeMillis());
                }
                long nowMs = schedule.originMs() + records.getKey();
                clock.set(nowMs);
                path.add(nowMs);
                down = chaos.after(step, path) ? Chaos.OUTAGE_STEPS : Math.max(0, down - 1);
                progress(step, schedule);
                step++;
            }
        }
        site.awaitWatermark(path.last());
        path.publishedAll(System.currentTimeMillis());
        fed = Duration.ofMillis(System.currentTimeMillis() - fromMs);
        cpuOfTasks = site.taskCpu().minus(cpuBefore);
    }

    private void send(ScriptFeed feed, Schedule schedule, long[] records) {
        for (long packed : records) {
            int notice = Schedule.notice(packed);
            List<Script.Event> script = schedule.script(notice);
            feed.send(notice, script, script.get(Schedule.index(packed)));
        }
        feed.flush();
        sent += records.length;
    }

    /** Until everything that is kept has been forgotten. */
    private void passTheRest(Site site, FileClock clock, ClockPath path, long originMs)
            throws Exception {
        for (Duration after : AFTERWARDS) {
            clock.set(originMs + after.toMillis());
            path.add(originMs + after.toMillis());
            site.awaitWatermark(path.last());
            path.publishedAll(System.currentTimeMillis());
        }
    }

    private void progress(int step, Schedule schedule) {
        long nowMs = System.currentTimeMillis();
        if (nowMs - progressAtMs > PROGRESS_EVERY_MS) {
            progressAtMs = nowMs;
            log(
                    "step %,d of %,d, %,d of %,d records",
                    step, schedule.steps().size(), sent, schedule.records());
        }
    }

    private void log(String format, Object... args) {
        long s = (System.currentTimeMillis() - startedMs) / 1_000;
        out.println(
                String.format(Locale.ROOT, "%4d s  ", s)
                        + String.format(Locale.ROOT, format, args));
        out.flush();
    }

    private boolean isGood(Mismatches findings, Logs logs, Chaos chaos) {
        return findings.isClean()
                && findings.open() == 0
                && logs.deadLetters().isEmpty()
                && left.entries() == 0
                && (kills == 0 || chaos.isPreCommitHit());
    }

    private void report(
            Mismatches findings, Logs logs, Chaos chaos, Site site, ClockPath path, boolean good) {
        BenchReport report =
                new BenchReport(
                        "vigil bench notices --notices "
                                + notices
                                + " --kills "
                                + kills
                                + " --seed "
                                + seed);
        double seconds = fed.toMillis() / 1_000.0;
        double cpu = cpuOfTasks.toMillis() / 1_000.0;
        report.row("notices, runs of the clock", "%,d, %,d", notices, findings.runs());
        report.row(
                "records sent, repeats too", "%,d (%.1f a notice)", sent, (double) sent / notices);
        report.row("alerts judged, on `escalations`", "%,d", findings.levels());
        report.row(
                "moments of the clock, in wall time",
                "%,d, %.0f s (%,.0f records/s)",
                path.size(),
                seconds,
                sent / seconds);
        report.row(
                "CPU of the TaskManagers, their starts too",
                "%.0f s: %,.0f records/s a core",
                cpu,
                sent / cpu);
        report.row("CPU of the broker", "%d s", site.brokerCpu().toSeconds());
        StateCount full = chaos.rescaled();
        if (full != null) {
            long cases = full.of(StateName.NOTICE_CASE).entries();
            report.row(
                    "state at the rescale",
                    "%,d notices, %,d bytes each with items and timers, %,d of them its case",
                    cases,
                    full.bytes() / Math.max(1, cases),
                    full.of(StateName.NOTICE_CASE).bytes() / Math.max(1, cases));
        }
        report.row(
                "keyed state and timers at the end",
                "%,d entries %s",
                left.entries(),
                left.states().keySet());
        report.row("kills, rescales", "%d, %d", chaos.kills(), chaos.rescales());
        report.row("dead letters", "%,d", logs.deadLetters().size());
        report.row(
                "missed, doubled, false",
                "**%,d, %,d, %,d**",
                findings.missed(),
                findings.doubled(),
                findings.wrong());
        List<String> remarks = new ArrayList<>(chaos.seen());
        remarks.addAll(findings.examples());
        logs.deadLetters().stream().limit(3).forEach(remarks::add);
        report.print(out, remarks, good);
    }
}
