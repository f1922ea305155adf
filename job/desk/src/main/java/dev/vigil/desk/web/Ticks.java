package dev.vigil.desk.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.text.PageText;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.xnio.IoUtils;

/**
 * The streams of news to browsers: an event {@code tick} when the stream begins, each second, and
 * soon after rows have changed,
 *
 * <pre>
 * {"now": 1795838400000, "run": "5b0c2d1e", "number": 17,
 *  "store": {"trust": "GOOD", "word": "GOOD", "ms": 600}, "clock": {"trust": "GOOD", "word": "GOOD"},
 *  "readTo": 1795838399400, "counts": {"/": 41},
 *  "news": {"topics": ["notice.status"], "subjects": ["n-7"]}}
 * </pre>
 *
 * with {@code news} of what is other than in the state before, {@code number - 1}: who has not seen
 * that one has missed some. {@code subjects} is missing where they are too many. A browser that
 * does not read gets none until it has read the one before, and is let go after half a minute.
 * Holders of rights, each apart from the others, receive neither counts nor subjects nor reasons.
 */
final class Ticks {
    private static final int MOST = 2_000;
    static final int MOST_OF_A_SESSION = 8;
    private static final int MOST_OF_A_REASON = 300;

    /** How long a browser may leave a tick unread. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final WebSessions sessions;
    private final LiveState state;
    private final LongSupplier nanos;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicLong opened = new AtomicLong();

    /**
     * A browser. While a tick is on its way to it, the newest one waits: what it misses so, it
     * notices by the numbers.
     */
    private final class Stream implements ServerSentEventConnection.EventCallback {
        final HttpServerExchange exchange;
        final ServerSentEventConnection connection;
        final WebSession session;
        final long number = opened.incrementAndGet();
        private final boolean isOfStaff;
        private boolean isSending;
        private long sentNanos;
        private String waiting;

        Stream(
                HttpServerExchange exchange,
                ServerSentEventConnection connection,
                WebSession session) {
            this.exchange = exchange;
            this.connection = connection;
            this.session = session;
            isOfStaff = session.visitor().hasAny(DeskRole.STAFF);
        }

        synchronized boolean isRead() {
            return !isSending;
        }

        synchronized boolean isPatient() {
            return !isSending || nanos.getAsLong() - sentNanos < PATIENCE_NANOS;
        }

        void send(String json) {
            synchronized (this) {
                if (isSending) {
                    waiting = json;
                    return;
                }
                isSending = true;
                sentNanos = nanos.getAsLong();
            }
            connection.send(json, "tick", null, this);
        }

        @Override
        public void done(ServerSentEventConnection to, String data, String event, String id) {
            String next;
            synchronized (this) {
                next = waiting;
                waiting = null;
                isSending = false;
            }
            if (next != null) {
                send(next);
            }
        }

        @Override
        public void failed(
                ServerSentEventConnection to, String data, String event, String id, IOException e) {
            streams.remove(this);
        }
    }

    /**
     * @param nanos a clock that is never set, in ns; it may wrap around
     */
    Ticks(WebSessions sessions, LiveState state, LongSupplier nanos) {
        this.sessions = sessions;
        this.state = state;
        this.nanos = nanos;
        state.listen(this::send);
    }

    int streams() {
        return streams.size();
    }

    /**
     * Makes room for one more: of the streams of a session the oldest gives way, as it is most
     * often of a page that was left, which is noticed when it is written to. False where all are
     * too many.
     */
    boolean takes(WebSession session) {
        List<Stream> own =
                streams.stream()
                        .filter(one -> one.session.id().equals(session.id()))
                        .sorted(Comparator.comparingLong(one -> one.number))
                        .toList();
        own.stream().limit(Math.max(0, own.size() + 1 - MOST_OF_A_SESSION)).forEach(this::letGo);
        return streams.size() < MOST;
    }

    void open(HttpServerExchange exchange, WebSession session) throws Exception {
        new ServerSentEventHandler((connection, lastId) -> connected(exchange, connection, session))
                .handleRequest(exchange);
    }

    private void connected(
            HttpServerExchange exchange, ServerSentEventConnection connection, WebSession session) {
        Stream stream = new Stream(exchange, connection, session);
        streams.add(stream);
        connection.addCloseTask(closed -> streams.remove(stream));
        if (!connection.isOpen()) {
            streams.remove(stream);
            return;
        }
        // Who was away knows the time and the ages at once.
        stream.send(json(state.begun(), stream.isOfStaff));
    }

    private void send(LiveState.Tick tick) {
        String ofStaff = json(tick, true);
        String ofOthers = json(tick, false);
        for (Stream stream : streams) {
            if (!stream.isPatient()) {
                letGo(stream);
            } else if (sessions.isOn(stream.session)) {
                stream.send(stream.isOfStaff ? ofStaff : ofOthers);
            } else {
                end(stream);
            }
        }
    }

    /** An end in order waits until the browser has read what is on its way: this one never does. */
    private void letGo(Stream stream) {
        streams.remove(stream);
        IoUtils.safeClose(stream.exchange.getConnection());
    }

    private void end(Stream stream) {
        if (stream.isRead()) {
            streams.remove(stream);
        }
        stream.connection.shutdown();
    }

    static String json(LiveState.Tick tick, boolean isOfStaff) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("now", tick.nowMs());
        json.put("run", tick.run());
        json.put("number", tick.number());
        json.set("store", age(tick.ages().store(), isOfStaff));
        json.set("clock", age(tick.ages().clock(), isOfStaff));
        if (tick.ages().readTo() != null) {
            json.put("readTo", tick.ages().readTo());
        }
        ObjectNode counts = json.putObject("counts");
        if (isOfStaff) {
            tick.counts().forEach(counts::put);
        }
        if (!tick.changes().areNone()) {
            ObjectNode news = json.putObject("news");
            array(news.putArray("topics"), tick.changes().topics());
            if (isOfStaff && tick.changes().subjects() != null) {
                array(news.putArray("subjects"), tick.changes().subjects());
            }
        }
        return json.toString();
    }

    private static void array(ArrayNode to, Collection<String> texts) {
        texts.stream().sorted().forEach(to::add);
    }

    /** Foreign strings are cleaned here: a script can't. */
    private static ObjectNode age(Age age, boolean isOfStaff) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("trust", age.trust().name());
        json.put("word", age.word());
        if (age.ms() != null) {
            json.put("ms", age.ms());
        }
        if (isOfStaff && age.reason() != null) {
            json.put("reason", PageText.shown(age.reason(), MOST_OF_A_REASON));
        }
        if (isOfStaff && age.why() != null) {
            // In the language of the page, by its script.
            json.put("why", age.why().code());
            shown(json.putArray("of"), age.why().values());
        }
        if (!age.values().isEmpty()) {
            shown(json.putArray("values"), age.values());
        }
        return json;
    }

    private static void shown(ArrayNode to, List<String> values) {
        values.forEach(value -> to.add(PageText.shown(value, MOST_OF_A_REASON)));
    }
}
