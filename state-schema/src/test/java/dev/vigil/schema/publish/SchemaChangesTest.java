package dev.vigil.schema.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who writes or reads by the schema of a release goes on with every later one. */
class SchemaChangesTest {
    private static final String OLD =
            """
            {"type": "object", "required": ["id", "kind"], "$defs": {"Kind": {
               "type": "string", "enum": ["ONE", "TWO"]}},
             "properties": {
               "id": {"type": "string"},
               "kind": {"$ref": "#/$defs/Kind"},
               "why": {"anyOf": [{"type": "null"}, {"type": "string", "enum": ["A", "B"]}]},
               "window": {"type": "string", "x-extensible-enum": ["X", "Y"]},
               "more": {"type": ["integer", "null"]},
               "parts": {"type": "array", "items": {"type": "object", "required": ["n"],
                 "properties": {"n": {"type": "integer"}}}}}}
            """;

    static List<Path> published() {
        return Golden.files("json", ".schema.json");
    }

    /** Of none until the first release is frozen: until then a schema may change freely. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("published")
    void onlyOptionalPropertiesAndConstantsHaveJoined(Path schema) throws IOException {
        EventType type = EventType.of(Golden.name(schema, ".schema.json")).orElseThrow();
        assertThat(SchemaChanges.refused(tree(schema), tree(JsonSchemas.file(type)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void nothingIsRefusedOfTheSame(EventType type) throws IOException {
        if (type.data() != null) {
            JsonNode schema = tree(JsonSchemas.file(type));
            assertThat(SchemaChanges.refused(schema, schema)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"TWO\"] | \"TWO\", \"THREE\"]",
                "\"id\": {\"type\": \"string\"}, | \"new\": {\"type\": \"integer\"},"
                        + " \"id\": {\"type\": \"string\"},",
                "{\"$ref\": \"#/$defs/Kind\"} | {\"type\": \"string\", \"enum\": [\"ONE\","
                        + " \"TWO\"]}",
                "\"enum\": [\"A\", \"B\"] | \"x-extensible-enum\": [\"A\", \"B\", \"C\"]",
                "{\"n\": {\"type\": \"integer\"}} | {\"n\": {\"type\": \"integer\"},"
                        + " \"m\": {\"type\": [\"null\", \"string\"]}}",
            })
    void aPlantedAdditionIsLetIn(String right, String changed) {
        assertThat(SchemaChanges.refused(tree(OLD), planted(right, changed))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ONE\", \"TWO\" | \"ONE\" | /kind constants that left: expected [], got [TWO]",
                "\"x-extensible-enum\" | \"enum\" | /window: expected to let unknown constants in,"
                        + " got a closed list",
                "\"X\", \"Y\" | \"Y\" | /window constants that left: expected [], got [X]",
                "\"A\", \"B\" | \"B\" | /why constants that left: expected [], got [A]",
                "[\"id\", \"kind\"] | [\"id\"] | required: expected [id, kind], got [id]",
                "[\"id\", \"kind\"] | [\"id\", \"kind\", \"why\"]"
                        + " | required: expected [id, kind], got [id, kind, why]",
                "[\"n\"] | [] | /parts[] required: expected [n], got []",
                "\"n\": {\"type\": \"integer\"} | \"n\": {\"type\": \"number\"}"
                        + " | /parts[]/n type: expected [integer], got [number]",
                "\"more\": | \"another\": | /more: expected to remain, got nothing",
                "[\"integer\", \"null\"] | [\"integer\"]"
                        + " | /more type: expected [integer, null], got [integer]",
                "{\"type\": \"null\"}, | `` | /why type: expected [null, string], got [string]",
            })
    void aPlantedChangeIsRefused(String right, String changed, String why) {
        assertThat(SchemaChanges.refused(tree(OLD), planted(right, changed)))
                .singleElement()
                .asString()
                .endsWith(why);
    }

    private static JsonNode planted(String right, String changed) {
        assertThat(OLD).contains(right);
        return tree(OLD.replace(right, changed));
    }

    private static JsonNode tree(String json) {
        return Golden.tree(json.getBytes(UTF_8));
    }

    private static JsonNode tree(Path file) throws IOException {
        return Golden.tree(Files.readAllBytes(file));
    }
}
