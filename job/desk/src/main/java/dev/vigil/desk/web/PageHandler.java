package dev.vigil.desk.web;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.StoreException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.JdbiException;

/** Answers who is signed in, or signs in. Runs on worker threads. */
final class PageHandler {
    private static final Duration READER_PATIENCE = Duration.ofSeconds(30);

    private static final String SIGN_OUT = "/signout";
    private static final String CHOICE = "/choice";
    private static final String AS_OWNER = "/as-owner";

    private static final int MOST_OF_PARTY = 200;

    private final Routes routes;
    private final WebSessions sessions;
    private final Entrance entrance;
    private final SignInPages signIn;
    private final DeskRates rates;
    private final RequestOrigin origin;
    private final LiveState state;
    private final Assets assets;
    private final InstantSource clock;
    private final Consumer<String> warn;
    private final Pages pages = new Pages();
    private final SharedAnswers shared = new SharedAnswers(System::nanoTime);
    private final FileAnswers files = new FileAnswers(READER_PATIENCE);

    /**
     * @param clock that pages count by
     * @param nanos a clock that is never set, in ns, which rates go by; it may wrap around
     * @param warn gets what failed
     */
    PageHandler(
            Routes routes,
            WebSessions sessions,
            SignIn signIn,
            DeskPlace place,
            LiveState state,
            Assets assets,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<String> warn) {
        this.routes = routes;
        this.sessions = sessions;
        this.state = state;
        this.assets = assets;
        this.clock = clock;
        this.warn = warn;
        rates = new DeskRates(nanos);
        origin = new RequestOrigin(place);
        entrance = new Entrance(sessions, signIn, place, rates);
        this.signIn =
                SignInPages.of(
                        signIn, sessions, entrance, rates, origin, InstantSource.system(), warn);
    }

    /** What is done on a request once it is known whose it is. */
    interface Next {
        /**
         * @param session null where no person is signed in
         */
        void go(HttpServerExchange exchange, WebSession session) throws Exception;
    }

    /** What is done on a request that is turned away. */
    interface Refused {
        /**
         * @param session null where no person is signed in
         */
        void turn(HttpServerExchange exchange, WebSession session, TurnedAway why);
    }

    /**
     * Finds whose a request is, and lets it go on where that one may ask now; else it is turned
     * away.
     *
     * @param isPage false for a stream
     */
    void admit(HttpServerExchange exchange, boolean isPage, Next next, Refused refused)
            throws Exception {
        WebSession session = null;
        try {
            boolean isPost = exchange.getRequestMethod().equals(Methods.POST);
            session = entrance.session(exchange, isPage).orElse(null);
            requireRate(exchange, session, isPost);
        } catch (TurnedAway e) {
            refused.turn(exchange, session, e);
            return;
        } catch (JdbiException | StoreException e) {
            warn.accept(exchange.getRequestURI() + ": " + e.getMessage());
            refused.turn(
                    exchange, null, new TurnedAway(StatusCodes.SERVICE_UNAVAILABLE, "error.503"));
            return;
        }
        next.go(exchange, session);
    }

    private void requireRate(HttpServerExchange exchange, WebSession session, boolean isPost) {
        if (session == null && !rates.takesStranger(origin.network(exchange))) {
            throw TurnedAway.flood(StatusCodes.TOO_MANY_REQUESTS, "error.429.get");
        }
        if (session != null && !rates.takes(session.visitor().actor(), isPost)) {
            throw new TurnedAway(
                    StatusCodes.TOO_MANY_REQUESTS, isPost ? "error.429.post" : "error.429.get");
        }
    }

    /**
     * Answers a request that is turned away.
     *
     * @param session null where no person is signed in
     * @param body of a POST, to be given back; empty where it was not read
     */
    void turnAway(HttpServerExchange exchange, WebSession session, byte[] body, TurnedAway e) {
        PageRequest request = request(exchange, session, body);
        turnAway(request, e);
    }

    private void turnAway(PageRequest request, TurnedAway e) {
        if (e.status() == StatusCodes.TOO_MANY_REQUESTS) {
            boolean isSignIn = e.key().startsWith("signin.");
            request.exchange.getResponseHeaders().put(Headers.RETRY_AFTER, isSignIn ? "60" : "1");
        }
        refuse(request, e.status(), request.text.text(e.key()));
    }

    /** How much is read of a form that is turned away, to be given back; 0 where it is not read. */
    int keptBytes(HttpServerExchange exchange) {
        long length = exchange.getRequestContentLength();
        boolean isForm =
                exchange.getRequestMethod().equals(Methods.POST)
                        && routes.post(exchange.getRequestURI()).isPresent()
                        && origin.isOwnForm(exchange);
        return isForm && length > 0 && length <= KeptForm.MOST_BYTES ? KeptForm.MOST_BYTES : 0;
    }

    /** How long the body of a form may be; 0 where it is not read. */
    int mostBytes(HttpServerExchange exchange, WebSession session) {
        String path = exchange.getRequestURI();
        if (path.startsWith(SignInPages.BELOW)) {
            return SignInPages.MOST_BYTES;
        }
        if (session == null) {
            return keptBytes(exchange);
        }
        return routes.post(path)
                .filter(match -> session.visitor().hasAny(match.roles()))
                .map(match -> match.target().mostBytes())
                .orElse(DeskPost.MOST_BYTES);
    }

    /**
     * Answers, whatever fails meanwhile.
     *
     * @param session null where no person is signed in
     * @param body of a POST
     */
    void answer(HttpServerExchange exchange, WebSession session, byte[] body) throws IOException {
        PageRequest request = request(exchange, session, body);
        answer(request, () -> answer(request));
    }

    /** True for a form with large files, which is read by {@link #take}. */
    boolean isOfFiles(HttpServerExchange exchange, WebSession session) {
        return session != null && FileForm.is(exchange) && filePost(exchange).isPresent();
    }

    /** Of a form with large files, in bytes. */
    long mostFileBytes(HttpServerExchange exchange) {
        return filePost(exchange).map(FileForm::most).orElse(0L);
    }

    private Optional<FilePost> filePost(HttpServerExchange exchange) {
        return routes.post(exchange.getRequestURI())
                .map(Routes.Match::target)
                .filter(FilePost.class::isInstance)
                .map(FilePost.class::cast);
    }

    /** Reads a form with large files, on a thread that may wait, and answers. */
    void take(HttpServerExchange exchange, WebSession session) throws IOException {
        PageRequest request = request(exchange, session, new byte[0]);
        answer(
                request,
                () -> {
                    Answer answer = taken(request, routes.post(request.path()).orElseThrow());
                    if (!exchange.isRequestComplete()) {
                        // What is left of it would be taken for the next request.
                        exchange.setPersistent(false);
                    }
                    return answer;
                });
    }

    private interface Making {
        Answer answer() throws IOException;
    }

    private void answer(PageRequest request, Making making) throws IOException {
        try {
            send(request, making.answer());
        } catch (TurnedAway e) {
            turnAway(request, e);
        } catch (JdbiException | StoreException e) {
            failed(request, StatusCodes.SERVICE_UNAVAILABLE, "error.503", e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // One page must not stop the others.
            failed(request, StatusCodes.INTERNAL_SERVER_ERROR, "error.500", e.toString());
        }
    }

    private PageRequest request(HttpServerExchange exchange, WebSession session, byte[] body) {
        PageRequest request =
                new PageRequest(
                        exchange, session, body, clock.millis(), state.mark(), sessions.names());
        if (request.isPost() && origin.isOwnForm(exchange)) {
            request.keep();
        }
        return request;
    }

    private void failed(PageRequest request, int status, String key, String why) {
        warn.accept(request.id + " " + request.exchange.getRequestURI() + ": " + why);
        if (!request.exchange.isResponseStarted()) {
            refuse(request, status, request.text.text(key));
        }
    }

    /** A sentence in the visitor's language, as a page. */
    void refuse(
            HttpServerExchange exchange,
            WebSession session,
            int status,
            String key,
            Object... arguments) {
        PageRequest request = request(exchange, session, new byte[0]);
        refuse(request, status, request.text.text(key, arguments));
    }

    // Which answer ----------------------------------------------------------------------------

    private Answer answer(PageRequest request) {
        if (request.path().startsWith(SignInPages.BELOW)) {
            return signIn.below(request).orElseGet(() -> notFound(request));
        }
        if (request.path().equals(SignInPages.SIGN_IN) || request.session == null) {
            return signIn.enter(request);
        }
        return request.isPost() ? post(request) : get(request);
    }

    private Answer get(PageRequest request) {
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
        Optional<Answer> again =
                match.get().target().isSensitive() ? signIn.again(request) : Optional.empty();
        if (again.isPresent()) {
            return again.get();
        }
        Visit visit = visit(request, match.get().places(), Map.of());
        return request.isRefresh()
                ? shared.of(request.state(), key(request), () -> match.get().target().get(visit))
                : match.get().target().get(visit);
    }

    private static SharedAnswers.Key key(PageRequest request) {
        return new SharedAnswers.Key(
                request.path() + "?" + request.exchange.getQueryString(),
                request.visitor(),
                request.text.language(),
                request.text.zone());
    }

    private Answer post(PageRequest request) {
        HttpServerExchange exchange = request.exchange;
        if (!origin.isOwnForm(exchange)) {
            return Answer.refused(StatusCodes.FORBIDDEN, request.text.text("error.403.origin"));
        }
        Map<String, List<String>> form;
        try {
            form =
                    new HashMap<>(
                            FormFields.of(
                                    exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE),
                                    request.body));
        } catch (WrongForm e) {
            return Answer.refused(StatusCodes.BAD_REQUEST, request.text.text(e.key()));
        }
        List<String> csrf = Optional.ofNullable(form.remove("csrf")).orElse(List.of(""));
        if (!request.session.isCsrf(csrf.get(0))) {
            return ofAnotherSession(request, form);
        }
        if (request.path().equals(SIGN_OUT)) {
            entrance.leave(exchange);
            return Answer.to(signIn.left());
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
        Optional<Answer> again =
                match.get().target().isSensitive() ? signIn.again(request) : Optional.empty();
        return again.orElseGet(
                () -> match.get().target().post(visit(request, match.get().places(), form)));
    }

    private Answer taken(PageRequest request, Routes.Match<DeskPost> match) throws IOException {
        if (!origin.isOwnForm(request.exchange)) {
            return Answer.refused(StatusCodes.FORBIDDEN, request.text.text("error.403.origin"));
        }
        if (!request.visitor().hasAny(match.roles())) {
            return wrongRole(request, match.roles());
        }
        FilePost target = (FilePost) match.target();
        FileForm form =
                new FileForm(
                        target,
                        fields -> {
                            requireToken(request, fields);
                            return target.begin(visit(request, match.places(), fields));
                        });
        try (form) {
            FilePost.ArrivingFiles taken = form.read(request.exchange);
            if (taken != null) {
                return taken.done();
            }
            requireToken(request, form.fields());
            return target.post(visit(request, match.places(), form.fields()));
        } catch (FileRefused e) {
            return target.again(
                    visit(request, match.places(), form.fields()),
                    e.status(),
                    request.text.text(e.key(), e.arguments()));
        } catch (WrongForm e) {
            return Answer.refused(StatusCodes.BAD_REQUEST, request.text.text(e.key()));
        }
    }

    /** The token is none of the fields afterwards. */
    private static void requireToken(PageRequest request, Map<String, List<String>> fields) {
        List<String> csrf = Optional.ofNullable(fields.remove("csrf")).orElse(List.of(""));
        if (!request.session.isCsrf(csrf.get(0))) {
            throw new FileRefused(StatusCodes.FORBIDDEN, "error.403.token");
        }
    }

    /** What was typed before the person signed in again is not typed twice. */
    private Answer ofAnotherSession(PageRequest request, Map<String, List<String>> form) {
        String said = request.text.text("error.403.token");
        return routes.post(request.path())
                .filter(match -> request.visitor().hasAny(match.roles()))
                .map(
                        match ->
                                match.target()
                                        .again(
                                                visit(request, match.places(), form),
                                                StatusCodes.FORBIDDEN,
                                                said))
                .filter(Answer.Page.class::isInstance)
                .orElseGet(() -> Answer.refused(StatusCodes.FORBIDDEN, said));
    }

    /**
     * A person alone on one machine tries what an owner sees, or is itself again; with other people
     * an owner signs in as one.
     */
    private Answer asOwner(PageRequest request, Map<String, List<String>> form) {
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
        entrance.enter(request.exchange, sessions.begin(visitor));
        return Answer.to(routes.home(visitor).orElse("/"));
    }

    /** What a person chooses is kept for the session. */
    private Answer choice(PageRequest request) {
        request.query("lang")
                .ifPresent(
                        tag -> {
                            for (PageLanguage language : PageLanguage.values()) {
                                if (language.tag().equals(tag)) {
                                    sessions.choose(request.session, language);
                                }
                            }
                        });
        request.query("zone").ifPresent(zone -> choose(request.session, zone));
        return Answer.to(request.query("back").filter(OwnAddress::is).orElse("/"));
    }

    private void choose(WebSession session, String zone) {
        try {
            sessions.choose(session, ZoneId.of(zone));
        } catch (DateTimeException e) {
            // The zone before is kept.
        }
    }

    private Visit visit(
            PageRequest request, Map<String, String> places, Map<String, List<String>> form) {
        return new Visit(
                request.exchange.getRequestPath(),
                places,
                request.query(),
                form,
                request.visitor(),
                request.text,
                state.ages(),
                origin.client(request.exchange).getHostAddress());
    }

    private static Answer notFound(PageRequest request) {
        return Answer.refused(
                StatusCodes.NOT_FOUND, request.text.text("error.404", request.path()));
    }

    private static Answer wrongMethod(PageRequest request, String expected) {
        request.exchange.getResponseHeaders().put(Headers.ALLOW, expected);
        return Answer.refused(
                StatusCodes.METHOD_NOT_ALLOWED,
                request.text.text(
                        "error.405", expected, request.exchange.getRequestMethod().toString()));
    }

    private static Answer wrongRole(PageRequest request, Set<DeskRole> roles) {
        return Answer.wrongRole(request.text, request.visitor(), roles);
    }

    // How it is sent --------------------------------------------------------------------------

    private void send(PageRequest request, Answer answer) throws IOException {
        if (answer instanceof Answer.Page page) {
            html(request, page);
        } else if (answer instanceof Answer.Elsewhere elsewhere) {
            request.exchange.setStatusCode(StatusCodes.SEE_OTHER);
            request.exchange.getResponseHeaders().put(Headers.LOCATION, elsewhere.path());
            request.exchange.endExchange();
        } else if (answer instanceof Answer.Refusal refusal) {
            refuse(request, refusal.status(), refusal.sentence());
        } else if (answer instanceof Answer.Download download) {
            if (!files.send(request.exchange, request.visitor().actor(), download)) {
                request.exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
                refuse(request, StatusCodes.TOO_MANY_REQUESTS, request.text.text("error.429.file"));
            }
        }
    }

    private void refuse(PageRequest request, int status, String sentence) {
        KeptForm kept = request.kept().orElse(null);
        html(
                request,
                new Answer.Page(
                        status,
                        request.text.text(titleKey(status, kept)),
                        "answers/refusal.jte",
                        new RefusalView(sentence, request.id, kept)));
    }

    /** By what it is; a form that is kept can be sent again. */
    private static String titleKey(int status, KeptForm kept) {
        return switch (status) {
            case StatusCodes.NOT_FOUND -> "error.title.404";
            case StatusCodes.FORBIDDEN -> "error.title.403";
            default -> kept == null ? "error.title" : "error.title.kept";
        };
    }

    private void html(PageRequest request, Answer.Page page) {
        HttpServerExchange exchange = request.exchange;
        byte[] html =
                pages.html(page, frame(request, page.title())).getBytes(StandardCharsets.UTF_8);
        exchange.setStatusCode(page.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.getResponseSender().send(ByteBuffer.wrap(html));
    }

    private Frame frame(PageRequest request, String title) {
        boolean isSignIn = request.path().startsWith(SignInPages.SIGN_IN);
        String here = request.isPost() || isSignIn ? "/" : request.here();
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
