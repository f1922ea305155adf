package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.fixtures.broker.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeskServerTest {
    private static final long NOW = TestingVisit.NOW;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private static final List<String> links = new CopyOnWriteArrayList<>();
    private static final List<String> warnings = new CopyOnWriteArrayList<>();
    private static final List<Visit> posted = new CopyOnWriteArrayList<>();
    private static final LiveState state =
            new LiveState(
                    now -> new Ages(Age.of(600, 5_000, 60_000), Age.unknown(), now - 600),
                    () -> Map.of("/", 41L),
                    () -> new Changes(Set.of("notice.status"), Set.of("n-7")),
                    CLOCK,
                    System::nanoTime);

    @TempDir private static Path folder;

    private static WebSessions sessions;
    private static DeskServer server;
    private static int people;
    private String cookie;
    private String csrf;

    private record Screen(String path, Set<DeskRole> roles) implements DeskScreen {
        @Override
        public Answer get(Visit visit) {
            if (visit.query("fail").isPresent()) {
                throw new IllegalStateException("planted");
            }
            return Answer.page(
                    "Shown",
                    "answers/refusal.jte",
                    new RefusalView(
                            visit.places() + visit.query("x").orElse(""),
                            visit.visitor().name(),
                            null));
        }
    }

    private record Sheet() implements DeskScreen {
        @Override
        public String path() {
            return "/queue.csv";
        }

        @Override
        public Answer get(Visit visit) {
            return Answer.csv("que\"ue\r\n.csv", out -> out.write(new byte[] {'a', ',', 'b'}));
        }
    }

    private record Act(String path, Set<DeskRole> roles) implements DeskPost {
        @Override
        public Answer post(Visit visit) {
            posted.add(visit);
            return Answer.to("/notice/" + visit.id());
        }
    }

    @BeforeAll
    static void serve() throws IOException {
        LinkSignIn signIn = new LinkSignIn("wang", links::add);
        sessions =
                new WebSessions(
                        TestingStores.SQLITE.open(folder),
                        signIn,
                        HOUR,
                        HOUR,
                        InstantSource.system(),
                        (inside, visitor) -> {});
        Routes routes =
                new Routes(
                        List.of(
                                new Screen("/", DeskRole.STAFF),
                                new Screen("/notice/{id}", DeskRole.STAFF),
                                new Screen("/notice/ack", DeskRole.STAFF),
                                new Screen("/owner", EnumSet.of(DeskRole.OWNER)),
                                new Sheet()),
                        List.of(
                                new Act(
                                        "/notice/{id}/triage",
                                        EnumSet.of(DeskRole.HANDLER, DeskRole.LEAD)),
                                new Act("/notice/{id}/refuse", EnumSet.of(DeskRole.LEAD))));
        server =
                new DeskServer(
                        DeskPlace.here(new InetSocketAddress("127.0.0.1", 0)),
                        routes,
                        sessions,
                        signIn,
                        state,
                        CLOCK,
                        warnings::add);
        signIn.next();
        state.tick();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void asOnePersonWithAllRoles() {
        signedInAs(DeskRole.STAFF);
    }

    private void signedInAs(Set<DeskRole> roles) {
        posted.clear();
        // Limits are of a person.
        String token = sessions.begin(new Visitor("link:wang-" + ++people, "wang", roles, null));
        cookie = "desk-" + server.port() + "=" + token;
        csrf = sessions.of(token, true).orElseThrow().csrf();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpRequest.Builder asked(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Await.PATIENCE);
        request.header("Accept-Language", "en");
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return sent(asked(path));
    }

    private HttpRequest.Builder form(String path, String fields) {
        return asked(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    private static Document page(HttpResponse<String> response) {
        return Jsoup.parse(response.body());
    }

    /** The status and, without the language's words, where it leads. */
    private static String location(HttpResponse<?> response) {
        return response.statusCode() + " " + response.headers().firstValue("Location").orElse("");
    }

    // What each answer has --------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"/", "/none", "/signin", "/assets/x/none.js", "/ticks", "/notice/n-1/triage"})
    void eachAnswerHasTheHeadersThatKeepBrowsersSafe(String path) throws Exception {
        cookie = path.equals("/ticks") ? null : cookie;
        assertThat(get(path).headers().map())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("same-origin"))
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
                .containsEntry("cache-control", List.of("no-store"))
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy ->
                                assertThat(policy.get(0))
                                        .startsWith("default-src 'none'; script-src 'self';")
                                        .contains("frame-ancestors 'none'")
                                        .doesNotContain("unsafe"));
    }

    @ParameterizedTest
    @CsvSource({
        "attacker.example, 403",
        "attacker.example:PORT, 403",
        "127.0.0.1:1, 403",
        "127.0.0.1, 403",
        "127.0.0.1:PORT, 200",
        "localhost:PORT, 200"
    })
    void aDeskIsAskedUnderANameOfThisMachine(String host, int status) throws Exception {
        String named = host.replace("PORT", Integer.toString(server.port()));
        assertThat(raw("GET /signin HTTP/1.1\r\nHost: " + named + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    /** The status line of a request that no client would send. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    void itIsServedOnThisMachineAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new DeskServer(
                                        DeskPlace.here(new InetSocketAddress("0.0.0.0", 0)),
                                        new Routes(List.of(), List.of()),
                                        sessions,
                                        new LinkSignIn("wang", link -> {}),
                                        state,
                                        CLOCK,
                                        warnings::add))
                .withMessageContaining("--bind: expected an address of this machine");
    }

    // Who is there ----------------------------------------------------------------------------

    @Test
    void aLinkSignsInOnceAndLeadsToTheQueue() throws Exception {
        cookie = null;
        assertThat(get("/").statusCode()).isEqualTo(401);
        assertThat(page(get("/notice/n-1")).select("main p").text()).contains("newest link");

        String link = links.get(links.size() - 1);
        HttpResponse<String> entered = get("/signin/link?t=" + link);
        assertThat(location(entered)).isEqualTo("303 /");
        String set = entered.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).endsWith("; Path=/; HttpOnly; SameSite=Lax");
        assertThat(get("/signin/link?t=" + link).statusCode()).isEqualTo(403);
        assertThat(get("/signin/link").statusCode()).isEqualTo(403);

        cookie = set.substring(0, set.indexOf(';'));
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonSignsOut() throws Exception {
        assertThat(location(sent(form("/signout", "csrf=" + csrf)))).isEqualTo("303 /signin");
        assertThat(get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void aPersonAloneTriesWhatAnOwnerSees() throws Exception {
        HttpResponse<String> owner = sent(form("/as-owner", "csrf=" + csrf + "&party=studio"));
        assertThat(location(owner)).isEqualTo("303 /owner");
        String before = cookie;
        String set = owner.headers().firstValue("Set-Cookie").orElseThrow();
        cookie = set.substring(0, set.indexOf(';'));
        Document page = page(get("/owner"));
        assertThat(page.select("summary").text()).contains("studio");
        assertThat(page.select("form[role=search]")).isEmpty();
        assertThat(get("/notice/n-1").statusCode()).isEqualTo(403);
        assertThat(location(get("/"))).isEqualTo("303 /owner");
        String again = page.select("input[name=csrf]").attr("value");
        assertThat(location(sent(form("/as-owner", "csrf=" + again)))).isEqualTo("303 /");

        cookie = before;
        assertThat(get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void whereOthersSignInNoPersonTriesThat() throws Exception {
        String token = sessions.begin(new Visitor("oidc:li", "li", DeskRole.STAFF, null));
        cookie = "desk-" + server.port() + "=" + token;
        csrf = sessions.of(token, true).orElseThrow().csrf();
        assertThat(sent(form("/as-owner", "csrf=" + csrf + "&party=studio")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPageHasTheFrameOfItsVisitor() throws Exception {
        // Ages are worth something for a while only.
        state.tick();
        Document page = page(get("/notice/a%2Fb?x=%3Cscript%3E"));
        assertThat(page.title()).isEqualTo("Shown · Vigil");
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("main p[role=alert]").text()).isEqualTo("{id=a/b}<script>");
        assertThat(page.select("nav a").eachAttr("href")).containsExactly("/");
        assertThat(page.select("[data-count=/]").text()).isEqualTo("41");
        assertThat(page.select("[data-age=store]").attr("class")).isEqualTo("age GOOD");
        assertThat(page.select("[data-age=clock]").attr("class")).isEqualTo("age UNKNOWN");
        assertThat(page.select("input[name=csrf]").attr("value")).isEqualTo(csrf);
        assertThat(page.select("input[name=back]").attr("value"))
                .isEqualTo("/notice/a%2Fb?x=%3Cscript%3E");
        assertThat(page.select("[style], script:not([src]), style, [onclick]")).isEmpty();
    }

    @Test
    void aPersonChoosesLanguageAndZone() throws Exception {
        assertThat(location(get("/choice?lang=zh-CN&zone=Europe%2FBerlin&back=%2Fnotice%2Fn-1")))
                .isEqualTo("303 /notice/n-1");
        Document page = page(get("/"));
        assertThat(page.select("html").attr("lang")).isEqualTo("zh-CN");
        assertThat(page.select("#stripe .zone").text())
                .isEqualTo("Europe/Berlin 2026-11-28 05:00:00 +01:00");
        assertThat(location(get("/choice?lang=xx&zone=nowhere&back=//attacker.example/")))
                .isEqualTo("303 /");
        assertThat(location(get("/choice?back=/%09/attacker.example/"))).isEqualTo("303 /");
        assertThat(page(get("/")).select("html").attr("lang")).isEqualTo("zh-CN");
    }

    // What may be asked -----------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(DeskRole.class)
    void aScreenIsForItsRoles(DeskRole role) throws Exception {
        signedInAs(EnumSet.of(role));
        boolean isOwner = role == DeskRole.OWNER;
        assertThat(get("/notice/n-1").statusCode()).isEqualTo(isOwner ? 403 : 200);
        assertThat(get("/owner").statusCode()).isEqualTo(isOwner ? 200 : 403);
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, 403, 403",
        "HANDLER, 303, 403",
        "LEAD, 303, 303",
        "PUBLISHER, 403, 403",
        "AUDITOR, 403, 403",
        "OWNER, 403, 403"
    })
    void anActIsForItsRoles(DeskRole role, int triage, int refuse) throws Exception {
        signedInAs(EnumSet.of(role));
        assertThat(sent(form("/notice/n-1/triage", "csrf=" + csrf)).statusCode()).isEqualTo(triage);
        assertThat(sent(form("/notice/n-1/refuse", "csrf=" + csrf)).statusCode()).isEqualTo(refuse);
        assertThat(posted).hasSize((triage == 303 ? 1 : 0) + (refuse == 303 ? 1 : 0));
    }

    @Test
    void anActGetsItsFieldsAndNotTheToken() throws Exception {
        HttpResponse<String> answer =
                sent(
                        form(
                                "/notice/n%2F7/triage",
                                "csrf=" + csrf + "&outcome=ACCEPTED&item=a&item=b&reason=+"));
        assertThat(location(answer)).isEqualTo("303 /notice/n/7");
        Visit visit = posted.get(0);
        assertThat(visit.form()).containsOnlyKeys("outcome", "item", "reason");
        assertThat(visit.field("outcome")).contains("ACCEPTED");
        assertThat(visit.fields("item")).containsExactly("a", "b");
        assertThat(visit.field("reason")).isEmpty();
        assertThat(visit.id()).isEqualTo("n/7");
        assertThat(visit.nowMs()).isEqualTo(NOW);
        assertThat(visit.address()).isEqualTo("127.0.0.1");
    }

    @Test
    void aFormOfAnotherSessionOrOfNoneIsRefused() throws Exception {
        String own = csrf;
        assertThat(sent(form("/notice/n-1/triage", "outcome=A")).statusCode()).isEqualTo(403);
        signedInAs(DeskRole.STAFF);
        HttpResponse<String> other = sent(form("/notice/n-1/triage", "csrf=" + own));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(page(other).select("[role=alert]").text()).contains("open the page again");
        cookie = null;
        assertThat(sent(form("/notice/n-1/triage", "csrf=" + csrf)).statusCode()).isEqualTo(401);
        assertThat(posted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "same-origin, -, 303",
                "cross-site, -, 403",
                "same-site, -, 403",
                "none, -, 403",
                "cross-site, OWN, 403",
                "-, OWN, 303",
                "-, https://attacker.example, 403",
                "-, null, 403",
                "-, -, 403"
            })
    void aFormFromElsewhereIsRefused(String site, String origin, int status) throws Exception {
        HttpRequest.Builder request =
                asked("/notice/n-1/triage")
                        .POST(HttpRequest.BodyPublishers.ofString("csrf=" + csrf));
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin.equals("OWN") ? uri("").toString() : origin);
        }
        assertThat(sent(request).statusCode()).isEqualTo(status);
        assertThat(posted).hasSize(status == 303 ? 1 : 0);
    }

    @Test
    void aPathThatIsNoneAndAMethodThatIsWrongAreRefusedWithASentence() throws Exception {
        HttpResponse<String> none = get("/nothing/%3Cb%3E");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(page(none).select("[role=alert]").text()).contains("/nothing/%3Cb%3E");
        assertThat(page(none).select("h1").text()).isEqualTo("Not found");
        assertThat(page(get("/owner")).select("h1").text()).isEqualTo("Not allowed");
        HttpResponse<String> wrong = get("/notice/n-1/triage");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("POST");
        assertThat(page(wrong).select("h1").text()).isEqualTo("Not done");
        assertThat(sent(form("/notice/n-1", "csrf=" + csrf)).statusCode()).isEqualTo(405);
        assertThat(sent(asked("/").method("PUT", HttpRequest.BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }

    @Test
    void aPathWithoutBracesWinsOverOneThatFitsToo() throws Exception {
        assertThat(page(get("/notice/ack")).select("main [role=alert]").text()).isEqualTo("{}");
        assertThat(page(get("/notice/n-1")).select("main [role=alert]").text())
                .isEqualTo("{id=n-1}");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String large = "csrf=" + csrf + "&note=" + "x".repeat(DeskPost.MOST_BYTES);
        int length = large.length();
        String answer =
                raw(
                        "POST /notice/n-1/triage HTTP/1.1\r\nHost: 127.0.0.1:"
                                + server.port()
                                + "\r\nCookie: "
                                + cookie
                                + "\r\nContent-Length: "
                                + length
                                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertThat(posted).isEmpty();
    }

    @Test
    void aPageThatFailsIsReportedByItsRequest() throws Exception {
        HttpResponse<String> failed = get("/?fail=1");
        assertThat(failed.statusCode()).isEqualTo(500);
        String request = page(failed).select("main small").text().replace("Request ", "");
        assertThat(warnings).anyMatch(line -> line.startsWith(request) && line.contains("planted"));
        assertThat(failed.body()).doesNotContain("planted");
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyRequestsOfAPersonAreRefused() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            HttpRequest form = form("/notice/n-1/triage", "csrf=" + csrf).build();
            sent.add(HTTP.sendAsync(form, HttpResponse.BodyHandlers.ofString()));
        }
        Map<Integer, Long> statuses =
                sent.stream()
                        .map(one -> one.join().statusCode())
                        .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(statuses).containsOnlyKeys(303, 429);
        assertThat(statuses.get(303)).isGreaterThanOrEqualTo(10);
        signedInAs(DeskRole.STAFF);
        assertThat(sent(form("/notice/n-1/triage", "csrf=" + csrf)).statusCode()).isEqualTo(303);
    }

    // Files and streams -----------------------------------------------------------------------

    @Test
    void aFileIsKeptByItsDigest() throws Exception {
        Document page = page(get("/"));
        Matcher script =
                Pattern.compile("/assets/[0-9a-f]{16}/desk\\.js")
                        .matcher(page.select("script[src$=desk.js]").attr("src"));
        assertThat(script.matches()).isTrue();
        cookie = null;
        HttpResponse<String> kept = get(page.select("script[src$=desk.js]").attr("src"));
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(kept.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(kept.headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");
        assertThat(get("/assets/0/desk.js").headers().firstValue("Cache-Control"))
                .contains("no-store");
        assertThat(get("/assets/0/..%2F..%2Fdesk.js").statusCode()).isEqualTo(404);
        assertThat(get("/assets/desk.js").statusCode()).isEqualTo(404);
    }

    @Test
    void aPageIsSmallAndAllThatItNamesIsHere() throws Exception {
        HttpResponse<String> queue = get("/");
        int bytes = queue.body().length();
        for (var link : page(queue).select("link[href], script[src], img[src]")) {
            String path = link.hasAttr("href") ? link.attr("href") : link.attr("src");
            assertThat(path).startsWith("/assets/");
            HttpResponse<String> file = get(path);
            assertThat(file.statusCode()).isEqualTo(200);
            bytes += file.body().length();
        }
        assertThat(bytes).isBetween(50_000, 300_000);
    }

    @Test
    void aDownloadHasANameThatBreaksNoHeader() throws Exception {
        HttpResponse<String> sheet = get("/queue.csv");
        assertThat(sheet.body()).isEqualTo("a,b");
        assertThat(sheet.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"que_ue__.csv\"");
    }

    @Test
    void aBrowserGetsATickWithAgesCountsAndNews() throws Exception {
        HttpResponse<InputStream> stream =
                HTTP.send(asked("/ticks").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            JsonNode begun = tick(lines);
            assertThat(begun.path("now").longValue()).isEqualTo(NOW);
            assertThat(begun.path("counts").path("/").longValue()).isEqualTo(41);
            assertThat(begun.has("news")).isFalse();

            state.tick();
            JsonNode tick = tick(lines);
            assertThat(tick.path("run").asText()).isEqualTo(begun.path("run").asText()).hasSize(8);
            assertThat(tick.path("number").longValue())
                    .isEqualTo(begun.path("number").longValue() + 1);
            assertThat(tick.path("store").toString())
                    .isEqualTo("{\"trust\":\"GOOD\",\"word\":\"GOOD\",\"ms\":600}");
            assertThat(tick.path("clock").path("trust").asText()).isEqualTo("UNKNOWN");
            assertThat(tick.path("readTo").longValue()).isEqualTo(NOW - 600);
            assertThat(tick.path("news").toString())
                    .isEqualTo("{\"topics\":[\"notice.status\"],\"subjects\":[\"n-7\"]}");
        }
    }

    /**
     * Who turns pages fast leaves streams behind, which the desk notices when it writes to them.
     */
    @Test
    void ofTheStreamsOfASessionTheOldestGivesWay() throws Exception {
        List<BufferedReader> streams = new ArrayList<>();
        for (int i = 0; i <= Ticks.MOST_OF_A_SESSION; i++) {
            HttpResponse<InputStream> stream =
                    HTTP.send(asked("/ticks").build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            streams.add(
                    new BufferedReader(
                            new InputStreamReader(stream.body(), StandardCharsets.UTF_8)));
            tick(streams.get(i));
        }
        assertThat(server.streams()).isEqualTo(Ticks.MOST_OF_A_SESSION);
        readToTheEnd(streams.get(0));
        state.tick();
        for (BufferedReader kept : streams.subList(1, streams.size())) {
            tick(kept);
        }
    }

    private static void readToTheEnd(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {}
        } catch (IOException expected) {
            return; // Cut off, not ended in order.
        }
    }

    /** They are strangers to each other, and to the site. */
    @Test
    void aHolderOfRightsIsNotShownWhatOthersAreAbout() throws Exception {
        signedInAs(EnumSet.of(DeskRole.OWNER));
        HttpResponse<InputStream> stream =
                HTTP.send(asked("/ticks").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(tick(lines).path("counts")).isEmpty();
            state.tick();
            JsonNode tick = tick(lines);
            assertThat(tick.path("counts")).isEmpty();
            assertThat(tick.path("news").toString()).isEqualTo("{\"topics\":[\"notice.status\"]}");
        }
    }

    /** The next one of a stream. */
    private static JsonNode tick(BufferedReader lines) throws IOException {
        List<String> event = new ArrayList<>();
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            event.add(line);
        }
        assertThat(event).contains("event:tick");
        String data = event.stream().filter(it -> it.startsWith("data:")).findFirst().orElseThrow();
        return new ObjectMapper().readTree(data.substring("data:".length()));
    }

    @Test
    void whatABrowserKeepsOutOfAPageIsCounted() throws Exception {
        long before = server.reports();
        cookie = null;
        HttpResponse<String> taken =
                sent(asked("/csp").POST(HttpRequest.BodyPublishers.ofString("{\"csp-report\":1}")));
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(server.reports()).isEqualTo(before + 1);
    }
}
