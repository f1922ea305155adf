package dev.vigil.schema.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** Who reads on from there looks at no field again. */
    @ParameterizedTest
    @MethodSource("goldenEvents")
    void nothingThatLacksARequiredFieldIsWhole(Path file) throws IOException {
        EventType type = type(file);
        Validator schema = new Validator(type);
        JsonNode whole = Golden.tree(Files.readAllBytes(file));
        Json.whole(bytes(whole), type.data());
        int required = 0;
        for (ObjectNode object : objects(whole)) {
            for (String field : List.copyOf(names(object))) {
                JsonNode value = object.get(field);
                object.remove(field);
                if (!schema.problems(whole).isEmpty()) {
                    required++;
                    refused(whole, type, "got nothing");
                    object.putNull(field);
                    refused(whole, type, "got ");
                }
                object.set(field, value);
            }
        }
        assertThat(required).isPositive();
    }

    /** A list is read without a look at each of its elements, too. */
    @ParameterizedTest
    @MethodSource("goldenEvents")
    void noListWithANullInItIsWhole(Path file) throws IOException {
        EventType type = type(file);
        JsonNode whole = Golden.tree(Files.readAllBytes(file));
        for (ArrayNode list : lists(whole)) {
            list.addNull();
            refused(whole, type, "got ");
            list.remove(list.size() - 1);
        }
    }

    private static List<ArrayNode> lists(JsonNode node) {
        List<ArrayNode> found = new ArrayList<>();
        if (node instanceof ArrayNode list) {
            found.add(list);
        }
        node.valueStream().forEach(it -> found.addAll(lists(it)));
        return found;
    }

    private static void refused(JsonNode event, EventType type, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.whole(bytes(event), type.data()))
                .withMessageStartingWith("data")
                .withMessageContaining(why);
        assertThatIllegalArgumentException()
                .as("at a door, too")
                .isThrownBy(() -> Json.enter(bytes(event), type.data()));
    }

    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> found = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            found.add(object);
        }
        node.valueStream().forEach(it -> found.addAll(objects(it)));
        return found;
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
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
