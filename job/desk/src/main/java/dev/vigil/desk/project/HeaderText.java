package dev.vigil.desk.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.audit.RecordHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Headers of a record as text that people can read, to the byte: {@code [[name, text], ...]}. */
public final class HeaderText {
    private static final JsonMapper JSON = new JsonMapper();

    private HeaderText() {}

    public static String of(List<RecordHeader> headers) {
        ArrayNode all = JSON.createArrayNode();
        for (RecordHeader header : headers) {
            ArrayNode one = all.addArray().add(header.name());
            String text = header.value() == null ? null : utf8(header.value());
            if (text != null) {
                one.add(text);
            } else if (header.value() != null) {
                one.addNull().add(Base64.getEncoder().encodeToString(header.value()));
            }
        }
        return all.toString();
    }

    public static List<RecordHeader> parse(String text) {
        try {
            List<RecordHeader> headers = new ArrayList<>();
            for (JsonNode one : JSON.readTree(text)) {
                headers.add(new RecordHeader(one.get(0).asText(), value(one)));
            }
            return headers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] value(JsonNode header) {
        return switch (header.size()) {
            case 1 -> null;
            case 2 -> header.get(1).asText().getBytes(StandardCharsets.UTF_8);
            default -> Base64.getDecoder().decode(header.get(2).asText());
        };
    }

    /** Null where it is none. */
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
