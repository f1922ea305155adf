package dev.vigil.schema.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.vigil.schema.check.Controls;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What JSON should have been and is, for those who write it; Jackson's messages are about Java. */
final class Mismatch {
    private static final int MOST_SHOWN = 80;

    private Mismatch() {}

    /** Of JSON that is well formed and no such event. */
    static String of(JsonMappingException e) {
        if (e instanceof MismatchedInputException mismatch) {
            return place(e) + ": " + mismatch(mismatch);
        }
        if (e.getCause() instanceof JsonProcessingException cause) {
            return place(e) + ": " + broken(cause);
        }
        return place(e) + ": expected a value of its type, got another";
    }

    /** Of bytes that are no JSON, or more of it than is taken. */
    static String of(IOException e) {
        return "data: " + broken(e);
    }

    /** {@code data.items[0].itemId}. */
    static String place(JsonMappingException e) {
        StringBuilder path = new StringBuilder("data");
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(
                    step.getFieldName() == null
                            ? "[" + step.getIndex() + "]"
                            : "." + step.getFieldName());
        }
        return path.toString();
    }

    private static String mismatch(MismatchedInputException e) {
        if (e.getOriginalMessage().startsWith("Trailing token")) {
            return "expected one JSON object, got more behind it";
        }
        return "expected " + expected(e.getTargetType()) + ", got " + got(e);
    }

    static String expected(Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type == byte[].class) {
            return "bytes in base64";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) ? "an object" : "an object, " + words(type);
    }

    /** {@code a notice item} of NoticeItem. */
    private static String words(Class<?> type) {
        String words =
                type.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT);
        return (List.of('a', 'e', 'i', 'o', 'u').contains(words.charAt(0)) ? "an " : "a ") + words;
    }

    /** The parser is still at the value that it could not take; at no value, there was none. */
    private static String got(MismatchedInputException e) {
        if (!(e.getProcessor() instanceof JsonParser parser) || parser.currentToken() == null) {
            return "nothing";
        }
        JsonToken token = parser.currentToken();
        try {
            return switch (token) {
                case START_OBJECT, FIELD_NAME -> "an object";
                case START_ARRAY -> "a list";
                case VALUE_STRING -> "the text '" + shown(parser.getText()) + "'";
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                        "the number " + shown(parser.getText());
                case VALUE_TRUE, VALUE_FALSE -> parser.getText();
                case VALUE_NULL -> "null";
                // At the end of an object that lacks the field.
                default -> "nothing";
            };
        } catch (IOException unread) {
            return "a value that can't be read";
        }
    }

    static String broken(IOException e) {
        if (e instanceof InputCoercionException) {
            return "expected a number that fits 64 bits, got a larger one";
        }
        if (e instanceof StreamConstraintsException) {
            return "expected at most "
                    + Json.MAX_NESTING
                    + " levels of nesting and texts of at most "
                    + Json.MAX_TEXT
                    + " characters, got more";
        }
        if (!(e instanceof JsonProcessingException broken)) {
            return "expected JSON in UTF-8, got other bytes";
        }
        if (broken.getOriginalMessage().startsWith("Duplicate field")) {
            return "expected each field once, got one twice" + at(broken);
        }
        return "expected JSON, got something else" + at(broken);
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String shown(String text) {
        String safe = Controls.cleaned(text);
        return safe.length() > MOST_SHOWN ? safe.substring(0, MOST_SHOWN) + "..." : safe;
    }
}
