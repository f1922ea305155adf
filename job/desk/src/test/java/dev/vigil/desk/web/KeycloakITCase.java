package dev.vigil.desk.web;

import static dev.vigil.desk.web.SignedInDesk.HTTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.desk.oidc.OidcOptions;
import dev.vigil.desk.oidc.OidcSignIn;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.RoleMap;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.SignedInDesk.Way;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.Ports;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sign-in with a provider that we have not written: Keycloak, in a process of its own. Cases don't
 * rest on each other; the one that kills it is the last, as the next one would start it again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakITCase {
    private static final String SECRET = "the secret of the desk";
    private static final String PASSWORD = "a-password";

    @TempDir private static Path folder;

    private static TestingKeycloak keycloak;
    private static Store store;
    private static Path archive;
    private static int port;
    private SignedInDesk desk;

    private record Shown(String path, Set<DeskRole> roles, boolean isSensitive)
            implements DeskScreen {
        @Override
        public Answer get(Visit visit) {
            Visitor visitor = visit.visitor();
            return Answer.page(
                    "Shown",
                    "answers/refusal.jte",
                    new RefusalView(
                            visitor.name() + " " + visitor.roles() + " " + visitor.party(),
                            visitor.actor(),
                            null));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> found = TestingKeycloak.archive();
        Assumptions.assumeTrue(
                found.isPresent(),
                "no Keycloak: mvn dependency:copy"
                        + " -Dartifact=org.keycloak:keycloak-quarkus-dist:26.4.0:zip"
                        + " -DoutputDirectory=target/keycloak for this test");
        archive = found.get();
        port = Ports.free();
        store = TestingStores.SQLITE.open(folder);
        keycloak = TestingKeycloak.start(archive, realm(port), folder);
    }

    @AfterAll
    static void end() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    /** Sign-ins are limited by address: each test has a desk of its own, at the same one. */
    @BeforeEach
    void serve() throws Exception {
        if (!keycloak.isAlive()) {
            keycloak = TestingKeycloak.start(archive, realm(port), folder);
        }
        desk =
                new SignedInDesk(
                        Way.OIDC,
                        store,
                        new Routes(
                                List.of(
                                        new Shown("/", DeskRole.STAFF, false),
                                        new Shown("/export", DeskRole.STAFF, true),
                                        new Shown("/owner", Set.of(DeskRole.OWNER), false)),
                                List.of()),
                        address ->
                                new OidcOptions(
                                        keycloak.issuer(),
                                        "vigil-desk",
                                        SECRET,
                                        "openid profile",
                                        "realm_access.roles",
                                        RoleMap.of(
                                                List.of(
                                                        "vigil-handler=handler",
                                                        "vigil-lead=lead",
                                                        "vigil-owner=owner")),
                                        "party",
                                        address),
                        port);
    }

    @AfterEach
    void stop() {
        assertThat(desk.warnings).noneMatch(line -> line.contains("eyJ"));
        desk.close();
    }

    private static String user(String name, String role) {
        return """
               {"username": "%s", "enabled": true, "firstName": "%s", "lastName": "Lee",
                "email": "%s@site.example", "emailVerified": true,
                "credentials": [{"type": "password", "value": "%s"}],
                "attributes": {"party": ["studio-7"]}, "realmRoles": ["%s"]}"""
                .formatted(name, name.toUpperCase(), name, PASSWORD, role);
    }

    private static String realm(int port) {
        String desk = "http://127.0.0.1:" + port;
        String roles =
                List.of("vigil-handler", "vigil-lead", "vigil-owner", "visitor").stream()
                        .map(it -> "{\"name\": \"" + it + "\"}")
                        .collect(Collectors.joining(", "));
        return """
               {"realm": "vigil", "enabled": true, "sslRequired": "none",
                "roles": {"realm": [%s]},
                "users": [%s, %s, %s, %s],
                "clients": [
                 {"clientId": "another", "publicClient": true, "redirectUris": ["%s/signin/callback"]},
                 {"clientId": "vigil-desk", "publicClient": false, "secret": "%s",
                  "redirectUris": ["%s/signin/callback"],
                  "attributes": {"pkce.code.challenge.method": "S256",
                   "post.logout.redirect.uris": "%s/signin",
                   "backchannel.logout.url": "%s/signin/backchannel",
                   "backchannel.logout.session.required": "true"},
                  "protocolMappers": [
                   {"name": "roles", "protocol": "openid-connect",
                    "protocolMapper": "oidc-usermodel-realm-role-mapper",
                    "config": {"claim.name": "realm_access.roles", "jsonType.label": "String",
                     "multivalued": "true", "id.token.claim": "true"}},
                   {"name": "party", "protocol": "openid-connect",
                    "protocolMapper": "oidc-usermodel-attribute-mapper",
                    "config": {"user.attribute": "party", "claim.name": "party",
                     "jsonType.label": "String", "id.token.claim": "true"}}]}]}
               """
                .formatted(
                        roles,
                        user("wang", "vigil-handler"),
                        user("li", "vigil-lead"),
                        user("studio", "vigil-owner"),
                        user("guest", "visitor"),
                        desk,
                        SECRET,
                        desk,
                        desk,
                        desk);
    }

    // A browser -------------------------------------------------------------------------------

    /** Goes where it is led, from the desk to the provider and back. */
    private static final class Browser {
        /** By port: both are on one host. */
        final Map<Integer, Map<String, String>> cookies = new HashMap<>();

        HttpResponse<String> get(URI uri) throws Exception {
            return send(uri, HttpRequest.newBuilder(uri));
        }

        private HttpResponse<String> send(URI uri, HttpRequest.Builder request) throws Exception {
            Map<String, String> jar = cookies.computeIfAbsent(uri.getPort(), it -> new HashMap<>());
            if (!jar.isEmpty()) {
                request.header(
                        "Cookie",
                        jar.entrySet().stream()
                                .map(it -> it.getKey() + "=" + it.getValue())
                                .collect(Collectors.joining("; ")));
            }
            request.header("Accept-Language", "en").timeout(Await.PATIENCE);
            HttpResponse<String> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String set : answer.headers().allValues("Set-Cookie")) {
                String[] pair = set.replaceAll(";.*", "").split("=", 2);
                if (set.contains("Max-Age=0")) {
                    jar.remove(pair[0]);
                } else {
                    jar.put(pair[0], pair[1]);
                }
            }
            return answer;
        }

        /** Along redirects, up to an address that the test is about. */
        HttpResponse<String> follow(URI uri, String until) throws Exception {
            HttpResponse<String> answer = get(uri);
            URI at = uri;
            for (int i = 0; i < 10 && answer.statusCode() / 100 == 3; i++) {
                at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
                if (until != null && at.getPath().equals(until)) {
                    return answer;
                }
                answer = get(at);
            }
            return answer;
        }

        /** Sends the form of a page of the provider; it leads to the desk, as a rule. */
        HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> values)
                throws Exception {
            Element form = Jsoup.parse(page.body(), page.uri().toString()).select("form").first();
            assertThat(form).as(page.body()).isNotNull();
            Map<String, String> fields = new HashMap<>();
            for (Element field : form.select("input[name]")) {
                fields.put(field.attr("name"), field.attr("value"));
            }
            fields.putAll(values);
            String body =
                    fields.entrySet().stream()
                            .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                            .collect(Collectors.joining("&"));
            URI action = URI.create(form.absUrl("action"));
            return send(
                    action,
                    HttpRequest.newBuilder(action)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI at(String path) {
        return desk.address().resolve(path);
    }

    /** Where the provider leads a person who has signed in: not asked for yet. */
    private URI signedIn(Browser browser, String user, URI start) throws Exception {
        HttpResponse<String> login = browser.follow(start, null);
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        HttpResponse<String> back =
                browser.submit(login, Map.of("username", user, "password", PASSWORD));
        assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
        return URI.create(back.headers().firstValue("Location").orElseThrow());
    }

    private Document enter(Browser browser, String user) throws Exception {
        return Jsoup.parse(browser.follow(signedIn(browser, user, at("/")), null).body());
    }

    private static String said(Document page) {
        return page.select("main p").get(0).text();
    }

    /** The address of the provider that a sign-in begins with. */
    private URI asked(Browser browser) throws Exception {
        HttpResponse<String> start = browser.get(at("/signin/oidc"));
        return URI.create(start.headers().firstValue("Location").orElseThrow());
    }

    // Cases -----------------------------------------------------------------------------------

    @Test
    void peopleHaveTheRolesOfTheirGroups() throws Exception {
        assertThat(said(enter(new Browser(), "wang"))).isEqualTo("WANG Lee [HANDLER] null");
        assertThat(said(enter(new Browser(), "li"))).isEqualTo("LI Lee [LEAD] null");
        assertThat(said(enter(new Browser(), "studio"))).isEqualTo("STUDIO Lee [OWNER] studio-7");
        assertThat(said(enter(new Browser(), "guest"))).contains("a role at the desk");
    }

    @Test
    void whatIsChangedOnTheWayIsRefused() throws Exception {
        // Another nonce than the browser has kept, another verifier, another client.
        for (String change :
                List.of("nonce=other", "code_challenge=" + "x".repeat(43), "client_id=another")) {
            Browser browser = new Browser();
            String name = change.substring(0, change.indexOf('='));
            String asked = asked(browser).toString().replaceAll(name + "=[^&]+", change);
            URI back = signedIn(browser, "wang", URI.create(asked));
            assertThat(browser.get(back).statusCode()).as(change).isEqualTo(403);
            assertThat(browser.get(at("/")).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void aCodeAndAStateAreWorthOneSignIn() throws Exception {
        Browser browser = new Browser();
        URI back = signedIn(browser, "wang", at("/"));
        Map<String, String> kept = new HashMap<>(browser.cookies.get(port));
        assertThat(new Browser().get(back).statusCode()).isEqualTo(403);
        assertThat(browser.get(back).statusCode()).isEqualTo(303);
        Browser thief = new Browser();
        thief.cookies.put(port, kept);
        HttpResponse<String> again = thief.get(back);
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(desk.warnings).anyMatch(line -> line.contains("invalid_grant"));
    }

    @Test
    void whoHasJustSignedInMayDoWhatNoOtherPersonMay() throws Exception {
        Browser browser = new Browser();
        enter(browser, "li");
        assertThat(browser.get(at("/export")).statusCode()).isEqualTo(200);
        // As it would be in five minutes.
        String actor = Jsoup.parse(browser.get(at("/")).body()).select("main small").text();
        String token =
                desk.sessions.begin(
                        new Visitor(
                                actor.replaceAll("^Request ", ""),
                                "LI Lee",
                                Set.of(DeskRole.LEAD),
                                null),
                        System.currentTimeMillis() - 400_000,
                        null);
        browser.cookies.get(port).put(desk.cookieName(), token);
        assertThat(browser.get(at("/export")).statusCode()).isEqualTo(303);
        HttpResponse<String> shown = browser.follow(at("/export"), null);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.uri().getPath()).isEqualTo("/export");
        assertThat(browser.cookies.get(port).get(desk.cookieName())).isNotEqualTo(token);
    }

    @Test
    void whoSignsOutIsSignedOutOfBoth() throws Exception {
        Browser browser = new Browser();
        Document page = enter(browser, "wang");
        String csrf = page.select("input[name=csrf]").attr("value");
        HttpResponse<String> out =
                browser.send(
                        at("/signout"),
                        HttpRequest.newBuilder(at("/signout"))
                                .header("Origin", desk.address().toString())
                                .POST(HttpRequest.BodyPublishers.ofString("csrf=" + csrf)));
        assertThat(out.headers().firstValue("Location")).contains("/signin/out");
        String refresh =
                browser.get(at("/signin/out")).headers().firstValue("Refresh").orElseThrow();
        HttpResponse<String> asked = browser.get(URI.create(refresh.replaceFirst("0; url=", "")));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        HttpResponse<String> done = browser.submit(asked, Map.of("confirmLogout", "1"));
        assertThat(done.headers().firstValue("Location")).contains(at("/signin").toString());
        assertThat(browser.follow(at("/"), null).body()).contains("name=\"password\"");
    }

    /** Of one person with several browsers the provider names one, in the one token it sends. */
    @Test
    void whomTheProviderSignsOutIsSignedOutOfEachBrowser() throws Exception {
        Browser wang = new Browser();
        Browser phone = new Browser();
        Browser li = new Browser();
        enter(wang, "wang");
        enter(phone, "wang");
        enter(li, "li");
        assertThat(wang.get(at("/")).statusCode()).isEqualTo(200);
        keycloak.signOut("wang");
        for (Browser one : List.of(wang, phone)) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () ->
                                    assertThat(one.get(at("/")).statusCode())
                                            .as("%s", desk.warnings)
                                            .isEqualTo(303));
        }
        assertThat(li.get(at("/")).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewKeyOfTheProviderIsTaken() throws Exception {
        enter(new Browser(), "wang");
        keycloak.rotateKey();
        assertThat(said(enter(new Browser(), "wang"))).isEqualTo("WANG Lee [HANDLER] null");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whileTheProviderIsDeadThoseWhoAreSignedInGoOn() throws Exception {
        Browser browser = new Browser();
        enter(browser, "wang");
        URI back = signedIn(new Browser(), "li", at("/"));
        Browser other = new Browser();
        asked(other);
        keycloak.kill();
        OidcSignIn signIn = (OidcSignIn) desk.signIn;
        signIn.look();
        assertThat(signIn.state().answers()).isFalse();
        assertThat(browser.get(at("/")).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = new Browser().get(at("/signin/oidc"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(said(Jsoup.parse(refused.body()))).startsWith("No sign-in is possible");
        assertThat(other.get(back).statusCode()).isEqualTo(403);
    }
}
