package dev.vigil.schema.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.vigil.schema.check.Controls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * JSON of events: stable field order, unknown fields ignored, size and nesting bounded. An unknown
 * constant is OTHER where the enum only describes and has that as its default; what decides is
 * refused. What is published again of such a record says OTHER.
 */
public final class Json {
    /** Largest control event; a notice of 10,000 items fits. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    static final int MAX_NESTING = 20;
    static final int MAX_TEXT = 1024 * 1024;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // A second receivedAt would be a way round the clock.
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_NESTING)
                                                    .maxStringLength(MAX_TEXT)
                                                    .maxDocumentLength(MAX_BYTES)
                                                    .build())
                                    .build())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    // Of an enum that has one, and that no decision depends on; others refuse it.
                    .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    // A question that a record answers is no property of it.
                    .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .withCoercionConfig(LogicalType.Textual, Json::refuseNumbers)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    /** The same for digests: without empty values, and in an order that no release changes. */
    private static final JsonMapper CANONICAL =
            MAPPER.rebuild()
                    .serializationInclusion(JsonInclude.Include.NON_EMPTY)
                    .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    /** The same for who goes on without a look at each field: other programs have written it. */
    private static final JsonMapper WHOLE =
            MAPPER.rebuild().annotationIntrospector(new RequiredFields()).build();

    /** The same for what comes in at a door. */
    private static final JsonMapper DOOR =
            WHOLE.rebuild()
                    .addModule(new SimpleModule().addDeserializer(String.class, new DoorText()))
                    .build();

    private Json() {}

    /**
     * Refuses control characters. At the door alone: state and topics may hold older texts, and
     * reading them must not fail. A line may end as Windows ends it.
     */
    private static final class DoorText extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = super.deserialize(parser, context);
            for (int i = 0; text != null && i < text.length(); i++) {
                char c = text.charAt(i);
                boolean lineEnd = c == '\r' && text.startsWith("\n", i + 1);
                if (c < 0x20 && Controls.is(c) && !lineEnd) {
                    throw new ControlCharacter(parser, c, i);
                }
            }
            return text;
        }
    }

    private static final class ControlCharacter extends JsonMappingException {
        private static final long serialVersionUID = 1L;

        private ControlCharacter(JsonParser parser, char c, int at) {
            super(
                    parser,
                    String.format(
                            Locale.ROOT,
                            "expected a text without control characters, got U+%04X at %d",
                            (int) c,
                            at));
        }
    }

    /** Jackson's scalar rule leaves texts out: 17 and true would pass as ids. */
    private static void refuseNumbers(MutableCoercionConfig texts) {
        for (CoercionInputShape shape :
                List.of(
                        CoercionInputShape.Integer,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean)) {
            texts.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Why a text is not JSON, and where; Jackson's own message is about its classes. */
    public static String problem(JsonProcessingException e) {
        return Mismatch.broken(e);
    }

    public static byte[] bytes(Object event) {
        return bytes(MAPPER, event);
    }

    /**
     * To make a digest of a record that later releases make as well: fields by name, without those
     * that are null or empty, at any depth. A field that joins changes nothing of a record that
     * lacks it; what a field may be in place of missing is null, an empty text, list or map.
     */
    public static byte[] canonical(Object record) {
        return bytes(CANONICAL, record);
    }

    private static byte[] bytes(JsonMapper mapper, Object event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line of JSON, for people and logs. */
    public static String text(Object event) {
        return new String(bytes(event), StandardCharsets.UTF_8);
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException with what was expected, what was got and where
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(MAPPER, json, type);
    }

    /** The same where what the published schema requires is to be there. */
    public static <T> T whole(byte[] json, Class<T> type) {
        return read(WHOLE, json, type);
    }

    /** The same for what comes in at a door: no text may hold control characters, too. */
    public static <T> T enter(byte[] json, Class<T> type) {
        return read(DOOR, json, type);
    }

    private static <T> T read(JsonMapper mapper, byte[] json, Class<T> type) {
        if (json == null || json.length == 0) {
            throw new IllegalArgumentException(
                    "data: expected " + Mismatch.expected(type) + ", got nothing");
        }
        if (json.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "data: expected at most " + MAX_BYTES + " bytes, got " + json.length);
        }
        try (JsonParser parser = mapper.createParser(json)) {
            return read(mapper, parser, type);
        } catch (IOException e) {
            throw new IllegalArgumentException(Mismatch.of(e), e);
        }
    }

    /** The message is made while the parser is still at the value. */
    private static <T> T read(JsonMapper mapper, JsonParser parser, Class<T> type)
            throws IOException {
        try {
            T value = mapper.readValue(parser, type);
            if (value == null) {
                throw new IllegalArgumentException(
                        "data: expected " + Mismatch.expected(type) + ", got null");
            }
            return value;
        } catch (ValueInstantiationException e) {
            String where = e.getPath().isEmpty() ? "" : " (in " + Mismatch.place(e) + ")";
            throw new IllegalArgumentException(e.getCause().getMessage() + where, e);
        } catch (ControlCharacter e) {
            throw new IllegalArgumentException(
                    Mismatch.place(e) + ": " + e.getOriginalMessage() + "; remove it", e);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(Mismatch.of(e), e);
        }
    }
}
