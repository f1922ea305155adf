package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A panel whose query is wrong shows nothing, which looks like nothing to worry about. That its
 * metrics exist is held against a running job, beside those of the alerts.
 */
class DashboardTest {
    private static final int COLUMNS = 24;

    private final JsonNode dashboard;

    DashboardTest() throws IOException {
        Path file = Manifests.ROOM.resolve("monitoring/dashboard.json");
        dashboard = new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void everyPanelSaysWhatItShows() {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).as(panel.toString()).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText()).as(panel.toString()).isNotBlank();
                assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(panel.path("targets")).isNotEmpty();
            }
        }
        assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
    }

    /** No field of the grid is taken twice, as Grafana would move panels about. */
    @Test
    void noPanelLiesOnAnother() {
        assertThat(overlaps(dashboard)).isEmpty();

        ObjectNode planted = dashboard.deepCopy();
        ((ObjectNode) planted.at("/panels/2/gridPos")).put("x", 11);
        assertThat(overlaps(planted)).isNotEmpty();
    }

    @Test
    void everyQueryParses(@TempDir Path folder) throws IOException {
        assumeTrue(Tool.isInstalled("promtool", "--version"), "no promtool on this machine");
        List<String> queries = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(
                        it ->
                                it.path("targets")
                                        .forEach(t -> queries.add(t.path("expr").asText())));
        assertThat(queries).hasSizeGreaterThan(20);

        assertThat(check(queries, folder).exit()).as(check(queries, folder).output()).isZero();
        assertThat(check(List.of("sum by (job_name (x)"), folder).exit()).isNotZero();
    }

    /** Each query as a rule, which is what promtool can check. */
    private static Tool.Result check(List<String> queries, Path folder) throws IOException {
        ObjectNode file = new ObjectMapper().createObjectNode();
        ObjectNode group = file.putArray("groups").addObject().put("name", "dashboard");
        ArrayNode rules = group.putArray("rules");
        for (int i = 0; i < queries.size(); i++) {
            rules.addObject().put("record", "query:" + i).put("expr", queries.get(i));
        }
        Path written = folder.resolve("queries.yaml");
        Files.writeString(written, file.toString());
        return Tool.run("promtool", "check", "rules", written.toString());
    }

    private static List<String> overlaps(JsonNode dashboard) {
        Set<Integer> taken = new HashSet<>();
        List<String> overlaps = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode at = panel.path("gridPos");
            int left = at.path("x").asInt();
            int top = at.path("y").asInt();
            boolean free = left + at.path("w").asInt() <= COLUMNS;
            for (int x = left; x < left + at.path("w").asInt(); x++) {
                for (int y = top; y < top + at.path("h").asInt(); y++) {
                    free &= taken.add(y * COLUMNS + x);
                }
            }
            if (!free) {
                overlaps.add(panel.path("title").asText());
            }
        }
        return overlaps;
    }
}
