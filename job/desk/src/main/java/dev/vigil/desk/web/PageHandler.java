package dev.vigil.desk.web;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;

/** Answers who is signed in, or signs in. Runs on worker threads. */
final class PageHandler {
    /** Of requests that a page makes by itself: the state whose news it asks for. */
    private static final HttpString REFRESH = new HttpString("Desk-Refresh");

    private static final Duration READER_PATIENCE = Duration.ofSeconds(30);

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String SIGN_IN = "/signin";
    private static final String LINK = "/signin/link";
    private static final String SIGN_OUT = "/signout";
    private static final String CHOICE = "/choice";
    private static final String AS_OWNER = "/as-owner";

    private static final int MOST_OF_PARTY = 200;

    private final Routes routes;
    private final WebSessions sessions;
    private final LinkSignIn signIn;
    private final LiveState state;
    private final Assets assets;
    private final InstantSource clock;
    private final Consumer<String> warn;
    private final Pages pages = new Pages();
    private final SharedAnswers shared = new SharedAnswers(System::nanoTime);
    private final FileAnswers files = new FileAnswers(READER_PATIENCE);

    /**
     * @param warn gets what failed
     */
    PageHandler(
            Routes routes,
            WebSessions sessions,
            LinkSignIn signIn,
            LiveState state,
            Assets assets,
            InstantSource clock,
            Consumer<String> warn) {
        this.routes = routes;
        this.sessions = sessions;
        this.signIn = signIn;
        this.state = state;
        this.assets = assets;
        this.clock = clock;
        this.warn = warn;
    }

    /** The session that a request is of. */
    Optional<WebSession> session(HttpServerExchange exchange) {
        boolean isPerson = !exchange.getRequestHeaders().contains(REFRESH);
        return token(exchange).flatMap(token -> sessions.of(token, isPerson));
    }

    /** The same for a stream, which browsers open by themselves. */
    Optional<WebSession> sessionOfStream(HttpServerExchange exchange) {
        return token(exchange).flatMap(token -> sessions.of(token, false));
    }

    /** Cookies are of a host, not of a port: two desks on one machine have two names. */
    private static String cookie(HttpServerExchange exchange) {
        return "desk-" + exchange.getDestinationAddress().getPort();
    }

    private Optional<String> token(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestCookie(cookie(exchange)))
                .map(it -> it.getValue());
    }

    /**
     * Answers, whatever fails meanwhile.
     *
     * @param body of a POST
     */
    void answer(HttpServerExchange exchange, byte[] body) throws IOException {
        Request request = new Request(exchange, session(exchange).orElse(null), body);
        try {
            send(request, answer(request));
        } catch (JdbiException | StoreException e) {
            failed(request, StatusCodes.SERVICE_UNAVAILABLE, "error.503", e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // One page must not stop the others.
            failed(request, StatusCodes.INTERNAL_SERVER_ERROR, "error.500", e.toString());
        }
    }

    private void failed(Request request, int status, String key, String why) {
        warn.accept(request.id + " " + request.exchange.getRequestURI() + ": " + why);
        if (!request.exchange.isResponseStarted()) {
            refuse(request, status, request.text.text(key));
        }
    }

    /** How large the body of a request may be, in bytes: a file of those who may send one. */
    int mostBytes(HttpServerExchange exchange) {
        Visitor visitor = session(exchange).map(WebSession::visitor).orElse(null);
        return routes.post(exchange.getRequestURI())
                .filter(match -> visitor != null && visitor.hasAny(match.roles()))
                .map(match -> match.target().mostBytes())
                .orElse(DeskServer.MOST_BYTES);
    }

    /** A sentence in the visitor's language, as a page. */
    void refuse(HttpServerExchange exchange, int status, String key, Object... arguments) {
        Request request = new Request(exchange, session(exchange).orElse(null), new byte[0]);
        refuse(request, status, request.text.text(key, arguments));
    }

    /** One request while it is answered. */
    private final class Request {
        final HttpServerExchange exchange;
        final WebSession session;
        final byte[] body;
        final PageText text;
        final String id = UUID.randomUUID().toString();
        final String mark = state.mark();

        Request(HttpServerExchange exchange, WebSession session, byte[] body) {
            this.exchange = exchange;
            this.session = session;
            this.body = body;
            PageLanguage chosen = session == null ? null : session.language();
            PageLanguage language =
                    chosen == null
                            ? SpokenLanguage.of(
                                    exchange.getRequestHeaders().getFirst(Headers.ACCEPT_LANGUAGE))
                            : chosen;
            ZoneId zone = session == null ? null : session.zone();
            text =
                    new PageText(
                            Messages.of(language), zone == null ? SHANGHAI : zone, clock.millis());
        }

        Visitor visitor() {
            return session == null ? null : session.visitor();
        }

        /** True where a tab asks by itself, as rows have changed. */
        boolean isRefresh() {
            return exchange.getRequestHeaders().contains(REFRESH);
        }

        /**
         * The state that the tab knows of, by the tick of this desk or of another one of the store:
         * what was made for an older one may lack its rows.
         */
        String state() {
            return exchange.getRequestHeaders().getFirst(REFRESH);
        }

        boolean isPost() {
            return exchange.getRequestMethod().equals(Methods.POST);
        }

        String path() {
            return exchange.getRequestURI();
        }

        Map<String, List<String>> query() {
            Map<String, List<String>> query = new HashMap<>();
            exchange.getQueryParameters()
                    .forEach((name, values) -> query.put(name, new ArrayList<>(values)));
            return query;
        }

        Optional<String> query(String name) {
            return Optional.ofNullable(exchange.getQueryParameters().get(name))
                    .map(values -> values.getFirst());
        }
    }

    // Which answer ----------------------------------------------------------------------------

    private Answer answer(Request request) {
        if (request.path().equals(LINK)) {
            return signIn(request);
        }
        if (request.path().equals(SIGN_IN) || request.session == null) {
            return signInPage(request);
        }
        return request.isPost() ? post(request) : get(request);
    }

    private Answer signIn(Request request) {
        Optional<Visitor> visitor = request.query("t").flatMap(signIn::take);
        if (visitor.isEmpty()) {
            return Answer.refused(StatusCodes.FORBIDDEN, request.text.text("signin.used"));
        }
        setCookie(request.exchange, sessions.begin(visitor.get()), "");
        return Answer.to(routes.home(visitor.get()).orElse("/"));
    }

    private static Answer signInPage(Request request) {
        return Answer.again(
                request.path().equals(SIGN_IN) ? StatusCodes.OK : StatusCodes.UNAUTHORIZED,
                request.text.text("signin.title"),
                "answers/signin.jte",
                new RefusalView(request.text.text("signin.link"), request.id));
    }

    private void setCookie(HttpServerExchange exchange, String token, String more) {
        // Lax: with Strict a person who follows a link in a mail would not be signed in.
        exchange.getResponseHeaders()
                .add(
                        Headers.SET_COOKIE,
                        cookie(exchange) + "=" + token + "; Path=/; HttpOnly; SameSite=Lax" + more);
    }

    private Answer get(Request request) {
        if (request.path().equals(CHOICE)) {
            return choice(request);
        }
        Optional<Routes.Match<DeskScreen>> match = routes.screen(request.path());
        if (match.isEmpty()) {
            return routes.post(request.path()).isPresent()
                    ? wrongMethod(request, Methods.POST_STRING)
                    : notFound(request);
        }
        if (!request.visitor().hasAny(match.get().roles())) {
            Optional<String> home = routes.home(request.visitor()).filter(it -> !it.equals("/"));
            return request.path().equals("/") && home.isPresent()
                    ? Answer.to(home.get())
                    : wrongRole(request, match.get().roles());
        }
        Visit visit = visit(request, match.get().places(), Map.of());
        return request.isRefresh()
                ? shared.of(request.state(), key(request), () -> match.get().target().get(visit))
                : match.get().target().get(visit);
    }

    private static SharedAnswers.Key key(Request request) {
        return new SharedAnswers.Key(
                request.path() + "?" + request.exchange.getQueryString(),
                request.visitor(),
                request.text.language(),
                request.text.zone());
    }

    private Answer post(Request request) {
        HttpServerExchange exchange = request.exchange;
        if (!RequestOrigin.isOwnForm(exchange)) {
            return Answer.refused(StatusCodes.FORBIDDEN, request.text.text("error.403.origin"));
        }
        Map<String, List<String>> form;
        try {
            form =
                    new HashMap<>(
                            FormFields.of(
                                    exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE),
                                    request.body));
        } catch (IllegalArgumentException e) {
            return Answer.refused(StatusCodes.BAD_REQUEST, e.getMessage());
        }
        List<String> csrf = Optional.ofNullable(form.remove("csrf")).orElse(List.of(""));
        if (!request.session.isCsrf(csrf.get(0))) {
            return Answer.refused(StatusCodes.FORBIDDEN, request.text.text("error.403.token"));
        }
        if (request.path().equals(SIGN_OUT)) {
            token(exchange).ifPresent(sessions::end);
            setCookie(exchange, "", "; Max-Age=0");
            return Answer.to(SIGN_IN);
        }
        if (request.path().equals(AS_OWNER)) {
            return asOwner(request, form);
        }
        Optional<Routes.Match<DeskPost>> match = routes.post(request.path());
        if (match.isEmpty()) {
            return routes.screen(request.path()).isPresent()
                    ? wrongMethod(request, Methods.GET_STRING)
                    : notFound(request);
        }
        if (!request.visitor().hasAny(match.get().roles())) {
            return wrongRole(request, match.get().roles());
        }
        return match.get().target().post(visit(request, match.get().places(), form));
    }

    /**
     * A person alone on one machine tries what an owner sees, or is itself again; with other people
     * an owner signs in as one.
     */
    private Answer asOwner(Request request, Map<String, List<String>> form) {
        if (!request.visitor().isAlone()) {
            return Answer.refused(StatusCodes.FORBIDDEN, request.text.text("error.403.alone"));
        }
        String party = form.getOrDefault("party", List.of("")).get(0).strip();
        if (party.length() > MOST_OF_PARTY) {
            return Answer.refused(
                    StatusCodes.BAD_REQUEST, request.text.text("fault.long", MOST_OF_PARTY));
        }
        Visitor visitor =
                party.isEmpty() ? request.visitor().itself() : request.visitor().asOwner(party);
        token(request.exchange).ifPresent(sessions::end);
        setCookie(request.exchange, sessions.begin(visitor), "");
        return Answer.to(routes.home(visitor).orElse("/"));
    }

    /** What a person chooses is kept for the session. */
    private static Answer choice(Request request) {
        request.query("lang")
                .ifPresent(
                        tag -> {
                            for (PageLanguage language : PageLanguage.values()) {
                                if (language.tag().equals(tag)) {
                                    request.session.choose(language);
                                }
                            }
                        });
        request.query("zone").ifPresent(zone -> choose(request.session, zone));
        return Answer.to(request.query("back").filter(OwnAddress::is).orElse("/"));
    }

    private static void choose(WebSession session, String zone) {
        try {
            session.choose(ZoneId.of(zone));
        } catch (DateTimeException e) {
            // The zone before is kept.
        }
    }

    private Visit visit(
            Request request, Map<String, String> places, Map<String, List<String>> form) {
        return new Visit(
                request.exchange.getRequestPath(),
                places,
                request.query(),
                form,
                request.visitor(),
                request.text,
                state.ages(),
                request.exchange.getSourceAddress().getAddress().getHostAddress());
    }

    private static Answer notFound(Request request) {
        return Answer.refused(
                StatusCodes.NOT_FOUND, request.text.text("error.404", request.path()));
    }

    private static Answer wrongMethod(Request request, String expected) {
        request.exchange.getResponseHeaders().put(Headers.ALLOW, expected);
        return Answer.refused(
                StatusCodes.METHOD_NOT_ALLOWED,
                request.text.text(
                        "error.405", expected, request.exchange.getRequestMethod().toString()));
    }

    private static Answer wrongRole(Request request, Set<DeskRole> roles) {
        return Answer.refused(
                StatusCodes.FORBIDDEN,
                request.text.text(
                        "error.403.role",
                        names(request.text, roles),
                        names(request.text, request.visitor().roles())));
    }

    private static String names(PageText text, Set<DeskRole> roles) {
        return roles.stream().sorted().map(text::code).collect(Collectors.joining(", "));
    }

    // How it is sent --------------------------------------------------------------------------

    private void send(Request request, Answer answer) throws IOException {
        if (answer instanceof Answer.Page page) {
            html(request, page);
        } else if (answer instanceof Answer.Elsewhere elsewhere) {
            request.exchange.setStatusCode(StatusCodes.SEE_OTHER);
            request.exchange.getResponseHeaders().put(Headers.LOCATION, elsewhere.path());
            request.exchange.endExchange();
        } else if (answer instanceof Answer.Refusal refusal) {
            refuse(request, refusal.status(), refusal.sentence());
        } else if (answer instanceof Answer.Download download) {
            if (!files.send(request.exchange, request.session, download)) {
                refuse(
                        request,
                        StatusCodes.TOO_MANY_REQUESTS,
                        request.text.text("error.429.file"));
            }
        }
    }

    private void refuse(Request request, int status, String sentence) {
        html(
                request,
                new Answer.Page(
                        status,
                        request.text.text("error.title"),
                        "answers/refusal.jte",
                        new RefusalView(sentence, request.id)));
    }

    private void html(Request request, Answer.Page page) {
        HttpServerExchange exchange = request.exchange;
        byte[] html =
                pages.html(page, frame(request, page.title())).getBytes(StandardCharsets.UTF_8);
        exchange.setStatusCode(page.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.getResponseSender().send(ByteBuffer.wrap(html));
    }

    private Frame frame(Request request, String title) {
        HttpServerExchange exchange = request.exchange;
        String query = exchange.getQueryString();
        boolean isLink = request.path().startsWith(SIGN_IN);
        String here =
                request.isPost() || isLink
                        ? "/"
                        : request.path() + (query.isEmpty() ? "" : "?" + query);
        Visitor visitor = request.visitor();
        return new Frame(
                request.text,
                title,
                here,
                visitor,
                request.session == null ? "" : request.session.csrf(),
                state.ages(),
                routes.links(visitor, request.path(), state.counts()),
                assets::address,
                post -> routes.permits(visitor, post),
                request.mark);
    }
}
