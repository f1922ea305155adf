package dev.vigil.desk.web;

import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.text.PageText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as screens and acts see it.
 *
 * @param path as asked for, decoded
 * @param places what the braces of the path hold
 * @param query its parameters, each with all of its values
 * @param form the fields of a POST, {@code csrf} left out; empty for a GET
 * @param text the visitor's language and zone, and now
 * @param ages of the store and the clock at this moment
 * @param address of the browser, for the audit
 */
public record Visit(
        String path,
        Map<String, String> places,
        Map<String, List<String>> query,
        Map<String, List<String>> form,
        Visitor visitor,
        PageText text,
        Ages ages,
        String address) {
    /** UTC epoch ms. */
    public long nowMs() {
        return text.nowMs();
    }

    /** What {@code {id}} holds. */
    public String id() {
        return place("id");
    }

    public String place(String name) {
        String value = places.get(name);
        if (value == null) {
            throw new IllegalArgumentException("expected a path with {" + name + "}, got " + path);
        }
        return value;
    }

    /** The first value of a query parameter; one that is blank is none. */
    public Optional<String> query(String name) {
        return first(query, name);
    }

    public List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** The first value of a form's field; one that is blank is none. */
    public Optional<String> field(String name) {
        return first(form, name);
    }

    public List<String> fields(String name) {
        return form.getOrDefault(name, List.of());
    }

    private static Optional<String> first(Map<String, List<String>> all, String name) {
        return all.getOrDefault(name, List.of()).stream()
                .findFirst()
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
