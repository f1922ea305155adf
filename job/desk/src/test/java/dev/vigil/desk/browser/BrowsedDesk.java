package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.BusException;
import dev.vigil.client.inspect.TestingTopics;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.DeskPages;
import dev.vigil.desk.DeskScene;
import dev.vigil.desk.DeskSceneRecords;
import dev.vigil.desk.act.TestingOutbox;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery;
import dev.vigil.desk.ask.CountsQuery;
import dev.vigil.desk.compare.CompareLimits;
import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.compare.TestingCompareProgram;
import dev.vigil.desk.evidence.TestingEvidence;
import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.inspect.TestingJournal;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskPlace;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.DeskServer;
import dev.vigil.desk.web.LiveState;
import dev.vigil.desk.web.Routes;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.fixtures.process.Scratch;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.MatchEvidenceBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A desk on a store of its own with a working day in it, for the browser. Its clock goes on from
 * the scene's. What people order is sent to topics in memory, answered as jobs do it ({@link
 * TestingJobs}), and read again.
 */
public final class BrowsedDesk implements AutoCloseable {
    /** All roles at once, for looking at every page. */
    public static final Visitor ALL_ROLES =
            new Visitor("oidc:wang", "wang", EnumSet.allOf(DeskRole.class), "studio");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofMillis(40);
    private static final long PATIENCE_MS = 10_000;

    /** Without news. */
    private static final long BETWEEN_TICKS_NANOS = 500_000_000;

    private static final Set<String> OF_THE_LOG =
            Set.of(Topic.AUDIT.topicName(), Topic.SEALS.topicName());
    private static final Age GOOD = Age.of(400, 5_000, 60_000);
    private static final List<String> WARNINGS = new CopyOnWriteArrayList<>();

    private final long beganNanos = System.nanoTime();
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs());
    private final TestingTopicLog log = new TestingTopicLog();
    private final TestingJobs jobs = new TestingJobs(log);
    private final WebSessions sessions;
    private final Path folder;
    private final Store store;
    private final InspectionMaker inspections;
    private final FileComparisons comparisons;
    private final LiveState state;
    private final DeskServer server;
    private final ScheduledExecutorService ticking =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "browsed-desk");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile Ages ages = new Ages(GOOD, new Age(Age.Trust.GOOD, null, null), nowMs() - 400);
    private volatile boolean isBroken;
    private long tickedNanos = System.nanoTime() - BETWEEN_TICKS_NANOS;

    private BrowsedDesk() {
        try {
            folder = Files.createTempDirectory("browsed-desk");
            store =
                    TestingStores.open(
                            TestingStores.SQLITE.address(folder),
                            way -> breakable(TestingStores.kept(way)));
            inspections =
                    new InspectionMaker(
                            InspectionSettings.in(
                                    folder.resolve("inspections"), List.of(TestingTopics.KEY)),
                            store,
                            this::audited,
                            clock,
                            WARNINGS::add);
            comparisons =
                    new FileComparisons(
                            TestingCompareProgram::line,
                            CompareLimits.USUAL,
                            folder,
                            clock,
                            WARNINGS::add);
            ChangesQuery changes = new ChangesQuery(store);
            CountsQuery counts = new CountsQuery(store);
            state =
                    new LiveState(
                            now -> ages, counts::counts, changes::next, clock, System::nanoTime);
            LinkSignIn signIn = new LinkSignIn("wang", link -> {});
            sessions =
                    new WebSessions(
                            store,
                            signIn,
                            HOUR,
                            HOUR,
                            InstantSource.system(),
                            (inside, visitor) -> {});
            server =
                    new DeskServer(
                            DeskPlace.here(new InetSocketAddress("127.0.0.1", 0)),
                            new Routes(
                                    screens(store, inspections, comparisons),
                                    DeskPages.posts(
                                            store,
                                            WritingParties.open(),
                                            inspections,
                                            comparisons)),
                            sessions,
                            signIn,
                            state,
                            clock,
                            WARNINGS::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that there are, of a desk that knows its store alone. */
    static List<DeskScreen> screens(Store store) {
        return screens(store, InspectionMaker.none(store), FileComparisons.none());
    }

    private static List<DeskScreen> screens(
            Store store, InspectionMaker inspections, FileComparisons comparisons) {
        return DeskPages.screens(
                store,
                new HealthSources(Optional::empty, Optional::empty, List::of, Optional::empty),
                WritingParties.open(),
                inspections,
                comparisons);
    }

    /** An audit log of all that is on the topics by now. */
    private synchronized InspectionMaker.LogConnection audited() {
        TestingTopics topics = new TestingTopics(nowOfScene() - 2 * HOUR.toMillis());
        log.all().stream().filter(it -> !OF_THE_LOG.contains(it.topic())).forEach(topics::put);
        topics.seal();
        return TestingJournal.log(topics);
    }

    private DataSource breakable(DataSource whole) {
        return (DataSource)
                java.lang.reflect.Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            if (isBroken) {
                                throw new SQLException("planted");
                            }
                            return method.invoke(whole, arguments);
                        });
    }

    // Which there are -------------------------------------------------------------------------

    /** With nothing in it. */
    public static BrowsedDesk empty() {
        return new BrowsedDesk().begun();
    }

    /** With a whole scene. */
    public static BrowsedDesk filled() {
        return of(words -> words);
    }

    /**
     * With a whole scene.
     *
     * @param words what is put in place of each text that is no id
     */
    public static BrowsedDesk of(UnaryOperator<String> words) {
        BrowsedDesk desk = new BrowsedDesk();
        new DeskScene(desk.log, "", words).send();
        new DeskSceneRecords(desk.log, "", words).send();
        kept(desk.log, TestingEvidence.sound(), "the-film", "ref-1", 0);
        kept(desk.log, TestingEvidence.pictures(), "other-film", "ref-2", 59_000);
        return desk.begun();
    }

    /**
     * What is kept of a match of the stream that was stopped.
     *
     * @param laterMs than {@link TestingEvidence} has it
     */
    private static void kept(
            TestingTopicLog log, MatchEvidence one, String work, String reference, long laterMs) {
        long startedAt = nowOfScene() - 40 * 60_000;
        MatchEvidence kept =
                MatchEvidenceBuilder.builder(one)
                        .startAt(startedAt)
                        .workId(work)
                        .referenceId(reference)
                        .queryStartMs(one.queryStartMs() + laterMs)
                        .queryEndMs(one.queryEndMs() + laterMs)
                        .build();
        log.send(EventType.MATCH_EVIDENCE, "live-77", startedAt + laterMs, kept);
    }

    /** With a list of that many open notices, and sessions. */
    public static BrowsedDesk of(int rows) {
        BrowsedDesk desk = new BrowsedDesk();
        DeskSceneRecords records = new DeskSceneRecords(desk.log, "", words -> words);
        for (int i = 0; i < rows; i++) {
            desk.jobs.file("many-" + i, nowOfScene() - i * 60_000L);
            if (i % 10 == 0) {
                records.session("session-" + i, i);
            }
        }
        return desk.begun();
    }

    private static long nowOfScene() {
        return TestingVisit.NOW;
    }

    private BrowsedDesk begun() {
        read();
        ticking.scheduleWithFixedDelay(this::live, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    // While it runs ---------------------------------------------------------------------------

    long nowMs() {
        return nowOfScene() + (System.nanoTime() - beganNanos) / 1_000_000;
    }

    public Store store() {
        return store;
    }

    /** A moment of the thread that other desks have several for. */
    private synchronized void tick(boolean isDue) {
        if (isBroken) {
            return;
        }
        boolean isNews = TestingOutbox.send(store, log, nowMs()) > 0;
        if (isNews) {
            jobs.answer(store, nowMs());
            read();
        }
        if (isDue || isNews || System.nanoTime() - tickedNanos >= BETWEEN_TICKS_NANOS) {
            tickedNanos = System.nanoTime();
            state.tick();
        }
    }

    private void read() {
        try {
            DeskScene.read(store, log);
        } catch (BusException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store that was just broken, or a server that ends, does not end this thread. */
    private void tickOrNot() {
        try {
            tick(false);
        } catch (RuntimeException e) {
            if (!isBroken && !Thread.currentThread().isInterrupted()) {
                WARNINGS.add("a tick: " + e);
            }
        }
    }

    /** A desk that no browser looks at costs nothing. */
    private void live() {
        if (server.streams() > 0) {
            tickOrNot();
        }
    }

    /** How old everything is from here on. */
    public void ages(Ages now) {
        ages = now;
        tick(true);
    }

    public void agesAreGood() {
        ages(new Ages(GOOD, new Age(Age.Trust.GOOD, null, null), nowMs() - 400));
    }

    /** The store answers no more, or again. */
    public void isBroken(boolean broken) {
        isBroken = broken;
    }

    // What a browser needs --------------------------------------------------------------------

    public String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    String cookie() {
        return "desk-" + server.port();
    }

    /** Begins a session, and returns its cookie. */
    String begin(Visitor visitor, PageLanguage language) {
        String token = sessions.begin(visitor);
        sessions.choose(sessions.of(token, true).orElseThrow(), language);
        return token;
    }

    /** One person with these roles. */
    public static Visitor person(String name, DeskRole... roles) {
        return new Visitor("oidc:" + name, name, Set.of(roles), null);
    }

    static void forgetWarnings() {
        WARNINGS.clear();
    }

    /** What a desk warns of: pages that fail, and what a browser has kept out of them. */
    static void requireNoWarnings() {
        assertThat(WARNINGS).isEmpty();
    }

    @Override
    public void close() {
        ticking.shutdownNow();
        try {
            // It sends to browsers until it ends.
            ticking.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        comparisons.close();
        inspections.close();
        store.close();
        try {
            Scratch.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
