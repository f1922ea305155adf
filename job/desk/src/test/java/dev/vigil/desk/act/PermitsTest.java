package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskServer;
import dev.vigil.desk.web.LiveState;
import dev.vigil.desk.web.Routes;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what: exactly this table, with the session's token, from a page of this desk. */
class PermitsTest {
    /** V viewer, H handler, L lead, P publisher, A auditor, O owner. */
    private static final Map<String, String> TABLE =
            Map.ofEntries(
                    Map.entry("/notice/{id}/claim", "HL"),
                    Map.entry("/notice/{id}/assign", "HL"),
                    Map.entry("/bulk", "HL"),
                    Map.entry("/bulk/{id}", "HL"),
                    Map.entry("/note", "HLP"),
                    Map.entry("/notices", "HL"),
                    Map.entry("/notice/{id}/triage", "HL"),
                    Map.entry("/notice/{id}/refuse", "L"),
                    Map.entry("/notice/{id}/supplement", "HL"),
                    Map.entry("/notice/{id}/forward", "HL"),
                    Map.entry("/notice/{id}/counter", "HL"),
                    Map.entry("/notice/{id}/proceeding", "L"),
                    Map.entry("/notice/{id}/proceeding/decided", "L"),
                    Map.entry("/notice/{id}/hold", "L"),
                    Map.entry("/notice/{id}/resume", "L"),
                    Map.entry("/notice/{id}/withdraw", "L"),
                    Map.entry("/item/{id}/confirm", "HL"),
                    Map.entry("/item/{id}/reverse", "HL"),
                    Map.entry("/alert/ack", "HL"),
                    Map.entry("/command/confirm", "HL"),
                    Map.entry("/command/fail", "HL"),
                    Map.entry("/work/{id}/review", "L"),
                    Map.entry("/work/{id}/conflict", "L"),
                    Map.entry("/account/{id}/decide", "L"),
                    Map.entry("/account/{id}/carry-out", "L"),
                    Map.entry("/account/{id}/waive", "L"),
                    Map.entry("/account/{id}/appeal", "L"),
                    Map.entry("/account/{id}/report", "L"),
                    Map.entry("/account/{id}/report/sent", "L"),
                    Map.entry("/reports/{id}/done", "HL"),
                    Map.entry("/signal/{id}/decide", "HL"),
                    Map.entry("/draft/{id}/approve", "L"),
                    Map.entry("/draft/{id}/refuse", "L"),
                    Map.entry("/list/draft", "HLP"),
                    Map.entry("/list/draft/{id}/preview", "HLP"),
                    Map.entry("/list/batch/{id}/withdraw", "HLP"),
                    Map.entry("/list/draft/{id}/approve", "P"),
                    Map.entry("/list/draft/{id}/refuse", "P"),
                    Map.entry("/list/draft/{id}/publish", "P"),
                    Map.entry("/owner/notice", "O"),
                    Map.entry("/owner/claim", "O"),
                    Map.entry("/owner/grant", "O"),
                    Map.entry("/owner/amend", "O"),
                    Map.entry("/owner/revoke", "O"));

    private static final int FORBIDDEN = 403;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final WebSessions SESSIONS = new WebSessions(HOUR, HOUR, System::nanoTime);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static Store store;
    private static DeskServer server;

    @BeforeAll
    static void serve() throws Exception {
        store = TestingStores.SQLITE.open(folder);
        server =
                new DeskServer(
                        new InetSocketAddress("127.0.0.1", 0),
                        new Routes(
                                ActPages.screens(store, WritingParties.open()),
                                ActPages.posts(store, WritingParties.open())),
                        SESSIONS,
                        new LinkSignIn("wang", link -> {}),
                        new LiveState(
                                now -> Ages.unknown(),
                                Map::of,
                                () -> new Changes(Set.of(), Set.of()),
                                InstantSource.system(),
                                System::nanoTime),
                        InstantSource.system(),
                        warning -> {});
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static String address() {
        return "http://127.0.0.1:" + server.port();
    }

    private static int post(String path, DeskRole role, boolean hasToken, String origin)
            throws Exception {
        String cookie = SESSIONS.begin(new Visitor("oidc:x", "x", Set.of(role), "party-1"));
        WebSession session = SESSIONS.of(cookie, true).orElseThrow();
        String token = hasToken ? session.csrf() : "0".repeat(session.csrf().length());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address() + path.replace("{id}", "x-1")))
                        .header("Cookie", "desk-" + server.port() + "=" + cookie)
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "csrf=" + token + "&request=request-0001"))
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void exactlyTheTable() throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (String path : TABLE.keySet()) {
            StringBuilder may = new StringBuilder();
            for (DeskRole role : DeskRole.values()) {
                int status = post(path, role, true, address());
                may.append(status == FORBIDDEN ? "" : role.name().substring(0, 1));
                assertThat(post(path, role, false, address())).isEqualTo(FORBIDDEN);
                assertThat(post(path, role, true, "http://elsewhere.example")).isEqualTo(FORBIDDEN);
            }
            found.put(path, may.toString());
        }

        assertThat(found).isEqualTo(new TreeMap<>(TABLE));
        assertThat(ActPages.posts(store, WritingParties.open()))
                .extracting(post -> post.path())
                .containsExactlyInAnyOrderElementsOf(TABLE.keySet());
        try (Handle handle = store.handle()) {
            assertThat(handle.createQuery("select count(*) from outbox").mapTo(Long.class).one())
                    .isZero();
        }
    }
}
