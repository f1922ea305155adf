package dev.vigil.desk.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.audit.NoteKey;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.inspect.InspectionSource;
import dev.vigil.client.inspect.Inspections;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes inspections from the journal, one at a time, and keeps them for a while. Each has a folder:
 * what was asked for, the bundle, and how it ended. For many threads.
 */
public final class InspectionMaker implements AutoCloseable {
    /** How many are kept: the oldest one is deleted for a new one. */
    public static final int MOST_KEPT = 20;

    /** What is left on the disk for others. */
    private static final long MIN_FREE_BYTES = 1L << 30;

    private static final String ASKED = "asked.json";
    private static final String ENDED = "ended.json";
    private static final String BUNDLE = "inspection.bundle";

    /** Of a bundle that is not made to its end. */
    private static final String PART = BUNDLE + ".part";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final long PATIENCE_S = 10;

    /** A larger one is not shown, but can be taken away. */
    private static final long MOST_SHOWN_BYTES = 4_000_000;

    private final InspectionSettings settings;
    private final Store store;
    private final Supplier<LogConnection> log;
    private final InstantSource clock;
    private final Consumer<String> warn;
    private final ScheduledThreadPoolExecutor thread;
    private final Semaphore oneTaken = new Semaphore(1);
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private volatile Running running;

    /** Where the audit log is, for one inspection. */
    public interface LogConnection extends AutoCloseable {
        InspectionSource source();

        @Override
        void close();
    }

    /** The one that is being made. */
    private static final class Running {
        private final String id;
        private volatile long read;

        private Running(String id) {
            this.id = id;
        }
    }

    /**
     * @param client bootstrap servers and security, for the audit log
     * @param warn gets what failed
     */
    public InspectionMaker(
            InspectionSettings settings,
            Store store,
            Properties client,
            InstantSource clock,
            Consumer<String> warn) {
        this(settings, store, () -> connect(client), clock, warn);
    }

    /**
     * The same with the audit log from elsewhere.
     *
     * @param log connects to it, for each inspection
     */
    public InspectionMaker(
            InspectionSettings settings,
            Store store,
            Supplier<LogConnection> log,
            InstantSource clock,
            Consumer<String> warn) {
        this.settings = settings;
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.warn = warn;
        thread = new ScheduledThreadPoolExecutor(1, InspectionMaker::daemon);
        if (isHere()) {
            thread.scheduleWithFixedDelay(this::expire, 0, 1, TimeUnit.HOURS);
        }
    }

    /** Of a desk that makes none. */
    public static InspectionMaker none(Store store) {
        return new InspectionMaker(
                InspectionSettings.none(),
                store,
                new Properties(),
                InstantSource.system(),
                warning -> {});
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "desk-inspection");
        thread.setDaemon(true);
        return thread;
    }

    /** False where this desk makes none. */
    public boolean isHere() {
        return settings.folder() != null;
    }

    public InspectionSettings settings() {
        return settings;
    }

    // Making ----------------------------------------------------------------------------------

    /**
     * Begins to make one; one that was asked for before is left as it is.
     *
     * @param noted notes who has asked for it, before it begins
     * @throws InspectionBusy while another one is made
     * @throws IOException where there is too little room
     */
    public synchronized void begin(AskedInspection asked, List<NoteKey> keys, Runnable noted)
            throws IOException {
        Path folder = folder(asked.id());
        if (Files.exists(folder.resolve(ASKED))) {
            return;
        }
        if (running != null) {
            throw new InspectionBusy();
        }
        requireRoom();
        noted.run();
        while (kept().size() >= MOST_KEPT) {
            delete(folder(kept().get(kept().size() - 1).asked().id()));
        }
        Files.createDirectories(folder);
        write(folder.resolve(ASKED), asked);
        Running progress = new Running(asked.id());
        running = progress;
        thread.execute(() -> make(asked, keys, folder, progress));
    }

    private void make(AskedInspection asked, List<NoteKey> keys, Path folder, Running progress) {
        try {
            EndedInspection ended = ended(asked, keys, folder, progress);
            if (!isEnding.get()) {
                write(folder.resolve(ENDED), ended);
            }
        } catch (IOException e) {
            warn.accept("keeping an inspection: " + e.getMessage());
        } finally {
            running = null;
        }
    }

    private EndedInspection ended(
            AskedInspection asked, List<NoteKey> keys, Path folder, Running progress) {
        try (LogConnection connection = log.get()) {
            JournalSource source =
                    new JournalSource(
                            store,
                            connection.source(),
                            records -> {
                                progress.read += records;
                                requireRoom();
                            });
            return EndedInspection.made(
                    clock.millis(),
                    Inspections.make(
                            source,
                            asked.order(),
                            keys,
                            folder.resolve(BUNDLE),
                            "html",
                            read -> {}));
        } catch (IOException | RuntimeException e) {
            warn.accept("making an inspection: " + e.getMessage());
            return EndedInspection.failed(clock.millis(), String.valueOf(e.getMessage()));
        }
    }

    private void requireRoom() throws IOException {
        if (isEnding.get()) {
            throw new IOException("expected time to end, but the desk ends");
        }
        Files.createDirectories(settings.folder());
        long free = Files.getFileStore(settings.folder()).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            throw new IOException(
                    "expected "
                            + (MIN_FREE_BYTES >> 20)
                            + " MiB free in the folder of inspections, got "
                            + (free >> 20)
                            + "; free some, or ask for a shorter span");
        }
    }

    // What is kept ----------------------------------------------------------------------------

    /** All of them, the latest first. */
    public List<KeptInspection> kept() throws IOException {
        if (!isHere() || !Files.isDirectory(settings.folder())) {
            return List.of();
        }
        List<KeptInspection> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(settings.folder())) {
            for (Path folder : folders.toList()) {
                one(folder.getFileName().toString()).ifPresent(found::add);
            }
        }
        found.sort(
                Comparator.<KeptInspection>comparingLong(it -> it.asked().askedAt())
                        .reversed()
                        .thenComparing(it -> it.asked().id()));
        return found;
    }

    /** Empty where there is none, or no longer. */
    public Optional<KeptInspection> one(String id) throws IOException {
        if (!isHere() || !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Running now = running;
        Path asked = folder(id).resolve(ASKED);
        if (!Files.exists(asked)) {
            return Optional.empty();
        }
        Path ended = folder(id).resolve(ENDED);
        return Optional.of(
                new KeptInspection(
                        Json.read(Files.readAllBytes(asked), AskedInspection.class),
                        Files.exists(ended)
                                ? Json.read(Files.readAllBytes(ended), EndedInspection.class)
                                : null,
                        now != null && now.id.equals(id) ? Long.valueOf(now.read) : null));
    }

    /** What the page of one shows, as its bundle has it; empty where it is too large for a page. */
    public Optional<JsonNode> shown(String id) throws IOException {
        Path json = folder(id).resolve(BUNDLE).resolve("inspection.json");
        if (!Files.exists(json) || Files.size(json) > MOST_SHOWN_BYTES) {
            return Optional.empty();
        }
        return Optional.of(Json.read(Files.readAllBytes(json), JsonNode.class));
    }

    /**
     * Writes a bundle as ZIP.
     *
     * @throws InspectionBusy while another one is taken away
     */
    public void zip(String id, OutputStream out) throws IOException {
        if (!oneTaken.tryAcquire()) {
            throw new InspectionBusy();
        }
        try {
            BundleZip.write(folder(id).resolve(BUNDLE), BUNDLE, out);
        } finally {
            oneTaken.release();
        }
    }

    /** True while one is taken away. */
    public boolean isTaken() {
        return oneTaken.availablePermits() == 0;
    }

    private Path folder(String id) {
        return settings.folder().resolve(id);
    }

    private void expire() {
        try {
            long cut = clock.millis() - settings.kept().toMillis();
            for (KeptInspection one : kept()) {
                Path folder = folder(one.asked().id());
                if (one.asked().askedAt() < cut && !one.isRunning()) {
                    delete(folder);
                } else if (one.isInterrupted() && Files.exists(folder.resolve(PART))) {
                    delete(folder.resolve(PART));
                }
            }
        } catch (IOException | RuntimeException e) {
            warn.accept("deleting old inspections: " + e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    /** All of it, or nothing. */
    private static void write(Path file, Object content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, Json.bytes(content));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        isEnding.set(true);
        thread.shutdownNow();
        try {
            thread.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static LogConnection connect(Properties client) {
        Bus bus = new Bus(client);
        return new LogConnection() {
            @Override
            public InspectionSource source() {
                return InspectionSource.of(bus);
            }

            @Override
            public void close() {
                bus.close();
            }
        };
    }
}
