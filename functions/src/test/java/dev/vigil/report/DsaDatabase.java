package dev.vigil.report;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the transparency database checks in a statement, as its own rules have it; shares no code
 * with the mapping.
 */
final class DsaDatabase {
    private static final Set<String> EU =
            Set.of(
                    "AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IT,LT,LU,LV,MT,NL,PL,PT,RO,SE,SI,SK"
                            .split(","));

    private final Map<String, Object> fields;
    private final List<String> refusals = new ArrayList<>();

    private DsaDatabase(Map<String, Object> fields) {
        this.fields = fields;
    }

    static List<String> refusals(Map<String, Object> fields) {
        DsaDatabase database = new DsaDatabase(fields);
        database.check();
        return database.refusals;
    }

    private void check() {
        text("puid", 500, true);
        if (!String.valueOf(fields.get("puid")).matches("[A-Za-z0-9_-]+")) {
            refusals.add("puid has other characters");
        }
        List<?> visibility =
                fields.containsKey("decision_visibility")
                        ? array("decision_visibility")
                        : List.of();
        boolean restricts =
                !visibility.isEmpty()
                        || fields.containsKey("decision_account")
                        || fields.containsKey("decision_provision");
        if (!restricts) {
            refusals.add("no decision");
        }
        text("decision_visibility_other", 500, visibility.contains("DECISION_VISIBILITY_OTHER"));
        text("illegal_content_legal_ground", 500, true);
        text("illegal_content_explanation", 2_000, true);
        text("decision_facts", 5_000, true);
        boolean isOther = array("content_type").contains("CONTENT_TYPE_OTHER");
        text("content_type_other", 500, isOther);
        array("category_specification");
        if (!EU.containsAll(array("territorial_scope")) || array("territorial_scope").isEmpty()) {
            refusals.add("territorial_scope is not of the EU");
        }
        date("content_date", LocalDate.of(2000, 1, 1), true);
        date("application_date", LocalDate.of(2020, 1, 1), true);
        date("end_date_visibility_restriction", LocalDate.MIN, false);
        date("end_date_account_restriction", LocalDate.MIN, false);
        date("end_date_service_restriction", LocalDate.MIN, false);
        oneOf("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT");
        oneOf(
                "source_type",
                "SOURCE_ARTICLE_16",
                "SOURCE_TRUSTED_FLAGGER",
                "SOURCE_TYPE_OTHER_NOTIFICATION",
                "SOURCE_VOLUNTARY");
        oneOf("automated_detection", "Yes", "No");
        oneOf(
                "automated_decision",
                "AUTOMATED_DECISION_FULLY",
                "AUTOMATED_DECISION_PARTIALLY",
                "AUTOMATED_DECISION_NOT_AUTOMATED");
    }

    private List<?> array(String name) {
        if (fields.get(name) instanceof List<?> list) {
            return list;
        }
        refusals.add(name + " is no array");
        return List.of();
    }

    private void text(String name, int most, boolean required) {
        if (!(fields.get(name) instanceof String text)) {
            if (required || fields.containsKey(name)) {
                refusals.add(name + " is no text");
            }
            return;
        }
        if (text.isBlank() || text.codePointCount(0, text.length()) > most) {
            refusals.add(name + " is empty or longer than " + most);
        }
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            refusals.add(name + " has half a character");
        }
    }

    private void date(String name, LocalDate first, boolean required) {
        Object value = fields.get(name);
        if (value == null) {
            if (required) {
                refusals.add(name + " is missing");
            }
            return;
        }
        try {
            LocalDate date = LocalDate.parse((String) value);
            if (date.isBefore(first) || date.isAfter(LocalDate.of(2038, 1, 1))) {
                refusals.add(name + " is out of range");
            }
        } catch (DateTimeParseException e) {
            refusals.add(name + " is no date");
        }
    }

    private void oneOf(String name, String... values) {
        if (!List.of(values).contains(fields.get(name))) {
            refusals.add(name + " is none of " + List.of(values));
        }
    }
}
