package dev.vigil.desk.web;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.RequestLimit;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.xnio.IoUtils;

/**
 * The desk over HTTP: pages, forms, one stream of news for each browser.
 *
 * <p>Every answer has the headers of {@link SafetyHeaders}. A request must name the desk as it is
 * bound, or as browsers have it; a form must be of a page of the session.
 */
public final class DeskServer implements AutoCloseable {
    /** Of any request: what {@link DeskPost#mostBytes} can be. */
    private static final long MOST_FILE_BYTES = 32L << 20;

    private static final String TICKS = "/ticks";
    private static final int MOST_REPORT_BYTES = 16_384;
    private static final int MOST_REPORT_SHOWN = 1_000;
    private static final int AT_ONCE = 16;
    private static final int WAITING = 1_000;
    private static final int WORKERS = 8;
    private static final int TIMEOUT_MS = 30_000;

    /** Forms with large files that are on their way at the same time. */
    private static final int LARGE_FORMS = 4;

    /** What is left of a refused one is read for this long: browsers show no answer before. */
    private static final int REST_MS = 5_000;

    private final Assets assets = new Assets();
    private final AtomicLong reports = new AtomicLong();
    private final RequestCounts requests = new RequestCounts();
    private final Semaphore oneFile = new Semaphore(1);
    private final Semaphore largeForms = new Semaphore(LARGE_FORMS);
    private final ExecutorService largeFormThreads =
            Executors.newCachedThreadPool(DeskServer::daemon);

    /** Of what makes pages: streams, and forms that are still on their way, are none of it. */
    private final RequestLimit limit = new RequestLimit(AT_ONCE, WAITING);

    private final DeskPlace place;
    private final RequestOrigin origin;
    private final Consumer<String> warn;
    private final Undertow server;
    private final PageHandler pages;
    private final Ticks ticks;

    /**
     * Starts it.
     *
     * @param signIn how people sign in, which decides where it may be served
     * @param clock that pages count by
     * @param warn gets what failed, and what a browser has kept out
     * @throws IOException where the port is not free, or there is no such key
     */
    public DeskServer(
            DeskPlace place,
            Routes routes,
            WebSessions sessions,
            SignIn signIn,
            LiveState state,
            InstantSource clock,
            Consumer<String> warn)
            throws IOException {
        this(place, routes, sessions, signIn, state, clock, System::nanoTime, warn);
    }

    /**
     * @param nanos a clock that is never set, in ns, which rates go by; it may wrap around
     */
    DeskServer(
            DeskPlace place,
            Routes routes,
            WebSessions sessions,
            SignIn signIn,
            LiveState state,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<String> warn)
            throws IOException {
        place.requireFor(signIn);
        this.place = place;
        this.warn = line -> warn.accept(onOneLine(line));
        origin = new RequestOrigin(place);
        ticks = new Ticks(sessions, state, nanos);
        pages =
                new PageHandler(
                        routes, sessions, signIn, place, state, assets, clock, nanos, this.warn);
        server = server(place, this::handle);
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IOException(
                    "expected a free port "
                            + place.bind().getPort()
                            + " for the desk, got '"
                            + e.getMessage()
                            + "'; give another one, or 0 for any",
                    e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "desk-files");
        thread.setDaemon(true);
        return thread;
    }

    private static Undertow server(DeskPlace place, HttpHandler handler) throws IOException {
        Undertow.Builder builder =
                Undertow.builder()
                        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MOST_FILE_BYTES)
                        .setServerOption(UndertowOptions.MAX_HEADERS, 64)
                        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 16_384)
                        .setServerOption(UndertowOptions.MAX_PARAMETERS, 100)
                        .setServerOption(UndertowOptions.MAX_COOKIES, 50)
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 2 * TIMEOUT_MS)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, TIMEOUT_MS)
                        .setIoThreads(2)
                        .setWorkerThreads(WORKERS)
                        .setHandler(handler);
        int port = place.bind().getPort();
        String host = place.bind().getHostString();
        return (place.tls() == null
                        ? builder.addHttpListener(port, host)
                        : builder.addHttpsListener(port, host, TlsContext.of(place.tls()))
                                .setServerOption(UndertowOptions.ENABLE_HTTP2, true))
                .build();
    }

    /** What clients send makes no lines of its own in the log. */
    static String onOneLine(String line) {
        return line.replaceAll("\\p{Cntrl}", " ");
    }

    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Open streams. */
    public int streams() {
        return ticks.streams();
    }

    /** What browsers have kept out of pages: none where all is well. */
    public long reports() {
        return reports.get();
    }

    public RequestCounts requests() {
        return requests;
    }

    /** On an I/O thread: nothing here waits. */
    private void handle(HttpServerExchange exchange) throws Exception {
        requests.follow(exchange);
        SafetyHeaders.put(exchange.getResponseHeaders(), place.isSecure());
        if (!origin.isOfProxy(exchange)) {
            plain(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "expected to be asked by the proxy of the desk; use the address of the desk");
        } else if (!origin.isAskedByName(exchange)) {
            plain(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    place.host() == null
                            ? "expected to be asked as 127.0.0.1 or localhost with the port of the"
                                    + " desk; use that address"
                            : "expected to be asked as "
                                    + place.host()
                                    + "; use that address, and let a proxy keep the header Host");
        } else if (exchange.getRequestPath().startsWith(Assets.PATH)) {
            asset(exchange);
        } else if (exchange.getRequestPath().equals(SafetyHeaders.REPORTS)) {
            report(exchange);
        } else {
            asked(exchange);
        }
    }

    private void asset(HttpServerExchange exchange) {
        Optional<Assets.Asset> asset = assets.at(exchange.getRequestPath());
        if (asset.isEmpty()) {
            plain(exchange, StatusCodes.NOT_FOUND, "expected the address of a file of a page");
            return;
        }
        if (asset.get().isThisVersion()) {
            SafetyHeaders.keep(exchange.getResponseHeaders());
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, asset.get().type());
        exchange.getResponseSender().send(ByteBuffer.wrap(asset.get().bytes()));
    }

    private void report(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.POST)) {
            plain(exchange, StatusCodes.METHOD_NOT_ALLOWED, "expected POST");
            return;
        }
        exchange.getRequestReceiver().setMaxBufferSize(MOST_REPORT_BYTES);
        exchange.getRequestReceiver()
                .receiveFullString(
                        (of, report) -> {
                            if (reports.incrementAndGet() <= 10) {
                                warn.accept("a browser kept out of a page: " + beginning(report));
                            }
                            of.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
                        },
                        (of, e) ->
                                of.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE)
                                        .endExchange());
    }

    private static String beginning(String report) {
        return report.substring(0, Math.min(report.length(), MOST_REPORT_SHOWN));
    }

    private void asked(HttpServerExchange exchange) throws Exception {
        boolean isPost = exchange.getRequestMethod().equals(Methods.POST);
        boolean isGet =
                exchange.getRequestMethod().equals(Methods.GET)
                        || exchange.getRequestMethod().equals(Methods.HEAD);
        if (!isPost && !isGet) {
            plain(exchange, StatusCodes.METHOD_NOT_ALLOWED, "expected GET or POST");
        } else if (isPost || exchange.getRequestPath().equals(TICKS)) {
            admitted(exchange);
        } else {
            limit.handleRequest(exchange, this::admitted);
        }
    }

    private void admitted(HttpServerExchange exchange) {
        boolean isStream = exchange.getRequestPath().equals(TICKS);
        boolean isPost = exchange.getRequestMethod().equals(Methods.POST);
        PageHandler.Next next = isStream ? this::stream : isPost ? this::receive : this::page;
        exchange.dispatch((HttpHandler) of -> pages.admit(of, !isStream, next, this::turnAway));
    }

    /** What a person has typed is read, and given back with the refusal. */
    private void turnAway(HttpServerExchange exchange, WebSession session, TurnedAway why) {
        int most = why.isFlood() ? 0 : pages.keptBytes(exchange);
        if (most == 0) {
            pages.turnAway(exchange, session, new byte[0], why);
        } else {
            read(exchange, session, most, (of, body) -> pages.turnAway(of, session, body, why));
        }
    }

    private void stream(HttpServerExchange exchange, WebSession session) throws Exception {
        if (session == null) {
            plain(exchange, StatusCodes.UNAUTHORIZED, "expected a person who is signed in");
        } else if (!ticks.takes(session)) {
            plain(exchange, StatusCodes.SERVICE_UNAVAILABLE, "expected fewer streams; close some");
        } else {
            ticks.open(exchange, session);
        }
    }

    private void page(HttpServerExchange exchange, WebSession session) throws IOException {
        pages.answer(exchange, session, new byte[0]);
    }

    /**
     * Who may send it is known: only then is it read, on an I/O thread. A file is in memory while
     * it is read: one at a time.
     */
    private void receive(HttpServerExchange exchange, WebSession session) throws IOException {
        if (pages.isOfFiles(exchange, session)) {
            take(exchange, session);
            return;
        }
        int most = pages.mostBytes(exchange, session);
        if (most == 0) {
            pages.answer(exchange, session, new byte[0]);
            return;
        }
        boolean isFile =
                most > DeskPost.MOST_BYTES
                        && exchange.getRequestContentLength() > DeskPost.MOST_BYTES;
        if (isFile && !oneFile.tryAcquire()) {
            pages.refuse(exchange, session, StatusCodes.TOO_MANY_REQUESTS, "error.429.upload");
            return;
        }
        if (isFile) {
            exchange.addExchangeCompleteListener(
                    (of, next) -> {
                        oneFile.release();
                        next.proceed();
                    });
        }
        read(
                exchange,
                session,
                isFile ? most : Math.min(most, DeskPost.MOST_BYTES),
                (of, body) -> pages.answer(of, session, body));
    }

    /** Large files are on their way for minutes: each has a thread of its own meanwhile. */
    private void take(HttpServerExchange exchange, WebSession session) {
        if (!largeForms.tryAcquire()) {
            exchange.setPersistent(false);
            endSoon(exchange);
            pages.refuse(exchange, session, StatusCodes.TOO_MANY_REQUESTS, "error.429.upload");
            return;
        }
        exchange.setMaxEntitySize(pages.mostFileBytes(exchange));
        exchange.dispatch(
                largeFormThreads,
                (HttpHandler)
                        of -> {
                            try {
                                pages.take(of, session);
                            } finally {
                                largeForms.release();
                                endSoon(of);
                            }
                        });
    }

    /** What is left of a refused form is not waited for. */
    private static void endSoon(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete() && exchange.getConnection().isOpen()) {
            exchange.getIoThread().executeAfter(() -> giveUp(exchange), REST_MS, MILLISECONDS);
        }
    }

    /** What is done with a form once it is here. */
    private interface Then {
        void go(HttpServerExchange exchange, byte[] body) throws IOException;
    }

    private void read(HttpServerExchange exchange, WebSession session, int most, Then then) {
        exchange.setMaxEntitySize(most);
        exchange.getIoThread().executeAfter(() -> giveUp(exchange), TIMEOUT_MS, MILLISECONDS);
        exchange.dispatch(
                exchange.getIoThread(),
                (HttpHandler)
                        on -> {
                            on.getRequestReceiver().setMaxBufferSize(most);
                            on.getRequestReceiver()
                                    .receiveFullBytes(
                                            (of, body) -> work(of, body, then),
                                            (of, e) -> tooLong(of, session, most));
                        });
    }

    /** A form that takes too long on its way. */
    private static void giveUp(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void work(HttpServerExchange exchange, byte[] body, Then then) {
        HttpHandler page = of -> of.dispatch((HttpHandler) on -> then.go(on, body));
        exchange.dispatch(
                SameThreadExecutor.INSTANCE, (HttpHandler) of -> limit.handleRequest(of, page));
    }

    private void tooLong(HttpServerExchange exchange, WebSession session, int most) {
        // What is left of it would be taken for the next request.
        exchange.setPersistent(false);
        exchange.dispatch(
                (HttpHandler)
                        of ->
                                pages.refuse(
                                        of,
                                        session,
                                        StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                                        "error.413",
                                        most / 1024));
    }

    private static void plain(HttpServerExchange exchange, int status, String sentence) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(sentence + "\n");
    }

    @Override
    public void close() {
        server.stop();
        largeFormThreads.shutdownNow();
    }
}
