package dev.vigil.desk.web;

import dev.vigil.desk.text.PageText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A form that was not taken, as its page gives it back: with the same request id, so that it is one
 * act however often it is sent. The session's token is none of it.
 *
 * @param action where it is sent to
 * @param fields with their values, the hidden ones too
 * @param leftOut fields that are too large to be in a page: files, which are chosen again
 */
public record KeptForm(String action, Map<String, List<String>> fields, List<String> leftOut) {
    /**
     * Of a form that is read for this alone, in bytes: of a person whose session has ended, or who
     * sends too often.
     */
    static final int MOST_BYTES = 256 << 10;

    /** Characters of a value that are shown beside the button; all are sent. */
    public static final int MOST_SHOWN = 10_000;

    private static final String LABEL = "field.";
    private static final Set<String> NEVER = Set.of("csrf");

    /**
     * What a person has typed or chosen, with the labels of the form; ids and states that a page
     * adds are none of it.
     */
    public List<Map.Entry<String, List<String>>> shown(PageText text) {
        return fields.entrySet().stream()
                .filter(it -> text.messages().keys().contains(LABEL + it.getKey()))
                .map(it -> Map.entry(text.text(LABEL + it.getKey()), marked(it.getValue())))
                .filter(it -> !it.getValue().isEmpty())
                .toList();
    }

    private static List<String> marked(List<String> values) {
        return values.stream()
                .filter(it -> !it.isBlank())
                .map(it -> it.equals("true") ? "✓" : it)
                .toList();
    }

    /**
     * @param type of the content; null for none
     * @return empty where the body is no form
     */
    static Optional<KeptForm> of(String action, String type, byte[] body) {
        Map<String, List<String>> sent;
        try {
            sent = FormFields.of(type, body);
        } catch (WrongForm e) {
            return Optional.empty();
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        sent.forEach(
                (name, values) -> {
                    if (NEVER.contains(name)) {
                        return;
                    }
                    if (values.stream().mapToLong(String::length).sum() > DeskPost.MOST_BYTES) {
                        leftOut.add(name);
                    } else {
                        fields.put(name, values);
                    }
                });
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new KeptForm(action, fields, leftOut));
    }
}
