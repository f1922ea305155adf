package dev.vigil.schema.publish;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import dev.vigil.schema.Golden;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schema (2020-12) of an event, made from its record; its examples are the golden event's.
 */
final class JsonSchemas {
    /** What stands between the meaning of a property and its unit. */
    static final String UNIT = " Unit: ";

    /**
     * Constants that are known where others may come, as an annotation: a validator lets any text
     * in. The name is that of Zalando's guidelines and of the tools that follow them.
     */
    static final String OPEN_ENUM = "x-extensible-enum";

    private static final Path FOLDER = Path.of("src/main/resources/dev/vigil/schema/json");

    private final SchemaGenerator generator;

    JsonSchemas() {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        config.with(new JacksonModule());
        config.forFields()
                .withRequiredCheck(field -> !mayBeMissing(field))
                .withNullableCheck(JsonSchemas::mayBeMissing)
                .withDescriptionResolver(JsonSchemas::description);
        config.forTypesInGeneral()
                .withPropertySorter((left, right) -> 0)
                .withTypeAttributeOverride((node, type, context) -> open(node, type.getType()))
                .withCustomDefinitionProvider(
                        (type, context) ->
                                type.isInstanceOf(byte[].class)
                                        ? new CustomDefinition(
                                                base64(
                                                        context.getGeneratorConfig()
                                                                .createObjectNode()))
                                        : null);
        generator = new SchemaGenerator(config.build());
    }

    private static String description(FieldScope field) {
        Described described = field.getAnnotation(Described.class);
        if (described == null || field.isFakeContainerItemScope()) {
            return null;
        }
        String unit = described.unit().text();
        return described.value() + (unit.isEmpty() ? "" : UNIT + unit + ".");
    }

    private static void open(ObjectNode schema, ResolvedType type) {
        if (schema.has("enum") && WireEnums.isOpen(type.getErasedType())) {
            schema.set(OPEN_ENUM, schema.remove("enum"));
        }
    }

    private static boolean mayBeMissing(FieldScope field) {
        return field.getAnnotation(MayBeMissing.class) != null;
    }

    private static ObjectNode base64(ObjectNode bytes) {
        return bytes.put("type", "string").put("contentEncoding", "base64");
    }

    ObjectNode of(EventType event) {
        return of(event.data(), "urn:vigil:" + event.type(), golden(event));
    }

    /**
     * @param examples events; each property shows its value in the first that has it
     */
    ObjectNode of(Class<?> data, String id, List<JsonNode> examples) {
        ObjectNode generated = generator.generateSchema(data);
        ObjectNode schema = generated.objectNode();
        schema.set("$schema", generated.get("$schema"));
        schema.put("$id", id);
        schema.put("title", data.getSimpleName());
        schema.setAll(generated);
        examples.forEach(example -> show(schema, schema, example));
        return schema;
    }

    /**
     * The event as it is written by hand for the release in the making; after it, for what such an
     * event never has, the others of its topic.
     */
    private static List<JsonNode> golden(EventType event) {
        Stream<EventType> others =
                Arrays.stream(EventType.values())
                        .filter(other -> other != event && other.data() != null)
                        .filter(other -> other.topics().equals(event.topics()));
        return Stream.concat(Stream.of(event), others).map(JsonSchemas::written).toList();
    }

    private static JsonNode written(EventType event) {
        try {
            Path file = Golden.CURRENT.resolve("events").resolve(event.type() + ".json");
            return Golden.tree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives each property without an example the value that the event has there. */
    private static void show(ObjectNode root, JsonNode schema, JsonNode value) {
        for (JsonNode part : schema.path("anyOf")) {
            show(root, part, value);
        }
        String definition = schema.path("$ref").asText();
        if (definition.startsWith("#")) {
            show(root, root.at(definition.substring(1)), value);
        }
        for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
            show(root, schema.path("items"), item);
        }
        for (Map.Entry<String, JsonNode> named : schema.path("properties").properties()) {
            JsonNode inside = value.path(named.getKey());
            if (isLeaf(inside) && !named.getValue().has("examples")) {
                ((ObjectNode) named.getValue()).putArray("examples").add(inside);
            }
            show(root, named.getValue(), inside);
        }
    }

    /** What is made of objects has examples inside. */
    private static boolean isLeaf(JsonNode value) {
        return value.isValueNode() || value.isArray() && value.path(0).isValueNode();
    }

    static Path file(EventType event) {
        return FOLDER.resolve(event.type() + ".schema.json");
    }
}
