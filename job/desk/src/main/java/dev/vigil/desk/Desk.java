package dev.vigil.desk;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.act.ActPages;
import dev.vigil.desk.act.DeskSender;
import dev.vigil.desk.ask.AgesQuery;
import dev.vigil.desk.ask.ChangesQuery;
import dev.vigil.desk.ask.CountsQuery;
import dev.vigil.desk.ask.FlinkJobs;
import dev.vigil.desk.project.KafkaTopicLog;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.ProjectorStopped;
import dev.vigil.desk.project.Rebuild;
import dev.vigil.desk.project.StoreAge;
import dev.vigil.desk.project.TopicEnds;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.screen.NoticeScreens;
import dev.vigil.desk.screen.RecordScreens;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.DeskServer;
import dev.vigil.desk.web.LiveState;
import dev.vigil.desk.web.Routes;
import dev.vigil.peers.Sample;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The page where compliance works: follows the topics into its store, serves pages of it, and sends
 * what people order. Each of these goes on while another one fails.
 */
public final class Desk implements AutoCloseable {
    /** A person alone on one machine is signed in for a working day. */
    private static final Duration SESSION = Duration.ofHours(8);

    private static final Duration FLINK_EVERY = Duration.ofSeconds(5);
    private static final Duration ENDS_EVERY = Duration.ofSeconds(1);
    private static final Duration HELD_EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DeskOptions options;
    private final Store store;
    private final FlinkJobs jobs;
    private final Lease lease;
    private final Projector projector;
    private final StoreAge age;
    private final TopicEnds ends;
    private final DeskSender sender;
    private final DeskServer server;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean goesOn = true;
    private volatile String stopped;

    private Desk(DeskOptions options) throws IOException {
        this.options = options;
        store = Store.open(options.store());
        lease = new Lease(store, "desk");
        jobs = new FlinkJobs(options.flink(), System::nanoTime);
        projector =
                new Projector(
                        store,
                        new KafkaTopicLog(options.client()),
                        Projections.topics(),
                        Projections.all());
        age = new StoreAge(this::positions, System::nanoTime);
        ends = new TopicEnds(options.client());
        sender = new DeskSender(store, options.client(), options.clock());
        AgesQuery ages = new AgesQuery(store, age, () -> Optional.ofNullable(stopped), jobs);
        LiveState state =
                new LiveState(
                        ages::ages,
                        new CountsQuery(store)::counts,
                        new ChangesQuery(store)::next,
                        options.clock(),
                        System::nanoTime);
        LinkSignIn signIn =
                new LinkSignIn(
                        System.getProperty("user.name"),
                        token -> options.links().accept(address() + "signin/link?t=" + token));
        server = served(state, signIn);
        begin("desk-lease", this::keepLease);
        begin("desk-projector", this::project);
        begin("desk-sender", this::send);
        begin("desk-ends", this::askForEnds);
        begin("desk-state", () -> state.follow(this::warn));
        begin("desk-flink", this::askFlink);
        signIn.next();
    }

    /**
     * Starts a desk; its pages are there when this returns, and show how far the store has got.
     *
     * @throws IOException where the broker's settings are wrong or the port is not free
     * @throws dev.vigil.desk.store.StoreException where there is no such database
     */
    public static Desk start(DeskOptions options) throws IOException {
        return new Desk(options);
    }

    /** Nothing is left behind where the port is not free. */
    private DeskServer served(LiveState state, LinkSignIn signIn) throws IOException {
        try {
            return new DeskServer(
                    options.bind(),
                    new Routes(screens(), ActPages.posts(store)),
                    new WebSessions(SESSION, SESSION, System::nanoTime),
                    signIn,
                    state,
                    options.clock(),
                    this::warn);
        } catch (IOException | RuntimeException e) {
            closeClients();
            throw e;
        }
    }

    /**
     * Empties the rows of all screens: the desk that starts next makes them again from its journal.
     * No desk may run on the store meanwhile.
     */
    public static void rebuild(StoreAddress address) {
        try (Store store = Store.open(address);
                Handle handle = store.handle()) {
            Rebuild.begin(handle, Projections.all());
        }
    }

    private List<DeskScreen> screens() {
        List<DeskScreen> screens = new ArrayList<>(NoticeScreens.all(store, health()));
        screens.addAll(RecordScreens.all(store));
        screens.addAll(ActPages.screens(store));
        return screens;
    }

    private HealthSources health() {
        return new HealthSources(
                age::offsetsBehind,
                () ->
                        jobs.jobs()
                                .map(
                                        all ->
                                                all.stream()
                                                        .map(
                                                                job ->
                                                                        new HealthSources.Job(
                                                                                job.name(),
                                                                                job.state(),
                                                                                job.running(),
                                                                                job.tasks()))
                                                        .toList()));
    }

    /** Work of a thread, until it is interrupted. */
    private interface Work {
        void run() throws Exception;
    }

    private void begin(String name, Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (InterruptedException e) {
                                // The desk ends.
                            } catch (Exception e) {
                                stop(name + ": " + e.getMessage());
                            }
                        },
                        name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void stop(String reason) {
        if (goesOn) {
            stopped = reason;
            warn(reason);
        }
    }

    /** What fails as the desk ends is no news. */
    private void warn(String line) {
        if (goesOn) {
            options.warn().accept(line);
        }
    }

    private void project() throws Exception {
        try {
            whileHeld(() -> projector.follow(this::isFirst, this::warn));
        } catch (ProjectorStopped e) {
            stop(e.getMessage());
        }
    }

    private void send() throws Exception {
        whileHeld(() -> sender.follow(this::isFirst, this::warn));
    }

    /** Of several desks on a store one reads and sends; the others serve pages. */
    private boolean isFirst() {
        return goesOn && lease.isHeld();
    }

    private void whileHeld(Work work) throws Exception {
        while (goesOn) {
            if (lease.isHeld()) {
                work.run();
            }
            Thread.sleep(HELD_EVERY.toMillis());
        }
    }

    private void keepLease() throws InterruptedException {
        while (goesOn && isWell()) {
            try {
                lease.beat();
            } catch (JdbiException e) {
                warn("the lease of the store: " + e.getMessage());
            }
            Thread.sleep(Lease.BEAT_EVERY.toMillis());
        }
        giveBack();
    }

    /** Another desk need not wait. */
    private void giveBack() {
        try {
            lease.close();
        } catch (JdbiException e) {
            // It ends by itself.
        }
    }

    private Map<TopicPartition, Long> positions() {
        if (lease.isHeld()) {
            return projector.positions();
        }
        try {
            return Projector.positions(store);
        } catch (JdbiException e) {
            // Its age shows that the store does not answer.
            return Map.of();
        }
    }

    private void askForEnds() throws InterruptedException {
        boolean answered = true;
        while (goesOn) {
            long askedMs = InstantSource.system().millis();
            long askedNanos = System.nanoTime();
            try {
                Map<TopicPartition, Long> read = positions();
                if (!read.isEmpty()) {
                    age.ends(ends.of(read.keySet()), askedMs, askedNanos);
                }
                answered = true;
            } catch (BusException e) {
                if (answered) {
                    warn(e.getMessage());
                }
                answered = false;
            }
            Thread.sleep(ENDS_EVERY.toMillis());
        }
    }

    private void askFlink() throws InterruptedException {
        boolean answered = true;
        while (goesOn) {
            try {
                jobs.look();
                answered = true;
            } catch (IOException e) {
                if (answered) {
                    warn(e.getMessage());
                }
                answered = false;
            }
            Thread.sleep(FLINK_EVERY.toMillis());
        }
    }

    /** The queue. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** False where only a restart, or a person, helps. */
    public boolean isWell() {
        return stopped == null;
    }

    /** Numbers for Prometheus. */
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        age.offsetsBehind()
                .ifPresent(
                        behind ->
                                behind.forEach(
                                        (topic, offsets) ->
                                                samples.add(
                                                        gauge(
                                                                "vigil_desk_store_behind_offsets",
                                                                "Offsets of a topic that the store"
                                                                        + " has not read.",
                                                                Map.of("topic", topic),
                                                                offsets))));
        StoreAge.Known known = age.known();
        samples.add(
                gauge(
                        "vigil_desk_store_behind_seconds",
                        "How far the store is behind the topics, at the least.",
                        Map.of(),
                        known.ms() / 1000.0));
        samples.add(
                gauge(
                        "vigil_desk_broker_answers",
                        "1 where the broker has answered within ten seconds.",
                        Map.of(),
                        known.answers() ? 1 : 0));
        samples.add(
                gauge(
                        "vigil_desk_stopped",
                        "1 where nothing is read any more.",
                        Map.of(),
                        isWell() ? 0 : 1));
        samples.add(
                gauge("vigil_desk_streams", "Browsers that follow.", Map.of(), server.streams()));
        return samples;
    }

    private static Sample gauge(
            String name, String help, Map<String, String> labels, double value) {
        return new Sample(name, help, labels, value);
    }

    @Override
    public void close() {
        goesOn = false;
        server.close();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closeClients();
    }

    private void closeClients() {
        giveBack();
        projector.close();
        sender.close();
        ends.close();
        store.close();
    }
}
