package dev.vigil.schema.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events of every release, written by hand, are read for ever. */
class GoldenEventsTest {
    private static final String SUFFIX = ".json";

    static List<Path> goldenEvents() {
        return Golden.files("events", SUFFIX);
    }

    private static EventType type(Path file) {
        return EventType.of(Golden.name(file, SUFFIX)).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void isReadAndKeepsAllItSays(Path file) throws IOException {
        byte[] golden = Files.readAllBytes(file);
        Object event = Json.read(golden, type(file).data());
        byte[] written = Json.bytes(event);
        Golden.assertKept(file.toString(), Golden.tree(golden), Golden.tree(written));
        assertThat(Golden.tree(Json.bytes(Json.read(written, type(file).data()))))
                .isEqualTo(Golden.tree(written));
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void isValidByTodaysSchema(Path file) throws IOException {
        JsonNode golden = Golden.tree(Files.readAllBytes(file));
        assertThat(new Validator(type(file)).problems(golden)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void fieldsOfALaterReleaseAreIgnored(Path file) throws IOException {
        JsonNode later = Golden.tree(Files.readAllBytes(file));
        addUnknownFields(later);
        Object event = Json.read(bytes(later), type(file).data());
        assertThat(Json.bytes(event))
                .isEqualTo(Json.bytes(Json.read(Files.readAllBytes(file), type(file).data())));
        assertThat(new Validator(type(file)).problems(later)).isEmpty();
    }

    @Test
    void theCurrentReleaseHasOneOfEveryEvent() {
        List<EventType> expected =
                Arrays.stream(EventType.values()).filter(event -> event.data() != null).toList();
        assertThat(goldenEvents().stream().filter(file -> file.startsWith(Golden.CURRENT)))
                .extracting(GoldenEventsTest::type)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void addUnknownFields(JsonNode node) {
        List<JsonNode> children = node.valueStream().toList();
        if (node instanceof ObjectNode object) {
            object.putObject("aFieldOfALaterRelease").put("deep", true);
        }
        children.forEach(GoldenEventsTest::addUnknownFields);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
