package dev.vigil.desk;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.act.DeskSender;
import dev.vigil.desk.act.SignInRecord;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.AgesQuery;
import dev.vigil.desk.ask.ChangesQuery;
import dev.vigil.desk.ask.CountsQuery;
import dev.vigil.desk.ask.JobsWatch;
import dev.vigil.desk.ask.LagQuery;
import dev.vigil.desk.ask.StoreReading;
import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.oidc.OidcSignIn;
import dev.vigil.desk.project.KafkaTopicLog;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.ProjectorStopped;
import dev.vigil.desk.project.StoreAge;
import dev.vigil.desk.project.TopicEnds;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Dialect;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.DeskServer;
import dev.vigil.desk.web.LiveState;
import dev.vigil.desk.web.Routes;
import dev.vigil.peers.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
 * what people order. Each of these goes on while another one fails. Of several desks of a store one
 * follows and sends, the one that has the lease.
 */
public final class Desk implements AutoCloseable {
    /** A person is signed in for a working day; where others are about, not without working. */
    private static final Duration SESSION = Duration.ofHours(8);

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration PROVIDER_EVERY = Duration.ofSeconds(30);

    private static final Duration FLINK_EVERY = Duration.ofSeconds(5);
    private static final Duration LAG_EVERY = Duration.ofSeconds(20);
    private static final Duration ENDS_EVERY = Duration.ofSeconds(1);
    private static final Duration LEASE_ASKED_EVERY = Duration.ofMillis(200);

    /** A store that is read in from the beginning grows a thousandfold in minutes. */
    private static final Duration STATISTICS_EVERY = Duration.ofMinutes(1);

    private static final String PROJECTOR = "desk-projector";

    /** Who has it follows the topics and sends. */
    static final String LEASE = "desk";

    private final DeskOptions options;
    private final Store store;
    private final Lease lease;
    private final JobsWatch jobs;
    private final StoreAge age;
    private final AgesQuery ages;
    private final TopicEnds ends;
    private final DeskSender sender;
    private final InspectionMaker inspections;
    private final FileComparisons comparisons;
    private final DeskServer server;
    private final DeskNumbers numbers;
    private final DeskThreads threads;
    private final LiveState state;
    private volatile boolean goesOn = true;
    private volatile Projector projector;
    private volatile String stopped;

    private Desk(DeskOptions options) throws IOException {
        this.options = options;
        store = Store.open(options.store());
        threads = new DeskThreads(options.clock(), this::warn);
        lease = new Lease(store, LEASE, holder(options));
        jobs = new JobsWatch(options.flink(), System::nanoTime);
        age = new StoreAge(this::positions, System::nanoTime);
        numbers = new DeskNumbers(store, age, options.clock(), System::nanoTime);
        ends = new TopicEnds(options.client());
        sender = new DeskSender(store, lease, options.client(), options.parties(), options.clock());
        inspections =
                new InspectionMaker(
                        options.inspections(),
                        store,
                        options.client(),
                        options.clock(),
                        this::warn);
        comparisons = new FileComparisons(options.compare(), options.clock(), this::warn);
        ages = new AgesQuery(store, age, this::reading, jobs);
        state =
                new LiveState(
                        ages::ages,
                        new CountsQuery(store)::counts,
                        new ChangesQuery(store)::next,
                        options.clock(),
                        System::nanoTime);
        LinkSignIn link =
                new LinkSignIn(
                        System.getProperty("user.name"),
                        token -> options.links().accept(address() + "signin/link?t=" + token));
        SignIn signIn = options.signIn() == null ? link : options.signIn();
        server = served(signIn);
        threads.begin("desk-lease", this::keepLease);
        threads.begin(PROJECTOR, this::project);
        threads.begin("desk-sender", this::send);
        threads.begin("desk-upkeep", this::erase);
        if (store.dialect() == Dialect.SQLITE) {
            threads.begin("desk-statistics", this::keepStatistics);
        }
        threads.begin("desk-ends", this::askForEnds);
        threads.begin("desk-state", () -> state.follow(this::warn));
        threads.begin("desk-watch", state::watch);
        threads.begin("desk-flink", this::askFlink);
        threads.begin("desk-lag", this::keepLag);
        threads.begin("desk-numbers", this::askForNumbers);
        if (signIn == link) {
            link.next();
        }
        if (signIn instanceof OidcSignIn oidc) {
            threads.begin("desk-provider", () -> askProvider(oidc));
        }
    }

    /** Names this desk to people: the process, and the machine as it knows itself. */
    private static String holder(DeskOptions options) {
        String machine;
        try {
            machine = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            machine = options.place().bind().getHostString();
        }
        return machine
                + ":"
                + options.place().bind().getPort()
                + "/"
                + ProcessHandle.current().pid();
    }

    /**
     * Starts a desk; its pages are there when this returns, and show how far the store has got.
     *
     * @throws IOException where the broker's settings are wrong or the port is not free
     * @throws StoreException where there is no such database
     */
    public static Desk start(DeskOptions options) throws IOException {
        return new Desk(options);
    }

    /** Nothing is left behind where the port is not free. */
    private DeskServer served(SignIn signIn) throws IOException {
        try {
            return new DeskServer(
                    options.place(),
                    new Routes(
                            screens(),
                            DeskPages.posts(store, options.parties(), inspections, comparisons)),
                    new WebSessions(
                            store,
                            signIn,
                            signIn instanceof LinkSignIn ? SESSION : IDLE,
                            SESSION,
                            InstantSource.system(),
                            new SignInRecord(options.clock())),
                    signIn,
                    state,
                    options.clock(),
                    this::warn);
        } catch (IOException | RuntimeException e) {
            closeClients();
            throw e;
        }
    }

    private List<DeskScreen> screens() {
        HealthSources health =
                new HealthSources(
                        age::offsetsBehind,
                        jobs::jobs,
                        threads::parts,
                        () ->
                                options.signIn() instanceof OidcSignIn oidc
                                        ? Optional.of(oidc.state())
                                        : Optional.empty());
        return DeskPages.screens(store, health, options.parties(), inspections, comparisons);
    }

    // Threads ---------------------------------------------------------------------------------

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

    private StoreReading reading() {
        return new StoreReading(
                stopped,
                threads.failing(PROJECTOR).orElse(null),
                lease.isHeld() ? null : lease.other().orElse(null));
    }

    private boolean isOurs() {
        return goesOn && lease.isHeld();
    }

    private void keepLease() throws InterruptedException {
        while (goesOn && isWell()) {
            try {
                lease.beat();
            } catch (JdbiException e) {
                warn("keeping the lease of the store: " + e.getMessage());
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
            // It is taken over once it was silent for a while.
        }
    }

    /** A projector for each time that the lease is held: meanwhile another one may have read on. */
    private void project() throws InterruptedException, BusException {
        while (goesOn) {
            if (!isOurs()) {
                Thread.sleep(LEASE_ASKED_EVERY.toMillis());
                continue;
            }
            try (Projector reading =
                    new Projector(
                            store,
                            new KafkaTopicLog(options.client()),
                            Projections.topics(),
                            Projections.all(),
                            state::wake)) {
                projector = reading;
                reading.follow(this::isOurs, this::warn);
            } catch (ProjectorStopped e) {
                if (isOurs()) {
                    stop(e.getMessage());
                    return;
                }
                // Another desk took over while this one slept: that one reads on.
                warn(e.getMessage());
            } finally {
                projector = null;
            }
        }
    }

    private Map<TopicPartition, Long> positions() {
        Projector reading = projector;
        if (reading != null && !reading.positions().isEmpty()) {
            return reading.positions();
        }
        try {
            return Projector.positions(store);
        } catch (JdbiException e) {
            // The age of the store shows that.
            return Map.of();
        }
    }

    private void send() throws InterruptedException {
        while (goesOn) {
            if (isOurs()) {
                sender.follow(this::isOurs, this::warn);
            }
            Thread.sleep(LEASE_ASKED_EVERY.toMillis());
        }
    }

    private void erase() throws InterruptedException {
        while (goesOn) {
            if (isOurs()) {
                sender.erase(this::isOurs, this::warn);
            }
            Thread.sleep(LEASE_ASKED_EVERY.toMillis());
        }
    }

    /** Not behind what is erased: that may take hours the first time. */
    private void keepStatistics() throws InterruptedException {
        while (goesOn) {
            if (isOurs()) {
                store.keepStatistics();
                Thread.sleep(STATISTICS_EVERY.toMillis());
            } else {
                Thread.sleep(LEASE_ASKED_EVERY.toMillis());
            }
        }
    }

    private void askForEnds() throws InterruptedException {
        boolean answered = true;
        while (goesOn) {
            long askedMs = options.clock().millis();
            long askedNanos = System.nanoTime();
            Map<TopicPartition, Long> read = positions();
            try {
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

    /** A sample a minute, by the desk that has the lease. */
    private void keepLag() throws InterruptedException {
        while (goesOn) {
            Thread.sleep(LAG_EVERY.toMillis());
            if (isOurs()) {
                try (Handle handle = store.handle()) {
                    keepLag(handle);
                } catch (JdbiException e) {
                    warn("keeping how far behind the store is: " + e.getMessage());
                }
            }
        }
    }

    private void keepLag(Handle handle) {
        long now = options.clock().millis();
        StoreAge.Known known = age.known();
        Age clock = ages.ages(now).clock();
        Long behind = known.answers() ? Long.valueOf(known.ms()) : null;
        LagQuery.keep(
                handle,
                now,
                behind,
                clock.isGood() ? Long.valueOf(0) : clock.ms(),
                age.offsetsBehind().filter(any -> known.answers()));
    }

    private void askForNumbers() throws InterruptedException {
        boolean answered = true;
        while (goesOn) {
            try {
                numbers.look();
                answered = true;
            } catch (JdbiException e) {
                if (answered) {
                    warn("asking the store for its numbers: " + e.getMessage());
                }
                answered = false;
            }
            Thread.sleep(DeskNumbers.EVERY.toMillis());
        }
    }

    /** Those who are signed in need no provider; those who are not are warned before they try. */
    private void askProvider(OidcSignIn signIn) throws InterruptedException {
        boolean answered = true;
        while (goesOn) {
            signIn.look();
            boolean answers = Boolean.TRUE.equals(signIn.state().answers());
            if (answered && !answers) {
                warn("sign-in: the provider does not answer: " + signIn.state().reason());
            }
            answered = answers;
            Thread.sleep(PROVIDER_EVERY.toMillis());
        }
    }

    // What others ask -------------------------------------------------------------------------

    /** The queue. */
    public URI address() {
        URI address = options.place().address();
        return address == null
                ? URI.create("http://127.0.0.1:" + server.port() + "/")
                : address.resolve("/");
    }

    /** False where it reads nothing any more, and only a person helps. */
    private boolean isWell() {
        return stopped == null;
    }

    /** False where a restart helps. A topic that was made anew is for a person: pages go on. */
    public boolean isAlive() {
        return numbers.isAlive();
    }

    /** True where pages are made: the store has answered lately. */
    public boolean isReady() {
        return numbers.answers();
    }

    /** Numbers for Prometheus; none of them is asked for here, so this waits for nothing. */
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>(numbers.samples());
        samples.add(
                DeskNumbers.number(
                        "vigil_desk_lease_held",
                        "1 where this desk follows and sends for its store.",
                        lease.isHeld() ? 1 : 0));
        samples.add(
                DeskNumbers.number(
                        "vigil_desk_stopped",
                        "1 where nothing is read any more.",
                        isWell() ? 0 : 1));
        threads.parts()
                .forEach(
                        part ->
                                samples.add(
                                        new Sample(
                                                "vigil_desk_failures_total",
                                                "Failures of a part of the desk, which is then"
                                                        + " tried again.",
                                                Map.of("part", part.name()),
                                                part.failures())));
        samples.add(
                DeskNumbers.number(
                        "vigil_desk_streams", "Browsers that follow.", server.streams()));
        server.requests()
                .byClass()
                .forEach(
                        (status, count) ->
                                samples.add(
                                        new Sample(
                                                "vigil_desk_requests_total",
                                                "Requests, by the class of the answer's status.",
                                                Map.of("status", status),
                                                count)));
        samples.add(
                DeskNumbers.number(
                        "vigil_desk_refused_sign_ins_total",
                        "Links and answers of identity providers that were not taken.",
                        server.requests().refusedSignIns()));
        samples.add(
                DeskNumbers.number(
                        "vigil_desk_kept_out_total",
                        "What browsers have kept out of pages: none where all is well.",
                        server.reports()));
        if (options.signIn() instanceof OidcSignIn oidc) {
            samples.add(
                    new Sample(
                            "vigil_desk_provider_answers",
                            "1 where people can sign in: the provider has answered.",
                            Map.of(),
                            Boolean.TRUE.equals(oidc.state().answers()) ? 1 : 0));
        }
        return samples;
    }

    @Override
    public void close() {
        goesOn = false;
        server.close();
        threads.close();
        // First what it protects: what another desk finds in the outbox must not be on its way.
        sender.close();
        giveBack();
        closeClients();
    }

    private void closeClients() {
        comparisons.close();
        inspections.close();
        sender.close();
        ends.close();
        store.close();
    }
}
