package dev.vigil.bench.site;

import dev.vigil.client.bus.Acls;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.fixtures.process.ParentWatch;
import dev.vigil.fixtures.process.Scratch;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Kafka, a JobManager and TaskManagers, each a process of its own, and the notice job on them, or
 * both: what a cluster runs, with RocksDB and incremental checkpoints.
 */
public final class Site implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final String PREFIX = "vigil-bench";

    /** What the manifests of Kubernetes set of RocksDB for a job alone. */
    private static final Map<String, Map<String, String>> AS_DEPLOYED =
            Map.of(
                    "notice",
                    Map.of("state.backend.rocksdb.compaction.style", "UNIVERSAL"),
                    "ledger",
                    Map.of(
                            "state.backend.rocksdb.compaction.style", "UNIVERSAL",
                            "state.backend.rocksdb.use-bloom-filter", "true"));

    /**
     * Of the processes: memory in MB, and whether they compile quickly rather than well, which pays
     * where they run for a minute. Slots are of a TaskManager: with one each, the first to come
     * back is not given all the work.
     *
     * @param quickBeside whether broker and first TaskManager compile quickly in any case: they are
     *     not what is measured, and their compilers would take its cores
     */
    public record Size(
            int brokerHeap,
            int taskHeap,
            int managed,
            boolean quick,
            boolean profiled,
            int slots,
            boolean quickBeside) {
        static final Size SMALL = new Size(384, 256, 128, true);
        public static final Size MIDDLE = new Size(512, 384, 256, false);
        public static final Size QUICK_MIDDLE = new Size(512, 384, 256, true);
        public static final Size LARGE = new Size(1_024, 1_024, 768, false);

        public Size(int brokerHeap, int taskHeap, int managed, boolean quick) {
            this(brokerHeap, taskHeap, managed, quick, false, 2, false);
        }

        public static Size of(int notices) {
            return notices <= 5_000 ? SMALL : notices <= 50_000 ? MIDDLE : LARGE;
        }

        private List<String> options(int heap, boolean quick) {
            List<String> options = new ArrayList<>(List.of("-Xmx" + heap + "m"));
            if (quick) {
                options.addAll(Jvm.QUICK);
                options.addAll(Jvm.UNVERIFIED);
            }
            return options;
        }

        List<String> broker() {
            return options(brokerHeap, quick || quickBeside);
        }

        List<String> jobManager() {
            return options(512, true);
        }

        List<String> taskManager(int number) {
            List<String> options = options(taskHeap + 64, quick || quickBeside && number == 0);
            options.add("-XX:MaxDirectMemorySize=256m");
            // As the media job is deployed.
            options.add("-XX:+UseTransparentHugePages");
            if (profiled) {
                options.add("-XX:StartFlightRecording=settings=profile");
            }
            return options;
        }
    }

    private final Path directory;
    private final Size size;
    private final WallClock clock;

    /** Null where everybody may do everything. */
    private final AccessChecks gate;

    /** Null where checkpoints lie in a folder. */
    private final ObjectStore store;

    private final Map<String, String> env;
    private Map<String, String> taskEnv = Map.of();
    private final int restPort;
    private final String bootstrap;

    /** Where it is another site's, that one starts and ends it. */
    private final boolean hasOwnBroker;

    private Jvm broker;

    /** Which JobManager leads, and what it runs; null where a dead one takes its jobs with it. */
    private final Jvm zooKeeper;

    private final int zooKeeperPort;
    private Jvm jobManager;
    private final List<Jvm> taskManagers = new ArrayList<>();

    /** What a killed one leaves on the disk. */
    private final Map<Jvm, Path> scratch = new HashMap<>();

    private final List<Jvm> ended = new ArrayList<>();
    private final FlinkRest rest;
    private JobClient job;
    private int parallelism;

    private Site(
            Path directory,
            Size size,
            WallClock clock,
            boolean available,
            boolean secured,
            ObjectStore store)
            throws Exception {
        this.directory = Files.createDirectories(directory);
        this.size = size;
        this.clock = clock;
        this.store = store;
        gate = secured ? new AccessChecks(directory.resolve("gate")) : null;
        zooKeeperPort = Ports.free();
        hasOwnBroker = true;
        broker = broker(0);
        zooKeeper = available ? zooKeeper() : null;
        try {
            restPort = Ports.free();
            env = new HashMap<>(store == null ? Map.of() : store.environment());
            env.put("FLINK_CONF_DIR", configuration().toString());
            rest = new FlinkRest(restPort);
            await("a Kafka broker", () -> Files.exists(address()));
            bootstrap = Files.readString(address());
            Topics.create(clients());
            if (secured) {
                Acls.apply(clients(), AccessChecks.rights(PREFIX));
            }
            keepEverything();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** A cluster of its own on the broker of another site. */
    private Site(Path directory, Size size, Site host) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.size = size;
        clock = host.clock;
        gate = null;
        store = null;
        zooKeeper = null;
        zooKeeperPort = 0;
        hasOwnBroker = false;
        broker = host.broker;
        bootstrap = host.bootstrap;
        restPort = Ports.free();
        env = new HashMap<>();
        env.put("FLINK_CONF_DIR", configuration().toString());
        rest = new FlinkRest(restPort);
    }

    private Path topics() {
        return directory.resolve("kafka");
    }

    private Path address() {
        return directory.resolve("kafka.address");
    }

    private Jvm broker(int port) throws IOException {
        String[] arguments = {
            topics().toString(),
            address().toString(),
            Integer.toString(port),
            gate == null ? "" : gate.brokerFile().toString()
        };
        return Jvm.start(
                directory.resolve("broker.log"),
                with(size.broker(), logging()),
                Map.of(),
                ParentWatch.Broker.class,
                arguments);
    }

    private Jvm zooKeeper() throws IOException {
        Path data = Files.createDirectories(directory.resolve("zookeeper"));
        Path file = directory.resolve("zoo.cfg");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "tickTime=1000",
                        "initLimit=10",
                        "syncLimit=5",
                        "dataDir=" + data,
                        "clientPort=" + zooKeeperPort,
                        "admin.enableServer=false",
                        "server.1=127.0.0.1:" + Ports.free() + ":" + Ports.free(),
                        ""));
        return Jvm.start(
                directory.resolve("zookeeper.log"),
                with(size.options(128, true), logging()),
                Map.of(),
                FlinkZooKeeperQuorumPeer.class,
                "--zkConfigFile",
                file.toString(),
                "--peerId",
                "1");
    }

    /** Starts everything but the job, with two TaskManagers. */
    public static Site start(Path directory, Size size, WallClock clock) throws Exception {
        return start(directory, size, clock, 2);
    }

    public static Site start(Path directory, Size size, WallClock clock, int taskManagers)
            throws Exception {
        return started(new Site(directory, size, clock, false, false, null), taskManagers);
    }

    /** Another cluster on the broker of this one, as each job has in production. */
    public Site beside(Path directory, Size size, int taskManagers) throws Exception {
        return started(new Site(directory, size, this), taskManagers);
    }

    /** The same beside ZooKeeper: a JobManager that is started anew takes its job up again. */
    public static Site startAvailable(Path directory, Size size, WallClock clock) throws Exception {
        return started(new Site(directory, size, clock, true, false, null), 2);
    }

    /**
     * @param secured over SASL_SSL, each client with the rights of its party and no others
     * @param taskEnv environment variables of the TaskManagers alone
     * @param store where checkpoints lie, null for a folder
     */
    public static Site startAvailable(
            Path directory,
            Size size,
            WallClock clock,
            boolean secured,
            Map<String, String> taskEnv,
            ObjectStore store)
            throws Exception {
        Site site = new Site(directory, size, clock, true, secured, store);
        site.taskEnv = taskEnv;
        return started(site, 2);
    }

    private static Site started(Site site, int taskManagers) throws Exception {
        try {
            site.startJobManager();
            site.startTaskManagers(taskManagers);
            return site;
        } catch (Exception e) {
            site.close();
            throw e;
        }
    }

    /** Compaction would hide a second body of a key; status and reasons are not read here. */
    private void keepEverything() throws Exception {
        try (Admin admin = Admin.create(clients())) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    resource(Topic.ESCALATIONS),
                                    List.of(
                                            set("cleanup.policy", "delete"),
                                            set("retention.ms", "-1")),
                                    resource(Topic.NOTICE_STATUS),
                                    List.of(
                                            set("cleanup.policy", "delete"),
                                            set("retention.bytes", "67108864"),
                                            set("segment.bytes", "67108864")),
                                    resource(Topic.REASONS),
                                    List.of(
                                            set("retention.bytes", "67108864"),
                                            set("segment.bytes", "67108864"))))
                    .all()
                    .get();
        }
    }

    /**
     * Of a topic no more is kept than a bench reads, where it is compacted too: sound, or what is
     * published of a million accounts, would fill the disk.
     */
    public void keepLittle(Topic topic, long bytesEachPartition) throws Exception {
        String bytes = Long.toString(bytesEachPartition);
        try (Admin admin = Admin.create(clients())) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    resource(topic),
                                    List.of(
                                            set("cleanup.policy", "delete"),
                                            set("retention.bytes", bytes),
                                            set("segment.bytes", bytes))))
                    .all()
                    .get();
        }
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static AlterConfigOp set(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }

    private Path configuration() throws IOException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        String checkpoints =
                store == null ? checkpoints().toUri().toString() : store.uri("checkpoints");
        Files.writeString(
                conf.resolve("config.yaml"),
                String.join(
                        "\n",
                        "jobmanager.rpc.address: 127.0.0.1",
                        "jobmanager.bind-host: 127.0.0.1",
                        "jobmanager.rpc.port: " + Ports.free(),
                        "rest.address: 127.0.0.1",
                        "rest.bind-address: 127.0.0.1",
                        "rest.port: " + restPort,
                        "taskmanager.bind-host: 127.0.0.1",
                        "taskmanager.host: 127.0.0.1",
                        "io.tmp.dirs: " + temporary(),
                        "taskmanager.numberOfTaskSlots: " + size.slots,
                        "taskmanager.load-balance.mode: SLOTS",
                        "taskmanager.cpu.cores: 1.0",
                        "taskmanager.memory.task.heap.size: " + size.taskHeap + "mb",
                        "taskmanager.memory.task.off-heap.size: 0mb",
                        "taskmanager.memory.framework.heap.size: 64mb",
                        "taskmanager.memory.framework.off-heap.size: 64mb",
                        "taskmanager.memory.managed.size: " + size.managed + "mb",
                        "taskmanager.memory.network.min: 64mb",
                        "taskmanager.memory.network.max: 64mb",
                        "taskmanager.memory.jvm-metaspace.size: 256mb",
                        "taskmanager.memory.jvm-overhead.min: 128mb",
                        "taskmanager.memory.jvm-overhead.max: 128mb",
                        "classloader.resolve-order: parent-first",
                        "state.backend.type: rocksdb",
                        "execution.checkpointing.incremental: true",
                        "execution.checkpointing.storage: filesystem",
                        "execution.checkpointing.dir: " + checkpoints,
                        "execution.checkpointing.externalized-checkpoint-retention:"
                                + " RETAIN_ON_CANCELLATION",
                        "restart-strategy.type: fixed-delay",
                        "restart-strategy.fixed-delay.attempts: 1000",
                        "restart-strategy.fixed-delay.delay: 500 ms",
                        // A killed process is noticed at once, a slow machine is not taken for one.
                        "heartbeat.interval: 1000",
                        "heartbeat.timeout: 30000",
                        "heartbeat.rpc-failure-threshold: 2",
                        "metrics.fetcher.update-interval: 250",
                        "web.refresh-interval: 100",
                        availability(),
                        store == null ? "" : String.join("\n", store.settings())));
        return conf;
    }

    /** Of Flink's processes, with RocksDB's files: where the rest is, so that all of it goes. */
    private Path temporary() {
        return directory.resolve("tmp").toAbsolutePath();
    }

    private String availability() {
        return zooKeeper == null
                ? ""
                : String.join(
                        "\n",
                        "high-availability.type: zookeeper",
                        "high-availability.zookeeper.quorum: 127.0.0.1:" + zooKeeperPort,
                        "high-availability.storageDir: "
                                + (store == null
                                        ? directory.resolve("ha").toUri()
                                        : store.uri("ha")),
                        "high-availability.zookeeper.client.session-timeout: 10000",
                        "");
    }

    private String logging() throws IOException {
        Path file = directory.resolve("log4j2.properties");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "rootLogger.level = info",
                        "rootLogger.appenderRef.console.ref = console",
                        "appender.console.type = Console",
                        "appender.console.name = console",
                        "appender.console.layout.type = PatternLayout",
                        "appender.console.layout.pattern = %d %-5p %c{1} %m%n",
                        "logger.kafka.name = org.apache.kafka",
                        // From info on the clients log their settings, with a secret among them.
                        "logger.kafka.level = " + (gate == null ? "warn" : "info")));
        return "-Dlog4j2.configurationFile=" + file;
    }

    private static List<String> with(List<String> options, String more) {
        List<String> all = new ArrayList<>(options);
        all.add(more);
        return all;
    }

    public void startJobManager() throws IOException {
        jobManager =
                Jvm.start(
                        directory.resolve("jobmanager.log"),
                        with(size.jobManager(), logging()),
                        env,
                        StandaloneSessionClusterEntrypoint.class,
                        "--configDir",
                        env.get("FLINK_CONF_DIR"));
    }

    public void startTaskManager() throws IOException {
        int number = taskManagers.size() + ended.size();
        String id = "taskmanager-" + number;
        Map<String, String> both = new HashMap<>(env);
        both.putAll(taskEnv);
        Jvm started =
                Jvm.start(
                        directory.resolve(id + ".log"),
                        with(size.taskManager(number), logging()),
                        both,
                        TaskManagerRunner.class,
                        "--configDir",
                        env.get("FLINK_CONF_DIR"),
                        "-Dtaskmanager.resource-id=" + id);
        taskManagers.add(started);
        scratch.put(started, temporary().resolve("tm_" + id));
    }

    /** Starts that many more, and returns when they are registered. */
    public void startTaskManagers(int count) throws Exception {
        Set<String> before = rest.taskManagerIds();
        for (int i = 0; i < count; i++) {
            startTaskManager();
        }
        await(
                count + " TaskManagers",
                () -> {
                    Set<String> now = rest.taskManagerIds();
                    now.removeAll(before);
                    return now.size() == count;
                });
    }

    /** kill -9 of the oldest TaskManagers. */
    public void killTaskManagers(int count) throws IOException, InterruptedException {
        kill(List.copyOf(taskManagers.subList(0, count)));
    }

    /** kill -9 of these TaskManagers. */
    public void kill(List<Jvm> victims) throws IOException, InterruptedException {
        Jvm.kill(victims);
        taskManagers.removeAll(victims);
        ended.addAll(victims);
        for (Jvm victim : victims) {
            Scratch.delete(scratch.remove(victim));
        }
    }

    Jvm jobManager() {
        return jobManager;
    }

    public List<Jvm> taskManagers() {
        return List.copyOf(taskManagers);
    }

    public void killBroker() throws InterruptedException {
        Jvm.kill(List.of(broker));
    }

    /** On the port and with the data of the one before. */
    public void startBroker() throws IOException {
        Files.delete(address());
        broker = broker(Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1)));
    }

    public void killJobManager() throws InterruptedException {
        Jvm.kill(List.of(jobManager));
    }

    /** Submits the notice job; {@code from} is a checkpoint or savepoint, null for none. */
    public void submit(int parallelism, String from) throws Exception {
        submit(parallelism, from, JobOptions.CHECKPOINT_NOTICE.defaultValue());
    }

    public void submit(int parallelism, String from, Duration checkpoint) throws Exception {
        submit("notice", parallelism, from, checkpoint);
    }

    /**
     * Submits a job.
     *
     * @param name notice, media, ledger or all, as the option
     * @param checkpoint the interval of it
     */
    public void submit(String name, int parallelism, String from, Duration checkpoint)
            throws Exception {
        submit(name, parallelism, from, checkpoint, (env, o) -> VigilJob.build(env, o, clock));
    }

    /** Puts a job into an environment, by the options of all jobs. */
    public interface Program {
        void build(StreamExecutionEnvironment env, Configuration options) throws Exception;
    }

    /** Submits a job that is a part of one of Vigil's. */
    public void submit(
            String name, int parallelism, String from, Duration checkpoint, Program program)
            throws Exception {
        Configuration configuration = new Configuration();
        AS_DEPLOYED.getOrDefault(name, Map.of()).forEach(configuration::setString);
        if (from != null) {
            configuration.setString("execution.state-recovery.path", from);
        }
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createRemoteEnvironment(
                        "127.0.0.1", restPort, configuration);
        flink.setParallelism(parallelism);
        Configuration options = new Configuration();
        options.setString(JobOptions.JOB.key(), name);
        options.set(JobOptions.BOOTSTRAP, bootstrap);
        options.set(JobOptions.TRANSACTION_PREFIX, PREFIX);
        options.set(
                name.equals("ledger") ? JobOptions.CHECKPOINT_LEDGER : JobOptions.CHECKPOINT_NOTICE,
                checkpoint);
        // The references of a bench are not reviewed.
        options.set(JobOptions.QUARANTINE_BLOCKS, 0);
        if (gate != null) {
            options.set(JobOptions.KAFKA_FILE, gate.jobFile().toString());
            VigilJob.check(options);
        }
        program.build(flink, options);
        this.parallelism = parallelism;
        job = flink.executeAsync("vigil " + name);
    }

    /** Stops with a canonical savepoint, which any backend can read, and gives its address. */
    public String stop() throws Exception {
        String savepoint =
                job.stopWithSavepoint(
                                false,
                                directory.resolve("savepoints").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await("the job to end", () -> rest.status(job()).equals("FINISHED"));
        return savepoint;
    }

    /** A savepoint in the backend's own form, beside the running job; gives its address. */
    public String savepoint() throws Exception {
        return job.triggerSavepoint(
                        directory.resolve("savepoints").toUri().toString(),
                        SavepointFormatType.NATIVE)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends the job where it is, with what has not been part of a checkpoint. */
    public void cancel() throws Exception {
        job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await("the job to end", () -> rest.status(job()).equals("CANCELED"));
    }

    public JobID job() {
        return job.getJobID();
    }

    public int parallelism() {
        return parallelism;
    }

    long watermark() {
        return rest.watermark(job(), parallelism);
    }

    /** Returns when everything up to there has been read and answered. */
    public void awaitWatermark(long atLeastMs) throws Exception {
        // The JobManager asks for metrics every 250 ms.
        await("event time " + atLeastMs, () -> watermark() >= atLeastMs, 60);
    }

    public void await(String what, BooleanSupplier condition) throws Exception {
        await(what, condition, 20);
    }

    /** Asks seldom, where the cluster has enough to do or each time is dozens of requests. */
    public void awaitPatiently(String what, BooleanSupplier condition) throws Exception {
        await(what, condition, 500);
    }

    private void await(String what, BooleanSupplier condition, long everyMs) throws Exception {
        if (!isInTime(condition, everyMs)) {
            throw new IOException(
                    "expected "
                            + what
                            + " within "
                            + PATIENCE.toSeconds()
                            + " s, got none; see the logs in "
                            + directory
                            + SiteTroubles.of(
                                    directory,
                                    rest,
                                    job == null ? null : job(),
                                    parallelism,
                                    bootstrap == null ? null : clients()));
        }
    }

    /** False where it is not so in time, which is for the caller to judge. */
    public boolean isInTime(BooleanSupplier condition) throws Exception {
        return isInTime(condition, 500);
    }

    private boolean isInTime(BooleanSupplier condition, long everyMs) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            broker.requireAlive();
            if (jobManager != null) {
                jobManager.requireAlive();
            }
            if (System.nanoTime() > endNanos) {
                return false;
            }
            Thread.sleep(everyMs);
        }
        return true;
    }

    public FlinkRest rest() {
        return rest;
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** With all rights. */
    public Properties clients() {
        return here(gate == null ? new Properties() : gate.administrator());
    }

    /** With the rights of a party, where the site is secured. */
    public Properties clients(Party party) {
        return here(gate == null ? new Properties() : gate.clients(party));
    }

    private Properties here(Properties clients) {
        clients.setProperty("bootstrap.servers", bootstrap);
        return clients;
    }

    /** Of a secured site: where its passwords are seen. */
    public AccessChecks.Leaks leaks() throws IOException {
        return gate.leaks(directory, topics(), rest.pages(job()));
    }

    /** CPU time of all TaskManagers that ever ran; of a killed one as far as it was asked. */
    public Duration taskCpu() {
        Duration sum = Duration.ZERO;
        for (Jvm each : taskManagers) {
            sum = sum.plus(each.cpu());
        }
        for (Jvm each : ended) {
            sum = sum.plus(each.cpu());
        }
        return sum;
    }

    /** The same of all processes of the cluster. */
    public Duration clusterCpu() {
        return taskCpu().plus(jobManager.cpu());
    }

    /** Bytes on the disk: topics, checkpoints, what the processes keep, logs. */
    public long diskBytes() throws IOException {
        return Scratch.bytes(directory);
    }

    public Duration brokerCpu() {
        return broker.cpu();
    }

    @Override
    public void close() {
        taskManagers.forEach(Jvm::close);
        if (jobManager != null) {
            jobManager.close();
        }
        if (hasOwnBroker) {
            broker.close();
        }
        if (zooKeeper != null) {
            zooKeeper.close();
        }
    }
}
