package dev.vigil.local.bench;

import dev.vigil.local.bench.audio.Corpus;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Both jobs on real processes while these are killed one after the other: streams that show works,
 * notices that come due, records that nobody can read. Judged from the topics against what was
 * sent.
 */
final class FaultsBench {
    /** What is done to a running cluster; whoever is killed is started anew at once. */
    enum Fault {
        TASK_MANAGER("one TaskManager, kill -9"),
        BOTH_TASK_MANAGERS("both TaskManagers, kill -9"),
        JOB_MANAGER("the JobManager, kill -9"),
        BROKER("the broker, kill -9");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    private static final int STREAMS = 20;
    private static final int ONE_IN = 4;
    private static final int PARALLELISM = 2;
    private static final long SETTLE_MS = 45_000;
    private static final long RECOVERED_WITHIN_MS = 120_000;

    /** Between a recovery and the next fault, at most. */
    private static final int PAUSE_MS = 8_000;

    /** Until all that was sent before the end has been told. */
    private static final long AFTERWARDS_MS = 100_000;

    private final int faults;
    private final long seed;
    private final boolean secured;
    private final PrintWriter out;
    private final long startedMs = System.currentTimeMillis();

    private final Map<Fault, List<Long>> recoveries = new EnumMap<>(Fault.class);
    private final FaultsJudge judge = new FaultsJudge();

    FaultsBench(int faults, long seed, boolean secured, PrintWriter out) {
        this.faults = faults;
        this.seed = seed;
        this.secured = secured;
        this.out = out;
    }

    /** Runs it and writes the report; true where nothing was lost, doubled or false. */
    boolean run(Path directory) throws Exception {
        Corpus corpus = Corpus.composed(what -> {});
        Tape unrelated = new Tape(corpus.unrelated());
        List<Tape> works = corpus.works().stream().map(pcm -> new Tape(List.of(pcm))).toList();
        try (Site site = site(directory)) {
            new References(site, corpus).publish(0);
            site.submit("all", PARALLELISM, null, JobOptions.CHECKPOINT_NOTICE.defaultValue());
            site.await("a running job", () -> site.rest().isRunning(site.job()));
            try (Follower follower =
                            Follower.of(
                                    site.clients(Party.COMPLIANCE),
                                    judge::seen,
                                    Topic.VERDICTS,
                                    Topic.COMMANDS,
                                    Topic.ESCALATIONS,
                                    Topic.BREACHES,
                                    Topic.DEAD_LETTERS);
                    Crowd crowd =
                            new Crowd(
                                    site.clients(Party.PLATFORM),
                                    "s",
                                    STREAMS,
                                    unrelated,
                                    works,
                                    true,
                                    ONE_IN);
                    Drip drip =
                            new Drip(site.clients(Party.BRIDGE), site.clients(Party.PLATFORM))) {
                crowd.start();
                drip.start();
                Thread.sleep(SETTLE_MS);
                strike(site, crowd, drip, follower);
                drip.close();
                crowd.close();
                long overMs = System.currentTimeMillis();
                say("waiting until all is told");
                Thread.sleep(AFTERWARDS_MS);
                follower.check();
                return report(site, crowd, drip, overMs);
            }
        }
    }

    private Site site(Path directory) throws Exception {
        return secured
                ? Site.startSecured(directory, Site.Size.MIDDLE, WallClock.SYSTEM)
                : Site.startAvailable(directory, Site.Size.MIDDLE, WallClock.SYSTEM);
    }

    private void strike(Site site, Crowd crowd, Drip drip, Follower follower) throws Exception {
        Random random = new Random(seed);
        Fault[] all = Fault.values();
        for (int number = 0; number < faults; number++) {
            // Each kind first, then as chance has it.
            Fault fault = number < all.length ? all[number] : all[random.nextInt(all.length)];
            Thread.sleep(random.nextInt(PAUSE_MS));
            long atMs = System.currentTimeMillis();
            site.taskCpu();
            inflict(fault, site);
            long tookMs = recovered(site, atMs, drip, follower);
            recoveries.computeIfAbsent(fault, f -> new ArrayList<>()).add(tookMs);
            say("%d of %d, %s: back after %.1f s", number + 1, faults, fault.words, tookMs / 1e3);
            crowd.check();
        }
    }

    private static void inflict(Fault fault, Site site) throws Exception {
        switch (fault) {
            case TASK_MANAGER -> {
                site.killTaskManagers(1);
                site.startTaskManager();
            }
            case BOTH_TASK_MANAGERS -> {
                site.killTaskManagers(2);
                site.startTaskManager();
                site.startTaskManager();
            }
            case JOB_MANAGER -> {
                site.killJobManager();
                site.startJobManager();
            }
            case BROKER -> {
                site.killBroker();
                site.startBroker();
            }
        }
    }

    /**
     * Ms from the fault until the job runs and what was sent since it last did not is answered by
     * both halves of it: tasks outlive their JobManager for a while.
     */
    private long recovered(Site site, long atMs, Drip drip, Follower follower) throws Exception {
        long sinceMs = atMs;
        while (System.currentTimeMillis() < atMs + RECOVERED_WITHIN_MS) {
            follower.check();
            drip.check();
            if (!site.rest().isRunning(site.job())) {
                sinceMs = System.currentTimeMillis();
            }
            long letter = first(judge.letters(), drip.poison(), sinceMs);
            long alert = first(judge.noticed(), drip.notices(), sinceMs);
            if (letter < Long.MAX_VALUE && alert < Long.MAX_VALUE) {
                return Math.max(letter, alert) - atMs;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(
                "expected both jobs to answer within "
                        + RECOVERED_WITHIN_MS / 1_000
                        + " s of a fault, came no answer; see the logs with --keep");
    }

    /** When the first of what was sent after a moment was answered. */
    private static long first(Map<String, Long> answered, Map<String, Long> sent, long afterMs) {
        return sent.entrySet().stream()
                .filter(each -> each.getValue() > afterMs && answered.containsKey(each.getKey()))
                .mapToLong(each -> answered.get(each.getKey()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private boolean report(Site site, Crowd crowd, Drip drip, long overMs) throws IOException {
        Map<String, Crowd.Restream> shown = new HashMap<>(crowd.restreams());
        shown.values().removeIf(each -> each.endMs() > overMs);
        FaultsJudge.Findings found =
                judge.findings(
                        shown.keySet(),
                        crowd.restreams().keySet(),
                        drip.unanswered(),
                        drip.poison().keySet());
        String command = "vigil bench faults --faults " + faults + " --seed " + seed;
        Report report = new Report(command + (secured ? " --secure" : ""));
        recoveries.forEach(
                (fault, ms) -> {
                    List<Long> sorted = ms.stream().sorted().toList();
                    report.row(
                            fault.words + ": runs; s to recovery, median, longest",
                            "%d; %.1f, %.1f",
                            sorted.size(),
                            sorted.get(sorted.size() / 2) / 1e3,
                            sorted.get(sorted.size() - 1) / 1e3);
                });
        report.row("works shown to the end, on 20 streams", "%d", shown.size());
        report.row(
                "lost, under two ids, false",
                "**%d, %d, %d**",
                found.lost(),
                found.doubled(),
                found.wrong());
        report.row("read more than a minute late: judged, not stopped", "%d", found.late());
        report.row(
                "notices, half of them never answered",
                "%,d, %,d",
                drip.notices().size(),
                drip.unanswered().size());
        report.row(
                "breaches missed, doubled, false",
                "**%d, %d, %d**",
                found.missed(),
                found.twice(),
                found.unfair());
        report.row(
                "alerts; keys with more than one body",
                "%,d; **%d**",
                judge.alerts(),
                found.changed());
        report.row(
                "unreadable records, without their dead letter",
                "%,d, **%d**",
                drip.poison().size(),
                found.unread());
        report.row(
                "checkpoints failed, the faults' own included",
                "%d",
                site.rest().failedCheckpoints(site.job()));
        boolean good = found.isClean() & (!secured || keptSecret(site, report));
        report.print(out, List.of(), good);
        return good;
    }

    private boolean keptSecret(Site site, Report report) throws IOException {
        Gate.Leaks leaks = site.leaks();
        report.row(
                "logs, stored files, Flink's pages; password found in logs or UI",
                "%,d; **%d**",
                leaks.looked(),
                leaks.places().size());
        leaks.places().forEach(place -> say("a password in %s", place));
        return leaks.places().isEmpty();
    }

    private void say(String format, Object... args) {
        long s = (System.currentTimeMillis() - startedMs) / 1_000;
        out.println(String.format("%4d s  ", s) + String.format(format, args));
        out.flush();
    }
}
