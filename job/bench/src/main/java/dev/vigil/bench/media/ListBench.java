package dev.vigil.bench.media;

import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How soon does every subtask decide by an entry, and how soon do running streams get their
 * commands?
 */
final class ListBench {
    private static final long EFFECTIVE_WITHIN_MS = 2_000;
    private static final long REJUDGED_WITHIN_MS = 10_000;
    private static final int PARALLELISM = 2;
    private static final int MOST_WORKS = 20;
    private static final String BATCH = "bench-1";

    /** Between two entries; each is withdrawn after as many as there are works, halved. */
    private static final long EVERY_MS = 500;

    /** A JVM that has just started is no normal running. */
    private static final long WARM_UP_MS = 30_000;

    private static final Duration MATCHED_WITHIN = Duration.ofSeconds(90);

    /** What a work lasts beyond the entries: until all match, and until all has been published. */
    private static final int AROUND_S = 120;

    private final int entries;
    private final int sessions;
    private final int works;
    private final PrintWriter out;

    private final Set<String> matched = ConcurrentHashMap.newKeySet();
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, Due> expected = new ConcurrentHashMap<>();
    private final Queue<Long> published = new ConcurrentLinkedQueue<>();
    private final Queue<Long> withdrawn = new ConcurrentLinkedQueue<>();
    private final Queue<Long> decided = new ConcurrentLinkedQueue<>();
    private final Queue<Long> stopped = new ConcurrentLinkedQueue<>();
    private final Queue<Long> lifted = new ConcurrentLinkedQueue<>();
    private final Map<ListReader, ListReceipt> receipts = new ConcurrentHashMap<>();
    private int commandsOf;
    private int overtaken;

    /** A version on its way, and the readers that have answered. */
    private record Sent(long atMs, boolean withdrawal, Set<String> answered) {}

    /** The command that a session must get next, and since when. */
    private record Due(Measure measure, long sinceMs) {}

    ListBench(int entries, int sessions, PrintWriter out) {
        this.entries = entries;
        this.sessions = sessions;
        this.works = Math.min(MOST_WORKS, sessions);
        this.out = out;
    }

    /** Runs it and writes the report; true where all is as promised. */
    boolean run(Path directory) throws Exception {
        int seconds = (int) (entries * EVERY_MS / 1_000) + AROUND_S;
        log("composing %d works of %d s", works, seconds);
        try (Site site = Site.start(directory, Site.Size.MIDDLE, WallClock.SYSTEM);
                Streams streams = new Streams(site.bootstrap(), sessions, works, seconds)) {
            streams.register();
            site.submit("all", PARALLELISM, null, JobOptions.CHECKPOINT_MEDIA.defaultValue());
            site.awaitWatermark(1);
            try (Follower follower =
                            Follower.of(
                                    site.clients(),
                                    this::seen,
                                    Topic.VERDICTS,
                                    Topic.COMMANDS,
                                    Topic.LIST_EFFECTIVE,
                                    Topic.LIST_RECEIPTS);
                    ScriptFeed feed = new ScriptFeed(site.clients())) {
                streams.start();
                long matchedMs = awaitMatches(streams);
                Thread.sleep(WARM_UP_MS);
                Duration cpuBefore = site.taskCpu();
                long fromMs = System.currentTimeMillis();
                publishAll(feed, streams);
                awaitQuiet(follower);
                streams.check();
                long cpuMs = site.taskCpu().minus(cpuBefore).toMillis();
                double cores = (double) cpuMs / (System.currentTimeMillis() - fromMs);
                return report(matchedMs, cores, streams.behindMs());
            }
        }
    }

    private long awaitMatches(Streams streams) throws Exception {
        long startMs = System.currentTimeMillis();
        while (matched.size() < sessions
                && System.currentTimeMillis() - startMs < MATCHED_WITHIN.toMillis()) {
            streams.check();
            Thread.sleep(100);
        }
        log("%d of %d sessions are matched", matched.size(), sessions);
        return System.currentTimeMillis() - startMs;
    }

    private void publishAll(ScriptFeed feed, Streams streams) throws Exception {
        int held = Math.max(1, works / 2);
        for (int n = 0; n < entries + held; n++) {
            streams.check();
            if (n < entries) {
                send(feed, streams.of(n % works), entry(n));
            }
            if (n >= held) {
                send(
                        feed,
                        streams.of((n - held) % works),
                        entry(n - held).withdrawn(System.currentTimeMillis()));
            }
            Thread.sleep(EVERY_MS);
        }
    }

    private ListEntry entry(int number) {
        return ListEntryBuilder.builder()
                .entryId("bench-entry-" + number)
                .version(1)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .authority("bench")
                .batchNo(BATCH)
                .workId(Streams.workId(number % works))
                .issuedAt(System.currentTimeMillis())
                .build();
    }

    private void send(ScriptFeed feed, List<String> concerned, ListEntry entry) {
        boolean withdrawal = entry.withdrawnAt() != null;
        long nowMs = System.currentTimeMillis();
        sent.put(
                entry.entryId() + "/" + entry.version(),
                new Sent(nowMs, withdrawal, ConcurrentHashMap.newKeySet()));
        Measure measure = withdrawal ? Measure.LIFT : Measure.STOP_STREAM;
        for (String session : concerned) {
            Due before = expected.put(session + "/" + measure, new Due(measure, nowMs));
            // The next entry of its work was read before its command for the last one.
            overtaken += before == null ? 0 : 1;
        }
        commandsOf += withdrawal ? 0 : concerned.size();
        EventType type = withdrawal ? EventType.LIST_WITHDRAWN : EventType.LIST_UPSERTED;
        feed.send(
                Topic.LIST,
                entry.entryId(),
                nowMs,
                Envelope.json(
                        type,
                        "/vigil/bench",
                        entry.entryId() + "/" + entry.version(),
                        entry.entryId(),
                        nowMs),
                entry);
        feed.flush();
    }

    private void seen(long wallMs, EventType type, byte[] json) {
        switch (type) {
            case VERDICT -> matched.add(Json.read(json, Verdict.class).sessionId());
            case LIST_EFFECTIVE -> effective(wallMs, Json.read(json, ListEffective.class));
            case COMMAND -> commanded(wallMs, Json.read(json, EnforcementCommand.class));
            case LIST_RECEIPT -> {
                ListReceipt receipt = Json.read(json, ListReceipt.class);
                receipts.put(receipt.reader(), receipt);
            }
            default -> {
                // Others share the topics.
            }
        }
    }

    private void effective(long wallMs, ListEffective answer) {
        Sent of = sent.get(answer.entryId() + "/" + answer.version());
        if (of == null || !of.answered().add(answer.reader() + "/" + answer.subtask())) {
            return;
        }
        if (of.answered().size() == PARALLELISM * ListReader.values().length) {
            (of.withdrawal() ? withdrawn : published).add(wallMs - of.atMs());
            decided.add(answer.effectiveAt() - of.atMs());
        }
    }

    private void commanded(long wallMs, EnforcementCommand command) {
        Due next = expected.remove(command.sessionId() + "/" + command.measure());
        if (next != null) {
            (next.measure() == Measure.LIFT ? lifted : stopped).add(wallMs - next.sinceMs());
        }
    }

    private void awaitQuiet(Follower follower) throws InterruptedException {
        long endMs = System.currentTimeMillis() + 2 * REJUDGED_WITHIN_MS;
        while (System.currentTimeMillis() < endMs
                && !(expected.isEmpty()
                        && published.size() == entries
                        && withdrawn.size() == entries)) {
            follower.check();
            Thread.sleep(100);
        }
        // The receipt gathers for a second.
        Thread.sleep(3_000);
    }

    private void log(String format, Object... args) {
        out.println(String.format(Locale.ROOT, format, args));
        out.flush();
    }

    private boolean report(long matchedMs, double cores, long behindMs) {
        boolean good =
                matched.size() == sessions
                        && expected.isEmpty()
                        && overtaken == 0
                        && published.size() == entries
                        && withdrawn.size() == entries
                        && percentile(published, 99) <= EFFECTIVE_WITHIN_MS
                        && percentile(withdrawn, 99) <= EFFECTIVE_WITHIN_MS
                        && percentile(stopped, 100) <= REJUDGED_WITHIN_MS
                        && percentile(lifted, 100) <= REJUDGED_WITHIN_MS;
        BenchReport report =
                new BenchReport(
                        "vigil bench list --entries " + entries + " --sessions " + sessions);
        report.row("running streams, matched", "%d, %d", sessions, matched.size());
        report.row(
                "until all were matched, and to get warm",
                "%.1f s, %d s",
                matchedMs / 1000.0,
                WARM_UP_MS / 1_000);
        report.row("entries, one every", "%d, %d ms", entries, EVERY_MS);
        report.row(
                "checkpoints, every",
                "%d ms",
                JobOptions.CHECKPOINT_MEDIA.defaultValue().toMillis());
        report.row("subtasks that decide", "%d", PARALLELISM * ListReader.values().length);
        report.row("publication: effective on all", "%s", text(published, entries));
        report.row("withdrawal: effective on all", "%s", text(withdrawn, entries));
        report.row("the last subtask's own time, both", "%s", text(decided, 2 * entries));
        report.row("goal", "p99 within 2 s");
        report.row("publication: stream ordered to stop", "%s", text(stopped, commandsOf));
        report.row("withdrawal: stream let go", "%s", text(lifted, commandsOf));
        report.row("goal", "all within 10 s");
        report.row("streams without a command", "%d", expected.size() + overtaken);
        receipts.forEach((reader, receipt) -> report.row("receipt", "%s", Json.text(receipt)));
        report.row("the sender fell behind by", "%d ms", behindMs);
        report.row("cores that the TaskManagers took", "%.2f", cores);
        report.print(out, List.of(), good);
        return good;
    }

    private static String text(Queue<Long> latencies, int of) {
        return latencies.isEmpty()
                ? "none of " + of
                : latencies.size()
                        + " of "
                        + of
                        + ": p50 "
                        + percentile(latencies, 50)
                        + " ms, p99 "
                        + percentile(latencies, 99)
                        + " ms, worst "
                        + percentile(latencies, 100)
                        + " ms";
    }

    private static long percentile(Queue<Long> latencies, int percent) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? Long.MAX_VALUE : sorted[(sorted.length - 1) * percent / 100];
    }
}
