package dev.vigil.client.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A record as a line of a bundle has it.
 *
 * @param storedMs the broker's time (UTC epoch ms)
 * @param type of the event; empty where it is none of ours
 * @param typeName as the record has it; null for none
 * @param actor pointer to the person who caused it; null for none
 * @param data null for a tombstone
 */
record InspectedRecord(
        String topic,
        int partition,
        long offset,
        long storedMs,
        String key,
        Optional<EventType> type,
        String typeName,
        String actor,
        byte[] data) {
    private static final byte[] DATA = "\"data_base64\":\"".getBytes(StandardCharsets.UTF_8);

    /**
     * Reads a line that the audit log has hashed.
     *
     * @param to the line feed behind it
     * @throws IllegalArgumentException where it is no such line
     */
    static InspectedRecord of(byte[] bytes, int from, int to) {
        int data = find(bytes, from, to);
        int end = data < 0 ? -1 : quote(bytes, data, to);
        JsonNode line =
                Json.read(
                        data < 0 ? copy(bytes, from, to) : without(bytes, from, data, end, to),
                        JsonNode.class);
        String type = line.path("type").asText(null);
        return new InspectedRecord(
                text(line, "kafkatopic"),
                (int) number(line, "kafkapartition"),
                number(line, "kafkaoffset"),
                number(line, "kafkatime"),
                line.path("kafkakey").asText(null),
                type == null ? Optional.empty() : EventType.of(type),
                type,
                line.path("actor").asText(null),
                data < 0 ? null : Base64.getDecoder().decode(Arrays.copyOfRange(bytes, data, end)));
    }

    /** The data are most of the line and no text that a parser has to look at. */
    private static byte[] without(byte[] bytes, int from, int data, int end, int to) {
        byte[] rest = new byte[data - from + to - end];
        System.arraycopy(bytes, from, rest, 0, data - from);
        System.arraycopy(bytes, end, rest, data - from, to - end);
        return rest;
    }

    private static byte[] copy(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Where the data begin; no text of JSON holds a quote that is not escaped. */
    private static int find(byte[] bytes, int from, int to) {
        for (int at = from; at + DATA.length <= to; at++) {
            if (Arrays.equals(bytes, at, at + DATA.length, DATA, 0, DATA.length)) {
                return at + DATA.length;
            }
        }
        return -1;
    }

    private static int quote(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '"') {
                return at;
            }
        }
        throw new IllegalArgumentException("data_base64: expected its end, got none");
    }

    private static String text(JsonNode line, String name) {
        if (!line.path(name).isTextual()) {
            throw new IllegalArgumentException(name + ": expected a text, got none");
        }
        return line.get(name).asText();
    }

    private static long number(JsonNode line, String name) {
        return Long.parseLong(text(line, name));
    }

    /** As the log and all findings name it. */
    String place() {
        return topic + "/" + partition + "/" + offset;
    }

    /**
     * What a record says.
     *
     * @param event null where there is none: a tombstone, binary data, or a problem
     * @param problem why it can't be read; null for none
     */
    record Content(Object event, String problem) {}

    /** What it says, to a reader that survives what it can't read. */
    Content content() {
        if (data == null) {
            return new Content(null, null);
        }
        if (type.isEmpty() || !type.get().isOn(topic)) {
            return new Content(null, "expected a type of " + topic + ", got " + typeName);
        }
        Class<?> of = type.get().data();
        try {
            return new Content(of == null ? null : Json.whole(data, of), null);
        } catch (IllegalArgumentException e) {
            return new Content(null, e.getMessage());
        }
    }
}
