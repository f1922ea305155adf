package dev.vigil.desk.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form as browsers send them: {@code application/x-www-form-urlencoded}, or of one
 * with a file {@code multipart/form-data}.
 */
final class FormFields {
    static final int MOST = 2_000;

    private FormFields() {}

    /**
     * Each field with its values in their order; of a file its text.
     *
     * @param type of the content; null for none
     * @throws WrongForm for more than 2,000 fields, and for what is no form
     */
    static Map<String, List<String>> of(String type, byte[] body) {
        return type != null && type.startsWith(PartFields.TYPE)
                ? PartFields.of(type, body)
                : of(new String(body, StandardCharsets.UTF_8));
    }

    /**
     * Each field with its values in their order; pairs that can't be decoded are left out.
     *
     * @throws WrongForm for more than 2,000 pairs
     */
    static Map<String, List<String>> of(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (body.isEmpty()) {
            return fields;
        }
        String[] pairs = body.split("&");
        if (pairs.length > MOST) {
            throw new WrongForm("expected at most " + MOST + " fields, got " + pairs.length);
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            decoded(name)
                    .ifPresent(
                            field ->
                                    decoded(value)
                                            .ifPresent(
                                                    text ->
                                                            fields.computeIfAbsent(
                                                                            field,
                                                                            it -> new ArrayList<>())
                                                                    .add(text)));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static Optional<String> decoded(String text) {
        return PathPattern.decoded(text.replace('+', ' '));
    }
}
