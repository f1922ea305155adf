package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Handle;

/** The desk's forms over a store and topics in memory, without a server. */
final class TestingDesk {
    static final long T0 = 1_795_507_200_000L;

    static final Visitor HANDLER = person("wang", DeskRole.HANDLER);
    static final Visitor LEAD = person("li", DeskRole.LEAD);
    static final Visitor OTHER_LEAD = person("zhao", DeskRole.LEAD);
    static final Visitor PUBLISHER = person("qian", DeskRole.PUBLISHER);
    static final Visitor OTHER_PUBLISHER = person("sun", DeskRole.PUBLISHER);

    final Store store;
    final TestingTopicLog log;
    long now = T0;
    Ages ages = Ages.unknown();
    private int requests;

    TestingDesk(Store store) {
        this(store, new TestingTopicLog());
    }

    /** Over topics that another one has filled. */
    TestingDesk(Store store, TestingTopicLog log) {
        this.store = store;
        this.log = log;
    }

    static Visitor person(String name, DeskRole... roles) {
        return new Visitor("oidc:" + name, name, Set.of(roles), null);
    }

    static Visitor owner(String party) {
        return new Visitor("oidc:owner", "owner", Set.of(DeskRole.OWNER), party);
    }

    /** A new request. */
    String request() {
        return String.format("request-%04d", ++requests);
    }

    // What is on the topics -------------------------------------------------------------------

    RecordPlace send(EventType type, String key, Object event) {
        return send(type.topics().get(0), type, key, event);
    }

    RecordPlace send(Topic topic, EventType type, String key, Object event) {
        RecordHeaders headers = new RecordHeaders();
        Envelope.json(type, "/test", "id-" + log.all().size(), key, now)
                .headers()
                .forEach(headers::add);
        return log.send(
                topic, key.getBytes(StandardCharsets.UTF_8), now, Json.bytes(event), headers);
    }

    /** The store reads all there is. */
    void read() {
        TestingTopicLog reader = log.reader();
        try (Projector projector =
                new Projector(store, reader, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        } catch (BusException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is in the outbox gets to its topics. */
    void sendOrders() {
        TestingOutbox.send(store, log, now);
    }

    // What people do --------------------------------------------------------------------------

    Visit visit(Visitor visitor, String id, Map<String, String> query, Map<String, String> fields) {
        return visit(PageLanguage.EN, visitor, id, query, fields);
    }

    Visit visit(
            PageLanguage language,
            Visitor visitor,
            String id,
            Map<String, String> query,
            Map<String, String> fields) {
        return new Visit(
                "/",
                id == null ? Map.of() : Map.of("id", id),
                lists(query),
                lists(fields),
                visitor,
                new PageText(Messages.of(language), ZoneId.of("Asia/Shanghai"), now),
                ages,
                "127.0.0.1");
    }

    private static Map<String, List<String>> lists(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    /** Sends a form with the request id in it. */
    Answer post(Visitor visitor, String path, String id, Map<String, String> fields) {
        DeskPost target =
                ActPages.posts(store, WritingParties.open()).stream()
                        .filter(it -> it.path().equals(path))
                        .findFirst()
                        .orElseThrow();
        return target.post(visit(visitor, id, Map.of(), fields));
    }

    /** Sends a form whose fields have several values. */
    Answer postAll(Visitor visitor, String path, String id, Map<String, List<String>> fields) {
        Visit one = visit(visitor, id, Map.of(), Map.of());
        Visit all =
                new Visit(
                        one.path(),
                        one.places(),
                        one.query(),
                        fields,
                        visitor,
                        one.text(),
                        one.ages(),
                        one.address());
        return ActPages.posts(store, WritingParties.open()).stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseThrow()
                .post(all);
    }

    Answer get(Visitor visitor, String path, String id) {
        return get(visitor, path, id, Map.of());
    }

    Answer get(Visitor visitor, String path, String id, Map<String, String> query) {
        DeskScreen screen =
                ActPages.screens(store, WritingParties.open()).stream()
                        .filter(it -> it.path().equals(path))
                        .findFirst()
                        .orElseThrow();
        return screen.get(visit(visitor, id, query, Map.of()));
    }

    List<String> texts(String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(String.class).list();
        }
    }

    PlacedOrder order(String request) {
        try (Handle handle = store.handle()) {
            return PlacedOrders.of(handle, request, now).orElseThrow();
        }
    }
}
