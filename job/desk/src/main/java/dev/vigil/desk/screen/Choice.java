package dev.vigil.desk.screen;

import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value of a filter that a select offers.
 *
 * @param value in the URL; empty for no filter
 * @param words in the visitor's language
 */
public record Choice(String value, String words, boolean isChosen) {
    /** Of all constants of an enum, and of none. */
    static <E extends Enum<E>> List<Choice> of(Class<E> type, String chosen, PageText text) {
        List<Choice> all = new ArrayList<>();
        all.add(any(chosen, text));
        for (E one : type.getEnumConstants()) {
            all.add(new Choice(one.name(), text.code(one), one.name().equals(chosen)));
        }
        return all;
    }

    /** Of values that are shown as they are, and of none. */
    static List<Choice> of(String chosen, PageText text, String... values) {
        List<Choice> all = new ArrayList<>();
        all.add(any(chosen, text));
        for (String value : values) {
            all.add(new Choice(value, value, value.equals(chosen)));
        }
        return all;
    }

    private static Choice any(String chosen, PageText text) {
        return new Choice("", text.text("filter.any"), chosen == null);
    }

    /** The constant that a parameter of the URL names; null for none, and for what is none. */
    static <E extends Enum<E>> E chosen(Class<E> type, Visit visit, String name) {
        String value = visit.query(name).orElse("");
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(value))
                .findFirst()
                .orElse(null);
    }

    /** Its name; null for none. */
    static <E extends Enum<E>> String name(Class<E> type, Visit visit, String name) {
        E one = chosen(type, visit, name);
        return one == null ? null : one.name();
    }
}
