package dev.vigil.desk.act;

import dev.vigil.desk.text.PageText;

/**
 * What is wrong with a field.
 *
 * @param key of the text
 * @param argument of the text; null where it has none
 */
public record FieldFault(String key, String argument) {
    /** The same in the visitor's language. */
    String sentence(PageText text) {
        return argument == null ? text.text(key) : text.text(key, argument);
    }
}
