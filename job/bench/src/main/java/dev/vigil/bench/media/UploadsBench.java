package dev.vigil.bench.media;

import dev.vigil.bench.load.PublishedReferences;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.Coverage;
import dev.vigil.bench.report.Latencies;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Push;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Uploads on real processes while TaskManagers are killed: each that ended must have one answer,
 * and none may be clear that shows a work or lacks a part.
 */
public final class UploadsBench {
    private static final long EVERY_MS = 200;
    private static final int PARALLELISM = 2;

    /** After a start or a kill code is compiled and a backlog read: no ordinary answers. */
    private static final long DISTURBED_MS = 60_000;

    /** What was on its way when a TaskManager was killed. */
    private static final long BEFORE_A_KILL_MS = 5_000;

    private static final int MOST_REMARKS = 20;

    private final int uploads;
    private final int kills;
    private final int hours;
    private final PrintWriter out;
    private final long startedMs = System.currentTimeMillis();
    private final UploadsJudge judge = new UploadsJudge();

    /** When the job was started, and when a TaskManager was killed. */
    private final List<Long> disturbedAt = new ArrayList<>();

    private int killed;

    UploadsBench(int uploads, int kills, int hours, PrintWriter out) {
        this.uploads = uploads;
        this.kills = kills;
        this.hours = hours;
        this.out = out;
    }

    /** Runs it and writes the report; true where each upload has its one right answer. */
    boolean run(Path directory) throws Exception {
        Corpus corpus = Corpus.composed(what -> {});
        Site.Size size = new Site.Size(512, 512 + 20 * hours, 512, false);
        try (Site site = Site.start(directory, size, WallClock.SYSTEM)) {
            double published = new PublishedReferences(site, corpus).publish(hours);
            log("published %.1f h of references", published);
            site.submit("all", PARALLELISM, null, JobOptions.CHECKPOINT_NOTICE.defaultValue());
            site.await("a running job", () -> site.rest().isRunning(site.job()));
            try (Follower follower =
                    Follower.of(
                            site.clients(),
                            (ms, type, json) -> judge.seen(ms, Json.read(json, Screened.class)),
                            Topic.SCREENED)) {
                disturbedAt.add(System.currentTimeMillis());
                send(site, new UploadScript(corpus));
                log("sent %,d uploads", uploads);
                if (!site.isInTime(judge::allAnswered)) {
                    log("not all of them are answered");
                }
                follower.check();
                // Behind it nothing is on its way: what is answered again was answered by then.
                site.stop();
                follower.finish();
            }
            return report(published);
        }
    }

    private void send(Site site, UploadScript script) throws Exception {
        try (Push push = Broker.connect(site.bootstrap(), site.clients(), Topic.MEDIA_UPLOADS)) {
            long dueMs = System.currentTimeMillis();
            for (int number = 0; number < uploads; number++) {
                long nowMs = System.currentTimeMillis();
                Thread.sleep(Math.max(0, dueMs - nowMs));
                // Where a kill took longer, the pace goes on from there.
                dueMs = Math.max(dueMs, nowMs) + EVERY_MS;
                send(number, script, push);
                while (killed < dueKills(number)) {
                    kill(site);
                }
            }
        }
    }

    private void send(int number, UploadScript script, Push push) throws Exception {
        long endedMs = System.currentTimeMillis();
        script.send(number, push);
        push.flush();
        judge.sent(UploadScript.id(number), UploadScript.expected(number), endedMs);
    }

    /** All in the second half, so that the first one shows how fast undisturbed answers are. */
    private int dueKills(int number) {
        return dueKills(number, uploads, kills);
    }

    static int dueKills(int number, int uploads, int kills) {
        if (number == uploads - 1) {
            return kills;
        }
        int half = uploads / 2;
        return number < half ? 0 : Math.min(kills, 1 + (number - half) * kills / half);
    }

    private void kill(Site site) throws Exception {
        // Two kills in one recovery would be one.
        site.await("a running job", () -> site.rest().isRunning(site.job()));
        killed++;
        disturbedAt.add(System.currentTimeMillis());
        site.killTaskManagers(1);
        site.startTaskManager();
        log("killed a TaskManager");
    }

    private boolean report(double published) {
        UploadsJudge.Findings found = judge.findings();
        BenchReport report = new BenchReport(command());
        report.row("references", "%.1f h", published);
        report.row("uploads, 5 a second", "%,d", uploads);
        report.row("TaskManagers killed", "%d", killed);
        report.row("answers", "%s", judge.results());
        report.row("uploads without an answer", "**%d**", found.missing());
        report.row("uploads with answers under several ids", "**%d**", found.several());
        report.row("clear that should not be", "**%d**", found.falselyClear());
        report.row("other than expected", "**%d**", found.wrong());
        report.row("repeated with another body", "**%d**", found.changed());
        report.row("answers to uploads that were not sent", "**%d**", found.stray());
        report.row("from ended to its answer", "%s", new Latencies(judge.latencies(at -> true)));
        List<Long> calm = judge.latencies(this::isCalm);
        report.row(
                "the same without the minute after the start or a kill", "%s", new Latencies(calm));
        List<String> missing = missing(kills, killed, calm.size());
        boolean good = found.isClean() && missing.isEmpty();
        Stream<String> remarks = Stream.concat(missing.stream(), judge.remarks().stream());
        report.print(out, remarks.limit(MOST_REMARKS).toList(), good);
        return good;
    }

    /**
     * What the run has not done.
     *
     * @param calm answers to uploads that no start or kill disturbed
     */
    static List<String> missing(int kills, int killed, int calm) {
        return new Coverage()
                .all("TaskManagers killed", kills, killed)
                .some(
                        "answers without the minute after the start or a kill",
                        calm,
                        "send more, the first minute and the second half do not count")
                .missing();
    }

    private boolean isCalm(long endedMs) {
        return disturbedAt.stream()
                .noneMatch(at -> endedMs > at - BEFORE_A_KILL_MS && endedMs < at + DISTURBED_MS);
    }

    private String command() {
        return "vigil bench uploads --uploads "
                + uploads
                + " --kills "
                + kills
                + " --hours "
                + hours;
    }

    private void log(String format, Object... args) {
        out.printf(Locale.ROOT, "%6.1f s  " + format + "%n", concat(args));
        out.flush();
    }

    private Object[] concat(Object[] args) {
        Object[] all = new Object[args.length + 1];
        all[0] = (System.currentTimeMillis() - startedMs) / 1e3;
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }
}
