package dev.vigil.stream.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.util.TimeUtils;

/**
 * Records of numbers, flags, enums, texts, spans, lists and further records, from a JSON tree over
 * a record of defaults. A component {@code xMs} is the key {@code x}, a span as text. Every error
 * is kept, with its path; its value stays the default.
 */
final class RecordReader {
    private static final String MS = "Ms";
    private static final long HOUR_MS = 3_600_000;

    private final List<String> errors = new ArrayList<>();

    List<String> errors() {
        return errors;
    }

    /** The record of the tree; where it has none, of the defaults (null for none). */
    <R> R read(Class<R> type, JsonNode tree, R defaults) {
        return type.cast(record(type, tree, defaults, ""));
    }

    private Object record(Class<?> type, JsonNode tree, Object defaults, String path) {
        if (!tree.isObject()) {
            tell(path.isEmpty() ? "the file" : path, "a JSON object", tree);
            return defaults;
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> keys = Arrays.stream(components).map(RecordReader::key).toList();
        tree.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!keys.contains(name)) {
                                errors.add(
                                        at(path, name)
                                                + ": no such key; did you mean "
                                                + nearest(name, keys)
                                                + "?");
                            }
                        });
        Object[] values = new Object[components.length];
        boolean whole = true;
        for (int i = 0; i < components.length; i++) {
            Object known = defaults == null ? null : get(components[i], defaults);
            values[i] = component(components[i], tree.get(keys.get(i)), known, path);
            whole &= values[i] != null || !components[i].getType().isPrimitive();
        }
        return whole ? create(type, components, values, path) : null;
    }

    private Object component(RecordComponent component, JsonNode tree, Object known, String path) {
        String where = at(path, key(component));
        Class<?> type = component.getType();
        if (tree != null && !tree.isNull()) {
            return component.getName().endsWith(MS)
                    ? span(tree, known, where)
                    : value(component.getGenericType(), tree, known, where);
        }
        boolean needed = type.isPrimitive() && type != boolean.class;
        if (known == null && needed) {
            errors.add(where + ": expected a value, got none; fill it in");
        }
        return known == null && type == boolean.class ? Boolean.FALSE : known;
    }

    private Object span(JsonNode tree, Object known, String path) {
        try {
            if (tree.isTextual()) {
                return TimeUtils.parseDuration(tree.asText()).toMillis();
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Reported below, as anything else that is no span.
        }
        tell(path, "a span such as \"24 h\", \"30 min\" or \"10 s\"", tree);
        return known;
    }

    private Object value(Type declared, JsonNode tree, Object known, String path) {
        if (declared instanceof ParameterizedType list) {
            return list((Class<?>) list.getActualTypeArguments()[0], tree, known, path);
        }
        Class<?> type = (Class<?>) declared;
        if (type.isRecord()) {
            return record(type, tree, known, path);
        }
        if (type.isEnum()) {
            return constant(type, tree, known, path);
        }
        if (type == boolean.class && tree.isBoolean()) {
            return tree.asBoolean();
        }
        if (type == int.class && tree.canConvertToInt() && tree.isIntegralNumber()) {
            return tree.asInt();
        }
        if (type == Double.class && tree.isNumber()) {
            return tree.asDouble();
        }
        if (type == String.class && tree.isTextual()) {
            return tree.asText();
        }
        tell(path, NAMES.getOrDefault(type, "a text"), tree);
        return known;
    }

    private static final Map<Class<?>, String> NAMES =
            Map.of(
                    boolean.class,
                    "true or false",
                    int.class,
                    "a whole number",
                    Double.class,
                    "a number");

    private Object list(Class<?> type, JsonNode tree, Object known, String path) {
        if (!tree.isArray()) {
            tell(path, "a JSON array", tree);
            return known;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < tree.size(); i++) {
            Object value = value(type, tree.get(i), null, path + "[" + i + "]");
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private Object constant(Class<?> type, JsonNode tree, Object known, String path) {
        for (Object constant : type.getEnumConstants()) {
            if (tree.isTextual() && tree.asText().equals(((Enum<?>) constant).name())) {
                return constant;
            }
        }
        tell(path, "one of " + Arrays.toString(type.getEnumConstants()), tree);
        return known;
    }

    private void tell(String path, String expected, JsonNode got) {
        errors.add(
                path
                        + ": expected "
                        + expected
                        + ", got "
                        + (got.isMissingNode() ? "nothing" : got)
                        + "; correct it");
    }

    private static String at(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static String nearest(String key, List<String> keys) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return keys.stream()
                .min(Comparator.comparingInt(known -> distance.apply(key, known)))
                .orElseThrow();
    }

    private static String key(RecordComponent component) {
        String name = component.getName();
        return name.endsWith(MS) ? name.substring(0, name.length() - MS.length()) : name;
    }

    private static Object get(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Rules are public records", e);
        }
    }

    private Object create(
            Class<?> type, RecordComponent[] components, Object[] values, String path) {
        try {
            Constructor<?> constructor =
                    type.getConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Rules are public records: " + path, e);
        }
    }

    // Written ------------------------------------------------------------------------------

    /** A record as a tree that {@link #read} reads. */
    static ObjectNode tree(ObjectMapper json, Object of) {
        ObjectNode tree = json.createObjectNode();
        for (RecordComponent component : of.getClass().getRecordComponents()) {
            Object value = get(component, of);
            if (value == null) {
                continue;
            }
            Object written = component.getName().endsWith(MS) ? span((Long) value) : value;
            tree.set(key(component), node(json, written));
        }
        return tree;
    }

    private static JsonNode node(ObjectMapper json, Object value) {
        if (value instanceof List<?> list) {
            var array = json.createArrayNode();
            list.forEach(one -> array.add(node(json, one)));
            return array;
        }
        return value instanceof Record ? tree(json, value) : json.valueToTree(value);
    }

    /** Days only where they are many: 24 h is common usage. */
    private static String span(long spanMs) {
        if (spanMs % HOUR_MS == 0) {
            long hours = spanMs / HOUR_MS;
            return hours % 24 == 0 && hours > 72 ? hours / 24 + " d" : hours + " h";
        }
        return TimeUtils.formatWithHighestUnit(Duration.ofMillis(spanMs));
    }
}
