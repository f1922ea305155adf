package dev.vigil.desk.web;

import static dev.vigil.desk.web.SignedInDesk.cookie;
import static dev.vigil.desk.web.SignedInDesk.proxied;
import static dev.vigil.desk.web.SignedInDesk.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import dev.vigil.desk.oidc.FakeProvider;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.ProxySignIn;
import dev.vigil.desk.sign.RoleMap;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.SignedInDesk.Person;
import dev.vigil.desk.web.SignedInDesk.Way;
import dev.vigil.fixtures.broker.OwnCertificate;
import dev.vigil.fixtures.broker.Ports;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in as browsers, proxies and providers see it. */
class SignInPagesTest {
    @TempDir private static Path folder;

    private static Store store;
    private static FakeProvider provider;
    private static SignedInDesk oidc;
    private static SignedInDesk proxy;
    private static int people;

    private record Shown(String path, boolean isSensitive) implements DeskScreen {
        @Override
        public Answer get(Visit visit) {
            return Answer.page(
                    "Shown",
                    "answers/refusal.jte",
                    new RefusalView(visit.visitor().actor(), visit.address(), null));
        }
    }

    /** What a page would show of a person. */
    private record Named(String path) implements DeskScreen {
        @Override
        public Set<DeskRole> roles() {
            return Set.of(DeskRole.values());
        }

        @Override
        public Answer get(Visit visit) {
            String name = visit.text().names().apply(visit.id());
            return Answer.page(
                    "Named",
                    "answers/refusal.jte",
                    new RefusalView(String.valueOf(name), visit.address(), null));
        }
    }

    private record Done(String path, boolean isSensitive) implements DeskPost {
        @Override
        public Set<DeskRole> roles() {
            return DeskRole.STAFF;
        }

        @Override
        public Answer post(Visit visit) {
            return Answer.to("/");
        }
    }

    private static Routes routes() {
        return new Routes(
                List.of(
                        new Shown("/", false),
                        new Shown("/notice/{id}", false),
                        new Named("/who/{id}"),
                        new Shown("/export", true)),
                List.of(new Done("/note", false), new Done("/publish", true)));
    }

    @BeforeAll
    static void serve() throws Exception {
        store = TestingStores.SQLITE.open(folder);
        provider = new FakeProvider();
        proxy = new SignedInDesk(Way.PROXY, store, routes());
    }

    @AfterAll
    static void end() {
        provider.close();
        proxy.close();
    }

    /** Sign-ins are limited by address: each test has a desk of its own. */
    @BeforeEach
    void anew() throws Exception {
        provider.reset();
        provider.claims(it -> it.subject("wang-" + ++people));
        oidc =
                new SignedInDesk(
                        Way.OIDC,
                        store,
                        routes(),
                        address -> SignedInDesk.options(provider.issuer(), address));
    }

    @AfterEach
    void stop() {
        for (String secret : provider.secrets()) {
            assertThat(oidc.warnings).noneMatch(line -> line.contains(secret));
        }
        oidc.close();
    }

    /** A browser of the desk that goes where it is led, but not to the provider. */
    private static final class Browser {
        final Map<String, String> cookies = new HashMap<>();
        final SignedInDesk desk;

        Browser(SignedInDesk desk) {
            this.desk = desk;
        }

        HttpResponse<String> get(String path) throws Exception {
            HttpResponse<String> answer = send(desk.get(path, joined()));
            for (String set : answer.headers().allValues("Set-Cookie")) {
                String[] pair = set.replaceAll(";.*", "").split("=", 2);
                if (set.contains("Max-Age=0")) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            return answer;
        }

        private List<String> joined() {
            List<String> pairs = new ArrayList<>();
            cookies.forEach((name, value) -> pairs.add(name + "=" + value));
            return pairs.isEmpty() ? List.of() : List.of("Cookie", String.join("; ", pairs));
        }

        /** To the provider: what it is asked. */
        URI toProvider(String path) throws Exception {
            HttpResponse<String> start = get(path);
            assertThat(start.statusCode()).isEqualTo(303);
            String location = location(start);
            return location.startsWith("/") ? toProvider(location) : URI.create(location);
        }

        HttpResponse<String> back(URI asked) throws Exception {
            return get(callback(asked, provider.code(asked)));
        }

        String session() {
            return cookies.get(desk.cookieName());
        }
    }

    private static String callback(URI asked, String code) {
        String state = URLUtils.parseParameters(asked.getRawQuery()).get("state").get(0);
        return "/signin/callback?code="
                + code
                + "&state="
                + state
                + "&iss="
                + URLEncoder.encode(provider.issuer().toString(), StandardCharsets.UTF_8);
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String sentence(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("main p").get(0).text();
    }

    // By a provider ---------------------------------------------------------------------------

    @Test
    void aPageLeadsToTheProviderAndBackToThePage() throws Exception {
        Browser browser = new Browser(oidc);
        URI asked = browser.toProvider("/notice/n-7?x=a%20b");
        assertThat(asked.toString()).startsWith(provider.issuer() + "/authorize?");
        assertThat(URLUtils.parseParameters(asked.getRawQuery()))
                .containsEntry("response_type", List.of("code"))
                .containsEntry("scope", List.of("openid profile"))
                .containsEntry("client_id", List.of("vigil-desk"))
                .containsEntry("redirect_uri", List.of(oidc.address() + "/signin/callback"))
                .containsEntry("code_challenge_method", List.of("S256"))
                .containsKeys("state", "nonce", "code_challenge")
                .doesNotContainKeys("max_age", "code_verifier");

        HttpResponse<String> back = browser.back(asked);
        assertThat(location(back)).isEqualTo("/notice/n-7?x=a%20b");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(it -> it.endsWith("; Path=/; HttpOnly; SameSite=Lax"));
        assertThat(browser.cookies).containsOnlyKeys(oidc.cookieName());
        assertThat(sentence(browser.get("/"))).isEqualTo("oidc:wang-" + people);
    }

    @Test
    void aSessionThatWasThereBeforeIsNotTheOneAfter() throws Exception {
        Browser browser = new Browser(oidc);
        browser.cookies.put(oidc.cookieName(), "A".repeat(43));
        browser.back(browser.toProvider("/"));
        String first = browser.session();
        assertThat(first).hasSize(43).isNotEqualTo("A".repeat(43));
        browser.back(browser.toProvider("/signin/oidc"));
        assertThat(browser.session()).isNotEqualTo(first);
        assertThat(oidc.sessions.of(first, true)).isEmpty();
        assertThat(oidc.sessions.of(browser.session(), true)).isPresent();
    }

    @Test
    void anAnswerToAnotherSignInIsRefused() throws Exception {
        // One that somebody else has begun: it would sign this browser in as that person.
        Browser stranger = new Browser(oidc);
        URI strange = stranger.toProvider("/");
        Browser browser = new Browser(oidc);
        assertThat(browser.back(strange).statusCode()).isEqualTo(403);
        URI asked = browser.toProvider("/");
        HttpResponse<String> mixed = browser.back(strange);
        assertThat(mixed.statusCode()).isEqualTo(403);
        assertThat(sentence(mixed)).contains("Sign in again");
        assertThat(browser.session()).isNull();
        assertThat(browser.get("/signin/callback?code=x").statusCode()).isEqualTo(403);

        // Its own goes on, once.
        String code = provider.code(asked);
        Map<String, String> kept = new HashMap<>(browser.cookies);
        assertThat(browser.get(callback(asked, code)).statusCode()).isEqualTo(303);
        assertThat(browser.get(callback(asked, code)).statusCode()).isEqualTo(403);
        Browser thief = new Browser(oidc);
        thief.cookies.putAll(kept);
        assertThat(thief.get(callback(asked, code)).statusCode()).isIn(403, 429);
        assertThat(thief.session()).isNull();
    }

    @Test
    void whatTheProviderRefusesIsASentence() throws Exception {
        Browser browser = new Browser(oidc);
        URI asked = browser.toProvider("/");
        String state = URLUtils.parseParameters(asked.getRawQuery()).get("state").get(0);
        HttpResponse<String> refused =
                browser.get("/signin/callback?error=access_denied%0d%0a&state=" + state);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(sentence(refused)).startsWith("The sign-in service has not signed you in");
        provider.claims(it -> it.claim("groups", List.of("visitors")));
        HttpResponse<String> none = browser.back(browser.toProvider("/"));
        assertThat(none.statusCode()).isEqualTo(403);
        assertThat(sentence(none)).startsWith("Expected a person with a role at the desk");
        assertThat(browser.session()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "/\\evil.example/",
                "https://evil.example/",
                "/\tx",
                "/a\r\nSet-Cookie: x=1",
                "javascript:alert(1)",
                ""
            })
    void noAddressLeadsElsewhereBehindASignIn(String back) throws Exception {
        Browser browser = new Browser(oidc);
        String start = "/signin/oidc?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        HttpResponse<String> entered = browser.back(browser.toProvider(start));
        assertThat(location(entered)).isEqualTo("/");
        // And where the browser's own cookie was changed.
        URI asked = browser.toProvider("/signin/oidc");
        String[] parts = browser.cookies.get(oidc.cookieName() + "-way").split("\\.", -1);
        parts[4] =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(back.getBytes(StandardCharsets.UTF_8));
        browser.cookies.put(oidc.cookieName() + "-way", String.join(".", parts));
        assertThat(location(browser.back(asked))).isEqualTo("/");
    }

    @Test
    void onlyAPageThatAPersonOpensLeadsToTheProvider() throws Exception {
        HttpResponse<String> script =
                send(oidc.get("/", List.of("Sec-Fetch-Mode", "cors", "Desk-Refresh", "1")));
        assertThat(script.statusCode()).isEqualTo(401);
        HttpResponse<String> form = send(oidc.form("/note", "csrf=x", List.of()));
        assertThat(form.statusCode()).isEqualTo(401);
        HttpResponse<String> page = send(oidc.get("/signin", List.of()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(page.body()).select("main a").attr("href"))
                .isEqualTo("/signin/oidc?back=%2F");
        assertThat(send(oidc.get("/signin/link?t=x", List.of())).statusCode()).isEqualTo(404);
        assertThat(send(oidc.get("/ticks", List.of())).statusCode()).isEqualTo(401);
    }

    @Test
    void whileTheProviderIsAwayThoseWhoAreSignedInGoOn() throws Exception {
        provider.away(true);
        Person person = oidc.person("li", DeskRole.LEAD);
        assertThat(oidc.get("/", person)).isEqualTo(200);
        HttpResponse<String> away = send(oidc.get("/signin/oidc", List.of()));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(sentence(away)).startsWith("No sign-in is possible at the moment");
        assertThat(away.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void whatNoOtherPersonMayDoAsksOnceMore() throws Exception {
        String token =
                oidc.sessions.begin(
                        new Visitor("oidc:li", "li", DeskRole.STAFF, null),
                        System.currentTimeMillis() - 301_000,
                        null);
        String csrf = oidc.sessions.of(token, true).orElseThrow().csrf();
        List<String> cookie = List.of("Cookie", oidc.cookieName() + "=" + token);
        String own = oidc.address().toString();

        assertThat(location(send(oidc.get("/export?to=1", cookie))))
                .isEqualTo("/signin/oidc?back=%2Fexport%3Fto%3D1&again=1");
        HttpResponse<String> stale =
                send(
                        oidc.form("/publish", "csrf=" + csrf, cookie)
                                .header("Origin", own)
                                .header("Referer", own + "/notice/n-1"));
        assertThat(stale.statusCode()).isEqualTo(403);
        String again = Jsoup.parse(stale.body()).select("main a").attr("href");
        assertThat(again).isEqualTo("/signin/oidc?back=%2Fnotice%2Fn-1&again=1");
        HttpResponse<String> foreign =
                send(
                        oidc.form("/publish", "csrf=" + csrf, cookie)
                                .header("Origin", own)
                                .header("Referer", own + ".evil.example/"));
        assertThat(Jsoup.parse(foreign.body()).select("main a").attr("href"))
                .isEqualTo("/signin/oidc?back=%2F&again=1");
        assertThat(
                        send(oidc.form("/note", "csrf=" + csrf, cookie).header("Origin", own))
                                .statusCode())
                .isEqualTo(303);

        Browser browser = new Browser(oidc);
        browser.cookies.put(oidc.cookieName(), token);
        provider.claims(it -> it.subject("li"));
        URI asked = browser.toProvider(again);
        assertThat(asked.getQuery()).contains("max_age=300");
        assertThat(location(browser.back(asked))).isEqualTo("/notice/n-1");
        assertThat(browser.get("/export").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonWhoSignsOutIsLedToTheProvider() throws Exception {
        Person person = oidc.person("li", DeskRole.LEAD);
        HttpResponse<String> out =
                send(
                        oidc.form("/signout", "csrf=" + person.csrf(), person.headers())
                                .header("Origin", oidc.address().toString()));
        assertThat(location(out)).isEqualTo("/signin/out");
        assertThat(cookie(out)).isEqualTo(oidc.cookieName() + "=");
        assertThat(oidc.get("/", person)).isEqualTo(303);
        HttpResponse<String> left = send(oidc.get("/signin/out", List.of()));
        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(left.headers().firstValue("Refresh").orElseThrow())
                .startsWith("0; url=" + provider.issuer() + "/logout?")
                .contains("client_id=vigil-desk")
                .doesNotContain("id_token");
    }

    @Test
    void aProviderEndsASessionItself() throws Exception {
        Browser browser = new Browser(oidc);
        browser.back(browser.toProvider("/"));
        Browser other = new Browser(oidc);
        provider.claims(it -> it.subject("wang-" + people).claim("sid", "sid-2"));
        other.back(other.toProvider("/"));

        assertThat(backChannel("logout_token=" + logoutToken("another")).statusCode())
                .isEqualTo(400);
        assertThat(backChannel("").statusCode()).isEqualTo(400);
        assertThat(backChannel("logout_token=" + "x".repeat(20_000)).statusCode()).isEqualTo(413);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(backChannel("logout_token=" + logoutToken("vigil-desk")).statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
        assertThat(other.get("/").statusCode()).isEqualTo(200);
        assertThat(send(oidc.get("/signin/backchannel", List.of())).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> backChannel(String body) throws Exception {
        return send(oidc.form("/signin/backchannel", body, List.of()));
    }

    private static String logoutToken(String client) throws Exception {
        return provider.signed(
                new JWTClaimsSet.Builder()
                        .issuer(provider.issuer().toString())
                        .audience(client)
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("sid", "sid-1")
                        .claim(
                                "events",
                                Map.of(
                                        "http://schemas.openid.net/event/backchannel-logout",
                                        Map.of()))
                        .build());
    }

    @Test
    void anAddressMaySignInFiveTimesAMinute() throws Exception {
        // What a page elsewhere makes a browser ask for is no sign-in.
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> made =
                    send(oidc.get("/signin/callback?code=x&state=y", List.of()));
            assertThat(made.statusCode()).isEqualTo(403);
        }
        Browser browser = new Browser(oidc);
        List<Integer> statuses = new ArrayList<>();
        HttpResponse<String> last = null;
        for (int i = 0; i < 6; i++) {
            last = browser.get(callback(browser.toProvider("/"), "x"));
            statuses.add(last.statusCode());
        }
        assertThat(statuses).containsExactly(403, 403, 403, 403, 403, 429);
        assertThat(last.headers().firstValue("Retry-After")).contains("60");
        assertThat(sentence(last)).startsWith("Expected at most 5 sign-ins a minute");
        // Others are not kept out by it.
        assertThat(oidc.get("/", oidc.person("li", DeskRole.LEAD))).isEqualTo(200);
    }

    // By a proxy ------------------------------------------------------------------------------

    @Test
    void aProxyNamesThePersonOfEachRequest() throws Exception {
        List<String> wang = proxied("wang", "HANDLER,AUDITOR");
        HttpResponse<String> first = send(proxy.get("/", wang));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(sentence(first)).isEqualTo("proxy:wang");
        List<String> known = new ArrayList<>(wang);
        known.addAll(List.of("Cookie", cookie(first)));
        assertThat(send(proxy.get("/", known)).headers().allValues("Set-Cookie")).isEmpty();

        // Other roles, another person: another session, and the one before has ended.
        List<String> changed = new ArrayList<>(proxied("wang", "HANDLER"));
        changed.addAll(List.of("Cookie", cookie(first)));
        assertThat(cookie(send(proxy.get("/", changed)))).isNotEqualTo(cookie(first));
        List<String> other = new ArrayList<>(proxied("li", "HANDLER"));
        other.addAll(List.of("Cookie", cookie(first)));
        assertThat(sentence(send(proxy.get("/", other)))).isEqualTo("proxy:li");
        String token = cookie(first).replaceAll(".*=", "");
        assertThat(proxy.sessions.of(token, true)).isEmpty();
    }

    /** Each sign-in brings the name anew; owners do not see who works for the site. */
    @Test
    void aNameIsThatOfTheLastSignInWhateverTheWay() throws Exception {
        String subject = "wang-" + people;
        provider.claims(it -> it.subject(subject).claim("name", "Wang Wei"));
        Browser before = new Browser(oidc);
        before.back(before.toProvider("/"));
        provider.claims(it -> it.subject(subject).claim("name", "Wang-Li Wei"));
        Browser wang = new Browser(oidc);
        wang.back(wang.toProvider("/"));
        String pointer = sentence(wang.get("/"));
        assertThat(pointer).isEqualTo("oidc:" + subject);
        assertThat(sentence(wang.get("/who/" + pointer))).isEqualTo("Wang-Li Wei");
        assertThat(sentence(wang.get("/who/oidc:other"))).isEqualTo("null");

        List<String> li = new ArrayList<>(proxied("9c1e", "HANDLER"));
        li.addAll(List.of(ProxySignIn.NAME, "Li Na"));
        assertThat(sentence(send(proxy.get("/who/proxy:9c1e", li)))).isEqualTo("Li Na");
        assertThat(sentence(send(proxy.get("/who/" + pointer, li)))).isEqualTo("Wang-Li Wei");
        assertThat(sentence(send(proxy.get("/who/proxy:9c1e", proxied("studio", "OWNER")))))
                .isEqualTo("null");
    }

    @Test
    void headersWithoutTheSecretAreNothing() throws Exception {
        Person wang = proxy.person("wang-x", DeskRole.LEAD);
        List<String> cookieAlone = wang.headers().subList(8, 10);
        List<String> named = List.of(ProxySignIn.USER, "wang", ProxySignIn.GROUPS, "LEAD");
        List<String> wrong = new ArrayList<>(named);
        wrong.addAll(List.of(ProxySignIn.SECRET, SignedInDesk.SECRET + "x"));
        List<String> twice = new ArrayList<>(proxied("wang", "LEAD"));
        twice.addAll(List.of(ProxySignIn.SECRET, "x"));
        List<String> two = new ArrayList<>(proxied("wang", "LEAD"));
        two.addAll(List.of(ProxySignIn.USER, "admin"));
        for (List<String> headers :
                List.of(named, wrong, twice, two, cookieAlone, List.<String>of())) {
            for (String path : List.of("/", "/ticks", "/signin", "/notice/x")) {
                HttpResponse<String> refused = send(proxy.get(path, headers));
                assertThat(refused.statusCode()).as(path + headers).isEqualTo(403);
                assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
            }
        }
        assertThat(sentence(send(proxy.get("/", named)))).contains("with its secret");
        assertThat(sentence(send(proxy.get("/", proxied("wang", "NONE")))))
                .contains("a role at the desk");
        assertThat(send(proxy.form("/note", "csrf=x", proxied("wang", "LEAD"))).statusCode())
                .isEqualTo(401);
    }

    // Where it is served ----------------------------------------------------------------------

    private static DeskServer server(DeskPlace place, SignIn signIn) throws Exception {
        Duration hour = Duration.ofHours(1);
        return new DeskServer(
                place,
                routes(),
                new WebSessions(
                        store, signIn, hour, hour, InstantSource.system(), (inside, visitor) -> {}),
                signIn,
                new LiveState(
                        now -> Ages.unknown(),
                        Map::of,
                        () -> new Changes(Set.of(), Set.of()),
                        InstantSource.system(),
                        System::nanoTime),
                InstantSource.system(),
                warning -> {});
    }

    private static String raw(int port, String host, String... headers) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            String all = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            out.write(
                    ("GET / HTTP/1.1\r\nHost: " + host + "\r\n" + all + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void behindAProxyTheCookieIsForTlsAndTheAddressIsTheBrowsers() throws Exception {
        InetSocketAddress any = new InetSocketAddress("127.0.0.1", 0);
        SignIn signIn = new ProxySignIn(SignedInDesk.SECRET, RoleMap.of(List.of("a=viewer")));
        URI address = URI.create("https://desk.example");
        PeerAddresses here = PeerAddresses.of(List.of("127.0.0.1"));
        String[] person = {
            "X-Desk-Secret: " + SignedInDesk.SECRET,
            "X-Forwarded-User: wang",
            "X-Forwarded-Groups: a",
            "X-Forwarded-For: 6.6.6.6, 203.0.113.9"
        };
        try (DeskServer server = server(new DeskPlace(any, address, null, here), signIn)) {
            assertThat(raw(server.port(), "desk.example", person))
                    .startsWith("HTTP/1.1 200 ")
                    .containsPattern(
                            "Set-Cookie: __Host-desk=[A-Za-z0-9_-]{43}; Path=/; HttpOnly;"
                                    + " SameSite=Lax; Secure\r\n")
                    .contains("Strict-Transport-Security: max-age=31536000")
                    .contains("203.0.113.9")
                    .doesNotContain("6.6.6.6");
            assertThat(raw(server.port(), "127.0.0.1:" + server.port(), person))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("let a proxy keep the header Host");
        }
        PeerAddresses elsewhere = PeerAddresses.of(List.of("10.0.0.7"));
        try (DeskServer server = server(new DeskPlace(any, address, null, elsewhere), signIn)) {
            assertThat(raw(server.port(), "desk.example", person))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("expected to be asked by the proxy of the desk")
                    .doesNotContain("Set-Cookie");
        }
    }

    @Test
    void itIsServedOverTlsWithItsOwnKey() throws Exception {
        OwnCertificate own = OwnCertificate.make(folder, "desk");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(own.store())) {
            keys.load(in, own.password().toCharArray());
        }
        byte[] key = keys.getKey("desk", own.password().toCharArray()).getEncoded();
        Path pem =
                Files.writeString(
                        folder.resolve("desk.key"),
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder().encodeToString(key)
                                + "\n-----END PRIVATE KEY-----\n");
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("desk", keys.getCertificate("desk"));
        trust.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);

        int port = Ports.free();
        URI address = URI.create("https://127.0.0.1:" + port);
        DeskPlace place =
                new DeskPlace(
                        new InetSocketAddress("127.0.0.1", port),
                        address,
                        new DeskPlace.TlsFiles(own.certificate(), pem),
                        null);
        List<String> links = new ArrayList<>();
        LinkSignIn link = new LinkSignIn("wang", links::add);
        link.next();
        try (DeskServer server = server(place, link)) {
            HttpResponse<String> entered =
                    HttpClient.newBuilder()
                            .sslContext(client)
                            .build()
                            .send(
                                    HttpRequest.newBuilder(
                                                    address.resolve(
                                                            "/signin/link?t=" + links.get(0)))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(entered.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(entered.statusCode()).isEqualTo(303);
            assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-desk=")
                    .contains("; Secure");
        }
    }
}
