package dev.vigil.stream.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A record of rules as a JSON file. Its keys are the record's components, spans as text ({@code
 * "at": "2 h"}); what the file leaves out stays as in the defaults, a list that it gives replaces
 * the whole list.
 */
final class RulesFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private RulesFile() {}

    /**
     * Reads and checks a file.
     *
     * @param check finds what is wrong with rules that could be read
     * @param verb that prints the defaults
     * @throws IllegalArgumentException with one line per error
     */
    static <R> R read(
            Path file, Class<R> type, R defaults, Function<R, List<String>> check, String verb) {
        RecordReader reader = new RecordReader();
        R rules = reader.read(type, tree(file, verb), defaults);
        List<String> errors = reader.errors();
        errors.addAll(check.apply(rules));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(
                            System.lineSeparator(),
                            errors.stream().map(error -> file + ": " + error).toList()));
        }
        return rules;
    }

    private static JsonNode tree(Path file, String verb) {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ": " + Json.problem(e) + "; " + verb + " prints a file to begin with",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + ": expected a readable JSON file, got none; correct the path", e);
        }
    }

    /** Rules as such a file. */
    static String text(Object rules) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(RecordReader.tree(JSON, rules));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
