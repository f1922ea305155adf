package dev.vigil.stream.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vigil.notice.ClockRules;
import dev.vigil.notice.RulesCheck;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rules of the notice clock as a JSON file. Its keys are the components of {@link ClockRules},
 * spans as text ({@code "at": "2 h"}); what the file leaves out stays as in the defaults, a list
 * that it gives replaces the whole list.
 */
public final class ClockRulesFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ClockRulesFile() {}

    /**
     * Reads and checks a file.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static ClockRules read(Path file) {
        RecordReader reader = new RecordReader();
        ClockRules rules = reader.read(ClockRules.class, tree(file), ClockRules.DEFAULTS);
        List<String> errors = reader.errors();
        errors.addAll(RulesCheck.errors(rules));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(
                            System.lineSeparator(),
                            errors.stream().map(error -> file + ": " + error).toList()));
        }
        return rules;
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file
                            + ": "
                            + Json.problem(e)
                            + "; vigil notice rules prints a file to begin with",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + ": expected a readable JSON file, got none; correct the path", e);
        }
    }

    /** Rules as such a file. */
    public static String text(ClockRules rules) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(RecordReader.tree(JSON, rules));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
