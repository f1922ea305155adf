package dev.vigil.schema.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a schema has that a later one lacks: only optional properties and constants of enums may
 * join, and nothing may leave. What was never missing never is: consumers rely on it.
 */
final class SchemaChanges {
    private final JsonNode old;
    private final JsonNode now;
    private final List<String> refused = new ArrayList<>();

    private SchemaChanges(JsonNode old, JsonNode now) {
        this.old = old;
        this.now = now;
    }

    /** One line for each change that breaks a producer or a consumer of the older one. */
    static List<String> refused(JsonNode old, JsonNode now) {
        SchemaChanges changes = new SchemaChanges(old, now);
        changes.compare("", old, now);
        return changes.refused;
    }

    private void compare(String where, JsonNode before, JsonNode after) {
        same(where + " type", types(before, old), types(after, now));
        JsonNode was = plain(before, old);
        JsonNode is = plain(after, now);
        Set<String> gone = constants(was);
        gone.removeAll(constants(is));
        same(where + " constants that left", Set.of(), gone);
        if (was.has(JsonSchemas.OPEN_ENUM) && !is.has(JsonSchemas.OPEN_ENUM)) {
            refused.add(where + ": expected to let unknown constants in, got a closed list");
        }
        Set<String> required = texts(is.path("required"));
        was.path("properties")
                .properties()
                .forEach(
                        property -> {
                            String name = where + "/" + property.getKey();
                            JsonNode later = is.path("properties").path(property.getKey());
                            if (later.isMissingNode()) {
                                refused.add(name + ": expected to remain, got nothing");
                            } else {
                                compare(name, property.getValue(), later);
                            }
                        });
        same(where + " required", texts(was.path("required")), required);
        if (was.has("items")) {
            compare(where + "[]", was.get("items"), is.path("items"));
        }
    }

    private void same(String what, Set<String> expected, Set<String> got) {
        if (!expected.equals(got)) {
            refused.add("%s: expected %s, got %s".formatted(what, expected, got));
        }
    }

    private static Set<String> constants(JsonNode schema) {
        Set<String> constants = texts(schema.path("enum"));
        constants.addAll(texts(schema.path(JsonSchemas.OPEN_ENUM)));
        return constants;
    }

    private static Set<String> types(JsonNode schema, JsonNode root) {
        JsonNode here = followed(schema, root);
        Set<String> types = texts(here.path("type"));
        here.path("anyOf").forEach(one -> types.addAll(types(one, root)));
        return types;
    }

    /** Beside null. */
    private static JsonNode plain(JsonNode schema, JsonNode root) {
        JsonNode here = followed(schema, root);
        for (JsonNode one : here.path("anyOf")) {
            if (!one.path("type").asText().equals("null")) {
                return plain(one, root);
            }
        }
        return here;
    }

    private static JsonNode followed(JsonNode schema, JsonNode root) {
        return schema.has("$ref") ? root.at(schema.get("$ref").textValue().substring(1)) : schema;
    }

    private static Set<String> texts(JsonNode oneOrMore) {
        Set<String> texts = new TreeSet<>();
        if (oneOrMore.isTextual()) {
            texts.add(oneOrMore.textValue());
        }
        oneOrMore.forEach(one -> texts.add(one.textValue()));
        return texts;
    }
}
