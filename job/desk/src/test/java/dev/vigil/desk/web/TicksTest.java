package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.fixtures.broker.Await;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** News to browsers that read it, and to those that do not. */
class TicksTest {
    private static final Visitor LI = new Visitor("oidc:li", "li", Set.of(DeskRole.LEAD), null);

    /** As many bytes as a tick can have. */
    private static final Changes NEWS =
            new Changes(
                    Set.of("escalations"),
                    IntStream.range(0, 200)
                            .mapToObj(i -> "n-" + i + "x".repeat(400))
                            .collect(Collectors.toSet()));

    @TempDir private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final LiveState state =
            new LiveState(
                    now -> Ages.unknown(),
                    Map::of,
                    () -> NEWS,
                    InstantSource.system(),
                    System::nanoTime);

    /** The planted fault: an end in order, which waits for the reader for ever. */
    @Test
    void aBrowserThatReadsNothingKeepsNoConnection() throws IOException {
        try (Store store = TestingStores.SQLITE.open(folder)) {
            WebSession session = session(store);
            Ticks ticks = new Ticks(sessions(store), state, nanos::get);
            Undertow server =
                    Undertow.builder()
                            .addHttpListener(0, "127.0.0.1")
                            .setServerOption(UndertowOptions.ENABLE_STATISTICS, true)
                            .setIoThreads(1)
                            .setWorkerThreads(1)
                            .setHandler(
                                    exchange ->
                                            exchange.dispatch(
                                                    (HttpHandler) of -> ticks.open(of, session)))
                            .build();
            server.start();
            try (Socket browser = new Socket()) {
                browser.setReceiveBufferSize(4_096);
                browser.connect(server.getListenerInfo().get(0).getAddress());
                ask(browser, (InetSocketAddress) server.getListenerInfo().get(0).getAddress());
                await().atMost(Await.PATIENCE).until(() -> ticks.streams() == 1);
                ConnectorStatistics sent = server.getListenerInfo().get(0).getConnectorStatistics();
                fill(sent);
                assertThat(sent.getActiveConnections()).isEqualTo(1);

                nanos.addAndGet(Duration.ofSeconds(31).toNanos());
                state.tick();
                assertThat(ticks.streams()).isZero();
                await().atMost(Await.PATIENCE).until(() -> sent.getActiveConnections() == 0);
            } finally {
                server.stop();
            }
        }
    }

    private static WebSessions sessions(Store store) {
        return new WebSessions(
                store,
                () -> "test",
                Duration.ofHours(1),
                Duration.ofHours(1),
                InstantSource.system(),
                (inside, visitor) -> {});
    }

    private static WebSession session(Store store) {
        WebSessions sessions = sessions(store);
        return sessions.of(sessions.begin(LI), true).orElseThrow();
    }

    private static void ask(Socket browser, InetSocketAddress server) throws IOException {
        String request = "GET /ticks HTTP/1.1\r\nHost: 127.0.0.1:" + server.getPort() + "\r\n\r\n";
        browser.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Until no more of it fits between the two. */
    private void fill(ConnectorStatistics sent) {
        long before;
        do {
            before = sent.getBytesSent();
            for (int i = 0; i < 300; i++) {
                state.tick();
            }
        } while (sent.getBytesSent() > before);
    }
}
