package dev.vigil.bench.faults;

import dev.vigil.bench.site.BreachLog;
import dev.vigil.bench.site.ObjectStore;
import dev.vigil.bench.site.PreCommit;
import dev.vigil.bench.site.Site;
import dev.vigil.fixtures.process.Jvm;
import dev.vigil.schema.wire.Party;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/** A cluster with both jobs, and what is needed to do each fault to it. */
final class FaultActions implements AutoCloseable {
    /** The bench's own clients: no fault slows them. */
    private static final String CLIENT = "vigil-bench";

    /** Of the crowd, see the edge's producer. */
    private static final String CROWD = "vigil-edge";

    private static final String RATE = "producer_byte_rate";

    /** In bytes a second, far below what a sink writes. */
    private static final double SLOW = 2_000;

    private static final double NO_LIMIT = 1e9;
    private static final long SLOW_MS = 30_000;

    /** Longer than grace, so that a breach would come before its time. */
    private static final int AHEAD_S = 120;

    /** More than a record may be ahead, so that honest ones would be refused. */
    static final int BEHIND_S = 360;

    private static final int CHECKPOINTS_LOST = 2;

    /** Of a run that outlasts it. */
    private static final Duration TRANSACTION = Duration.ofSeconds(15);

    /** Of any other: a machine that is busy may complete no checkpoint for half a minute. */
    private static final Duration LONG_TRANSACTION = Duration.ofMinutes(1);

    /** Well beyond the time-out: then the broker has ended such transactions. */
    private static final long OUTAGE_MS = TRANSACTION.toMillis() + 15_000;

    /** How often a moment between pre-commit and commit is waited for. */
    private static final int TRIES = 40;

    private final Duration transaction;
    private final Map<Fault, String> impossible = new EnumMap<>(Fault.class);
    private final FaultsBench.Lasts lasts;
    private final SmallDisk disk;
    private final ObjectStore store;
    private final FakeClock clock;
    private final Site site;
    private int outages;
    private int preCommits;

    private FaultActions(
            Path directory,
            Site.Size size,
            List<Fault> of,
            boolean secured,
            FaultsBench.Lasts lasts)
            throws Exception {
        this.lasts = lasts;
        transaction = of.contains(Fault.OUTAGE) ? TRANSACTION : LONG_TRANSACTION;
        store = of.contains(Fault.NO_STORAGE) ? store(directory) : null;
        disk = of.contains(Fault.DISK) ? disk(directory) : null;
        clock = of.stream().anyMatch(Fault::isOfClocks) ? clock(directory) : null;
        try {
            site =
                    Site.startAvailable(
                            directory,
                            size,
                            WallClock.SYSTEM,
                            secured,
                            clock == null ? Map.of() : clock.environment(),
                            store);
        } catch (Exception e) {
            closeStorage();
            throw e;
        }
    }

    /** Starts everything but the jobs. */
    static FaultActions prepare(
            Path directory,
            Site.Size size,
            List<Fault> of,
            boolean secured,
            FaultsBench.Lasts lasts)
            throws Exception {
        return new FaultActions(directory, size, of, secured, lasts);
    }

    private ObjectStore store(Path directory) throws Exception {
        try {
            return ObjectStore.start(directory.resolve("s3"));
        } catch (IOException e) {
            impossible.put(Fault.NO_STORAGE, "left out: " + e.getMessage());
            return null;
        }
    }

    private SmallDisk disk(Path directory) throws InterruptedException {
        try {
            return SmallDisk.mount(directory.resolve("checkpoints"));
        } catch (IOException e) {
            String why = e.getMessage().lines().findFirst().orElse("");
            impossible.put(Fault.DISK, "left out: run it as root on Linux; " + why);
            return null;
        }
    }

    private FakeClock clock(Path directory) throws IOException {
        FakeClock found = FakeClock.in(directory).orElse(null);
        if (found == null) {
            String why = "left out: found no libfaketime.so.1; install it (Debian: libfaketime)";
            impossible.put(Fault.CLOCK_AHEAD, why);
            impossible.put(Fault.CLOCK_BEHIND, why);
        }
        return found;
    }

    /** What this machine does not allow, and why. */
    Map<Fault, String> impossible() {
        return impossible;
    }

    Site site() {
        return site;
    }

    /** Of the bench's own clients, which may do everything. */
    Properties clients() {
        return named(site.clients());
    }

    /** Of one with the rights of a party. */
    Properties clients(Party party) {
        return named(site.clients(party));
    }

    private static Properties named(Properties clients) {
        clients.setProperty("client.id", CLIENT);
        return clients;
    }

    /** Both jobs, with transactions that do not outlive an outage of TaskManagers. */
    void submit(int parallelism) throws Exception {
        site.submit(
                "all",
                parallelism,
                null,
                JobOptions.CHECKPOINT_NOTICE.defaultValue(),
                (env, options) -> {
                    if (store == null) {
                        options.set(JobOptions.TRANSACTION_TIMEOUT, transaction);
                    }
                    VigilJob.build(env, options, WallClock.SYSTEM);
                });
        site.await("a running job", () -> site.rest().isRunning(site.job()));
    }

    /**
     * Does it; returns when the killed process is started anew and what was wrong is right again,
     * and gives the time since which the job could recover.
     */
    long inflict(Fault fault) throws Exception {
        long beganMs = System.currentTimeMillis();
        switch (fault) {
            case TASK_MANAGER -> {
                site.killTaskManagers(1);
                site.startTaskManager();
            }
            case BOTH_TASK_MANAGERS -> {
                site.killTaskManagers(2);
                startTaskManagers();
            }
            case JOB_MANAGER -> {
                site.killJobManager();
                site.startJobManager();
            }
            case BROKER -> {
                site.killBroker();
                site.startBroker();
            }
            case DISK -> fillDisk();
            case SINK -> slowSinks();
            case CLOCK_AHEAD -> setClocks(AHEAD_S);
            case CLOCK_BEHIND -> setClocks(-BEHIND_S);
            case OUTAGE -> outlastTransactions();
            case NO_STORAGE -> takeStorageAway();
        }
        // What was killed can be started at once; the others lasted until now.
        return fault.compareTo(Fault.BROKER) <= 0 ? beganMs : System.currentTimeMillis();
    }

    private void startTaskManagers() throws IOException {
        site.startTaskManager();
        site.startTaskManager();
    }

    private void fillDisk() throws Exception {
        int enough = site.rest().failedCheckpoints(site.job()) + CHECKPOINTS_LOST;
        disk.fill();
        try {
            site.await(
                    "two failed checkpoints",
                    () -> site.rest().failedCheckpoints(site.job()) >= enough);
        } finally {
            disk.makeRoom();
        }
    }

    private void takeStorageAway() throws Exception {
        long halfMs = lasts.away().toMillis() / 2;
        store.hang();
        Thread.sleep(halfMs);
        store.refuse();
        Thread.sleep(halfMs);
        store.back();
    }

    private void slowSinks() throws Exception {
        try (Admin admin = Admin.create(clients())) {
            limit(admin, CLIENT, NO_LIMIT);
            limit(admin, CROWD, NO_LIMIT);
            limit(admin, null, SLOW);
            try {
                site.awaitPatiently(
                        "slow sinks", () -> site.rest().throttledMs(site.job()).orElse(0) > 0);
                Thread.sleep(SLOW_MS);
            } finally {
                limit(admin, null, null);
            }
        }
    }

    /**
     * @param client null for all that have no limit of their own
     * @param bytesPerSecond null for none any more
     */
    private static void limit(Admin admin, String client, Double bytesPerSecond) throws Exception {
        Map<String, String> whom = new HashMap<>();
        whom.put(ClientQuotaEntity.CLIENT_ID, client);
        ClientQuotaAlteration.Op rate = new ClientQuotaAlteration.Op(RATE, bytesPerSecond);
        admin.alterClientQuotas(
                        List.of(
                                new ClientQuotaAlteration(
                                        new ClientQuotaEntity(whom), List.of(rate))))
                .all()
                .get();
    }

    private void setClocks(int seconds) throws Exception {
        clock.ahead(seconds);
        try {
            Thread.sleep(lasts.wrong().toMillis());
        } finally {
            clock.ahead(0);
        }
        Thread.sleep(FakeClock.SEEN_WITHIN_MS);
    }

    private void outlastTransactions() throws Exception {
        try (BreachLog breaches = new BreachLog(site.clients())) {
            outages++;
            preCommits += killHolding(breaches) ? 1 : 0;
            Thread.sleep(OUTAGE_MS);
            site.await("an aborted transaction", () -> !isOpen(breaches));
            startTaskManagers();
        }
    }

    /** True where breaches were pre-committed and not committed when the TaskManagers died. */
    private boolean killHolding(BreachLog breaches) throws Exception {
        PreCommit moment = new PreCommit(site, breaches);
        for (int tries = 0; tries < TRIES; tries++) {
            PreCommit.Caught caught = moment.catchOne();
            if (caught != null && caught.isHit()) {
                site.killTaskManagers(2);
                return true;
            }
            if (caught != null) {
                for (Jvm taskManager : site.taskManagers()) {
                    taskManager.goOn();
                }
            }
            Thread.sleep(250);
        }
        site.killTaskManagers(2);
        return false;
    }

    private static boolean isOpen(BreachLog breaches) {
        try {
            return breaches.ends().isOpen();
        } catch (Exception e) {
            throw new IllegalStateException("Reading the ends of the topic breaches", e);
        }
    }

    int outages() {
        return outages;
    }

    /** Outages that began between pre-commit and commit of a breach. */
    int preCommits() {
        return preCommits;
    }

    @Override
    public void close() {
        try {
            site.close();
        } finally {
            closeStorage();
        }
    }

    private void closeStorage() {
        if (disk != null) {
            disk.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
