package dev.vigil.bench.judge;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.Latencies;
import dev.vigil.bench.report.StateCount;
import dev.vigil.bench.site.Site;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Is every session blocked that must be, and no other? And what does it cost beside a large list, a
 * large register of authorizations and a look-back full of uploads?
 */
final class JudgeBench {
    private static final String SESSION = "session";
    private static final String UPLOAD = "upload";
    private static final String PROBE = "probe";
    private static final String PACED = "paced";

    /**
     * As many as there are parts of a register to be loaded, so that all of them are waited for.
     */
    private static final int PROBES = 200;

    /** Draws that are none of the sessions', for probes and paced matches. */
    private static final int OTHER_DRAWS = 1_000_000_000;

    private static final int FLUSH_EVERY = 10_000;
    private static final long PACE_MS = 20;
    private static final long CALM_MS = 20_000;
    private static final long WORD_EVERY_MS = 10_000;
    private static final Duration STALLED = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(5);

    /**
     * What is measured.
     *
     * @param sessions with an authorization that fits, and as many without
     * @param uploads of one work, all recent when it is listed
     */
    record Load(int sessions, int entries, int authorizations, int uploads, long seed) {
        private Site.Size size() {
            return Math.max(authorizations, uploads) + sessions <= 50_000
                    ? Site.Size.MIDDLE
                    : Site.Size.LARGE;
        }
    }

    /** How long something took, and the TaskManagers' time. */
    private record Spell(long count, long ms, long cpuMs) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d in %.1f s: %,d a second; %.1f s of CPU: %,d a second of a core",
                    count,
                    ms / 1000.0,
                    count * 1000 / Math.max(1, ms),
                    cpuMs / 1000.0,
                    count * 1000 / Math.max(1, cpuMs));
        }
    }

    private interface Work {
        /** Returns when it ended, which may be before it is noticed. */
        long run() throws Exception;
    }

    private final Load load;
    private final int parallelism;
    private final PrintWriter out;
    private final JudgeScript script;
    private final NaiveRights naive = new NaiveRights();
    private final List<NaiveRights.Session> sessions = new ArrayList<>();
    private final BenchReport report;
    private JudgeSite at;
    private int probes;
    private int paced;

    JudgeBench(Load load, int parallelism, PrintWriter out) {
        this.load = load;
        this.parallelism = parallelism;
        this.out = out;
        long startMs = System.currentTimeMillis();
        script = new JudgeScript(load.seed(), startMs, load.entries(), load.authorizations());
        report =
                new BenchReport(
                        String.format(
                                Locale.ROOT,
                                "vigil bench judge --sessions %d --entries %d --authorizations %d"
                                        + " --uploads %d --seed %d --parallelism %d",
                                load.sessions(),
                                load.entries(),
                                load.authorizations(),
                                load.uploads(),
                                load.seed(),
                                parallelism));
    }

    /**
     * Runs it and writes the report; true where no session is blocked wrongly and none is missed.
     */
    boolean run(Path directory) throws Exception {
        draw();
        try (JudgeSite opened = JudgeSite.start(directory, load.size(), this::log)) {
            at = opened;
            loadRegister();
            judgeSessions();
            amend();
            judgeUploads();
            restart();
            walk();
            return report();
        }
    }

    /** All versions are known to the naive model at once: it only ever asks for the last. */
    private void draw() {
        log("drawing %,d sessions", 2 * load.sessions());
        for (int n = 0; n < load.entries(); n++) {
            naive.published(script.entry(n, true));
        }
        for (int n = 0; n < load.authorizations(); n++) {
            naive.published(script.authorization(n, true));
        }
        naive.published(script.hotAuthorization());
        int[] missing = {load.sessions(), load.sessions()};
        for (int draw = 0; missing[0] + missing[1] > 0; draw++) {
            NaiveRights.Session session = script.session(SESSION + "-" + sessions.size(), draw);
            int authorized = naive.isAuthorized(session) ? 1 : 0;
            if (missing[authorized] > 0) {
                missing[authorized]--;
                sessions.add(session);
            }
        }
    }

    private void loadRegister() throws Exception {
        log("publishing %,d entries, %,d authorizations", load.entries(), load.authorizations());
        for (int n = 0; n < load.entries(); n++) {
            at.publish(script.entry(n, isAhead(n)));
        }
        for (int n = 0; n < load.authorizations(); n++) {
            at.publish(script.authorization(n, isAhead(n)));
            flushEvery(n);
        }
        at.publish(script.hotAuthorization());
        at.flush();
        log("loading them");
        report.row(
                "checkpoints, every",
                "%d ms",
                JobOptions.CHECKPOINT_MEDIA.defaultValue().toMillis());
        report.row("entries, authorizations", "%,d, %,d", load.entries(), load.authorizations());
        report.row(
                "loaded from the topics: authorizations until all tasks judge",
                "%s",
                timed(load.authorizations(), () -> submitAndProbe(null)[1]));
    }

    /** Of some that are amended the last version comes first, as it may after a failed delivery. */
    private static boolean isAhead(int number) {
        return number % 32 == 0;
    }

    /** When the first probe had its verdict and when the last had, by the broker's clock. */
    private long[] submitAndProbe(String savepoint) throws Exception {
        at.submit(parallelism, savepoint);
        int from = probes;
        probes += PROBES;
        List<String> ids = new ArrayList<>();
        for (int n = from; n < probes; n++) {
            NaiveRights.Session probe = script.session(PROBE + "-" + n, OTHER_DRAWS + n);
            sessions.add(probe);
            ids.add(probe.id());
            // A stream that is over would not be judged again by what is amended later.
            at.send(JudgeScript.last(probe, probe.live()));
        }
        at.flush();
        at.awaitAll("probes judged", () -> at.book().judged(PROBE), probes);
        long[] when = ids.stream().mapToLong(id -> at.book().of(id).firstMs()).sorted().toArray();
        return new long[] {when[0], when[when.length - 1]};
    }

    private void judgeSessions() throws Exception {
        List<NaiveRights.Session> all = List.copyOf(sessions.subList(0, 2 * load.sessions()));
        log("judging them");
        report.row(
                "sessions judged, half of them live",
                "%s",
                timed(
                        all.size(),
                        () -> {
                            for (int n = 0; n < all.size(); n++) {
                                NaiveRights.Session session = all.get(n);
                                at.send(
                                        session.live()
                                                ? JudgeScript.earlier(session)
                                                : JudgeScript.last(session, false));
                                flushEvery(n);
                            }
                            at.flush();
                            at.awaitAll(
                                    "sessions judged", () -> at.book().judged(SESSION), all.size());
                            return System.currentTimeMillis();
                        }));
    }

    private void amend() throws Exception {
        log("amending one in four entries and authorizations");
        long verdicts = at.book().records();
        Spell spell =
                timed(
                        (load.entries() + load.authorizations()) / 4,
                        () -> {
                            for (int n = 0; n < load.entries(); n++) {
                                if (JudgeScript.isAmended(n)) {
                                    at.publish(script.entry(n, !isAhead(n)));
                                }
                            }
                            for (int n = 0; n < load.authorizations(); n++) {
                                if (JudgeScript.isAmended(n)) {
                                    at.publish(script.authorization(n, !isAhead(n)));
                                }
                            }
                            at.flush();
                            return awaitQuiet();
                        });
        report.row("amended, withdrawn, revoked", "%s", spell);
        report.row("verdicts that changed by it", "%,d", at.book().records() - verdicts);
        log("live sessions go on, and half of them end");
        for (NaiveRights.Session session : sessions.subList(0, 2 * load.sessions())) {
            if (session.live()) {
                at.send(JudgeScript.last(session, session.id().hashCode() % 2 == 0));
            }
        }
        at.flush();
        awaitQuiet();
    }

    /** Arrival of the last verdict. */
    private long awaitQuiet() throws InterruptedException {
        long beganNanos = System.nanoTime();
        while (at.book().quiet().compareTo(QUIET) < 0
                || System.nanoTime() - beganNanos < QUIET.toNanos()) {
            at.check();
            Thread.sleep(100);
        }
        return System.currentTimeMillis() - at.book().quiet().toMillis();
    }

    private void judgeUploads() throws Exception {
        log("judging %,d uploads of one work", load.uploads());
        report.row(
                "uploads of one work judged",
                "%s",
                timed(
                        load.uploads(),
                        () -> {
                            for (int n = 0; n < load.uploads(); n++) {
                                at.send(JudgeScript.last(script.upload(n), false));
                                flushEvery(n);
                            }
                            at.flush();
                            at.awaitAll(
                                    "uploads judged",
                                    () -> at.book().judged(UPLOAD),
                                    load.uploads());
                            return System.currentTimeMillis();
                        }));
    }

    private void restart() throws Exception {
        log("stopping with a savepoint");
        long beganMs = System.currentTimeMillis();
        String savepoint = at.site().stop();
        report.row("savepoint", "%.1f s", (System.currentTimeMillis() - beganMs) / 1000.0);
        StateCount state = StateCount.in(savepoint);
        report.row("keyed state", "%,d entries, %s", state.entries(), mb(state.bytes()));
        report.row("of each task", "%s", list(state.bytesByTask().values()));
        report.row("the largest", "%s", largest(state));
        report.row("broadcast state, all tasks", "%s", mb(state.broadcast()));
        log("starting from it");
        long submittedMs = System.currentTimeMillis();
        long[] when = submitAndProbe(savepoint);
        report.row(
                "from the submission with it to the first verdict, to verdicts of all tasks",
                "%.1f s, %.1f s",
                (when[0] - submittedMs) / 1000.0,
                (when[1] - submittedMs) / 1000.0);
        List<Long> heaps = new ArrayList<>();
        for (Jvm each : at.site().taskManagers()) {
            heaps.add(each.heapAfterCollection());
        }
        report.row("heap of each TaskManager after a collection", "%s", list(heaps));
    }

    private void walk() throws Exception {
        log("%d matches a second, nothing else", 1_000 / PACE_MS);
        long calmUntil = System.currentTimeMillis() + CALM_MS;
        pace(() -> System.currentTimeMillis() >= calmUntil);
        int calm = paced;
        int strangers = JudgeScript.strangers(load.uploads());
        log("listing the work of the uploads");
        naive.published(script.hotEntry());
        long listedMs = System.currentTimeMillis();
        Spell spell =
                timed(
                        strangers,
                        () -> {
                            at.publish(script.hotEntry());
                            at.flush();
                            pace(() -> at.book().blocked(UPLOAD) >= strangers);
                            return at.book().lastBlockedMs(UPLOAD);
                        });
        at.awaitAll("paced sessions judged", () -> at.book().judged(PACED), paced);
        report.row("uploads blocked by one change of the list", "%s", spell);
        report.row(
                "from the change to the last of them",
                "%.1f s",
                (at.book().lastBlockedMs(UPLOAD) - listedMs) / 1000.0);
        report.row(
                "slowest checkpoint since the restart",
                "%.1f s",
                at.site().rest().slowestCheckpoint(at.site().job()) / 1000.0);
        latencies("before", 0, calm);
        latencies("meanwhile", calm, paced);
    }

    /** Sends matches of other works at a steady pace; gives up where the job does nothing. */
    private void pace(BooleanSupplier enough) throws Exception {
        long wordMs = System.currentTimeMillis() + WORD_EVERY_MS;
        for (long nextMs = System.currentTimeMillis(); !enough.getAsBoolean(); nextMs += PACE_MS) {
            NaiveRights.Session session = script.session(PACED + "-" + paced, -1 - paced);
            sessions.add(session);
            at.sendTimed(JudgeScript.last(session, session.live()));
            paced++;
            at.check();
            Thread.sleep(Math.max(0, nextMs - System.currentTimeMillis()));
            if (System.currentTimeMillis() > wordMs) {
                log("%,d matches sent, %,d uploads blocked", paced, at.book().blocked(UPLOAD));
                requireMoving();
                wordMs += WORD_EVERY_MS;
            }
        }
        at.flush();
    }

    private void requireMoving() throws IOException {
        if (at.book().quiet().compareTo(STALLED) > 0) {
            throw new IOException(
                    "expected verdicts on matches that are sent all the time, got none for "
                            + STALLED.toSeconds()
                            + " s; keep the logs with --keep DIR and read the TaskManagers'");
        }
    }

    /** Uploads pass the look-back on their way, streams do not. */
    private void latencies(String when, int from, int to) {
        List<Long> streams = new ArrayList<>();
        List<Long> uploads = new ArrayList<>();
        for (NaiveRights.Session session : sessions) {
            if (session.id().startsWith(PACED)) {
                int number = Integer.parseInt(session.id().substring(PACED.length() + 1));
                if (number >= from && number < to) {
                    (session.live() ? streams : uploads).add(at.latencyMs(session.id()));
                }
            }
        }
        report.row("match to verdict " + when + ", streams", "%s", new Latencies(streams));
        report.row("match to verdict " + when + ", uploads", "%s", new Latencies(uploads));
    }

    private Spell timed(long count, Work work) throws Exception {
        Duration cpu = at.site().taskCpu();
        long beganMs = System.currentTimeMillis();
        long endedMs = work.run();
        return new Spell(count, endedMs - beganMs, at.site().taskCpu().minus(cpu).toMillis());
    }

    private boolean report() throws Exception {
        awaitQuiet();
        log("asking the naive model");
        JudgeTally tally = new JudgeTally(naive, at.book()::of);
        sessions.forEach(tally::look);
        for (int n = 0; n < load.uploads(); n++) {
            tally.look(script.upload(n));
        }
        boolean good = tally.isClean() && at.deadLetters() == 0;
        report.row(
                "sessions with an authorization that fits, without",
                "%1$,d, %1$,d",
                load.sessions());
        report.row(
                "uploads, probes, paced sessions", "%,d, %,d, %,d", load.uploads(), probes, paced);
        report.row(
                "judgements compared, a territory each; to be blocked",
                "%,d, %,d",
                tally.asked(),
                tally.mustBlock());
        report.row("wrongly blocked", "%,d (promised: 0)", tally.wronglyBlocked());
        report.row("missed", "%,d (promised: 0)", tally.missed());
        report.row("without a verdict", "%,d", tally.silent());
        report.row("verdicts on the topic", "%,d", at.book().records());
        report.row(
                "commands that the platform read and confirmed, alerts",
                "%,d, %,d",
                at.commands(),
                at.unconfirmed());
        report.row("dead letters", "%,d", at.deadLetters());
        report.print(out, tally.examples(), good);
        return good;
    }

    private void flushEvery(int n) {
        if (n % FLUSH_EVERY == 0) {
            at.flush();
        }
    }

    private static String largest(StateCount state) {
        return state.states().entrySet().stream()
                .sorted(
                        Comparator.comparingLong(
                                        (Map.Entry<String, StateCount.Count> e) ->
                                                e.getValue().bytes())
                                .reversed())
                .limit(4)
                .map(e -> e.getKey() + " " + mb(e.getValue().bytes()))
                .collect(Collectors.joining(", "));
    }

    private static String list(Iterable<Long> bytes) {
        List<String> texts = new ArrayList<>();
        bytes.forEach(each -> texts.add(mb(each)));
        return String.join(", ", texts);
    }

    private static String mb(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private void log(String format, Object... args) {
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }
}
