package dev.vigil.desk.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams of news to browsers: one event {@code tick} a second,
 *
 * <pre>
 * {"now": 1795838400000, "store": {"trust": "GOOD", "ms": 600}, "clock": {"trust": "GOOD"},
 *  "counts": {"/": 41},
 *  "news": [{"at": 1795838399800, "topics": ["notice.status"], "subjects": ["n-7"]}]}
 * </pre>
 *
 * with {@code subjects} missing where they are too many. A browser that does not read gets none
 * until it has read the one before, and is let go after half a minute.
 */
final class Ticks {
    private static final int MOST = 2_000;
    private static final int MOST_OF_A_SESSION = 8;
    private static final int MOST_UNREAD = 30;

    private final WebSessions sessions;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();

    /** A browser; {@code unread} ticks were made since it has read one. */
    private record Stream(
            ServerSentEventConnection connection, WebSession session, AtomicInteger unread) {}

    Ticks(WebSessions sessions, LiveState state) {
        this.sessions = sessions;
        state.listen(this::send);
    }

    int streams() {
        return streams.size();
    }

    /** False where there are too many, of this session or of all. */
    boolean takes(WebSession session) {
        long own = streams.stream().filter(one -> one.session() == session).count();
        return streams.size() < MOST && own < MOST_OF_A_SESSION;
    }

    void open(HttpServerExchange exchange, WebSession session) throws Exception {
        new ServerSentEventHandler((connection, lastId) -> connected(connection, session))
                .handleRequest(exchange);
    }

    private void connected(ServerSentEventConnection connection, WebSession session) {
        Stream stream = new Stream(connection, session, new AtomicInteger());
        streams.add(stream);
        connection.addCloseTask(closed -> streams.remove(stream));
        if (!connection.isOpen()) {
            streams.remove(stream);
        }
    }

    private void send(LiveState.Tick tick) {
        String json = json(tick);
        for (Stream stream : streams) {
            if (!sessions.isOn(stream.session()) || stream.unread().get() >= MOST_UNREAD) {
                streams.remove(stream);
                stream.connection().shutdown();
            } else if (stream.unread().getAndIncrement() == 0) {
                send(stream, json);
            }
        }
    }

    private void send(Stream stream, String json) {
        stream.connection()
                .send(
                        json,
                        "tick",
                        null,
                        new ServerSentEventConnection.EventCallback() {
                            @Override
                            public void done(
                                    ServerSentEventConnection connection,
                                    String data,
                                    String event,
                                    String id) {
                                stream.unread().set(0);
                            }

                            @Override
                            public void failed(
                                    ServerSentEventConnection connection,
                                    String data,
                                    String event,
                                    String id,
                                    IOException e) {
                                streams.remove(stream);
                            }
                        });
    }

    static String json(LiveState.Tick tick) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("now", tick.nowMs());
        json.set("store", age(tick.ages().store()));
        json.set("clock", age(tick.ages().clock()));
        ObjectNode counts = json.putObject("counts");
        tick.counts().forEach(counts::put);
        ArrayNode news = json.putArray("news");
        for (LiveState.News one : tick.news()) {
            ObjectNode changed = news.addObject();
            changed.put("at", one.atMs());
            array(changed.putArray("topics"), one.changes().topics());
            if (one.changes().subjects() != null) {
                array(changed.putArray("subjects"), one.changes().subjects());
            }
        }
        return json.toString();
    }

    private static void array(ArrayNode to, Set<String> texts) {
        texts.stream().sorted().forEach(to::add);
    }

    private static ObjectNode age(Age age) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("trust", age.trust().name());
        if (age.ms() != null) {
            json.put("ms", age.ms());
        }
        return json;
    }
}
