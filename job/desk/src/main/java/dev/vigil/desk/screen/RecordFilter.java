package dev.vigil.desk.screen;

import dev.vigil.desk.web.Visit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader of a list may choose by: a parameter of its address.
 *
 * @param name of the parameter; {@code col.NAME} is its label
 * @param value as it is now; empty for none
 * @param type of the field: {@code select}, or as HTML names it
 * @param options of a select: values with their words, the first of them for none
 */
public record RecordFilter(String name, String value, String type, Map<String, String> options) {
    /** Longest value: an id. */
    public static final int MOST = 800;

    static RecordFilter text(Visit visit, String name) {
        return new RecordFilter(name, value(visit, name), "text", Map.of());
    }

    /** A moment in the visitor's zone. */
    static RecordFilter moment(Visit visit, String name) {
        return new RecordFilter(name, value(visit, name), "datetime-local", Map.of());
    }

    static RecordFilter month(Visit visit, String name) {
        return new RecordFilter(name, value(visit, name), "month", Map.of());
    }

    /** One of these, or none. */
    static RecordFilter choice(
            Visit visit, String name, String none, List<String> values, String type) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", visit.text().text(none));
        values.forEach(it -> options.put(it, visit.text().code(type, it)));
        return new RecordFilter(name, value(visit, name), "select", options);
    }

    static RecordFilter choice(
            Visit visit, String name, String none, Class<? extends Enum<?>> type) {
        return choice(visit, name, none, names(type), type.getSimpleName());
    }

    static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static String value(Visit visit, String name) {
        return visit.query(name).orElse("");
    }

    /** False of a select that has no such value. */
    boolean isKnown() {
        return options.isEmpty() || options.containsKey(value);
    }
}
