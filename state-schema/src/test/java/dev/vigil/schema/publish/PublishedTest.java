package dev.vigil.schema.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigil.schema.Golden;
import dev.vigil.schema.Recorder;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** Another team writes and reads events from the schema alone. */
    @ParameterizedTest
    @MethodSource("jsonEvents")
    void everyPropertyIsDescribedWithItsUnitAndAnExample(EventType event) {
        assertThat(Descriptions.faults(new JsonSchemas().of(event))).isEmpty();
    }

    /** The guard can fail: one property for each fault. */
    record Planted(
            long undescribed,
            @Described("Its golden event lacks it.") String noExample,
            @Described("When it began.") long noUnit,
            @Described("Where it holds.") List<String> noTerritories,
            @Described(value = "When it ended.", unit = Unit.EPOCH_MS) long inSeconds,
            @Described(value = "How long it took.", unit = Unit.COUNT) long spanMs,
            @Described(value = "How much of it.", unit = Unit.PERCENT) double share,
            @Described(value = "Its title.", unit = Unit.RFC_3339) String noTime,
            @Described("Deep in a list.") List<Inside> inside,
            @Described(value = "As it should be.", unit = Unit.COUNT) int right) {
        record Inside(@Described("How many.") @MayBeMissing Integer more) {}
    }

    @Test
    void whatIsNotDescribedIsFound() {
        JsonNode event =
                Golden.tree(
                        """
                        {"undescribed": 1, "noUnit": 1795507200000, "noTerritories": ["CN"],
                         "inSeconds": 1795507200, "spanMs": 12, "share": 101.0,
                         "noTime": "2026-11-24", "inside": [{"more": 3}], "right": 3}
                        """
                                .getBytes(UTF_8));
        JsonNode schema = new JsonSchemas().of(Planted.class, "urn:planted", List.of(event));
        assertThat(Descriptions.faults(schema))
                .extracting(fault -> fault.replaceAll("^.*/(\\w+): .*, got (.*)$", "$1 $2"))
                .containsExactlyInAnyOrder(
                        "undescribed none",
                        "noExample none",
                        "noUnit NONE",
                        "noTerritories NONE",
                        "inSeconds 1795507200",
                        "spanMs COUNT",
                        "share 101.0",
                        "noTime RFC_3339",
                        "more NONE");
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
    void everyHeaderIsInTheAsyncApi() {
        Envelope whole =
                new Envelope(
                        "id",
                        "/me",
                        "type",
                        "subject",
                        0,
                        Envelope.JSON,
                        1L,
                        2L,
                        "os:a",
                        "os:b",
                        "req-1");
        JsonNode headers = AsyncApi.document("any").at("/components/schemas/headers/properties");
        assertThat(headers.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(whole.headers().keySet());
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

    /** But for what goes from site to site: what one writes, the other reads. */
    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyTopicCarriesEventsAndNoneIsOnBothSides(Topic topic) {
        assertThat(EventType.values()).anyMatch(event -> event.topics().contains(topic));
        assertThat(EventType.values())
                .filteredOn(event -> event.topics().contains(topic))
                .filteredOn(event -> !event.topics().contains(Topic.SIGNALS))
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
