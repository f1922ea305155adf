package dev.vigil.desk.web;

import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.RequestLimitingHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The desk over HTTP, on this machine alone: pages, forms, one stream of news for each browser.
 *
 * <p>Every answer has the headers of {@link SafetyHeaders}. A request must name the desk as it is
 * bound; a form must be of a page of the session.
 */
public final class DeskServer implements AutoCloseable {
    /** Of a request, in bytes. */
    static final int MOST_BYTES = 2 << 20;

    /** Of any request: what {@link DeskPost#mostBytes} can be. */
    private static final long MOST_FILE_BYTES = 32L << 20;

    private static final String TICKS = "/ticks";
    private static final int MOST_REPORT_BYTES = 16_384;
    private static final int AT_ONCE = 16;
    private static final int WAITING = 1_000;
    private static final int WORKERS = 8;
    private static final int TIMEOUT_MS = 30_000;

    private final Assets assets = new Assets();
    private final AtomicLong reports = new AtomicLong();
    private final RequestCounts requests = new RequestCounts();
    private final SessionRates rates = new SessionRates();
    private final Semaphore oneFile = new Semaphore(1);
    private final Consumer<String> warn;
    private final Undertow server;
    private final PageHandler pages;
    private final Ticks ticks;
    private final HttpHandler limited;

    /**
     * Starts it.
     *
     * @param address of the loopback interface; port 0 for a free one
     * @param clock that pages count by
     * @param warn gets what failed, and what a browser has kept out
     * @throws IOException where the port is not free
     */
    public DeskServer(
            InetSocketAddress address,
            Routes routes,
            WebSessions sessions,
            LinkSignIn signIn,
            LiveState state,
            InstantSource clock,
            Consumer<String> warn)
            throws IOException {
        requireLoopback(address);
        this.warn = warn;
        ticks = new Ticks(sessions, state);
        pages = new PageHandler(routes, sessions, signIn, state, assets, clock, warn);
        limited = new RequestLimitingHandler(AT_ONCE, WAITING, this::page);
        server =
                Undertow.builder()
                        .addHttpListener(address.getPort(), address.getHostString())
                        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MOST_FILE_BYTES)
                        .setServerOption(UndertowOptions.MAX_HEADERS, 64)
                        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 16_384)
                        .setServerOption(UndertowOptions.MAX_PARAMETERS, 100)
                        .setServerOption(UndertowOptions.MAX_COOKIES, 50)
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 2 * TIMEOUT_MS)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, TIMEOUT_MS)
                        .setIoThreads(2)
                        .setWorkerThreads(WORKERS)
                        .setHandler(this::handle)
                        .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IOException(
                    "expected a free port "
                            + address.getPort()
                            + " for the desk, got '"
                            + e.getMessage()
                            + "'; give another one, or 0 for any",
                    e);
        }
    }

    /**
     * @throws IllegalArgumentException for an address that other machines can reach
     */
    public static void requireLoopback(InetSocketAddress address) {
        if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "--bind: expected an address of this machine alone such as 127.0.0.1:8082, as"
                            + " people are signed in by a link, got '"
                            + address.getHostString()
                            + "'; give one");
        }
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
        SafetyHeaders.put(exchange.getResponseHeaders());
        if (!RequestOrigin.isAskedByName(exchange)) {
            plain(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "expected to be asked as 127.0.0.1 or localhost with the port of the desk;"
                            + " use that address");
        } else if (exchange.getRequestPath().startsWith(Assets.PATH)) {
            asset(exchange);
        } else if (exchange.getRequestPath().equals(SafetyHeaders.REPORTS)) {
            report(exchange);
        } else if (exchange.getRequestPath().equals(TICKS)) {
            stream(exchange);
        } else {
            limited.handleRequest(exchange);
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
                                warn.accept("a browser kept out of a page: " + report);
                            }
                            of.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
                        },
                        (of, e) ->
                                of.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE)
                                        .endExchange());
    }

    private void stream(HttpServerExchange exchange) throws Exception {
        Optional<WebSession> session = pages.sessionOfStream(exchange);
        if (session.isEmpty()) {
            plain(exchange, StatusCodes.UNAUTHORIZED, "expected a person who is signed in");
        } else if (!ticks.takes(session.get())) {
            plain(exchange, StatusCodes.SERVICE_UNAVAILABLE, "expected fewer streams; close some");
        } else {
            ticks.open(exchange, session.get());
        }
    }

    private void page(HttpServerExchange exchange) throws Exception {
        boolean isPost = exchange.getRequestMethod().equals(Methods.POST);
        boolean isGet =
                exchange.getRequestMethod().equals(Methods.GET)
                        || exchange.getRequestMethod().equals(Methods.HEAD);
        if (!isPost && !isGet) {
            plain(exchange, StatusCodes.METHOD_NOT_ALLOWED, "expected GET or POST");
        } else if (!rates.take(pages.session(exchange), isPost)) {
            later(
                    exchange,
                    StatusCodes.TOO_MANY_REQUESTS,
                    "error.429",
                    isPost ? SessionRates.POSTS : SessionRates.GETS);
        } else if (isGet) {
            work(exchange, new byte[0]);
        } else {
            receive(exchange, pages.mostBytes(exchange));
        }
    }

    /** A file is in memory while it is read: one at a time. */
    private void receive(HttpServerExchange exchange, int most) {
        boolean isFile = most > MOST_BYTES && exchange.getRequestContentLength() > MOST_BYTES;
        if (isFile && !oneFile.tryAcquire()) {
            later(exchange, StatusCodes.TOO_MANY_REQUESTS, "error.429.upload", 1);
            return;
        }
        if (isFile) {
            exchange.addExchangeCompleteListener(
                    (of, next) -> {
                        oneFile.release();
                        next.proceed();
                    });
        }
        int limit = isFile ? most : MOST_BYTES;
        exchange.getRequestReceiver().setMaxBufferSize(limit);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        this::work,
                        (of, e) ->
                                later(
                                        of,
                                        StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                                        "error.413",
                                        limit / 1024));
    }

    private void work(HttpServerExchange exchange, byte[] body) {
        exchange.dispatch((HttpHandler) of -> pages.answer(of, body));
    }

    private void later(HttpServerExchange exchange, int status, String key, int most) {
        exchange.dispatch((HttpHandler) of -> pages.refuse(of, status, key, most));
    }

    private static void plain(HttpServerExchange exchange, int status, String sentence) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(sentence + "\n");
    }

    @Override
    public void close() {
        server.stop();
    }
}
