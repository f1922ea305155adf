package dev.vigil.desk.act;

import java.util.List;

/**
 * A field as a form shows it.
 *
 * @param values as they were sent, or as they are given beforehand
 * @param options to choose from, with their texts
 * @param fault what is wrong with it, in the visitor's language; null where nothing is
 */
public record FieldView(
        FormField field, List<String> values, List<FieldOption> options, String fault) {
    /**
     * One of several.
     *
     * @param text for people; null where the value is somebody's and is shown as it is
     */
    public record FieldOption(String value, String text) {}

    /** Of a field with one value; empty where it has none. */
    public String value() {
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Of lines. */
    public String lines() {
        return String.join("\n", values);
    }

    public boolean has(String value) {
        return values.contains(value);
    }

    /** Key of what is stated below the field; of few fields there is such a text. */
    public String hint() {
        return "hint." + field.name();
    }

    /** Ties the field to what is wrong with it. */
    public String faultId() {
        return fault == null ? null : field.name() + "-fault";
    }
}
