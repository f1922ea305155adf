package dev.vigil.schema.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in one form only, so that the same content has the same bytes: RFC 8785 (JCS) for trees of
 * objects, lists, texts, booleans and whole numbers up to 2^53 - 1. Members that are null, an empty
 * list or an empty object are left out: a missing field means the same.
 */
public final class Canonical {
    /** Beyond it, programs that hold numbers as doubles read another number. */
    private static final long LARGEST = (1L << 53) - 1;

    private Canonical() {}

    /**
     * The text of a tree.
     *
     * @throws IllegalArgumentException for what has no one form: fractions, large numbers, half a
     *     surrogate pair
     */
    static String text(JsonNode tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            object(node, out);
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(node.get(i), out);
            }
            out.append(']');
        } else if (node.isTextual()) {
            quoted(node.textValue(), out);
        } else if (node.isBoolean() || node.isNull()) {
            out.append(node.asText());
        } else {
            out.append(whole(node));
        }
    }

    /** Names in order of their UTF-16 units, which is Java's own order of texts. */
    private static void object(JsonNode node, StringBuilder out) {
        Map<String, JsonNode> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        members.values().removeIf(Canonical::saysNothing);
        out.append('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            out.append(comma);
            quoted(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            comma = ",";
        }
        out.append('}');
    }

    private static boolean saysNothing(JsonNode node) {
        return node.isNull() || node.isContainerNode() && node.isEmpty();
    }

    private static long whole(JsonNode node) {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || Math.abs(node.longValue()) > LARGEST) {
            throw new IllegalArgumentException(
                    "number: expected a whole number up to "
                            + LARGEST
                            + ", got "
                            + node
                            + "; others have no one form that can be signed");
        }
        return node.longValue();
    }

    /**
     * A text in quotes, with the escapes of RFC 8785.
     *
     * @throws IllegalArgumentException for half a surrogate pair
     */
    public static void quoted(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                requirePair(text, i);
                i++;
            } else if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, plain, i).append(escaped(c));
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    /** Of what can't be in a text as it is. */
    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }

    private static void requirePair(String text, int at) {
        if (at + 1 == text.length()
                || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new IllegalArgumentException(
                    "text: expected Unicode, got half a surrogate pair in position "
                            + at
                            + "; correct the text");
        }
    }
}
