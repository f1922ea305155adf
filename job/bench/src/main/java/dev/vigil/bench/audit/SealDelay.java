package dev.vigil.bench.audit;

import dev.vigil.audit.LogRecords;
import dev.vigil.audit.LogWalk;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.PageLeaf;
import dev.vigil.bench.load.Sender;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.Latencies;
import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.policy.Reason;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long a record waits for a seal, with the ledger job on real processes. */
public final class SealDelay {
    private static final String ORIGIN = "bench.example/audit/1";
    private static final long GOAL_MS = 20_000;

    /** Code is compiled behind it. */
    private static final int WARM_S = 15;

    /** Of a short run, in which no code is compiled well. */
    private static final int SHORT_WARM_S = 2;

    private static final long PATIENCE_MS = 60_000;
    private static final int SESSIONS = 1_000;

    /** Anything shorter is over before code that is compiled at length has paid for itself. */
    private static final int SHORT_S = 20;

    private final int rate;
    private final int seconds;
    private final PrintWriter out;
    private final KeyPair pair = ListKeys.create();
    private final NoteKey key = NoteKey.of(ORIGIN, pair.getPublic());

    /** When a seal over that many pages was seen first. */
    private final ConcurrentSkipListMap<Long, Long> seals = new ConcurrentSkipListMap<>();

    /**
     * @param rate records a second
     * @param seconds in which they are measured
     */
    public SealDelay(int rate, int seconds, PrintWriter out) {
        this.rate = rate;
        this.seconds = seconds;
        this.out = out;
    }

    /** Runs it and writes the report; true where the goal is met. */
    boolean run(Path directory) throws Exception {
        Site.Size size = isShort() ? Site.Size.QUICK_MIDDLE : Site.Size.MIDDLE;
        try (Site site = Site.start(directory, size, WallClock.SYSTEM, 1)) {
            return run(site, directory);
        }
    }

    /** The same on a site that runs no job; that of the bench is ended too. */
    public boolean run(Site site, Path directory) throws Exception {
        try (Follower follower = Follower.of(site.clients(), this::seen, Topic.SEALS);
                Bus bus = new Bus(site.clients())) {
            submit(site, directory);
            long fromMs;
            Load load = new Load(site.clients(), rate);
            try (load) {
                load.start();
                Thread.sleep(warmS() * 1_000L);
                fromMs = System.currentTimeMillis();
                Thread.sleep(seconds * 1_000L);
            }
            long[] waits = awaitSealed(bus, follower, fromMs);
            site.cancel();
            return report(load, waits);
        }
    }

    private boolean isShort() {
        return seconds < SHORT_S;
    }

    private int warmS() {
        return isShort() ? SHORT_WARM_S : WARM_S;
    }

    private void submit(Site site, Path directory) throws Exception {
        Path file = directory.resolve("audit.key");
        Files.writeString(file, ListKeys.pem(pair.getPrivate()));
        site.submit(
                "ledger",
                1,
                null,
                JobOptions.CHECKPOINT_LEDGER.defaultValue(),
                (env, options) -> {
                    options.setString("audit.log", key.line());
                    options.setString("audit.key", file.toString());
                    VigilJob.build(env, options, WallClock.SYSTEM);
                });
        site.awaitPatiently("the ledger job to run", () -> site.rest().isRunning(site.job()));
    }

    private void seen(long atMs, EventType type, byte[] json) {
        seals.putIfAbsent(Json.read(json, AuditSeal.class).size(), atMs);
    }

    /** Of each record that was stored since then how long it waited; -1 where no seal covers it. */
    private long[] awaitSealed(Bus bus, Follower follower, long fromMs) throws Exception {
        long endMs = System.currentTimeMillis() + PATIENCE_MS;
        long[] waits = waits(bus, fromMs);
        while (areOpen(waits) && System.currentTimeMillis() < endMs) {
            follower.check();
            Thread.sleep(1_000);
            waits = waits(bus, fromMs);
        }
        return waits;
    }

    private static boolean areOpen(long[] waits) {
        for (long wait : waits) {
            if (wait < 0) {
                return true;
            }
        }
        return false;
    }

    private long[] waits(Bus bus, long fromMs) throws BusException {
        Map<Integer, TreeMap<Long, Long>> entries = entries(bus);
        List<Long> waits = new ArrayList<>();
        bus.records(
                Topic.VERDICTS,
                record -> {
                    if (record.timestamp() >= fromMs) {
                        Map.Entry<Long, Long> entry =
                                entries.getOrDefault(record.partition(), new TreeMap<>())
                                        .ceilingEntry(record.offset());
                        Map.Entry<Long, Long> seal =
                                entry == null ? null : seals.higherEntry(entry.getValue());
                        waits.add(seal == null ? -1 : seal.getValue() - record.timestamp());
                    }
                });
        return waits.stream().mapToLong(wait -> wait).toArray();
    }

    /** Of each partition of verdicts the numbers of its entries, by the last offset of each. */
    private static Map<Integer, TreeMap<Long, Long>> entries(Bus bus) throws BusException {
        Map<Integer, TreeMap<Long, Long>> entries = new HashMap<>();
        LogWalk walk = new LogWalk(ORIGIN);
        long[] index = {0};
        bus.records(
                Topic.AUDIT,
                record -> {
                    AuditPage page = LogRecords.page(record.value()).orElseThrow();
                    if (walk.isEntry(page)) {
                        PageLeaf leaf = PageLeaf.parse(page.leaf());
                        if (leaf.topic().equals(Topic.VERDICTS.topicName())) {
                            entries.computeIfAbsent(leaf.partition(), it -> new TreeMap<>())
                                    .put(leaf.to(), index[0]);
                        }
                        index[0]++;
                    }
                });
        return entries;
    }

    private boolean report(Load load, long[] waits) {
        List<Long> sealed = new ArrayList<>();
        for (long wait : waits) {
            if (wait >= 0) {
                sealed.add(wait);
            }
        }
        Latencies latencies = new Latencies(sealed);
        BenchReport report =
                new BenchReport(
                        String.format(
                                Locale.ROOT,
                                "vigil bench audit --site --rate %d --seconds %d",
                                rate,
                                seconds));
        boolean areAll = waits.length > 0 && sealed.size() == waits.length;
        boolean isGood = areAll && latencies.percentile(99) <= GOAL_MS;
        report.row("seals", "%,d", seals.size());
        report.row("the sender was late by, at most", "%,d ms", load.behindMs());
        report.goal("records without a seal", "0", areAll, "%,d", waits.length - sealed.size());
        report.goal("from a record to its seal", "p99 at most 20 s", isGood, "%s", latencies);
        report.print(
                out,
                List.of(
                        "From Kafka's time of a verdict to the moment at which a consumer sees the"
                                + " first seal that covers its page; the first "
                                + warmS()
                                + " s are left out."),
                isGood);
        return isGood;
    }

    /** Verdicts without a match, of some sessions, evenly in time. */
    private static final class Load extends Sender {
        private final Bus bus;
        private final int rate;

        Load(Properties clients, int rate) {
            super("audit load");
            bus = new Bus(clients);
            this.rate = rate;
        }

        @Override
        protected void send() throws IOException, InterruptedException {
            long fromMs = System.currentTimeMillis();
            for (long i = 0; !ends(); i++) {
                long dueMs = fromMs + i * 1_000 / rate;
                awaitMoment(dueMs);
                String session = "s-" + i % SESSIONS;
                bus.queue(
                        Topic.VERDICTS,
                        EventType.VERDICT,
                        session,
                        dueMs,
                        verdict("v-" + i, session, dueMs));
            }
            bus.flush();
        }

        /** Whole, as the media job writes them: the ledger job reads them too. */
        private static Verdict verdict(String id, String session, long atMs) {
            return VerdictBuilder.builder()
                    .verdictId(id)
                    .revision(1)
                    .state(VerdictState.CLOSED)
                    .sessionId(session)
                    .action(Action.ALLOW)
                    .reasonCode(Reason.NO_MATCH)
                    .ruleVersion("1")
                    .decisions(List.of())
                    .evidence(List.of())
                    .rulings(List.of())
                    .firstMatchCaptureTime(atMs)
                    .judgedAt(atMs)
                    .build();
        }

        @Override
        protected void release() {
            bus.close();
        }
    }
}
