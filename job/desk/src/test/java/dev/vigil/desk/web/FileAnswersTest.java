package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigil.client.text.SheetWriter;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.TestingStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not whole does not look whole. */
@Timeout(60)
class FileAnswersTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final LinkSignIn LINK = new LinkSignIn("wang", link -> {});
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<String> warnings = new CopyOnWriteArrayList<>();

    /** Of the file that waits: that it has begun, and that it may end. */
    private static CountDownLatch begun;

    private static CountDownLatch mayEnd;
    @TempDir private static Path folder;

    private static WebSessions sessions;
    private static DeskServer server;
    private static int people;
    private String cookie;

    private record Sheet(String path, Answer.Body body) implements DeskScreen {
        @Override
        public Answer get(Visit visit) {
            return Answer.csv("rows.csv", body);
        }
    }

    private static Answer.Body rows(int whole, RuntimeException after) {
        return out -> {
            SheetWriter sheet = new SheetWriter(out, List.of("row"));
            for (int i = 0; i < whole; i++) {
                sheet.row(List.of(i));
            }
            if (after != null) {
                throw after;
            }
            sheet.flush();
        };
    }

    private static void waits(OutputStream out) throws IOException {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @BeforeAll
    static void serve() throws IOException {
        StoreException fault = new StoreException("planted", null);
        sessions =
                new WebSessions(
                        TestingStores.SQLITE.open(folder),
                        LINK,
                        HOUR,
                        HOUR,
                        InstantSource.system(),
                        (inside, visitor) -> {});
        server =
                new DeskServer(
                        DeskPlace.here(new InetSocketAddress("127.0.0.1", 0)),
                        new Routes(
                                List.of(
                                        new Sheet("/whole.csv", rows(100_000, null)),
                                        new Sheet("/short.csv", rows(3, null)),
                                        new Sheet("/cut.csv", rows(100_000, fault)),
                                        new Sheet("/none.csv", rows(3, fault)),
                                        new Sheet("/waits.csv", FileAnswersTest::waits)),
                                List.of()),
                        sessions,
                        LINK,
                        new LiveState(
                                now -> Ages.unknown(),
                                Map::of,
                                () -> Changes.NONE,
                                InstantSource.system(),
                                System::nanoTime),
                        InstantSource.system(),
                        warnings::add);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void signIn() {
        begun = new CountDownLatch(1);
        mayEnd = new CountDownLatch(1);
        cookie = session();
    }

    /** Of another person each time. */
    private static String session() {
        String token =
                sessions.begin(new Visitor("oidc:wang-" + ++people, "wang", DeskRole.STAFF, null));
        return "desk-" + server.port() + "=" + token;
    }

    private static HttpRequest request(String path, String cookie) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Cookie", cookie)
                .header("Accept-Language", "en")
                .build();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path, cookie), HttpResponse.BodyHandlers.ofString());
    }

    /** All that a connection gives until it closes. */
    private String raw(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(30_000);
            String request =
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: 127.0.0.1:"
                            + server.port()
                            + "\r\nCookie: "
                            + cookie
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aWholeFileEndsWithItsLastChunk() throws IOException {
        String whole = raw("/whole.csv");
        assertThat(whole.endsWith("99999\r\n\r\n0\r\n\r\n")).isTrue();
        assertThat(raw("/short.csv")).endsWith("2\r\n\r\n0\r\n\r\n");
    }

    @Test
    void aFileThatFailsHalfWayIsBrokenOff() throws Exception {
        warnings.clear();
        String raw = raw("/cut.csv");
        assertThat(raw.substring(0, 6_000)).startsWith("HTTP/1.1 200").contains("\r\n777\r\n");
        assertThat(raw.contains("\r\n0\r\n\r\n") || raw.contains("<html")).isFalse();
        // The reader may see the end sooner than the desk has noted it.
        await().untilAsserted(
                        () ->
                                assertThat(warnings)
                                        .singleElement()
                                        .asString()
                                        .contains("/cut.csv: planted"));
        assertThatThrownBy(() -> get("/cut.csv")).isInstanceOf(IOException.class);
        assertThat(get("/short.csv").statusCode()).isEqualTo(200);
    }

    @Test
    void aFileThatFailsBeforeItsFirstBytesHaveLeftIsAPage() throws Exception {
        HttpResponse<String> answer = get("/none.csv");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(answer.body()).startsWith("<!DOCTYPE html>").doesNotContain("\"row\"\r\n");
    }

    @Test
    void oneFileOfAPersonIsSentAtOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> first =
                HTTP.sendAsync(request("/waits.csv", cookie), HttpResponse.BodyHandlers.ofString());
        begun.await();
        HttpResponse<String> second = get("/short.csv");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.body()).contains("Expected one file at once");
        String own = cookie;
        cookie = session();
        assertThat(get("/short.csv").statusCode()).isEqualTo(200);

        mayEnd.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        cookie = own;
        assertThat(get("/short.csv").statusCode()).isEqualTo(200);
    }
}
