package dev.vigil.schema.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import dev.vigil.schema.Golden;
import dev.vigil.schema.event.Described;
import dev.vigil.schema.event.MayBeMissing;
import dev.vigil.schema.wire.EventType;
import java.nio.file.Path;

/** The JSON Schema (2020-12) of an event, made from its record. */
final class JsonSchemas {
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
                .withDescriptionResolver(JsonSchemas::description)
                .withInstanceAttributeOverride(JsonSchemas::example);
        config.forTypesInGeneral()
                .withPropertySorter((left, right) -> 0)
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
        return described == null ? null : described.value();
    }

    private static void example(
            ObjectNode property, FieldScope field, SchemaGenerationContext context) {
        Described described = field.getAnnotation(Described.class);
        boolean shown = described != null && !described.example().isEmpty();
        if (shown && !field.isFakeContainerItemScope()) {
            property.putArray("examples").add(Golden.tree(described.example().getBytes(UTF_8)));
        }
    }

    private static boolean mayBeMissing(FieldScope field) {
        return field.getAnnotation(MayBeMissing.class) != null;
    }

    private static ObjectNode base64(ObjectNode bytes) {
        return bytes.put("type", "string").put("contentEncoding", "base64");
    }

    ObjectNode of(EventType event) {
        ObjectNode generated = generator.generateSchema(event.data());
        ObjectNode schema = generated.objectNode();
        schema.set("$schema", generated.get("$schema"));
        schema.put("$id", "urn:vigil:" + event.type());
        schema.put("title", event.data().getSimpleName());
        return schema.setAll(generated);
    }

    static Path file(EventType event) {
        return FOLDER.resolve(event.type() + ".schema.json");
    }
}
