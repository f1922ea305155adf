package dev.vigil.local.bench;

import dev.vigil.edge.Broker;
import dev.vigil.edge.Push;
import dev.vigil.local.bench.audio.Corpus;
import dev.vigil.schema.event.Screened;
import dev.vigil.schema.event.ScreeningResult;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads on real processes while TaskManagers are killed: each that ended must have one answer,
 * and none may be clear that shows a work or lacks a part.
 */
final class UploadsBench {
    private static final long EVERY_MS = 200;
    private static final int PARALLELISM = 2;

    /** What is answered this long after a kill is not counted as an ordinary answer. */
    private static final long DISTURBED_MS = 60_000;

    private static final int MOST_REMARKS = 20;

    private final int uploads;
    private final int kills;
    private final int hours;
    private final PrintWriter out;
    private final long startedMs = System.currentTimeMillis();
    private final Map<String, Long> endedAt = new ConcurrentHashMap<>();
    private final Map<String, Answers> answers = new ConcurrentHashMap<>();
    private final List<Long> killedAt = new ArrayList<>();

    /** All records that were seen of one session. */
    private record Answers(long firstMs, List<Screened> records) {}

    UploadsBench(int uploads, int kills, int hours, PrintWriter out) {
        this.uploads = uploads;
        this.kills = kills;
        this.hours = hours;
        this.out = out;
    }

    /** Runs it and writes the report; true where each upload has its one right answer. */
    boolean run(Path directory) throws Exception {
        Corpus corpus = Corpus.composed(what -> {});
        UploadScript script = new UploadScript(corpus);
        Site.Size size = new Site.Size(512, 512 + 20 * hours, 512, false);
        try (Site site = Site.start(directory, size, WallClock.SYSTEM)) {
            double published = new References(site, corpus).publish(hours);
            say("published %.1f h of references", published);
            site.submit("all", PARALLELISM, null, JobOptions.CHECKPOINT_NOTICE.defaultValue());
            site.await("a running job", () -> site.rest().isRunning(site.job()));
            try (Follower follower = Follower.of(site.clients(), this::seen, Topic.SCREENED)) {
                send(site, script);
                say("sent %,d uploads", uploads);
                site.awaitPatiently("an answer to each", () -> answers.size() >= uploads);
                follower.check();
            }
            return report(site, script, published);
        }
    }

    private void send(Site site, UploadScript script) throws Exception {
        try (Push push = Broker.connect(site.bootstrap(), site.clients(), Topic.MEDIA_UPLOADS)) {
            long fromMs = System.currentTimeMillis();
            for (int number = 0; number < uploads; number++) {
                long waitMs = fromMs + number * EVERY_MS - System.currentTimeMillis();
                if (waitMs > 0) {
                    Thread.sleep(waitMs);
                }
                script.send(number, push);
                push.flush();
                endedAt.put(UploadScript.id(number), System.currentTimeMillis());
                if (kills > 0 && number > 0 && number % Math.max(1, uploads / (kills + 1)) == 0) {
                    kill(site);
                }
            }
        }
    }

    private void kill(Site site) throws Exception {
        if (killedAt.size() < kills) {
            killedAt.add(System.currentTimeMillis());
            site.killTaskManagers(1);
            site.startTaskManager();
            say("killed a TaskManager");
        }
    }

    private void seen(long wallMs, EventType type, byte[] json) {
        Screened answer = Json.read(json, Screened.class);
        answers.compute(
                answer.sessionId(),
                (id, known) -> {
                    List<Screened> all = new ArrayList<>(known == null ? List.of() : known.records);
                    all.add(answer);
                    return new Answers(known == null ? wallMs : known.firstMs, all);
                });
    }

    private boolean report(Site site, UploadScript script, double published) {
        List<String> remarks = new ArrayList<>();
        Map<ScreeningResult, Integer> results = new EnumMap<>(ScreeningResult.class);
        long wrong = 0;
        long severalIds = 0;
        long falselyClear = 0;
        long differing = 0;
        List<Long> calm = new ArrayList<>();
        for (int number = 0; number < uploads; number++) {
            String id = UploadScript.id(number);
            Answers seen = answers.get(id);
            Screened last = seen.records.get(seen.records.size() - 1);
            ScreeningResult expected = script.expected(number);
            results.merge(last.result(), 1, Integer::sum);
            if (last.result() != expected
                    || script.isIncomplete(number) == last.missing().isEmpty()) {
                wrong++;
                remarks.add("expected " + expected + ", got " + last);
            }
            boolean clear =
                    seen.records.stream().anyMatch(a -> a.result() == ScreeningResult.CLEAR);
            falselyClear += clear && expected != ScreeningResult.CLEAR ? 1 : 0;
            severalIds += seen.records.stream().map(Screened::screenedId).distinct().count() - 1;
            differing += seen.records.stream().distinct().count() - 1;
            if (killedAt.stream().noneMatch(at -> isDisturbed(endedAt.get(id), at))) {
                calm.add(seen.firstMs - endedAt.get(id));
            }
        }
        boolean good = wrong == 0 && severalIds == 0 && falselyClear == 0;
        Report report = new Report(command());
        report.row("references", "%.1f h", published);
        report.row("uploads, 5 a second", "%,d", uploads);
        report.row("TaskManagers killed", "%d", killedAt.size());
        report.row("answers", "%s", results);
        report.row("clear that should not be", "**%d**", falselyClear);
        report.row("other than expected", "**%d**", wrong);
        report.row("sessions with a second id", "**%d**", severalIds);
        report.row("records that repeat an id with another body", "%d", differing);
        report.row(
                "from ended to its answer, without the minute after a kill",
                "%s",
                new Latencies(calm));
        report.print(out, remarks.stream().limit(MOST_REMARKS).toList(), good);
        return good;
    }

    private static boolean isDisturbed(long endedMs, long killedMs) {
        return endedMs > killedMs - 5_000 && endedMs < killedMs + DISTURBED_MS;
    }

    private String command() {
        return "vigil bench uploads --uploads "
                + uploads
                + " --kills "
                + kills
                + " --hours "
                + hours;
    }

    private void say(String format, Object... args) {
        out.printf("%6.1f s  " + format + "%n", concat(args));
        out.flush();
    }

    private Object[] concat(Object[] args) {
        Object[] all = new Object[args.length + 1];
        all[0] = (System.currentTimeMillis() - startedMs) / 1e3;
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }
}
