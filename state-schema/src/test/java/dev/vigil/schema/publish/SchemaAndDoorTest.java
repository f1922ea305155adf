package dev.vigil.schema.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every place of every event is broken in turn: schema and door must find the same. */
class SchemaAndDoorTest {
    private static final String SUFFIX = ".json";

    /** One value of every kind; which of them is wrong depends on the place. */
    private static final List<JsonNode> VALUES =
            List.of(
                    NullNode.instance,
                    BooleanNode.TRUE,
                    DoubleNode.valueOf(1.5),
                    TextNode.valueOf("no such constant"),
                    TextNode.valueOf(""),
                    TextNode.valueOf("17"),
                    JsonNodeFactory.instance.arrayNode(),
                    JsonNodeFactory.instance.objectNode());

    private static final Set<String> ENUMS =
            Set.of(
                    "kind",
                    "listClass",
                    "type",
                    "rightTypes",
                    "measure",
                    "action",
                    "level",
                    "state",
                    "outcome",
                    "sessionKind",
                    "modality",
                    "standing");

    static List<Path> events() {
        return Golden.files("events", SUFFIX).stream()
                .filter(file -> file.startsWith(Golden.CURRENT))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void agree(Path file) throws IOException {
        EventType event = EventType.of(Golden.name(file, SUFFIX)).orElseThrow();
        boolean input = event.topics().get(0).role() == Topic.Role.INPUT;
        Validator schema = new Validator(event);
        List<String> checked = new ArrayList<>();
        JsonNode root = Golden.tree(Files.readAllBytes(file));
        eachBroken(
                root,
                root,
                "",
                (what, broken) -> {
                    boolean door = doorAccepts(broken, event);
                    boolean published = schema.accepts(broken);
                    // What the jobs write is promised more strictly than it is read.
                    if (input || !door) {
                        assertThat(published).as("%s: door %s, schema", what, door).isEqualTo(door);
                    }
                    checked.add(what);
                });
        assertThat(checked).hasSizeGreaterThan(root.size());
    }

    private static boolean doorAccepts(JsonNode json, EventType event) {
        try {
            return Json.read(json.toString().getBytes(StandardCharsets.UTF_8), event.data())
                    != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void eachBroken(
            JsonNode root, JsonNode at, String path, BiConsumer<String, JsonNode> check) {
        if (at instanceof ObjectNode object) {
            for (String name : namesOf(object)) {
                JsonNode original = object.remove(name);
                check.accept(path + "/" + name + " missing", root);
                for (JsonNode wrong : wrongFor(original, name)) {
                    object.set(name, wrong);
                    check.accept(path + "/" + name + " = " + wrong, root);
                }
                object.set(name, original);
                eachBroken(root, original, path + "/" + name, check);
            }
        } else if (at instanceof ArrayNode array && !array.isEmpty()) {
            JsonNode original = array.get(0);
            for (JsonNode wrong : wrongFor(original, path.substring(path.lastIndexOf('/') + 1))) {
                array.set(0, wrong);
                check.accept(path + "/0 = " + wrong, root);
            }
            array.set(0, original);
            eachBroken(root, original, path + "/0", check);
        }
    }

    /** Values of another kind; of the same kind only where they name no constant. */
    private static List<JsonNode> wrongFor(JsonNode original, String name) {
        return VALUES.stream()
                .filter(
                        value ->
                                value.getNodeType() != original.getNodeType()
                                        || original.isIntegralNumber()
                                        || original.isTextual() && ENUMS.contains(name))
                .toList();
    }

    private static List<String> namesOf(ObjectNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }
}
