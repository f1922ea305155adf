package dev.vigil.schema.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.check.Unit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a stranger who has only a published schema would miss: a property without description or
 * example, a number or time without a unit, a unit that the example or the name contradicts.
 */
final class Descriptions {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final DateTimeFormatter IN_CHINA =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** A text that can be read as a time, a territory or a digest says which of them it is. */
    private static final String MEASURED_TEXT =
            "\\d{4}-\\d{2}-\\d{2}[T ].*|[A-Z]{2}|\\*|[0-9a-f]{64}|[A-Z][a-z]+/[A-Z][a-z]+";

    private final List<String> faults = new ArrayList<>();

    private Descriptions() {}

    /** One line for each fault; empty where there is none. */
    static List<String> faults(JsonNode schema) {
        Descriptions found = new Descriptions();
        found.look("", schema);
        return found.faults;
    }

    private void look(String path, JsonNode schema) {
        for (Map.Entry<String, JsonNode> named : schema.path("properties").properties()) {
            property(path + "/" + named.getKey(), named.getKey(), named.getValue());
        }
        for (Map.Entry<String, JsonNode> inside : schema.properties()) {
            look(path + "/" + inside.getKey(), inside.getValue());
        }
        for (JsonNode element : schema.isArray() ? schema : List.<JsonNode>of()) {
            look(path, element);
        }
    }

    private void property(String path, String name, JsonNode property) {
        String description = property.path("description").asText();
        if (description.isBlank()) {
            faults.add(path + ": expected a description, got none");
            return;
        }
        JsonNode example = property.at("/examples/0");
        if (example.isMissingNode()) {
            if (!isMadeOfObjects(property)) {
                faults.add(path + ": expected a value in the golden event, got none");
            }
            return;
        }
        Unit unit = unit(description);
        JsonNode one = example.isArray() ? example.path(0) : example;
        boolean isText = one.isTextual() && !property.toString().contains("\"enum\"");
        boolean measured = one.isNumber() || isText && one.asText().matches(MEASURED_TEXT);
        if (measured != (unit != Unit.NONE)) {
            String expected = measured ? "a unit" : "none";
            faults.add(path + ": expected " + expected + " for " + one + ", got " + unit);
        } else if (name.endsWith("Ms") != (unit == Unit.MS)) {
            faults.add(path + ": expected MS where a name ends in Ms, got " + unit);
        } else if (!fits(unit, one)) {
            faults.add(path + ": expected the example in " + unit + ", got " + one);
        }
    }

    /** Its examples are those of the properties of the objects. */
    private static boolean isMadeOfObjects(JsonNode property) {
        return property.toString().contains("\"$ref\"")
                || property.toString().contains("\"properties\"");
    }

    /** NONE also where the description ends in a unit that is none of the table. */
    private static Unit unit(String description) {
        int at = description.indexOf(JsonSchemas.UNIT);
        String text = at < 0 ? "" : description.substring(at + JsonSchemas.UNIT.length());
        return Arrays.stream(Unit.values())
                .filter(unit -> text.equals(unit.text() + "."))
                .findFirst()
                .orElse(Unit.NONE);
    }

    private static boolean fits(Unit unit, JsonNode value) {
        String text = value.asText();
        return switch (unit) {
            case NONE -> true;
            case EPOCH_MS -> isTime(value.asLong());
            case COUNT, FROM_0, HOURS, WORKING_DAYS -> value.asDouble() >= 0;
            case FROM_1 -> value.asLong() >= 1;
            case PERCENT -> value.asDouble() >= 0 && value.asDouble() <= 100;
            case BASIS_POINTS -> value.asLong() >= 0 && value.asLong() <= 10_000;
            case PER_1024 -> value.asLong() >= 0 && value.asLong() <= 1024;
            case MS, FACTOR, SEMITONES, NATS -> value.isNumber();
            case RFC_3339 -> isRead(() -> Instant.parse(text));
            case LOCAL_TIME -> isRead(() -> LocalDateTime.parse(text));
            case CHINA_TIME -> isRead(() -> LocalDateTime.parse(text, IN_CHINA));
            case ZONE -> isRead(() -> ZoneId.of(text));
            case TERRITORY -> text.matches("[A-Z]{2}|\\*");
            case SHA_256 -> text.matches("[0-9a-f]{64}");
        };
    }

    /** Outside of these years it most likely is in seconds or microseconds. */
    private static boolean isTime(long epochMs) {
        Instant time = Instant.ofEpochMilli(epochMs);
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }

    private static boolean isRead(Supplier<?> reading) {
        try {
            return reading.get() != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
