package dev.vigil.desk.browser;

import dev.vigil.client.bus.BusException;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.DeskPages;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery;
import dev.vigil.desk.ask.CountsQuery;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskPlace;
import dev.vigil.desk.web.DeskServer;
import dev.vigil.desk.web.LiveState;
import dev.vigil.desk.web.Routes;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A desk whose news a test makes: its projector writes what is on topics in memory and wakes the
 * pages, as with a broker. It can be cut off from its browsers, and its clock leaps as it is told.
 */
final class LiveDesk implements AutoCloseable {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Visitor READER = new Visitor("oidc:wang", "wang", DeskRole.STAFF, null);

    private final TestingTopicLog log = new TestingTopicLog().polling(1_000);
    private final LinkSignIn signIn = new LinkSignIn("wang", link -> {});
    private final WebSessions sessions;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs());
    private final Store store;
    private final Projector projector;
    private final String token;
    private final AtomicInteger asked = new AtomicInteger();
    private LiveState state;
    private DeskServer server;
    private Thread follows;
    private volatile Ages ages;
    private volatile long leapMs;

    LiveDesk(Path folder) throws IOException, BusException {
        store = TestingStores.SQLITE.open(folder);
        sessions =
                new WebSessions(
                        store, signIn, HOUR, HOUR, InstantSource.system(), (inside, visitor) -> {});
        projector =
                new Projector(
                        store, log, Projections.topics(), Projections.all(), () -> state.wake());
        projector.resume();
        ages = new Ages(Age.of(400, 5_000, 60_000), good(), nowMs() - 400);
        token = sessions.begin(READER);
        sessions.choose(sessions.of(token, true).orElseThrow(), PageLanguage.EN);
        serve(0);
    }

    private static Age good() {
        return new Age(Age.Trust.GOOD, null, null);
    }

    private void serve(int port) throws IOException {
        ChangesQuery changes = new ChangesQuery(store);
        CountsQuery counts = new CountsQuery(store);
        state =
                new LiveState(
                        now -> ages,
                        counts::counts,
                        () -> {
                            asked.incrementAndGet();
                            return changes.next();
                        },
                        clock,
                        System::nanoTime);
        server =
                new DeskServer(
                        DeskPlace.here(new InetSocketAddress("127.0.0.1", port)),
                        new Routes(
                                DeskPages.screens(
                                        store,
                                        new HealthSources(
                                                Optional::empty,
                                                Optional::empty,
                                                List::of,
                                                Optional::empty),
                                        WritingParties.open()),
                                DeskPages.posts(store, WritingParties.open())),
                        sessions,
                        signIn,
                        state,
                        clock,
                        warning -> {});
        LiveState own = state;
        follows =
                new Thread(
                        () -> {
                            try {
                                own.follow(warning -> {});
                            } catch (InterruptedException e) {
                                // It ends.
                            }
                        },
                        "live-desk");
        follows.setDaemon(true);
        follows.start();
    }

    // What happens ----------------------------------------------------------------------------

    long nowMs() {
        return System.currentTimeMillis() + leapMs;
    }

    /** Its clock, and with it that of all pages. */
    void leap(Duration by) {
        leapMs += by.toMillis();
    }

    void ages(Age storeAge) {
        ages = new Ages(storeAge, good(), nowMs() - 400);
    }

    /** A notice that is to be answered by then; again for another state of it. */
    void notice(String id, Duration left) throws BusException {
        long now = nowMs();
        log.send(
                EventType.NOTICE_RECEIVED,
                id,
                now,
                NoticeReceivedBuilder.builder()
                        .noticeId(id)
                        .channel("form")
                        .receivedAt(now)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("room-" + id, null)))
                        .build());
        status(id, left, NoticeState.VALID, null);
    }

    /** It is done. */
    void done(String id) throws BusException {
        status(id, Duration.ofHours(1), NoticeState.ACTIONED, null);
    }

    /** An open one has this level, and two hours left. */
    void reaches(String id, String level) throws BusException {
        status(id, Duration.ofHours(2), NoticeState.VALID, level);
    }

    private void status(String id, Duration left, NoticeState is, String level)
            throws BusException {
        long now = nowMs();
        boolean isOpen = is == NoticeState.VALID;
        log.send(
                EventType.NOTICE_STATUS,
                id,
                now,
                NoticeStatusBuilder.builder()
                        .noticeId(id)
                        .generation(1)
                        .state(is)
                        .notifier("studio")
                        .receivedAt(now)
                        .dueAt(now + left.toMillis())
                        .asOf(now)
                        .remainingMs(left.toMillis())
                        .lastLevel(level)
                        .itemsOpen(isOpen ? List.of("room-" + id) : List.of())
                        .itemsDone(isOpen ? List.of() : List.of("room-" + id))
                        .listedWorks(List.of())
                        .track(ClockTrack.STANDARD)
                        .intake(IntakeState.ACCEPTED)
                        .forward(ForwardState.PENDING)
                        .clock(isOpen ? ClockState.RUNNING : ClockState.STOPPED)
                        .build());
        while (!log.isRead()) {
            projector.poll();
        }
    }

    /** How often the store was asked for news. */
    int asked() {
        return asked.get();
    }

    // Its browsers ----------------------------------------------------------------------------

    String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    String cookie() {
        return "desk-" + server.port();
    }

    String token() {
        return token;
    }

    int streams() {
        return server.streams();
    }

    /** The person's session is over. */
    void signOut() {
        sessions.end(token);
    }

    /** Away for as long as something lasts, and then another process at the same address. */
    void away(Happening meanwhile) throws Exception {
        int port = server.port();
        stop();
        meanwhile.happens();
        serve(port);
    }

    interface Happening {
        void happens() throws Exception;
    }

    void stop() throws InterruptedException {
        server.close();
        follows.interrupt();
        follows.join();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        projector.close();
        store.close();
    }
}
