package dev.vigil.schema.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.Recorder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published documents follow the code. */
class PublishedTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Stream<EventType> jsonEvents() {
        return Arrays.stream(EventType.values()).filter(event -> event.data() != null);
    }

    @ParameterizedTest
    @MethodSource("jsonEvents")
    void schemaFollowsTheRecord(EventType event) {
        Recorder.check(JsonSchemas.file(event), pretty(new JsonSchemas().of(event)), getClass());
    }

    /** A platform writes these from the schema alone. */
    @ParameterizedTest
    @EnumSource(names = {"SESSION_STARTED", "SESSION_ENDED"})
    void everyPropertyOfAMediaEventIsDescribedWithAValidExample(EventType event) throws Exception {
        JsonNode schema = new JsonSchemas().of(event);
        ObjectNode whole = MAPPER.createObjectNode();
        schema.get("properties")
                .properties()
                .forEach(
                        property -> {
                            assertThat(property.getValue().path("description").asText())
                                    .as(property.getKey())
                                    .isNotBlank();
                            whole.set(property.getKey(), property.getValue().at("/examples/0"));
                        });
        assertThat(Json.enter(MAPPER.writeValueAsBytes(whole), event.data())).isNotNull();
    }

    @Test
    void everySchemaFileHasAnEvent() throws IOException {
        try (Stream<Path> files = Files.list(JsonSchemas.file(EventType.VERDICT).getParent())) {
            assertThat(files.map(Path::getFileName))
                    .containsExactlyInAnyOrderElementsOf(
                            jsonEvents().map(JsonSchemas::file).map(Path::getFileName).toList());
        }
    }

    @Test
    void asyncApiFollowsTheTable() {
        String version = Golden.CURRENT.getFileName().toString();
        Recorder.check(AsyncApi.FILE, pretty(AsyncApi.document(version)), getClass());
    }

    @Test
    void everyReferenceOfTheAsyncApiLeadsSomewhere() throws IOException {
        JsonNode document = MAPPER.readTree(AsyncApi.FILE.toFile());
        for (JsonNode reference : document.findValues("$ref")) {
            String target = reference.textValue();
            if (target.startsWith("#")) {
                assertThat(document.at(target.substring(1)).isObject()).as(target).isTrue();
            } else {
                assertThat(AsyncApi.FILE.resolveSibling(target)).exists();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyTopicCarriesEventsAndNoneIsOnBothSides(Topic topic) {
        assertThat(EventType.values()).anyMatch(event -> event.topics().contains(topic));
        assertThat(EventType.values())
                .filteredOn(event -> event.topics().contains(topic))
                .allMatch(event -> event.topics().stream().allMatch(t -> t.role() == topic.role()));
    }

    /** The guard can fail. */
    @Test
    void driftIsReportedWithTheCommand(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), "{}\n");
        assumeThat(Recorder.on()).as("the recorder would write it").isFalse();
        assertThatThrownBy(() -> Recorder.check(file, "{\"new\": 1}\n", getClass()))
                .hasMessageContaining("-Dtest='PublishedTest' -Dvigil.record=true");
    }

    private static String pretty(JsonNode json) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
