package dev.vigil.desk.compare;

import dev.vigil.desk.compare.CompareEnd.Kind;
import dev.vigil.desk.compare.CompareRefused.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares two files for a person: one comparison at a time for each, two for all. Files are on the
 * disk while they are compared; the result is in memory for some minutes. For many threads.
 */
public final class FileComparisons implements AutoCloseable {
    /** Results that are kept: with pictures, some MB each. */
    private static final int MOST_KEPT = 16;

    private static final int MOST_AT_ONCE = 2;
    private static final String PREFIX = "vigil-compare-";
    private static final Pattern LEFT_BY = Pattern.compile(PREFIX + "(\\d{1,9})-.*");
    private static final long PATIENCE_S = 10;

    private final CompareProgram program;
    private final CompareLimits limits;
    private final Path under;
    private final InstantSource clock;
    private final Consumer<String> warn;
    private final ScheduledThreadPoolExecutor threads;
    private final Set<String> busy = new HashSet<>();
    private final Set<FilePair> onDisk = ConcurrentHashMap.newKeySet();
    private final Map<String, FileComparison> kept = new LinkedHashMap<>();

    /** In the system's folder for temporary files. */
    public FileComparisons(CompareProgram program, InstantSource clock, Consumer<String> warn) {
        this(
                program,
                CompareLimits.USUAL,
                Path.of(System.getProperty("java.io.tmpdir")),
                clock,
                warn);
    }

    /**
     * @param under folder of the folders that are made
     * @param warn gets what failed
     */
    public FileComparisons(
            CompareProgram program,
            CompareLimits limits,
            Path under,
            InstantSource clock,
            Consumer<String> warn) {
        this.program = program;
        this.limits = limits;
        this.under = under;
        this.clock = clock;
        this.warn = warn;
        threads = new ScheduledThreadPoolExecutor(MOST_AT_ONCE, FileComparisons::daemon);
        if (isHere()) {
            deleteLeftovers();
            threads.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.MINUTES);
        }
    }

    /** Of a desk that compares none. */
    public static FileComparisons none() {
        InstantSource none = InstantSource.fixed(Instant.EPOCH);
        return new FileComparisons(CompareProgram.none(), none, warning -> {});
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "desk-compare");
        thread.setDaemon(true);
        return thread;
    }

    public CompareLimits limits() {
        return limits;
    }

    /** False where this desk has no program for it. */
    public boolean isHere() {
        return !program.command(FilePair.NAMES, ComparedTracks.BOTH).isEmpty();
    }

    // From files to a result ------------------------------------------------------------------

    /**
     * Takes two files of a person, to compare them then.
     *
     * @param actor the person
     */
    public FilePair begin(String actor) throws CompareRefused, IOException {
        if (!isHere()) {
            throw new CompareRefused(Reason.NOWHERE);
        }
        if (Files.getFileStore(under).getUsableSpace() < 2 * MOST_AT_ONCE * limits.fileBytes()) {
            throw new CompareRefused(Reason.ROOM);
        }
        synchronized (busy) {
            if (busy.contains(actor)) {
                throw new CompareRefused(Reason.OWN);
            } else if (busy.size() == MOST_AT_ONCE) {
                throw new CompareRefused(Reason.OTHERS);
            }
            busy.add(actor);
        }
        try {
            FilePair pair =
                    new FilePair(Files.createTempDirectory(under, prefix()), actor, this::end);
            onDisk.add(pair);
            return pair;
        } catch (IOException | RuntimeException e) {
            free(actor);
            throw e;
        }
    }

    private static String prefix() {
        return PREFIX + ProcessHandle.current().pid() + "-";
    }

    /** Both files are here: they are compared in the background, then deleted. */
    public FileComparison compare(FilePair pair, ComparedTracks tracks) {
        FileComparison one =
                new FileComparison(
                        UUID.randomUUID().toString(),
                        pair.actor(),
                        clock.millis(),
                        tracks,
                        pair.query(),
                        pair.reference());
        synchronized (kept) {
            kept.values().removeIf(before -> before.actor().equals(one.actor()));
            while (kept.size() >= MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(one.id(), one);
        }
        pair.handOver();
        threads.execute(() -> run(pair, one));
        return one;
    }

    private void run(FilePair pair, FileComparison one) {
        CompareEnd end = CompareEnd.without(Kind.FAILED, "");
        try {
            end =
                    CompareChild.run(
                            program.command(FilePair.NAMES, one.tracks()),
                            pair.folder(),
                            pair.picture(),
                            limits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            warn.accept("comparing files: " + e);
        } finally {
            pair.end();
            one.ended(end);
        }
    }

    private void end(FilePair pair) {
        try {
            delete(pair.folder());
        } catch (IOException | UncheckedIOException e) {
            warn.accept("deleting files that were compared: " + e.getMessage());
        }
        onDisk.remove(pair);
        free(pair.actor());
    }

    private void free(String actor) {
        synchronized (busy) {
            busy.remove(actor);
        }
    }

    // What is kept ----------------------------------------------------------------------------

    /** Of this person alone; empty where there is none, or no longer. */
    public Optional<FileComparison> one(String id, String actor) {
        expire();
        synchronized (kept) {
            return Optional.ofNullable(kept.get(id)).filter(it -> it.actor().equals(actor));
        }
    }

    private void expire() {
        long cut = clock.millis() - limits.kept().toMillis();
        synchronized (kept) {
            kept.values().removeIf(it -> it.end() != null && it.beganAt() < cut);
        }
    }

    // Folders ---------------------------------------------------------------------------------

    /** Of desks that did not end by themselves. */
    private void deleteLeftovers() {
        try (Stream<Path> all = Files.list(under)) {
            for (Path folder : all.filter(FileComparisons::isLeft).toList()) {
                delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            warn.accept("deleting files of an earlier desk: " + e.getMessage());
        }
    }

    /** Its process has ended; another one may have the number by now, in a container always. */
    private static boolean isLeft(Path folder) {
        Matcher name = LEFT_BY.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        Optional<Instant> began =
                ProcessHandle.of(Long.parseLong(name.group(1)))
                        .map(it -> it.info().startInstant().orElse(Instant.MIN));
        return began.isEmpty() || madeAt(folder).isBefore(began.get());
    }

    private static Instant madeAt(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(all::add);
        }
        all.sort(Comparator.reverseOrder());
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Those that had not begun yet, and those on their way.
        List.copyOf(onDisk).forEach(FilePair::end);
    }
}
