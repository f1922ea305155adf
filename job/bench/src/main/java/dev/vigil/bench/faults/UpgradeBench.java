package dev.vigil.bench.faults;

import dev.vigil.bench.load.LiveLoad;
import dev.vigil.bench.load.PublishedReferences;
import dev.vigil.bench.load.Script;
import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.StateCount;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.bench.sound.LoopedRecordings;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an upgrade does: both jobs, with many open notices and hours of references, stopped with a
 * savepoint and started from it with other parallelisms; the savepoints are counted.
 */
final class UpgradeBench {
    private static final int[] PARALLELISMS = {1, 2, 4};
    private static final int STREAMS = 4;
    private static final int FLUSH_EVERY = 10_000;

    /** What must be the same before and after, or one more where a notice was filed meanwhile. */
    private static final List<String> KEPT =
            List.of(StateName.REFERENCE_PARTS, StateName.NOTICE_CASE, StateName.ITEM_LEDGER);

    private final int notices;
    private final int hours;
    private final PrintWriter out;
    private final long startedMs = System.currentTimeMillis();
    private final FaultsJudge judge = new FaultsJudge();
    private final List<Round> rounds = new ArrayList<>();

    /** Seconds of one restore, and what the next savepoint held. */
    private record Round(
            int parallelism,
            double running,
            double notice,
            double match,
            double stopped,
            Map<String, Long> kept) {}

    UpgradeBench(int notices, int hours, PrintWriter out) {
        this.notices = notices;
        this.hours = hours;
        this.out = out;
    }

    /** Runs it and writes the report; true where nothing was lost. */
    boolean run(Path directory) throws Exception {
        Corpus corpus = Corpus.composed(what -> {});
        LoopedRecordings unrelated = new LoopedRecordings(corpus.unrelated());
        List<LoopedRecordings> works =
                corpus.works().stream().map(pcm -> new LoopedRecordings(List.of(pcm))).toList();
        Site.Size size = new Site.Size(768, 768 + 20 * hours, 768, false);
        try (Site site = Site.start(directory, size, WallClock.SYSTEM)) {
            log(
                    "published %.1f h of references",
                    new PublishedReferences(site, corpus).publish(hours));
            submit(site, 2, null);
            site.await("a running job", () -> site.rest().isRunning(site.job()));
            try (Follower follower =
                    Follower.of(site.clients(), judge::seen, Topic.ESCALATIONS, Topic.VERDICTS)) {
                file(site, 0, notices);
                log("filed %,d notices", notices);
                site.await("a receipt for each", () -> judge.noticed().size() >= notices);
                // A stream shows that the references are searched: only then is there all to lose.
                awaitMatch(site, "before", unrelated, works);
                long fromMs = System.currentTimeMillis();
                String savepoint = site.stop();
                double stopped = since(fromMs);
                Map<String, Long> before = kept(savepoint);
                log("stopped in %.1f s with %s", stopped, before);
                for (int parallelism : PARALLELISMS) {
                    savepoint = round(site, parallelism, savepoint, unrelated, works);
                }
                follower.check();
                return report(stopped, before);
            }
        }
    }

    private static void submit(Site site, int parallelism, String from) throws Exception {
        site.submit("all", parallelism, from, JobOptions.CHECKPOINT_NOTICE.defaultValue());
    }

    private String round(
            Site site,
            int parallelism,
            String from,
            LoopedRecordings unrelated,
            List<LoopedRecordings> works)
            throws Exception {
        long fromMs = System.currentTimeMillis();
        submit(site, parallelism, from);
        int another = notices + rounds.size();
        file(site, another, another + 1);
        site.await("a running job", () -> site.rest().isRunning(site.job()));
        double running = since(fromMs);
        String id = Script.noticeId(another);
        site.await("the receipt of a new notice", () -> judge.noticed().containsKey(id));
        double notice = (judge.noticed().get(id) - fromMs) / 1_000.0;
        awaitMatch(site, "after-" + parallelism, unrelated, works);
        double match = since(fromMs);
        long stopMs = System.currentTimeMillis();
        String savepoint = site.stop();
        rounds.add(new Round(parallelism, running, notice, match, since(stopMs), kept(savepoint)));
        log("%s", rounds.get(rounds.size() - 1));
        return savepoint;
    }

    /** Returns when a stream that shows a work from now on has been judged. */
    private void awaitMatch(
            Site site, String name, LoopedRecordings unrelated, List<LoopedRecordings> works)
            throws Exception {
        try (LiveLoad crowd =
                new LiveLoad(site.clients(), name, STREAMS, unrelated, works, true, 2)) {
            crowd.start();
            site.await("a verdict on a stream that shows a work", () -> judge.hasVerdict(name));
        }
    }

    private static void file(Site site, int from, int to) {
        long nowMs = System.currentTimeMillis();
        try (ScriptFeed feed = new ScriptFeed(site.clients())) {
            for (int notice = from; notice < to; notice++) {
                String id = Script.noticeId(notice);
                Script.Event event =
                        new Script.Event(0, Script.Act.RECEIVED, nowMs, nowMs, nowMs, 0, null);
                Envelope envelope =
                        Envelope.json(EventType.NOTICE_RECEIVED, "/vigil/bench", id, id, nowMs);
                feed.send(
                        Topic.NOTICES, id, nowMs, envelope, ScriptFeed.received(notice, 1, event));
                if (notice % FLUSH_EVERY == 0) {
                    feed.flush();
                }
            }
            feed.flush();
        }
    }

    private static Map<String, Long> kept(String savepoint) throws Exception {
        StateCount count = StateCount.in(savepoint);
        Map<String, Long> kept = new TreeMap<>();
        KEPT.forEach(name -> kept.put(name, count.of(name).entries()));
        return kept;
    }

    private static double since(long fromMs) {
        return (System.currentTimeMillis() - fromMs) / 1_000.0;
    }

    /** Entries that a savepoint should hold and does not, or holds beyond. */
    private long lost(Map<String, Long> before, Map<String, Long> kept, int filed) {
        long lost = 0;
        for (String name : KEPT) {
            long expected = before.get(name) + (name.equals(StateName.REFERENCE_PARTS) ? 0 : filed);
            lost += Math.abs(expected - kept.get(name));
        }
        return lost;
    }

    private boolean report(double stopped, Map<String, Long> before) {
        BenchReport report =
                new BenchReport("vigil bench upgrade --notices " + notices + " --hours " + hours);
        report.row("open notices, hours of references", "%,d, %d", notices, hours);
        report.row("kept in the first savepoint", "%s", before);
        report.row("stopped with it in", "%.1f s", stopped);
        long lost = before.get(StateName.NOTICE_CASE) == notices ? 0 : 1;
        for (int number = 0; number < rounds.size(); number++) {
            Round round = rounds.get(number);
            lost += lost(before, round.kept(), number + 1);
            report.row(
                    "parallelism "
                            + round.parallelism()
                            + ", s from submission: running, a notice answered, a stream judged;"
                            + " stopped again in",
                    "%.1f, %.1f, %.1f; %.1f",
                    round.running(),
                    round.notice(),
                    round.match(),
                    round.stopped());
        }
        report.row("entries lost or doubled in all savepoints", "**%,d**", lost);
        long changed = judge.changed();
        report.row("alert keys with more than one body", "**%d**", changed);
        boolean good = lost + changed == 0;
        report.print(out, List.of(), good);
        return good;
    }

    private void log(String format, Object... args) {
        long s = (System.currentTimeMillis() - startedMs) / 1_000;
        out.println(
                String.format(Locale.ROOT, "%4d s  ", s)
                        + String.format(Locale.ROOT, format, args));
        out.flush();
    }
}
