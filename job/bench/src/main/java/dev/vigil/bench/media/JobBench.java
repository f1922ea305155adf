package dev.vigil.bench.media;

import dev.vigil.bench.film.LoopedFilm;
import dev.vigil.bench.load.LiveLoad;
import dev.vigil.bench.load.PublishedReferences;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.bench.sound.LoopedRecordings;
import dev.vigil.bench.sound.Recordings;
import dev.vigil.fixtures.process.CpuGroup;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How many live streams does a core carry? The media job on real processes, streams of real
 * recordings in real time, one in a hundred a restream of a work.
 */
final class JobBench {
    /** Above it a machine has nothing left for a bad minute. */
    private static final double MOST_BUSY = 0.7;

    private static final long VERDICT_WITHIN_MS = 10_000;

    /** How long a restream may take to be judged once it is over. */
    private static final long AFTERWARDS_MS = 15_000;

    /** Where the number is sought, after the same time to settle. */
    private static final Duration TRIAL = Duration.ofSeconds(60);

    /** That the job runs on, where no other number is asked for. */
    static final int TASK_MANAGERS = 2;

    /** More restreams than this no platform has. */
    private static final int ONE_IN = 100;

    private static final int MB_PER_HOUR = 20;
    private static final int PICTURES_MB_PER_HOUR = 12;

    /** Of the film that holds no work, and no less than of the sound that holds none. */
    private static final int UNRELATED_FILM_SECONDS = 1_200;

    private static final int FIRST_TRY = 100;
    private static final int MOST_TRIES = 6;

    /** Unread records that are no backlog: what comes in while a source fetches. */
    private static final double PENDING_S = 3;

    /**
     * What to run.
     *
     * @param streams how many, 0 to seek the most that the machine carries
     * @param video whether streams send pictures beside their sound, and references have both
     * @param hours of references, decoys make up what is missing
     * @param minutes measured, after warm-up
     * @param replicas of the index
     * @param shards of each replica
     * @param unrelated recordings that streams run along beside those held out, or null
     * @param taskManagers that the job runs on
     * @param held what part of a core each of them may use once it has run for a while, 0 for all
     *     that there is
     * @param killed how many TaskManagers are at the end, a notice job beside; 0 for none
     * @param spare TaskManagers that are registered by then and have no work
     * @param profile folder for flight recordings of the TaskManagers, or null
     * @param json whether the report is for machines
     */
    record Plan(
            int streams,
            boolean peaks,
            boolean video,
            Path references,
            Path unrelated,
            int hours,
            int minutes,
            int parallelism,
            int replicas,
            int shards,
            int taskManagers,
            double held,
            int killed,
            int spare,
            Path profile,
            boolean json) {
        boolean kills() {
            return killed > 0;
        }

        /** The arrays of the index, twice while it is merged, and the job. */
        int heapMb() {
            return 512 + (MB_PER_HOUR + (video ? PICTURES_MB_PER_HOUR : 0)) * hours;
        }
    }

    /**
     * What was measured in the end.
     *
     * @param p95 from the first infringing sample to the verdict, ms
     */
    record Outcome(Load load, long p95, int missed, int wrong) {
        boolean isRight() {
            return load.isStable() && missed == 0 && wrong == 0 && p95 <= VERDICT_WITHIN_MS;
        }
    }

    /** The groups of the TaskManagers, which have ended when these are given up. */
    private static final class Held implements AutoCloseable {
        private final List<CpuGroup> groups = new ArrayList<>();

        void hold(Jvm process, double cores) throws IOException {
            CpuGroup group = CpuGroup.of("vigil-bench-" + process.pid(), cores);
            groups.add(group);
            group.add(process);
        }

        @Override
        public void close() throws IOException {
            for (CpuGroup group : groups) {
                group.close();
            }
        }
    }

    /** What one number of streams cost. */
    record Load(
            int streams,
            double seconds,
            double taskCores,
            double brokerCores,
            double ownCores,
            double recordsPerSecond,
            long pending,
            long behindMs) {
        /** Streams that one core's worth of TaskManager time carries. */
        double perCore() {
            return streams / taskCores;
        }

        /** What is in use of the machine, or of what TaskManagers are held to. */
        double busy(Plan plan) {
            double all = taskCores + brokerCores + ownCores;
            return plan.held() > 0
                    ? taskCores / (plan.held() * plan.taskManagers())
                    : all / Runtime.getRuntime().availableProcessors();
        }

        boolean isStable() {
            return pending < mostPending();
        }

        double mostPending() {
            return Math.max(50, recordsPerSecond * PENDING_S);
        }
    }

    private final Plan plan;
    private final PrintWriter out;
    private final PrintWriter progress;
    private final long startedMs = System.currentTimeMillis();
    private final Map<String, Long> toldMs = new ConcurrentHashMap<>();
    private final Map<String, Evidence> evidences = new ConcurrentHashMap<>();
    private int crowds;
    private Jvm besides;
    private final Held held = new Held();
    private Outcome outcome;
    private final List<Jvm> spares = new ArrayList<>();
    private double unrelatedHours;
    private LiveLoad.Films films;

    JobBench(Plan plan, PrintWriter out, PrintWriter err) {
        this.plan = plan;
        this.out = out;
        progress = plan.json() ? err : out;
    }

    /** Runs it and writes the report; true where all is as promised. */
    boolean run(Path directory) throws Exception {
        Corpus corpus =
                plan.references() == null
                        ? Corpus.composed(this::log)
                        : Corpus.of(plan.references(), this::log);
        LoopedRecordings unrelated = unrelated(corpus);
        unrelatedHours = unrelated.hours();
        List<LoopedRecordings> works =
                corpus.works().stream().map(pcm -> new LoopedRecordings(List.of(pcm))).toList();
        films = plan.video() ? films(corpus) : null;
        int slots = (plan.parallelism() + plan.taskManagers() - 1) / plan.taskManagers();
        Site.Size size =
                new Site.Size(
                        768,
                        plan.heapMb(),
                        512,
                        false,
                        plan.profile() != null,
                        slots,
                        plan.kills());
        int first = plan.kills() ? 1 : plan.taskManagers();
        try (held;
                Site site = Site.start(directory, size, WallClock.SYSTEM, first)) {
            if (plan.kills()) {
                beside(site);
            }
            site.keepLittle(Topic.MEDIA_LIVE, 64L << 20);
            log("publishing %d works", corpus.works().size());
            List<LoopedFilm> shown = films == null ? List.of() : films.works();
            double hours = new PublishedReferences(site, corpus, shown).publish(plan.hours());
            log("published %.1f h of references", hours);
            site.submit(
                    "media",
                    plan.parallelism(),
                    null,
                    JobOptions.CHECKPOINT_MEDIA.defaultValue(),
                    this::build);
            site.await("a running job", () -> site.rest().isRunning(site.job()));
            site.awaitPatiently(
                    "the whole index", () -> site.rest().warming(site.job()).orElse(1) == 0);
            log("the index is built");
            spare(site);
            try (Follower follower = Follower.of(site.clients(), this::seen, Topic.VERDICTS)) {
                if (plan.held() > 0) {
                    hold(site, unrelated, works);
                }
                int streams = plan.streams() > 0 ? plan.streams() : most(site, unrelated, works);
                boolean good = measure(site, streams, unrelated, works);
                follower.check();
                return good;
            }
        }
    }

    /** Of the run; null before its end. */
    Outcome outcome() {
        return outcome;
    }

    /** The notice job takes the one TaskManager that is there; the media job's come after it. */
    private void beside(Site site) throws Exception {
        site.submit(1, null);
        site.await("a running notice job", () -> site.rest().isRunning(site.job()));
        besides = site.taskManagers().get(0);
        site.startTaskManagers(plan.taskManagers());
        log("a notice job runs beside");
    }

    /** Not before the job has its slots: it would spread over all that are there. */
    private void spare(Site site) throws Exception {
        if (plan.spare() > 0) {
            List<Jvm> atWork = site.taskManagers();
            site.startTaskManagers(plan.spare());
            spares.addAll(site.taskManagers());
            spares.removeAll(atWork);
            log("%d in reserve", plan.spare());
        }
    }

    /** Each TaskManager by itself, as containers are; not before its code is compiled. */
    private void hold(Site site, LoopedRecordings unrelated, List<LoopedRecordings> works)
            throws Exception {
        int streams = FIRST_TRY * plan.taskManagers();
        try (LiveLoad crowd = crowd(site, streams, unrelated, works)) {
            log("%s", text(load(site, crowd, streams, TRIAL, TRIAL)));
        }
        for (Jvm each : ofMedia(site)) {
            held.hold(each, plan.held());
        }
        log("each TaskManager is held to %.2f of a core", plan.held());
    }

    private List<Jvm> ofMedia(Site site) {
        return site.taskManagers().stream().filter(each -> each != besides).toList();
    }

    /** Where the index is comes first: the largest of those that work. */
    private List<Jvm> victims(Site site) {
        return ofMedia(site).stream()
                .filter(each -> !spares.contains(each))
                .sorted(Comparator.comparingLong(Jvm::residentMb).reversed())
                .limit(plan.killed())
                .toList();
    }

    private LoopedRecordings unrelated(Corpus corpus) throws IOException {
        List<short[]> recordings = new ArrayList<>(corpus.unrelated());
        if (plan.unrelated() == null) {
            return new LoopedRecordings(recordings);
        }
        for (Path file : Recordings.in(plan.unrelated())) {
            recordings.add(Recordings.pcm(file, Integer.MAX_VALUE / 2));
            log("read " + recordings.size() + " recordings that hold no work");
        }
        if (!plan.peaks()) {
            return new LoopedRecordings(recordings);
        }
        Duration each = TRIAL.multipliedBy(2).plusMinutes(plan.minutes());
        long cells = Math.max(1, plan.streams()) * each.toSeconds() / 2;
        LoopedRecordings tape =
                LoopedRecordings.varied(recordings, (int) Math.min(cells, Integer.MAX_VALUE / 2));
        log(
                "%.1f h of unrelated sound%s",
                tape.hours(),
                tape.cells() < cells ? ", which streams repeat" : ", no two stretches alike");
        return tape;
    }

    private LiveLoad.Films films(Corpus corpus) {
        log("drawing %d films", corpus.works().size());
        int seconds = Math.max(UNRELATED_FILM_SECONDS, (int) corpus.unrelatedSeconds());
        return LiveLoad.Films.drawn(corpus, seconds, false);
    }

    private void build(StreamExecutionEnvironment env, Configuration options) throws IOException {
        options.set(JobOptions.INDEX_REPLICAS, plan.replicas());
        options.set(JobOptions.INDEX_SHARDS, plan.shards());
        VigilJob.build(env, options);
    }

    private void seen(long wallMs, EventType type, byte[] json) {
        Verdict verdict = Json.read(json, Verdict.class);
        if (toldMs.putIfAbsent(verdict.sessionId(), wallMs) == null) {
            evidences.put(verdict.sessionId(), verdict.evidence().get(0));
        }
    }

    /** Tries numbers until one takes what the machine may give. */
    private int most(Site site, LoopedRecordings unrelated, List<LoopedRecordings> works)
            throws Exception {
        int streams = FIRST_TRY;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Load load;
            try (LiveLoad crowd = crowd(site, streams, unrelated, works)) {
                load = load(site, crowd, streams, TRIAL, TRIAL);
            }
            log("%s", text(load));
            double next = streams * MOST_BUSY / load.busy(plan);
            if (!load.isStable()) {
                next = Math.min(next, 0.7 * streams);
            } else if (load.busy(plan) > 0.9 * MOST_BUSY && load.busy(plan) <= MOST_BUSY) {
                return streams;
            }
            streams = (int) Math.max(10, Math.min(4 * streams, 0.97 * next));
        }
        return streams;
    }

    private LiveLoad crowd(
            Site site, int streams, LoopedRecordings unrelated, List<LoopedRecordings> works) {
        String name = "crowd-" + crowds++;
        LiveLoad crowd =
                new LiveLoad(site.clients(), name, streams, unrelated, works, plan.peaks(), ONE_IN)
                        .showing(films);
        crowd.start();
        return crowd;
    }

    private Load load(Site site, LiveLoad crowd, int streams, Duration warmUp, Duration measured)
            throws Exception {
        Thread.sleep(warmUp.toMillis());
        crowd.check();
        long fromMs = System.currentTimeMillis();
        Duration task = taskCpu(site);
        Duration broker = site.brokerCpu();
        Duration own = ownCpu();
        long pending = 0;
        while (System.currentTimeMillis() < fromMs + measured.toMillis()) {
            Thread.sleep(2_000);
            crowd.check();
            pending = Math.max(pending, site.rest().pendingRecords(site.job()).orElse(0));
        }
        double seconds = (System.currentTimeMillis() - fromMs) / 1_000.0;
        return new Load(
                streams,
                seconds,
                taskCpu(site).minus(task).toMillis() / 1_000.0 / seconds,
                site.brokerCpu().minus(broker).toMillis() / 1_000.0 / seconds,
                ownCpu().minus(own).toMillis() / 1_000.0 / seconds,
                crowd.recordsPerSecond(),
                pending,
                crowd.behindMs());
    }

    private Duration taskCpu(Site site) {
        return ofMedia(site).stream().map(Jvm::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private boolean measure(
            Site site, int streams, LoopedRecordings unrelated, List<LoopedRecordings> works)
            throws Exception {
        log("%d streams for %d minutes", streams, plan.minutes());
        Duration measured = Duration.ofMinutes(plan.minutes());
        Load load;
        Recovery recovery = null;
        long fromMs = System.currentTimeMillis() + TRIAL.toMillis();
        long overMs;
        LiveLoad crowd = crowd(site, streams, unrelated, works);
        try (crowd) {
            load = load(site, crowd, streams, TRIAL, measured);
            if (plan.profile() != null) {
                profile(site, "load");
            }
            overMs = System.currentTimeMillis();
            // The last ones may still be published.
            Thread.sleep(AFTERWARDS_MS);
            if (plan.kills()) {
                recovery =
                        Recovery.of(
                                site,
                                victims(site),
                                plan.spare(),
                                atMs -> foundSince(crowd, atMs),
                                crowd.recordsPerSecond());
                log("%s", recovery.text());
                if (plan.profile() != null) {
                    profile(site, "recovery");
                }
            }
        }
        // Only now no stream shows another work.
        Map<String, LiveLoad.Restream> shown = crowd.restreams();
        List<Long> latencies = new ArrayList<>();
        int missed = 0;
        for (Map.Entry<String, LiveLoad.Restream> each : shown.entrySet()) {
            LiveLoad.Restream restream = each.getValue();
            if (restream.startMs() >= fromMs && restream.endMs() <= overMs) {
                Long atMs = toldMs.get(each.getKey());
                if (atMs == null) {
                    missed++;
                } else {
                    latencies.add(atMs - restream.startMs());
                }
            }
        }
        latencies.sort(null);
        return report(site, load, latencies, missed, falseMatches(shown), recovery);
    }

    private boolean foundSince(LiveLoad crowd, long atMs) {
        return crowd.restreams().entrySet().stream()
                .anyMatch(
                        each ->
                                each.getValue().startMs() >= atMs
                                        && toldMs.containsKey(each.getKey()));
    }

    /** Verdicts on streams that show no work, or on another work than is shown. */
    private List<String> falseMatches(Map<String, LiveLoad.Restream> restreams) {
        String last = "crowd-" + (crowds - 1) + "-";
        List<String> wrong = new ArrayList<>();
        evidences.forEach(
                (session, evidence) -> {
                    LiveLoad.Restream shown = restreams.get(session);
                    String expected =
                            shown == null ? "none" : PublishedReferences.workId(shown.work());
                    if (session.startsWith(last) && !evidence.workId().equals(expected)) {
                        wrong.add(session + ": expected " + expected + ", got " + text(evidence));
                    }
                });
        return wrong;
    }

    private static String text(Evidence evidence) {
        return String.format(
                Locale.ROOT,
                "%s by %s of score %.1f%s",
                evidence.workId(),
                evidence.modality() == Modality.VIDEO ? "pictures" : "sound",
                evidence.score(),
                evidence.onlyWith() == null ? "" : ", with the other beside it");
    }

    private void profile(Site site, String when) throws Exception {
        Files.createDirectories(plan.profile());
        int number = 0;
        for (Jvm each : ofMedia(site)) {
            each.dumpProfile(plan.profile().resolve(when + "-" + number++ + ".jfr"));
        }
    }

    private boolean report(
            Site site,
            Load load,
            List<Long> latencies,
            int missed,
            List<String> wrong,
            Recovery recovery) {
        long p95 = percentile(latencies, 95);
        outcome = new Outcome(load, p95, missed, wrong.size());
        boolean good =
                outcome.isRight()
                        && load.busy(plan) <= MOST_BUSY
                        && (recovery == null || recovery.isKept());
        BenchReport report = new BenchReport("vigil bench job" + arguments(load.streams()));
        report.row(
                "live streams, restreams among them",
                plan.video() ? "%d of sound and pictures, 1 in 100" : "%d, 1 in 100",
                load.streams());
        report.row(
                "hours of references",
                plan.video() ? "%d, sound and pictures" : "%d",
                plan.hours());
        report.row(
                "hours of unrelated sound, stream hours measured",
                "%.1f, %.1f",
                unrelatedHours,
                load.streams() * load.seconds() / 3_600);
        report.row("measured after a minute to settle", "%.0f s", load.seconds());
        report.row("streams per core of TaskManager time", "**%.0f**", load.perCore());
        report.row(
                "CPU of the TaskManagers for a second of a stream",
                "%.2f ms",
                1_000 / load.perCore());
        if (!plan.video()) {
            report.row("goal, streams per core", plan.peaks() ? "800, stretch 1,200" : "400");
        }
        report.row(
                "cores: TaskManagers, broker, generator",
                "%.2f, %.2f, %.2f",
                load.taskCores(),
                load.brokerCores(),
                load.ownCores());
        report.row(
                plan.held() > 0
                        ? "utilisation of what TaskManagers are held to"
                        : "utilisation of the machine by these",
                "%.0f %%",
                100 * load.busy(plan));
        report.row(
                "most records unread, its limit", "%,d, %.0f", load.pending(), load.mostPending());
        report.row(
                "first infringing sample to verdict on the topic",
                "%d restreams: p50 %,d, p95 %,d, p99 %,d ms",
                latencies.size(),
                percentile(latencies, 50),
                p95,
                percentile(latencies, 99));
        report.row("missed, false matches", "**%d, %d**", missed, wrong.size());
        report.row(
                "checkpoints: slowest, size, failed",
                "%,d ms, %,d MB, %d",
                site.rest().slowestCheckpoint(site.job()),
                site.rest().checkpointBytes(site.job()) >> 20,
                site.rest().failedCheckpoints(site.job()));
        if (recovery != null) {
            recovery.into(report);
        }
        report.row(
                "resident memory of the TaskManagers",
                "%s MB",
                ofMedia(site).stream().map(Jvm::residentMb).toList());
        report.row("the sender fell behind by, at most", "%,d ms", load.behindMs());
        if (plan.json()) {
            report.printJson(out, wrong, good);
        } else {
            report.print(out, wrong, good);
        }
        return good;
    }

    private String arguments(int streams) {
        return " --streams "
                + streams
                + (plan.peaks() ? " --peaks" : "")
                + (plan.video() ? " --video" : "")
                + (plan.references() == null ? "" : " --references " + plan.references())
                + (plan.unrelated() == null ? "" : " --unrelated " + plan.unrelated())
                + " --hours "
                + plan.hours()
                + " --minutes "
                + plan.minutes()
                + " --parallelism "
                + plan.parallelism()
                + (plan.replicas() == 1 ? "" : " --replicas " + plan.replicas())
                + (plan.shards() == 1 ? "" : " --shards " + plan.shards())
                + (plan.taskManagers() == TASK_MANAGERS
                        ? ""
                        : " --task-managers " + plan.taskManagers())
                + (plan.held() == 0 ? "" : " --cores " + plan.held())
                + (plan.kills() ? " --kill " + plan.killed() : "")
                + (plan.spare() == 0 ? "" : " --spare " + plan.spare());
    }

    private String text(Load load) {
        return String.format(
                Locale.ROOT,
                "%d streams: %.2f cores of TaskManager, %.0f %% in use, %.0f a core, %d unread",
                load.streams(),
                load.taskCores(),
                100 * load.busy(plan),
                load.perCore(),
                load.pending());
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
    }

    private void log(String format, Object... args) {
        long s = (System.currentTimeMillis() - startedMs) / 1_000;
        progress.println(
                String.format(Locale.ROOT, "%4d s  ", s)
                        + String.format(Locale.ROOT, format, args));
        progress.flush();
    }

    private void log(String what) {
        log("%s", what);
    }
}
