package dev.vigil.desk.web;

import dev.vigil.desk.DeskPages;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import dev.vigil.desk.oidc.OidcOptions;
import dev.vigil.desk.oidc.OidcSignIn;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.ProxySignIn;
import dev.vigil.desk.sign.RoleMap;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.Store;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A desk's server with any way of signing in, and people who are signed in to it. */
public final class SignedInDesk implements AutoCloseable {
    /** How people sign in. */
    public enum Way {
        LINK,
        OIDC,
        PROXY
    }

    static final String SECRET = "a secret of the proxy and of the desk";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final RoleMap ROLES =
            RoleMap.of(
                    Arrays.stream(DeskRole.values())
                            .map(role -> role.name() + "=" + role.name().toLowerCase())
                            .toList());

    /** Follows no redirect, keeps no cookie. */
    static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    final List<String> warnings = new CopyOnWriteArrayList<>();
    final SignIn signIn;
    final WebSessions sessions;
    private final Way way;
    private final URI address;
    private final DeskServer server;

    /**
     * A person in its browser.
     *
     * @param headers that each request has
     */
    public record Person(String csrf, List<String> headers) {}

    public SignedInDesk(Way way, Store store, Routes routes) throws IOException {
        this(way, store, routes, address -> options(URI.create("http://127.0.0.1:1"), address));
    }

    /**
     * @param nanos that rates go by
     */
    SignedInDesk(Way way, Store store, Routes routes, LongSupplier nanos) throws IOException {
        this(
                way,
                store,
                routes,
                address -> options(URI.create("http://127.0.0.1:1"), address),
                Ports.free(),
                InstantSource.system(),
                nanos);
    }

    /**
     * @param options of a provider, for the desk's address
     */
    SignedInDesk(Way way, Store store, Routes routes, Function<URI, OidcOptions> options)
            throws IOException {
        this(way, store, routes, options, Ports.free());
    }

    SignedInDesk(Way way, Store store, Routes routes, Function<URI, OidcOptions> options, int port)
            throws IOException {
        this(way, store, routes, options, port, InstantSource.system(), System::nanoTime);
    }

    /**
     * All of a desk's pages, at a time of the test's.
     *
     * @param clock that pages and acts go by; sessions go by the machine's
     */
    public static SignedInDesk whole(Store store, InstantSource clock) throws IOException {
        HealthSources nothing =
                new HealthSources(Optional::empty, Optional::empty, List::of, Optional::empty);
        WritingParties parties = WritingParties.open();
        return new SignedInDesk(
                Way.OIDC,
                store,
                new Routes(
                        DeskPages.screens(store, nothing, parties),
                        DeskPages.posts(store, parties)),
                address -> options(URI.create("http://127.0.0.1:1"), address),
                Ports.free(),
                clock,
                System::nanoTime);
    }

    private SignedInDesk(
            Way way,
            Store store,
            Routes routes,
            Function<URI, OidcOptions> options,
            int port,
            InstantSource clock,
            LongSupplier nanos)
            throws IOException {
        this.way = way;
        address = URI.create("http://127.0.0.1:" + port);
        signIn =
                switch (way) {
                    case LINK -> new LinkSignIn("wang", link -> {});
                    case PROXY -> new ProxySignIn(SECRET, ROLES);
                    case OIDC -> new OidcSignIn(options.apply(address), InstantSource.system());
                };
        sessions =
                new WebSessions(
                        store, signIn, HOUR, HOUR, InstantSource.system(), (inside, visitor) -> {});
        server =
                new DeskServer(
                        new DeskPlace(
                                new InetSocketAddress("127.0.0.1", port),
                                way == Way.LINK ? null : address,
                                null,
                                way == Way.PROXY ? PeerAddresses.of(List.of("127.0.0.1")) : null),
                        routes,
                        sessions,
                        signIn,
                        new LiveState(
                                now -> Ages.unknown(),
                                Map::of,
                                () -> new Changes(Set.of(), Set.of()),
                                clock,
                                System::nanoTime),
                        clock,
                        nanos,
                        warnings::add);
    }

    static OidcOptions options(URI issuer, URI desk) {
        return new OidcOptions(
                issuer,
                "vigil-desk",
                null,
                "openid profile",
                "groups",
                RoleMap.of(List.of("handlers=handler", "leads=lead")),
                null,
                desk);
    }

    /** Who may send a form to an address. */
    public static Set<DeskRole> poster(Routes routes, String address) {
        return routes.post(address).orElseThrow().roles();
    }

    /** Who may see the page of an address. */
    public static Set<DeskRole> reader(Routes routes, String address) {
        return routes.screen(address).orElseThrow().roles();
    }

    public URI address() {
        return address;
    }

    String cookieName() {
        return "desk-" + address.getPort();
    }

    /** Signs a person in. */
    public Person person(String name, DeskRole role) throws Exception {
        if (way == Way.PROXY) {
            List<String> headers = proxied(name, role.name());
            String cookie = cookie(send(get("/signin", headers)));
            return person(cookie, headers);
        }
        String kind = way == Way.LINK ? "link:" : "oidc:";
        return person(new Visitor(kind + name, name, Set.of(role), "party-1"));
    }

    /** The same of one who has signed in at a provider. */
    public Person person(Visitor visitor) {
        String token = sessions.begin(visitor, Instant.now().toEpochMilli(), null);
        return person(cookieName() + "=" + token, List.of());
    }

    private Person person(String cookie, List<String> headers) {
        String token = cookie.substring(cookie.indexOf('=') + 1);
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of("Cookie", cookie));
        return new Person(sessions.of(token, true).orElseThrow().csrf(), all);
    }

    /** What the proxy adds. */
    static List<String> proxied(String user, String groups) {
        return List.of(
                ProxySignIn.SECRET, SECRET,
                ProxySignIn.USER, user,
                ProxySignIn.GROUPS, groups,
                ProxySignIn.PARTY, "party-1");
    }

    /** The last cookie that an answer sets, as a request has it. */
    static String cookie(HttpResponse<?> answer) {
        List<String> set = answer.headers().allValues("Set-Cookie");
        return set.get(set.size() - 1).replaceAll(";.*", "");
    }

    HttpRequest.Builder get(String path, List<String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Await.PATIENCE)
                        .header("Accept-Language", "en");
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return request;
    }

    HttpRequest.Builder form(String path, String fields, List<String> headers) {
        return get(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The status of a page. */
    public int get(String path, Person person) throws Exception {
        return send(get(path, person.headers())).statusCode();
    }

    /** A page. */
    public HttpResponse<String> page(String path, Person person) throws Exception {
        return send(get(path, person.headers()));
    }

    /**
     * What a form answers that is sent from a page of this desk, with the person's token.
     *
     * @param fields values of each in turn
     */
    public HttpResponse<String> post(String path, Person person, Map<String, List<String>> fields)
            throws Exception {
        StringBuilder form = new StringBuilder("csrf=" + person.csrf());
        fields.forEach(
                (name, values) ->
                        values.forEach(
                                value ->
                                        form.append('&')
                                                .append(encoded(name))
                                                .append('=')
                                                .append(encoded(value))));
        return send(
                form(path, form.toString(), person.headers()).header("Origin", address.toString()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What it has warned of: pages that failed. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The status of a form with this token. */
    public int post(String path, Person person, String csrf, String origin) throws Exception {
        return send(form(path, "csrf=" + csrf + "&request=request-0001", person.headers())
                        .header("Origin", origin))
                .statusCode();
    }

    @Override
    public void close() {
        server.close();
    }
}
