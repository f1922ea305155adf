package dev.vigil.client.list;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.client.text.LineFault;
import dev.vigil.client.text.Sheet;
import dev.vigil.client.text.UnusableFile;
import dev.vigil.client.text.UnusableText;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Entries as a JSON list of the events on the topic; version and time of issue may be missing. */
final class EntryJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private EntryJson() {}

    static List<Draft> read(Reader in, long nowMs, List<LineFault> faults) throws IOException {
        List<Draft> drafts = new ArrayList<>();
        try (JsonParser parser = JSON.getFactory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new UnusableFile(
                        "file.list",
                        "line 1: expected a JSON list of entries, got "
                                + (parser.currentToken() == null ? "nothing" : "another value")
                                + "; put [ before the first and ] after the last");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int line = parser.currentTokenLocation().getLineNr();
                JsonNode tree = JSON.readTree(parser);
                try {
                    drafts.add(draft(line, tree, nowMs));
                } catch (IllegalArgumentException e) {
                    faults.add(LineFault.of(line, e));
                }
            }
        } catch (JsonProcessingException e) {
            // What follows it can't be parsed any more.
            faults.add(
                    LineFault.of(
                            e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                            new UnusableText(
                                    "line.json", Json.problem(e) + "; nothing after it is read")));
        }
        return drafts;
    }

    private static Draft draft(int line, JsonNode tree, long nowMs) {
        if (!(tree instanceof ObjectNode entry)) {
            throw new UnusableText(
                    "line.entry",
                    "expected an entry, got " + tree + "; write {\"entryId\": ...}",
                    tree);
        }
        requireKnown("", entry, ListEntry.class);
        entry.path("windows").forEach(EntryJson::requireKnown);
        boolean versioned = entry.hasNonNull("version");
        boolean issued = entry.hasNonNull("issuedAt");
        if (!versioned) {
            entry.put("version", 1);
        }
        if (!issued) {
            entry.put("issuedAt", nowMs);
        }
        byte[] bytes = entry.toString().getBytes(StandardCharsets.UTF_8);
        return new Draft(line, Json.enter(bytes, ListEntry.class), versioned, issued);
    }

    /** On the topic, an unknown type is of a later release too, and read as OTHER. */
    private static void requireKnown(JsonNode window) {
        requireKnown("windows.", window, ListWindow.class);
        String type = window.path("type").textValue();
        List<String> known = Arrays.stream(WindowType.values()).map(Enum::name).toList();
        if (type != null && !known.contains(type)) {
            throw new IllegalArgumentException(
                    "data.windows.type: expected one of "
                            + String.join(", ", known)
                            + ", got '"
                            + type
                            + "'");
        }
    }

    /** On the topic, unknown fields are of a later release; in a file they are a slip. */
    private static void requireKnown(String path, JsonNode object, Class<?> type) {
        List<String> known =
                Arrays.stream(type.getRecordComponents()).map(it -> it.getName()).toList();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                String nearest = path + Sheet.nearest(field.getKey(), known);
                throw new UnusableText(
                        "line.field",
                        path + field.getKey() + ": no such field; did you mean " + nearest + "?",
                        path + field.getKey(),
                        nearest);
            }
        }
    }
}
