package dev.vigil.desk.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A place in an ordered list: what the last row of a page has in the columns of the order. In a URL
 * it is {@code after=}, opaque to all but this class.
 *
 * @param values texts and whole numbers ({@link String}, {@link Long}), never null
 */
public record Keyset(List<Object> values) {
    /** Of a URL: three keys of 400 characters are less. */
    private static final int MOST = 8_000;

    private static final JsonMapper JSON = new JsonMapper();

    public Keyset {
        values = List.copyOf(values);
    }

    public static Keyset of(Object... values) {
        return new Keyset(List.of(values));
    }

    /** As it is in a URL; letters, digits, {@code -} and {@code _}. */
    public String text() {
        ArrayNode array = JSON.createArrayNode();
        for (Object value : values) {
            if (value instanceof Long number) {
                array.add(number.longValue());
            } else {
                array.add((String) value);
            }
        }
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(JSON.writeValueAsBytes(array));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An array of texts and numbers is JSON", e);
        }
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @param text null or empty for the beginning of the list
     * @param types {@link String} or {@link Long} of each column of the order
     * @return null for the beginning
     * @throws KeysetException where it is no place in a list of that order
     */
    public static Keyset parse(String text, Class<?>... types) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            if (text.length() <= MOST) {
                JsonNode array = JSON.readTree(Base64.getUrlDecoder().decode(text));
                return new Keyset(values(array, types));
            }
        } catch (IOException | IllegalArgumentException e) {
            // Below: whatever is wrong with it, there is one remedy.
        }
        throw new KeysetException(
                "after: expected a place that a page of this list has named, got something else;"
                        + " begin with the first page");
    }

    private static List<Object> values(JsonNode array, Class<?>... types) {
        if (!array.isArray() || array.size() != types.length) {
            throw new IllegalArgumentException("of another order");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            JsonNode value = array.get(i);
            boolean isNumber = types[i] == Long.class;
            if (isNumber
                    ? !value.canConvertToLong() || !value.isIntegralNumber()
                    : !value.isTextual()) {
                throw new IllegalArgumentException("of another type");
            }
            values.add(isNumber ? (Object) value.longValue() : value.textValue());
        }
        return values;
    }
}
