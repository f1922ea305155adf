package dev.vigil.desk.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One of each event, as a release has recorded it. */
final class GoldenEvents {
    private static final long MS = 1_795_507_200_000L;

    private static final List<Golden> ALL = all();

    private record Golden(Topic topic, EventType type, String key, byte[] body) {}

    private GoldenEvents() {}

    private static List<Golden> all() {
        List<Golden> all = new ArrayList<>();
        for (EventType type : EventType.values()) {
            Path file = Releases.event(type);
            if (type.data() != null && Files.exists(file)) {
                byte[] body = body(file);
                String key = Subjects.key(Json.read(body, type.data()));
                for (Topic topic : type.topics()) {
                    all.add(new Golden(topic, type, key == null ? "key" : key, body));
                }
            }
        }
        return all;
    }

    private static byte[] body(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int count() {
        return ALL.size();
    }

    /** Sends the n-th one. */
    static void send(int n, TestingTopicLog log) {
        Golden golden = ALL.get(n);
        log.send(golden.topic(), golden.type(), golden.key(), MS + n, golden.body());
    }

    /** Sends the n-th one once for each of its texts, with another one in its place. */
    static void send(int n, TestingTopicLog log, Supplier<String> text) {
        Golden golden = ALL.get(n);
        JsonNode whole = tree(golden.body());
        int texts = texts(whole).size();
        for (int i = 0; i < texts; i++) {
            JsonNode changed = whole.deepCopy();
            texts(changed).get(i).accept(text.get());
            byte[] body = changed.toString().getBytes(StandardCharsets.UTF_8);
            log.send(golden.topic(), golden.type(), key(golden, body), MS + n, body);
        }
    }

    private static String key(Golden golden, byte[] body) {
        try {
            String key = Subjects.key(Json.read(body, golden.type().data()));
            return key == null ? golden.key() : key;
        } catch (IllegalArgumentException e) {
            return golden.key();
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What puts another text in the place of each. */
    private static List<Consumer<String>> texts(JsonNode node) {
        List<Consumer<String>> texts = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (object.get(name).isTextual()) {
                                    texts.add(text -> object.put(name, text));
                                } else {
                                    texts.addAll(texts(object.get(name)));
                                }
                            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                if (array.get(i).isTextual()) {
                    texts.add(text -> array.set(at, text));
                } else {
                    texts.addAll(texts(array.get(i)));
                }
            }
        }
        return texts;
    }
}
