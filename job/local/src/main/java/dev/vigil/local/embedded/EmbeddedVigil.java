package dev.vigil.local.embedded;

import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobKind;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * All of Vigil in this process: broker, topics, the three jobs as jobs of their own. Everything
 * that must survive lies in one directory; after a kill, the same directory goes on where it was.
 */
public final class EmbeddedVigil implements AutoCloseable {
    /** Longer than anybody leaves a laptop closed. */
    private static final Duration LONGEST_OUTAGE = Duration.ofDays(7);

    private static final List<JobKind> ALL_JOBS =
            List.of(JobKind.NOTICE, JobKind.MEDIA, JobKind.LEDGER);

    private static final int PARALLELISM = 1;
    private static final String LOCK = "lock";

    /** All that a run leaves beside the lock. */
    private static final List<String> FOLDERS =
            List.of("kafka", "checkpoints", "desk", Cluster.TEMPORARY);

    private final Path directory;
    private final FileChannel lockFile;
    private final EmbeddedBroker broker;
    private final Cluster cluster;
    private final Configuration given;
    private final WallClock clock;
    private final Map<JobKind, JobID> jobs = new EnumMap<>(JobKind.class);

    private EmbeddedVigil(
            Path directory,
            FileChannel lockFile,
            EmbeddedBroker broker,
            Cluster cluster,
            Configuration given,
            WallClock clock) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.broker = broker;
        this.cluster = cluster;
        this.given = given;
        this.clock = clock;
    }

    /** What is to be done when the broker and its topics are there, ahead of the jobs. */
    @FunctionalInterface
    public interface BeforeJobs {
        BeforeJobs NOTHING = bootstrap -> {};

        void on(String bootstrap) throws Exception;
    }

    /** Starts everything with the options that jobs have by default. */
    public static EmbeddedVigil start(
            Path directory, int kafkaPort, int uiPort, BeforeJobs beforeJobs) throws Exception {
        return start(directory, kafkaPort, uiPort, new Configuration(), beforeJobs);
    }

    /**
     * Starts everything and returns when all jobs are submitted.
     *
     * @param options of the jobs, checked; what this process decides itself wins
     * @param kafkaPort 0 for a free one
     * @param uiPort 0 for a free one
     * @throws IOException if another process uses the directory or a port
     */
    public static EmbeddedVigil start(
            Path directory, int kafkaPort, int uiPort, Configuration options, BeforeJobs beforeJobs)
            throws Exception {
        return start(directory, kafkaPort, uiPort, options, WallClock.SYSTEM, ALL_JOBS, beforeJobs);
    }

    /**
     * Starts everything; notices and accounts go by another clock than the machine's.
     *
     * @param clock of the notice and the ledger job: of media the machine's, as streams are now
     * @param options of the jobs
     */
    public static EmbeddedVigil startAt(
            WallClock clock, Path directory, Configuration options, BeforeJobs beforeJobs)
            throws Exception {
        return start(directory, 0, 0, options, clock, ALL_JOBS, beforeJobs);
    }

    /** Starts some of the jobs, on free ports: as much of a site as a story needs. */
    public static EmbeddedVigil start(
            Path directory, Configuration options, List<JobKind> jobs, BeforeJobs beforeJobs)
            throws Exception {
        return start(directory, 0, 0, options, WallClock.SYSTEM, jobs, beforeJobs);
    }

    private static EmbeddedVigil start(
            Path directory,
            int kafkaPort,
            int uiPort,
            Configuration options,
            WallClock clock,
            List<JobKind> jobs,
            BeforeJobs beforeJobs)
            throws Exception {
        if (!Files.exists(directory.resolve(LOCK))) {
            // A directory with a lock counts as our own from then on.
            requireFree("--port", kafkaPort);
            requireFree("--ui-port", uiPort);
        }
        FileChannel lockFile = lock(directory);
        EmbeddedBroker broker = null;
        Cluster cluster = null;
        try {
            requireFree("--port", kafkaPort);
            requireFree("--ui-port", uiPort);
            broker = EmbeddedBroker.start(directory.resolve("kafka"), kafkaPort, LONGEST_OUTAGE);
            Topics.create(broker.bootstrap());
            beforeJobs.on(broker.bootstrap());
            cluster = Cluster.start(directory, uiPort);
            EmbeddedVigil vigil =
                    new EmbeddedVigil(directory, lockFile, broker, cluster, options, clock);
            for (JobKind job : jobs) {
                vigil.jobs.put(job, vigil.submit(job));
            }
            return vigil;
        } catch (Exception e) {
            if (cluster != null) {
                cluster.close();
            }
            if (broker != null) {
                broker.close();
            }
            lockFile.close();
            throw e;
        }
    }

    /**
     * Deletes the folders that {@link #start} uses there, and nothing else.
     *
     * @throws IOException if another process uses the directory, or it is none of Vigil's
     */
    public static void forget(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.exists(directory.resolve(LOCK))) {
            throw new IOException(
                    "--fresh: expected a directory of vigil up, got '"
                            + directory
                            + "', which has no lock file; delete it by hand if it is meant");
        }
        try (FileChannel lockFile = lock(directory)) {
            for (String child : FOLDERS) {
                deleteTree(directory.resolve(child));
            }
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Sooner and in clearer words than those of the broker and Flink. */
    static void requireFree(String option, int port) throws IOException {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new IOException(
                    option
                            + ": expected a free port, got '"
                            + port
                            + "', which another program uses; give another one, or 0 for any",
                    e);
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        requireOwn(directory);
        try {
            Files.createDirectories(directory);
            return FileChannel.open(
                    directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new IOException(
                    "--dir: expected a directory that can be written, got '"
                            + directory
                            + "' ("
                            + why(e)
                            + "); give another one",
                    e);
        }
    }

    private static String why(FileSystemException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        return e instanceof AccessDeniedException ? "no permission" : e.getMessage();
    }

    /** What is deleted by {@link #forget} may not be another program's. */
    private static void requireOwn(Path directory) throws IOException {
        if (Files.exists(directory.resolve(LOCK))) {
            return;
        }
        for (String child : FOLDERS) {
            if (Files.exists(directory.resolve(child))) {
                throw new IOException(
                        "--dir: expected a directory of vigil up, or one without a folder '"
                                + child
                                + "', got '"
                                + directory
                                + "'; give another one");
            }
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = open(directory);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw new IOException(
                "expected "
                        + directory
                        + " free, but another vigil up uses it; stop that one or"
                        + " give --dir another directory");
    }

    private JobID submit(JobKind job) throws Exception {
        Configuration options = new Configuration();
        options.set(JobOptions.CHECKPOINT_MEDIA, Duration.ofSeconds(5));
        options.addAll(given);
        options.set(JobOptions.JOB, job);
        options.set(JobOptions.BOOTSTRAP, broker.bootstrap());
        options.set(JobOptions.TRANSACTION_TIMEOUT, LONGEST_OUTAGE);
        // Flink keeps prefixes apart per JVM, also those of sites that have ended.
        int site = directory.toAbsolutePath().hashCode();
        options.set(JobOptions.TRANSACTION_PREFIX, "vigil-" + site);
        options.set(JobOptions.STRIKE_PREFIX, "vigil-ledger-" + site);
        Path checkpoints = directory.resolve("checkpoints").resolve(job.toString());
        StreamExecutionEnvironment env = Cluster.environment(checkpoints, PARALLELISM);
        VigilJob.build(env, options, job.runsMedia() ? WallClock.SYSTEM : clock);
        return cluster.submit(env, "vigil " + job);
    }

    public String bootstrap() {
        return broker.bootstrap();
    }

    /** Flink's web UI. */
    public URI ui() throws IOException {
        return cluster.ui();
    }

    public boolean running() {
        return jobs.values().stream().allMatch(job -> cluster.status(job) == JobStatus.RUNNING);
    }

    /** Ends the media job alone, for those who want to see that the notice job does not care. */
    public void stopMedia() {
        cluster.cancel(jobs.get(JobKind.MEDIA));
    }

    @Override
    public void close() throws Exception {
        try (lockFile) {
            jobs.values().forEach(cluster::cancel);
            cluster.close();
            broker.close();
        }
    }
}
