package dev.vigil.bench.faults;

import dev.vigil.bench.load.LiveLoad;
import dev.vigil.bench.load.PublishedReferences;
import dev.vigil.bench.load.Punctuality;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.Coverage;
import dev.vigil.bench.site.AccessChecks;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.bench.sound.LoopedRecordings;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Both jobs on real processes while one fault after the other is done to them: streams that show
 * works, notices that come due, unreadable records. Judged from the topics against what was sent.
 */
final class FaultsBench {
    private static final int ONE_IN = 4;
    private static final int PARALLELISM = 2;

    /** As many are over before code that is compiled at length has paid for itself. */
    private static final int FEW = 10;

    /** Streams are in the middle of works by then. */
    private static final long SETTLE_MS = 10_000;

    private static final long RECOVERED_WITHIN_MS = 180_000;

    /** Until all that was sent before the end has its answer, at most. */
    private static final long AFTERWARDS_MS = 100_000;

    /** What must not be published would be published with the last that must. */
    private static final long WATCH_MS = 5_000;

    /** How often the failures of the job are asked for while it recovers. */
    private static final long ASK_MS = 1_000;

    private static final int MOST_REMARKS = 20;

    /** After its time, while storage is away. */
    private static final long ALERT_WITHIN_MS = 5_000;

    /** Of all breaches of an outage, once storage is back. */
    private static final long VISIBLE_WITHIN_MS = 10_000;

    private final List<Fault> of;
    private final int faults;
    private final long seed;
    private final boolean secured;
    private final Lasts lasts;
    private final Crowd size;
    private final PrintWriter out;
    private final long startedMs = System.currentTimeMillis();

    private final Map<Fault, List<Back>> recoveries = new EnumMap<>(Fault.class);
    private final FaultsJudge judge = new FaultsJudge();
    private final List<Away> outages = new ArrayList<>();

    /**
     * What is streamed meanwhile.
     *
     * @param streams one in four shows works, half of them by pictures alone
     * @param recordings one in five is no work
     * @param seconds of each recording and film
     */
    record Crowd(int streams, int recordings, int seconds) {
        static final Crowd FULL = new Crowd(20, 15, 120);

        /** The least with which works are shown in both ways, each for as long as one is shown. */
        static final Crowd LEAST = new Crowd(2 * ONE_IN, 5, 60);
    }

    /**
     * How long what has no end of its own lasts.
     *
     * @param away the object storage is
     * @param wrong clocks are
     * @param pauseMs between a recovery and the next fault, at most
     */
    record Lasts(Duration away, Duration wrong, int pauseMs) {
        Lasts(Duration away) {
            this(away, Duration.ofSeconds(20), 8_000);
        }
    }

    /** How long after a fault all was well, and how often the job failed until then. */
    private record Back(long ms, long failures) {}

    /**
     * What an outage of the storage did.
     *
     * @param alertsAfter of its time: ms after their time, sorted
     * @param breaches that had to be written in it
     * @param visibleAfter ms after its end until all of them were visible
     */
    private record Away(long[] alertsAfter, int breaches, long visibleAfter) {
        boolean isEndured() {
            return alertsAfter.length > 0
                    && alertsAfter[alertsAfter.length - 1] <= ALERT_WITHIN_MS
                    && breaches > 0
                    && visibleAfter <= VISIBLE_WITHIN_MS;
        }
    }

    /**
     * @param of the kinds of faults
     * @param faults how many in all: each kind first, then as chance has it
     * @param secured whether over SASL_SSL with ACLs
     */
    FaultsBench(
            List<Fault> of,
            int faults,
            long seed,
            boolean secured,
            Lasts lasts,
            Crowd size,
            PrintWriter out) {
        this.of = of;
        this.faults = faults;
        this.seed = seed;
        this.secured = secured;
        this.lasts = lasts;
        this.size = size;
        this.out = out;
    }

    /** Runs it and writes the report; true where nothing was lost, doubled or false. */
    boolean run(Path directory) throws Exception {
        Corpus corpus = Corpus.composed(size.recordings(), size.seconds(), what -> {});
        LoopedRecordings unrelated = new LoopedRecordings(corpus.unrelated());
        List<LoopedRecordings> works =
                corpus.works().stream().map(pcm -> new LoopedRecordings(List.of(pcm))).toList();
        LiveLoad.Films films = LiveLoad.Films.drawn(corpus, size.seconds(), true);
        try (FaultActions harm = FaultActions.prepare(directory, size(), of, secured, lasts)) {
            Site site = harm.site();
            log(
                    "broker and cluster are up; starting both jobs, %d streams and notices",
                    size.streams());
            new PublishedReferences(site, corpus, films.works()).publish(0);
            harm.submit(PARALLELISM);
            try (Follower follower =
                            Follower.of(
                                    site.clients(Party.COMPLIANCE),
                                    judge::seen,
                                    Topic.VERDICTS,
                                    Topic.COMMANDS,
                                    Topic.ESCALATIONS,
                                    Topic.BREACHES,
                                    Topic.MEDIA_ALERTS,
                                    Topic.DEAD_LETTERS,
                                    Topic.NOTICE_DEAD_LETTERS);
                    Follower desk =
                            Follower.of(
                                    site.clients(Party.DESK),
                                    judge::seen,
                                    Topic.LEDGER_DEAD_LETTERS);
                    LiveLoad crowd =
                            new LiveLoad(
                                            site.clients(Party.PLATFORM),
                                            "s",
                                            size.streams(),
                                            unrelated,
                                            works,
                                            true,
                                            ONE_IN)
                                    .showing(films);
                    SlowFeed drip =
                            new SlowFeed(harm.clients(Party.BRIDGE), harm.clients(), dueInMs())) {
                crowd.start();
                drip.start();
                settle(site, drip, follower);
                strike(harm, crowd, drip, follower);
                drip.close();
                drip.check();
                crowd.close();
                crowd.check();
                long overMs = System.currentTimeMillis();
                log("waiting until everything is answered");
                awaitAnswers(crowd, drip, follower, overMs);
                askFailures(site);
                return report(harm, crowd, drip, overMs);
            }
        }
    }

    /** Both jobs answer, and a checkpoint has some of it: one killed before then only starts. */
    private void settle(Site site, SlowFeed drip, Follower follower) throws Exception {
        recovered(site, System.currentTimeMillis(), drip, follower);
        long sinceMs = System.currentTimeMillis() + SETTLE_MS;
        site.awaitPatiently(
                "a completed checkpoint", () -> site.rest().durableBefore(site.job()) > sinceMs);
    }

    private Site.Size size() {
        return faults <= FEW ? Site.Size.QUICK_MIDDLE : Site.Size.MIDDLE;
    }

    private long dueInMs() {
        return of.contains(Fault.BROKER) ? SlowFeed.LONG_MS : SlowFeed.SHORT_MS;
    }

    private void awaitAnswers(LiveLoad crowd, SlowFeed drip, Follower follower, long overMs)
            throws Exception {
        while (System.currentTimeMillis() < overMs + AFTERWARDS_MS
                && findings(crowd, drip, overMs).isIncomplete()) {
            Thread.sleep(ASK_MS);
            follower.check();
        }
        Thread.sleep(WATCH_MS);
        follower.finish();
    }

    private void strike(FaultActions harm, LiveLoad crowd, SlowFeed drip, Follower follower)
            throws Exception {
        Random random = new Random(seed);
        List<Fault> all = new ArrayList<>(of);
        all.removeAll(harm.impossible().keySet());
        for (int number = 0; number < faults && !all.isEmpty(); number++) {
            // Each kind first, then as chance has it.
            Fault fault =
                    number < all.size() ? all.get(number) : all.get(random.nextInt(all.size()));
            Thread.sleep(random.nextInt(lasts.pauseMs()));
            askFailures(harm.site());
            long atMs = System.currentTimeMillis();
            log("%d of %d, %s: begins", number + 1, faults, fault.words());
            long overMs = harm.inflict(fault);
            long tookMs = recovered(harm.site(), overMs, drip, follower);
            long failures = judge.failures(atMs, overMs + tookMs);
            if (fault == Fault.NO_STORAGE) {
                outages.add(outage(atMs, overMs, drip));
            }
            if (!fault.isEndured()) {
                judge.fault(fault, atMs, overMs + tookMs);
            }
            recoveries
                    .computeIfAbsent(fault, f -> new ArrayList<>())
                    .add(new Back(tookMs, failures));
            log(
                    "%d of %d, %s: failed %d times, back after %.1f s",
                    number + 1, faults, fault.words(), failures, tookMs / 1e3);
            crowd.check();
        }
    }

    /** Waits until all that had to be written in it is visible. */
    private Away outage(long fromMs, long toMs, SlowFeed drip) throws InterruptedException {
        Set<String> breached = drip.breached(fromMs, toMs);
        while (!judge.visible().keySet().containsAll(breached)
                && System.currentTimeMillis() < toMs + RECOVERED_WITHIN_MS) {
            Thread.sleep(100);
        }
        long lastMs =
                breached.stream()
                        .mapToLong(id -> judge.visible().getOrDefault(id, Long.MAX_VALUE))
                        .max()
                        .orElse(toMs);
        return new Away(judge.alertsAfter(fromMs, toMs), breached.size(), lastMs - toMs);
    }

    private void askFailures(Site site) {
        judge.failed(site.rest().failures(site.job()));
    }

    /**
     * Ms from the fault until the job runs and what was sent since it last did not is answered by
     * both halves of it: tasks outlive their JobManager for a while.
     */
    private long recovered(Site site, long atMs, SlowFeed drip, Follower follower)
            throws Exception {
        long sinceMs = atMs;
        long askMs = atMs;
        while (System.currentTimeMillis() < atMs + RECOVERED_WITHIN_MS) {
            follower.check();
            drip.check();
            if (!site.rest().isRunning(site.job())) {
                sinceMs = System.currentTimeMillis();
            }
            if (System.currentTimeMillis() > askMs) {
                askFailures(site);
                askMs = System.currentTimeMillis() + ASK_MS;
            }
            long letter = first(judge.letters(), drip.pulses(), sinceMs);
            long alert = first(judge.noticed(), drip.notices(), sinceMs);
            if (letter < Long.MAX_VALUE && alert < Long.MAX_VALUE) {
                askFailures(site);
                return Math.max(letter, alert) - atMs;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(
                "expected both jobs to answer within "
                        + RECOVERED_WITHIN_MS / 1_000
                        + " s of a fault, got no answer; see the logs with --keep");
    }

    /** When the first of what was sent after a moment was answered. */
    private static long first(Map<String, Long> answered, Map<String, Long> sent, long afterMs) {
        return sent.entrySet().stream()
                .filter(each -> each.getValue() > afterMs && answered.containsKey(each.getKey()))
                .mapToLong(each -> answered.get(each.getKey()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private FaultsJudge.Findings findings(LiveLoad crowd, SlowFeed drip, long overMs) {
        Map<String, String> poison = new HashMap<>();
        drip.poison().forEach((place, kind) -> poison.put(place, kind.reason()));
        return judge.findings(
                shown(crowd, overMs).keySet(),
                crowd.restreams().keySet(),
                drip.unanswered(),
                poison);
    }

    /** Sessions that showed a work to its end. */
    private static Map<String, LiveLoad.Restream> shown(LiveLoad crowd, long overMs) {
        Map<String, LiveLoad.Restream> shown = new HashMap<>(crowd.restreams());
        shown.values().removeIf(each -> each.endMs() > overMs);
        return shown;
    }

    private boolean report(FaultActions harm, LiveLoad crowd, SlowFeed drip, long overMs)
            throws IOException {
        FaultsJudge.Findings found = findings(crowd, drip, overMs);
        Map<String, LiveLoad.Restream> all = shown(crowd, overMs);
        int shown = all.size();
        int alone = (int) all.values().stream().filter(LiveLoad.Restream::alone).count();
        BenchReport report = new BenchReport(command());
        reportFaults(report, harm);
        reportAway(report);
        reportStreams(report, shown, alone, found);
        reportNotices(report, drip, found);
        reportPoison(report, drip, found);
        report.row("times the job failed that no fault explains", "**%d**", found.unexplained());
        report.row(
                "checkpoints failed since the last JobManager began",
                "%d",
                harm.site().rest().failedCheckpoints(harm.site().job()));
        List<String> missing = missing(asked(harm), done(), shown, alone);
        boolean good =
                found.isClean()
                        & missing.isEmpty()
                        & outages.stream().allMatch(Away::isEndured)
                        & (!secured || keptSecret(harm.site(), report));
        report.print(out, remarks(missing, drip.poison().keySet()), good);
        return good;
    }

    /** None where the machine lacks what all kinds need: the report names it. */
    private int asked(FaultActions harm) {
        return harm.impossible().keySet().containsAll(of) ? 0 : faults;
    }

    private int done() {
        return recoveries.values().stream().mapToInt(List::size).sum();
    }

    /** What the run has not done; without a work shown it proves nothing about verdicts. */
    static List<String> missing(int asked, int done, int shown, int alone) {
        return new Coverage()
                .all("faults", asked, done)
                .some("works shown to the end", shown, "do more faults")
                .some("works shown by pictures alone", alone, "do more faults")
                .missing();
    }

    private boolean keptSecret(Site site, BenchReport report) throws IOException {
        AccessChecks.Leaks leaks = site.leaks();
        report.row(
                "logs, stored files, Flink's pages; password found in logs or UI",
                "%,d; **%d**",
                leaks.looked(),
                leaks.places().size());
        leaks.places().forEach(place -> log("a password in %s", place));
        return leaks.places().isEmpty();
    }

    private String command() {
        String only =
                of.equals(List.of(Fault.values()))
                        ? ""
                        : " --only " + String.join(",", of.stream().map(Fault::option).toList());
        return "vigil bench faults --faults "
                + faults
                + " --seed "
                + seed
                + only
                + (of.contains(Fault.NO_STORAGE) ? " --away " + lasts.away().toSeconds() + "s" : "")
                + (secured ? " --secure" : "");
    }

    private void reportFaults(BenchReport report, FaultActions harm) {
        recoveries.forEach(
                (fault, all) -> {
                    List<Long> sorted = all.stream().map(Back::ms).sorted().toList();
                    report.row(
                            fault.words()
                                    + ": runs; times the job failed; s to recovery, median, longest",
                            "%d; %d; %.1f, %.1f",
                            sorted.size(),
                            all.stream().mapToLong(Back::failures).sum(),
                            sorted.get(sorted.size() / 2) / 1e3,
                            sorted.get(sorted.size() - 1) / 1e3);
                });
        harm.impossible().forEach((fault, why) -> report.row(fault.words(), "%s", why));
        if (harm.outages() > 0) {
            report.row(
                    "outages that began between pre-commit and commit of a breach, of all",
                    "%d, %d",
                    harm.preCommits(),
                    harm.outages());
        }
    }

    private void reportAway(BenchReport report) {
        outages.forEach(
                each -> {
                    report.row(
                            "object storage away for "
                                    + lasts.away().toSeconds()
                                    + " s: alerts after their time, their limit",
                            "%s, %d ms",
                            Punctuality.text(each.alertsAfter()),
                            ALERT_WITHIN_MS);
                    report.row(
                            "breaches of that time; s after its end until all were visible, their"
                                    + " limit",
                            "%d; **%.1f**, %d",
                            each.breaches(),
                            each.visibleAfter() / 1e3,
                            VISIBLE_WITHIN_MS / 1_000);
                });
    }

    private void reportStreams(
            BenchReport report, int shown, int alone, FaultsJudge.Findings found) {
        report.row(
                "works shown to the end, on " + size.streams() + " streams; by pictures alone",
                "%d; %d",
                shown,
                alone);
        report.row(
                "lost, under two ids, false",
                "**%d, %d, %d**",
                found.lost(),
                found.doubled(),
                found.wrong());
        report.row("read more than a minute late: judged, not stopped", "%d", found.late());
    }

    private void reportNotices(BenchReport report, SlowFeed drip, FaultsJudge.Findings found) {
        report.row(
                "notices, half of them never answered",
                "%,d, %,d",
                drip.notices().size(),
                drip.unanswered().size());
        report.row(
                "breaches missed, doubled, false, before their time",
                "**%d, %d, %d, %d**",
                found.missed(),
                found.twice(),
                found.unfair(),
                found.early());
        report.row(
                "alerts; keys with more than one body",
                "%,d; **%d**",
                judge.alerts(),
                found.changed());
    }

    private static void reportPoison(
            BenchReport report, SlowFeed drip, FaultsJudge.Findings found) {
        report.row(
                "unreadable records; kinds of them, of all",
                "%,d; %d, %d",
                drip.poison().size(),
                drip.kindsSent(),
                drip.kinds());
        report.row(
                "without their dead letter, with another reason; dead letters of readable ones",
                "**%d, %d; %d**",
                found.unread(),
                found.misread(),
                found.stray());
    }

    /** What somebody who looks for the cause must know first. */
    private List<String> remarks(List<String> missing, Set<String> poison) {
        Stream<String> failures =
                judge.unexplained().stream()
                        .map(each -> "failed at " + s(each.atMs()) + " s: " + each.what());
        Stream<String> strays =
                judge.strays(poison).stream().map(each -> "not refused by design: " + each);
        return Stream.concat(missing.stream(), Stream.concat(failures, strays))
                .limit(MOST_REMARKS)
                .toList();
    }

    private long s(long atMs) {
        return (atMs - startedMs) / 1_000;
    }

    private void log(String format, Object... args) {
        long s = s(System.currentTimeMillis());
        out.println(
                String.format(Locale.ROOT, "%4d s  ", s)
                        + String.format(Locale.ROOT, format, args));
        out.flush();
    }
}
