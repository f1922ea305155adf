package dev.vigil.schema.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An example says the same as the description beside it: who has only the schema builds on either.
 */
class ExamplesTest {
    private static final String OFFENCE_ID = "(session|item):\\S+";

    private static JsonNode golden(EventType event) throws IOException {
        return Golden.tree(
                Files.readAllBytes(
                        Golden.CURRENT.resolve("events").resolve(event.type() + ".json")));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue).toList();
    }

    @Test
    void whatAStrikeFollowsFromIsOfTheKindThatItNames() throws IOException {
        JsonNode strike = golden(EventType.STRIKE_CHANGED);
        assertThat(strike.get("causeKind").textValue()).isEqualTo("OFFENCE");
        assertThat(strike.get("causeId").textValue()).matches(OFFENCE_ID);
    }

    @Test
    void theOtherAccountsOfALinkAreOthers() throws IOException {
        JsonNode link = golden(EventType.ACCOUNT_LINKED);
        assertThat(texts(link.get("accountIds")))
                .isNotEmpty()
                .doesNotContain(link.get("accountId").textValue());
    }

    @Test
    void whatHasFallenOfAReportAreOffences() throws IOException {
        assertThat(texts(golden(EventType.DEPARTMENT_REPORT).get("fallen")))
                .isNotEmpty()
                .allMatch(id -> id.matches(OFFENCE_ID));
    }

    @Test
    void whatIsDisputedOfAnOffenceIsAnAppealOrANotice() throws IOException {
        assertThat(texts(golden(EventType.OFFENCE_CHANGED).get("disputed")))
                .isNotEmpty()
                .allMatch(ground -> ground.matches("(appeal|notice)/\\S+"));
    }

    @Test
    void aPartOfAScoreHasTheUnitOfTheScore() {
        JsonNode verdict = new JsonSchemas().of(EventType.VERDICT);
        for (String part : List.of("score", "change")) {
            List<JsonNode> found = verdict.findValues(part);
            assertThat(found).as(part).isNotEmpty();
            assertThat(found)
                    .filteredOn(property -> property.has("description"))
                    .isNotEmpty()
                    .allMatch(it -> it.get("description").textValue().contains(Unit.NATS.text()));
        }
    }
}
