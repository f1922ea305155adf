package dev.vigil.bench.years;

import dev.vigil.flink.KeyGroups;
import dev.vigil.stream.Outgoing;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One job, its clocks, and what happens to it. */
final class World implements AutoCloseable {
    static final long SECOND_MS = 1_000;
    static final long MINUTE_MS = 60 * SECOND_MS;
    static final long HOUR_MS = 60 * MINUTE_MS;
    static final long DAY_MS = 24 * HOUR_MS;

    /** Packets are sent on to their slots by the job. */
    static final int ANY_SLOT = KeyGroups.slotKey(0, 1);

    /** A day in 2027. */
    static final long START_MS = 1_800_000_000_000L;

    /** Days that the report names. */
    static final List<Integer> NAMED = List.of(1, 7, 30, 90, 365, 730);

    /** How often one looks in the second half, where nothing may grow any more. */
    private static final int LOOKS = 16;

    private static final int WARM_DAYS = 2;
    private static final long PROGRESS_NANOS = 10_000_000_000L;

    private final Agenda agenda = new Agenda();
    private final Measurement measure = new Measurement();
    private final TreeMap<Integer, Long> heap = new TreeMap<>();
    private final TreeMap<Integer, Long> resident = new TreeMap<>();
    private final List<Consumer<Outgoing>> readers = new ArrayList<>();
    private final Path storage;
    private final int days;
    private final PrintWriter progress;
    private final SimulatedJob job;

    /** Null where memory is not looked at. */
    private Long heapBefore;

    private long nowMs = START_MS;

    World(
            StreamExecutionEnvironment env,
            StateBackend backend,
            Path storage,
            int days,
            PrintWriter progress)
            throws Exception {
        this.storage = storage;
        this.days = days;
        this.progress = progress;
        job = SimulatedJob.start(env, backend, storage.toUri(), START_MS, this::publish);
    }

    /**
     * To be called before it runs: each look then collects garbage first, which takes long beside
     * much else on the heap.
     */
    void lookAtMemory() {
        heapBefore = heapUsed();
    }

    // For scenarios -------------------------------------------------------------------------

    long nowMs() {
        return nowMs;
    }

    int days() {
        return days;
    }

    static String workId(int work) {
        return "work-" + work;
    }

    /** The same each run. */
    SplittableRandom random(String scenario) {
        return new SplittableRandom(scenario.hashCode());
    }

    void at(long atMs, Agenda.Action action) {
        agenda.at(atMs, action);
    }

    void every(long fromMs, long periodMs, Agenda.Action action) {
        agenda.every(fromMs, periodMs, action);
    }

    /** As if the source or operator had emitted it. */
    void emit(String uid, Object value) throws Exception {
        job.emit(uid, value);
    }

    /** Hands all that an operator emits to the scenario too. */
    void tap(String uid, Consumer<Object> tap) {
        job.tap(uid, tap);
    }

    /** Hands all that the job publishes to the scenario too. */
    void published(Consumer<Outgoing> reader) {
        readers.add(reader);
    }

    private void publish(Outgoing record) {
        measure.publishes(record);
        readers.forEach(reader -> reader.accept(record));
    }

    // The run -------------------------------------------------------------------------------

    void run(List<Scenario> scenarios) throws Exception {
        // Time goes on where nothing happens.
        every(START_MS, HOUR_MS, now -> {});
        for (Scenario scenario : scenarios) {
            scenario.begin(this);
        }
        long loggedNanos = System.nanoTime();
        Began began = Began.now(nowMs);
        for (int look : looks()) {
            long until = START_MS + look * DAY_MS;
            while (agenda.nextAt() <= until) {
                job.calls().begin();
                advance(agenda.nextAt());
                agenda.next();
                job.calls().settle();
                if (System.nanoTime() - loggedNanos > PROGRESS_NANOS) {
                    loggedNanos = System.nanoTime();
                    log("%s", progress(began));
                }
            }
            advance(until);
            look(look);
            if (look <= WARM_DAYS) {
                began = Began.now(nowMs);
            }
        }
    }

    /** When a pace began to be measured, and on which simulated day. */
    private record Began(long nanos, long simulatedMs) {
        static Began now(long nowMs) {
            return new Began(System.nanoTime(), nowMs);
        }
    }

    /** What is left is taken to go on at the pace since the code was compiled. */
    private String progress(Began began) {
        double minutes = (System.nanoTime() - began.nanos()) / 60e9;
        double left = (double) (START_MS + days * DAY_MS - nowMs) / (nowMs - began.simulatedMs());
        return String.format(
                Locale.ROOT,
                "day %d of %d, about %.0f min left",
                (nowMs - START_MS) / DAY_MS,
                days,
                Math.ceil(minutes * left));
    }

    private TreeSet<Integer> looks() {
        TreeSet<Integer> looks = new TreeSet<>(NAMED);
        IntStream.rangeClosed(0, LOOKS)
                .forEach(look -> looks.add(days / 2 + (days - days / 2) * look / LOOKS));
        looks.add(WARM_DAYS);
        looks.removeIf(day -> day > days || day < 1);
        return looks;
    }

    private void advance(long toMs) throws Exception {
        if (toMs > nowMs) {
            nowMs = toMs;
            job.processingTime(nowMs);
            job.watermark(nowMs);
        }
    }

    private void look(int day) throws Exception {
        if (day == WARM_DAYS) {
            job.calls().forget();
            return;
        }
        if (heapBefore != null) {
            heap.put(day, heapUsed() - heapBefore);
            resident.put(day, residentBytes());
        }
        measure.look(day, job);
        clear();
        log("day %d of %d: read every state", day, days);
    }

    private static long heapUsed() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Of the whole process, what RocksDB takes among it; 0 where the system does not report it. */
    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    /** Snapshots are read once. */
    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private void log(String format, Object... args) {
        progress.println(String.format(Locale.ROOT, format, args));
        progress.flush();
    }

    Measurement measure() {
        return measure;
    }

    Calls calls() {
        return job.calls();
    }

    /** Bytes that the job has on the heap, by day; empty where memory is not looked at. */
    TreeMap<Integer, Long> heap() {
        return heap;
    }

    /** Bytes that the process has in memory, by day; empty where memory is not looked at. */
    TreeMap<Integer, Long> resident() {
        return resident;
    }

    @Override
    public void close() throws Exception {
        job.close();
    }
}
