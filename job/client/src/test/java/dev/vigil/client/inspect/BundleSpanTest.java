package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.audit.LogFault;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A span is of Kafka's times, and these need not be in the order of offsets. */
class BundleSpanTest {
    private static final long DAY_MS = 86_400_000;
    private static final long FROM_MS = TestingSpan.FROM_MS;
    private static final long TO_MS = FROM_MS + 3_600_000;

    @TempDir private Path dir;

    private final TestingTopics topics = new TestingTopics(FROM_MS);

    /** All on one partition. */
    private void verdict(int number, long ms) throws IOException {
        ObjectNode verdict =
                (ObjectNode) Json.read(TestingSpan.golden(EventType.VERDICT), JsonNode.class);
        verdict.put("verdictId", "v-" + number).put("sessionId", "s");
        topics.send(Topic.VERDICTS, EventType.VERDICT, "s", ms, Json.bytes(verdict));
    }

    private JsonNode make(String about, String id) throws IOException {
        topics.seal();
        topics.seal();
        Path bundle = dir.resolve("bundle" + about);
        InspectionOrder order =
                new InspectionOrder(
                        FROM_MS,
                        TO_MS,
                        about,
                        id,
                        "oidc:li",
                        null,
                        null,
                        PageLanguage.EN,
                        ZoneId.of("Asia/Shanghai"),
                        topics.nowMs());
        Inspections.make(topics, order, List.of(TestingTopics.KEY), bundle, "html", read -> {});
        BundleCheck.Report report = BundleCheck.of(bundle, List.of(TestingTopics.KEY), null);
        assertThat(report.findings()).allMatch(it -> it.fault() == LogFault.UNFOUNDED);
        assertThat(report.findings()).noneMatch(it -> it.message().contains("page"));
        assertThat(report.isCompared()).isTrue();
        return new ObjectMapper().readTree(bundle.resolve("inspection.json").toFile());
    }

    private static TreeSet<String> verdicts(JsonNode json) {
        TreeSet<String> ids = new TreeSet<>();
        json.at("/tables/VERDICTS/rows")
                .forEach(row -> ids.add(row.toString().replaceAll(".*\"(v-\\d+)\".*", "$1")));
        return ids;
    }

    private List<String> lines(String about) throws IOException {
        Path records = dir.resolve("bundle" + about + "/records");
        Path file = records.resolve("verdicts-" + partition() + ".ndjson");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static int partition() {
        return Math.floorMod("s".hashCode(), 2);
    }

    @Test
    void aRecordThatIsStampedAheadCutsNothingOff() throws IOException {
        verdict(0, FROM_MS + 1_000);
        verdict(1, TO_MS + DAY_MS);
        verdict(2, FROM_MS + 2_000);
        verdict(3, TO_MS);
        JsonNode json = make(null, null);
        assertThat(verdicts(json)).containsExactly("v-0", "v-2");
        assertThat(lines("null")).as("up to the last one of the span").hasSize(3);
        assertThat(json.get("notSeen").toString())
                .contains("1 records lie between those of the span");
        assertThat(verdicts(make("ACCOUNT", "account-7781"))).containsExactly("v-0", "v-2");
        assertThat(lines("ACCOUNT")).hasSize(2);
    }

    @Test
    void aRecordThatIsStampedTooEarlyIsNotOfTheSpanAndCutsNothingOff() throws IOException {
        verdict(0, FROM_MS - DAY_MS);
        verdict(1, FROM_MS + 1_000);
        verdict(2, FROM_MS - DAY_MS);
        verdict(3, FROM_MS + 2_000);
        JsonNode json = make(null, null);
        assertThat(verdicts(json)).containsExactly("v-1", "v-3");
        assertThat(lines("null")).hasSize(3);
        assertThat(json.get("notSeen").toString())
                .contains("1 records lie between those of the span");
    }

    /** What is stamped ahead before the span begins does not begin it. */
    @Test
    void whatIsStampedAheadBeforeTheSpanIsNotOfIt() throws IOException {
        verdict(0, TO_MS + DAY_MS);
        verdict(1, FROM_MS - DAY_MS);
        verdict(2, FROM_MS + 1_000);
        verdict(3, FROM_MS + 2_000);
        JsonNode json = make(null, null);
        assertThat(verdicts(json)).containsExactly("v-2", "v-3");
        assertThat(lines("null")).hasSize(2);
        assertThat(json.get("notSeen").toString()).doesNotContain("lie between");
    }

    @Test
    void nothingButWhatIsStampedAheadIsAnEmptySpan() throws IOException {
        verdict(0, FROM_MS - DAY_MS);
        verdict(1, TO_MS + DAY_MS);
        assertThat(verdicts(make(null, null))).isEmpty();
        assertThat(lines("null")).isEmpty();
    }

    /**
     * A register is in the bundle to its end, and what came behind the span counts in no figure.
     */
    @Test
    void whatARegisterGotBehindTheSpanDoesNotCount() throws IOException {
        byte[] entry = TestingSpan.golden(EventType.LIST_UPSERTED);
        topics.send(Topic.LIST, EventType.LIST_UPSERTED, "e", FROM_MS + 1_000, entry);
        topics.send(Topic.LIST, EventType.LIST_UPSERTED, "e", TO_MS + 1_000, entry);
        JsonNode json = make(null, null);
        assertThat(
                        json.get("figures").findParents("dimension").stream()
                                .filter(it -> it.get("figure").asText().equals("RECORDS"))
                                .filter(it -> it.get("dimension").asText().equals("list"))
                                .mapToLong(it -> it.get("value").asLong()))
                .containsExactly(1L);
    }
}
