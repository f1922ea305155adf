package dev.vigil.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.signal.SignalCheck;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.RequestLimitingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/**
 * The feed of this site for one peer, over mutual TLS:
 *
 * <pre>
 * GET  /signals/v1/feed?after=CURSOR&amp;max=500  200 a batch, header Vigil-Next; 410 start over
 * POST /signals/v1/opinions                       204 opinions of the peer itself
 * </pre>
 */
final class FeedServer implements AutoCloseable {
    static final String FEED = "/signals/v1/feed";
    static final String OPINIONS = "/signals/v1/opinions";
    static final String NEXT = "Vigil-Next";

    /** Records of a page, and opinions of a request. */
    static final int MOST = 1_000;

    /** Of a request, in bytes. */
    static final int MOST_BYTES = 1 << 20;

    private static final int AT_ONCE = 4;
    private static final int WAITING = 16;
    private static final int PER_SECOND = 20;
    private static final int TIMEOUT_MS = 30_000;

    private final String peer;
    private final SignalLog log;
    private final SignalsIn in;
    private final PeerCounts counts;
    private final RequestRate rate = new RequestRate(PER_SECOND, System::nanoTime);
    private final Undertow server;

    /**
     * @param peer its name, as its opinions name it
     * @param address where to listen; port 0 for a free one
     */
    FeedServer(
            String peer,
            InetSocketAddress address,
            SSLContext tls,
            SignalLog log,
            SignalsIn in,
            PeerCounts counts) {
        this.counts = counts;
        this.peer = peer;
        this.log = log;
        this.in = in;
        HttpHandler answers = new BlockingHandler(this::answer);
        server =
                Undertow.builder()
                        .addHttpsListener(address.getPort(), address.getHostString(), tls)
                        .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUIRED)
                        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 2L * MOST_BYTES)
                        .setServerOption(UndertowOptions.MAX_HEADERS, 50)
                        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 8_192)
                        .setServerOption(UndertowOptions.MAX_PARAMETERS, 10)
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 2 * TIMEOUT_MS)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, TIMEOUT_MS)
                        .setSocketOption(Options.READ_TIMEOUT, TIMEOUT_MS)
                        .setSocketOption(Options.WRITE_TIMEOUT, TIMEOUT_MS)
                        .setIoThreads(1)
                        .setWorkerThreads(AT_ONCE)
                        .setHandler(new RequestLimitingHandler(AT_ONCE, WAITING, answers))
                        .build();
        server.start();
    }

    int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private void answer(HttpServerExchange exchange) throws IOException {
        boolean isFeed = exchange.getRequestPath().equals(FEED);
        boolean isOpinions = exchange.getRequestPath().equals(OPINIONS);
        if (!rate.takes()) {
            say(
                    exchange,
                    StatusCodes.TOO_MANY_REQUESTS,
                    "expected at most " + PER_SECOND + " requests a second, got more; wait");
        } else if (isFeed && exchange.getRequestMethod().equals(Methods.GET)) {
            feed(exchange);
        } else if (isOpinions && exchange.getRequestMethod().equals(Methods.POST)) {
            opinions(exchange);
        } else {
            int status =
                    isFeed || isOpinions ? StatusCodes.METHOD_NOT_ALLOWED : StatusCodes.NOT_FOUND;
            say(exchange, status, "expected GET " + FEED + " or POST " + OPINIONS);
        }
    }

    // The feed --------------------------------------------------------------------------------

    private void feed(HttpServerExchange exchange) {
        try {
            String after = parameter(exchange, "after");
            FeedPage page =
                    log.page(after == null ? null : FeedCursor.parse(after), most(exchange));
            exchange.getResponseHeaders()
                    .put(Headers.CONTENT_TYPE, BatchForm.CONTENT_TYPE)
                    .put(new HttpString(NEXT), page.next().toString());
            exchange.getResponseSender().send(ByteBuffer.wrap(BatchForm.bytes(page.events())));
            counts.served();
        } catch (IllegalArgumentException e) {
            say(exchange, StatusCodes.BAD_REQUEST, e.getMessage());
        } catch (SignalLog.CursorGone e) {
            say(exchange, StatusCodes.GONE, e.getMessage() + "; leave it out to start over");
        } catch (KafkaException e) {
            unavailable(exchange);
        }
    }

    private static int most(HttpServerExchange exchange) {
        String max = parameter(exchange, "max");
        try {
            int most = max == null ? MOST : Integer.parseInt(max);
            if (most >= 1 && most <= MOST) {
                return most;
            }
        } catch (NumberFormatException e) {
            // The same message as for a number out of its range.
        }
        throw new IllegalArgumentException("max: expected 1 to " + MOST + ", got another value");
    }

    private static String parameter(HttpServerExchange exchange, String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    // Opinions --------------------------------------------------------------------------------

    private void opinions(HttpServerExchange exchange) throws IOException {
        byte[] body;
        try (InputStream sent = exchange.getInputStream()) {
            body = sent.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            // Undertow ends the connection of one that sends more than is taken.
            body = new byte[MOST_BYTES + 1];
        }
        if (body.length > MOST_BYTES) {
            say(
                    exchange,
                    StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                    "body: expected at most " + MOST_BYTES + " bytes, got more; send it in parts");
            return;
        }
        try {
            List<FeedEvent> events = BatchForm.read(body);
            require(events);
            in.write(events);
            counts.served();
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
        } catch (IllegalArgumentException e) {
            say(exchange, StatusCodes.BAD_REQUEST, e.getMessage());
        } catch (KafkaException e) {
            unavailable(exchange);
        }
    }

    /** The job checks the signature; here a peer may send its own records alone. */
    private void require(List<FeedEvent> events) {
        if (events.size() > MOST) {
            throw new IllegalArgumentException(
                    "body: expected at most " + MOST + " opinions, got " + events.size());
        }
        for (FeedEvent event : events) {
            boolean isOpinion =
                    EventType.of(event.envelope().type()).orElse(null) == EventType.SIGNAL_OPINION
                            && event.data().length <= SignalCheck.MOST_BYTES;
            String origin =
                    isOpinion
                            ? Json.read(event.data(), JsonNode.class).path("origin").asText()
                            : null;
            if (!peer.equals(origin)) {
                throw new IllegalArgumentException(
                        "body: expected opinions of "
                                + peer
                                + ", got "
                                + (origin == null ? "something else" : "one of another"));
            }
        }
    }

    // Answers ---------------------------------------------------------------------------------

    /** Not the peer's mistake. */
    private static void unavailable(HttpServerExchange exchange) {
        answer(
                exchange,
                StatusCodes.SERVICE_UNAVAILABLE,
                "expected Kafka to answer; try again later");
    }

    /** A cursor that is gone is none either: the peer starts over. */
    private void say(HttpServerExchange exchange, int status, String sentence) {
        if (status != StatusCodes.GONE) {
            counts.refusedRequest();
        }
        answer(exchange, status, sentence);
    }

    private static void answer(HttpServerExchange exchange, int status, String sentence) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(sentence + "\n", StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop();
    }
}
