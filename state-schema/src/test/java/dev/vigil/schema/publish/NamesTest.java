package dev.vigil.schema.publish;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One thing has one name in every event: a reader of several joins them without a table of names.
 */
class NamesTest {
    private record Property(String name, JsonNode schema) {
        /** Its values, of a list those of its elements; empty where any value may come. */
        private Set<String> values() {
            JsonNode one = schema.has("items") ? schema.get("items") : schema;
            return one.path("enum").valueStream().map(JsonNode::asText).collect(toSet());
        }
    }

    private static List<Property> properties(EventType event) {
        List<Property> found = new ArrayList<>();
        add(new JsonSchemas().of(event), found);
        return found;
    }

    private static void add(JsonNode schema, List<Property> found) {
        schema.path("properties")
                .properties()
                .forEach(it -> found.add(new Property(it.getKey(), it.getValue())));
        schema.valueStream().forEach(it -> add(it, found));
    }

    private static Stream<Property> all() {
        return PublishedTest.jsonEvents().flatMap(event -> properties(event).stream());
    }

    private static Set<String> names(EventType event, String pattern) {
        return properties(event).stream()
                .map(Property::name)
                .filter(name -> name.matches(pattern))
                .collect(toCollection(TreeSet::new));
    }

    @Test
    void aRightIsRightTypeEverywhere() {
        Set<String> rights = Arrays.stream(RightType.values()).map(Enum::name).collect(toSet());
        assertThat(all().filter(it -> it.values().equals(rights)).map(Property::name))
                .isNotEmpty()
                .containsOnly("rightType", "rightTypes");
    }

    @Test
    void thePlacesOfAMatchAreNamedAlikeInTheVerdictAndInItsEvidence() {
        String places = "(query|ref)[A-Z]\\w*Ms";
        assertThat(names(EventType.MATCH_EVIDENCE, places))
                .isEqualTo(names(EventType.VERDICT, places))
                .containsExactly("queryEndMs", "queryStartMs", "refEndMs", "refStartMs");
    }

    @Test
    void untilWhenACommandIsToBeConfirmedIsItsDeadline() {
        String deadlines = "deadline|due\\w*";
        for (EventType event :
                List.of(
                        EventType.COMMAND,
                        EventType.NOTICE_COMMAND,
                        EventType.ACCOUNT_COMMAND,
                        EventType.COMMAND_UNCONFIRMED)) {
            assertThat(names(event, deadlines)).as(event.name()).containsExactly("deadline");
        }
    }

    /**
     * An offence that is STANDING counts: of a clock the word would have meant that it is stopped.
     */
    @Test
    void aStateOfTheClockIsNoneOfAnOffence() {
        assertThat(EnumSet.allOf(ClockMotion.class))
                .extracting(Enum::name)
                .doesNotContainAnyElementsOf(
                        EnumSet.allOf(OffenceState.class).stream().map(Enum::name).toList());
    }
}
