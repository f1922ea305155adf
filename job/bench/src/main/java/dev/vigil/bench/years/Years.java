package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.options.JobOptions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs one job through simulated years, in a process of its own, and returns what was found. */
public final class Years {
    /** Share of a full run. */
    static final int FULL = 1_000;

    /** From this share on, streams are analysed every hour; below, every twelve hours. */
    private static final int BUSY = 50;

    private static final int WORKS = 2_000;
    private static final int RECORDED = 10;
    private static final int COPIES = 100;
    private static final int FEW_COPIES = 20;

    /** Recordings of which uploads are, a prime: fewer than 20 of each stay down at once. */
    private static final int OWN = 127;

    private static final int FEW_OWN = 17;

    /** Each day, one of them upheld. */
    private static final int LEAST_UPLOADS = 5;

    /** Options of how long something is kept. */
    private static final List<ConfigOption<Duration>> AGES =
            List.of(
                    JobOptions.LOOK_BACK,
                    JobOptions.STAYDOWN_AGE,
                    JobOptions.STAYDOWN_KEEP,
                    JobOptions.EXCERPT_WINDOW);

    private Years() {}

    /**
     * @param job media or notice
     * @param share thousandths of the rates of a full run
     * @param rocksdb whether keyed state is in RocksDB, as in a cluster; else on the heap
     */
    public record Plan(String job, int days, int share, boolean rocksdb) {
        /** The part of a full run's rate; enough to be seen. */
        int of(int rate) {
            return Math.max(10, rate * share / FULL);
        }
    }

    /**
     * What was found, for the report.
     *
     * @param unmet what of the scenarios did not end as it must
     * @param longestMs calls in which the thread was at work all the time
     * @param longestWithWaitsMs all calls
     * @param keyed bytes of all keyed states by day
     * @param heap bytes by day; empty for a share that is too small to show anything
     * @param resident bytes of the whole process by day; empty as well
     */
    record Found(
            Plan plan,
            double seconds,
            List<String> scenarios,
            List<String> options,
            TreeMap<String, TreeMap<Integer, Measurement.Size>> states,
            List<String> growing,
            List<String> unmet,
            TreeMap<String, Long> published,
            TreeMap<String, Long> largest,
            TreeMap<String, Double> longestMs,
            TreeMap<String, Double> longestWithWaitsMs,
            TreeMap<Integer, Long> keyed,
            TreeMap<Integer, Long> heap,
            TreeMap<Integer, Long> resident) {}

    /** Writes progress, then what was found on the last line. */
    public static void main(String[] args) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Plan plan = Json.read(args[0].getBytes(StandardCharsets.UTF_8), Plan.class);
        out.println(Json.text(run(plan, Path.of(args[1]), out)));
        // Threads of the harnesses may still wait for work.
        System.exit(0);
    }

    /**
     * @param storage an empty folder, for snapshots
     */
    static Found run(Plan plan, Path storage, PrintWriter progress) throws Exception {
        long beganNanos = System.nanoTime();
        List<Scenario> scenarios = scenarios(plan);
        List<String> options = options(plan);
        StreamExecutionEnvironment env =
                Jobs.environment(plan.job(), options.toArray(String[]::new));
        Files.createDirectories(storage);
        try (World world = new World(env, backend(plan), storage, plan.days(), progress)) {
            if (plan.share() >= YearsReport.LEAST_SHARE) {
                world.lookAtMemory();
            }
            world.run(scenarios);
            Measurement measure = world.measure();
            return new Found(
                    plan,
                    (System.nanoTime() - beganNanos) / 1e9,
                    scenarios.stream().map(Scenario::description).toList(),
                    options,
                    measure.states(),
                    measure.growing(plan.days()),
                    scenarios.stream().flatMap(scenario -> scenario.unmet().stream()).toList(),
                    measure.published(),
                    measure.largest(),
                    world.calls().longestMs(),
                    world.calls().longestWithWaitsMs(),
                    measure.keyed(),
                    world.heap(),
                    world.resident());
        }
    }

    /**
     * RocksDB forgets what has outlived its TTL when it compacts, which a small share never makes
     * it do.
     */
    private static StateBackend backend(Plan plan) {
        if (!plan.rocksdb()) {
            return new HashMapStateBackend();
        }
        EmbeddedRocksDBStateBackend rocksdb = new EmbeddedRocksDBStateBackend();
        rocksdb.getMemoryConfiguration().setUseManagedMemory(false);
        return rocksdb;
    }

    /** Ages above half of the run are lowered, so that each is reached twice. */
    private static List<String> options(Plan plan) {
        List<String> options = new ArrayList<>();
        for (ConfigOption<Duration> age : AGES) {
            Duration most = Duration.ofDays(plan.days() / 2);
            if (age.defaultValue().compareTo(most) > 0) {
                options.addAll(List.of("--" + age.key(), most.toDays() + " d"));
            }
        }
        return options;
    }

    private static List<Scenario> scenarios(Plan plan) {
        return plan.job().equals("notice")
                ? List.of(
                        new UpheldNotices(plan.of(10_000)),
                        new Published(),
                        new ListChanges(Uid.NOTICE_LIST_SOURCE, plan.of(1_000)))
                : media(plan);
    }

    private static List<Scenario> media(Plan plan) {
        List<SimulatedRecording> works =
                IntStream.range(0, RECORDED)
                        .mapToObj(work -> new SimulatedRecording(work, 60))
                        .toList();
        SimulatedRecording hit = new SimulatedRecording(RECORDED, 90);
        boolean busy = plan.share() >= BUSY;
        List<SimulatedRecording> own =
                IntStream.rangeClosed(1, busy ? OWN : FEW_OWN)
                        .mapToObj(upload -> new SimulatedRecording(RECORDED + upload, 10))
                        .toList();
        long everyMs = busy ? World.HOUR_MS : 12 * World.HOUR_MS;
        int uploads = busy ? plan.of(500) : LEAST_UPLOADS;
        return List.of(
                new SimulatedRegisters(works, hit, busy ? COPIES : FEW_COPIES, WORKS),
                new SimulatedPlatform(),
                new LongStream("radio", works, everyMs, Math.max(10, 450 * plan.share() / FULL)),
                // Each of the copies is verified for each of its packets.
                new LongStream("hit", List.of(hit), 12 * everyMs, busy ? 20 : 10),
                new Medley("medley", WORKS, 15 * World.SECOND_MS * FULL / plan.share()),
                new Medley("songs", 10, 200 * World.SECOND_MS * FULL / plan.share()),
                new SoundStream(
                        SimulatedRecording.pcm(0, 60),
                        busy ? 30 : 10,
                        busy ? 6 * World.HOUR_MS : everyMs),
                new Uploads(works, own, uploads, uploads / 5),
                new ListChanges(Uid.LIST_SOURCE, plan.of(1_000)),
                new Authorizations(plan.of(500), "account-of-songs", WORKS),
                new SimulatedOwners(50, WORKS, plan.of(200)));
    }
}
