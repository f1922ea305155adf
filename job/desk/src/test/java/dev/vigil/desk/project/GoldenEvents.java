package dev.vigil.desk.project;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of each event, as a release has recorded it. */
final class GoldenEvents {
    private static final Path FOLDER =
            Path.of("../../state-schema/src/test/resources/golden/0.1.0/events");

    private static final long MS = 1_795_507_200_000L;

    private static final List<Golden> ALL = all();

    private record Golden(Topic topic, EventType type, String key, byte[] body) {}

    private GoldenEvents() {}

    private static List<Golden> all() {
        List<Golden> all = new ArrayList<>();
        for (EventType type : EventType.values()) {
            Path file = FOLDER.resolve(type.type() + ".json");
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
}
