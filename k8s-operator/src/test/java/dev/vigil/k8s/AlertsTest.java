package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that nobody tested stay silent when they are needed. */
class AlertsTest {
    private static final Path ALERTS = Manifests.ROOM.resolve("alerts");
    private static final Path MONITORING = Manifests.ROOM.resolve("monitoring");
    private static final String RULES = ".rules.yaml";
    private static final String TEST = ".test.yaml";

    @ParameterizedTest
    @MethodSource("groups")
    void rulesAreValid(String of) throws IOException {
        assumeTrue(Tool.isInstalled("promtool", "--version"), "no promtool on this machine");
        Tool.Result result = Tool.run("promtool", "check", "rules", file(ALERTS, of + RULES));
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void rulesFireWhenTheyMustAndAreSilentElse(String of) throws IOException {
        assumeTrue(Tool.isInstalled("promtool", "--version"), "no promtool on this machine");
        Tool.Result result = Tool.run("promtool", "test", "rules", file(ALERTS, of + TEST));
        assertThat(result.exit()).as(result.output()).isZero();
    }

    /** A rule that never fires must fail its own test: all at once, each is reported by name. */
    @ParameterizedTest
    @MethodSource("groups")
    void aPlantedDeafRuleIsCaught(String of, @TempDir Path copy) throws IOException {
        assumeTrue(Tool.isInstalled("promtool", "--version"), "no promtool on this machine");
        Files.copy(ALERTS.resolve(of + TEST), copy.resolve(of + TEST));
        JsonNode planted = document(of);
        for (ObjectNode rule : rules(planted)) {
            rule.put("expr", "vector(0) > 1");
        }
        Files.writeString(copy.resolve(of + RULES), planted.toString());
        Tool.Result result = Tool.run("promtool", "test", "rules", file(copy, of + TEST));
        assertThat(result.exit()).isNotZero();
        for (ObjectNode rule : rules(planted)) {
            String alert = rule.at("/alert").asText();
            assertThat(result.output()).containsPattern("alertname: " + alert + "\\b");
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyRuleSaysWhatToDo(String of) throws IOException {
        for (ObjectNode rule : rules(document(of))) {
            String alert = rule.at("/alert").asText();
            String runbook = rule.at("/annotations/runbook_url").asText();
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(anchors(runbook)).as(alert).isTrue();
            assertThat(Files.readString(Manifests.PROJECT.resolve(runbook.split("#", 2)[0])))
                    .as("the page names its alert")
                    .contains("`" + alert + "`");
        }
        assertThat(anchors("job/docs/runbooks/time.md#planted")).isFalse();
    }

    /** The Prometheus Operator reads no file: what is in no resource never fires. */
    @Test
    void everyFileIsAResourceThatIsDeployed() throws IOException {
        Map<String, JsonNode> resources = new TreeMap<>();
        for (JsonNode resource : Manifests.documents(MONITORING.resolve("rules.yaml"))) {
            assertThat(resource.at("/apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
            assertThat(resource.at("/kind").asText()).isEqualTo("PrometheusRule");
            resources.put(resource.at("/metadata/name").asText(), resource.path("spec"));
        }
        Map<String, JsonNode> files = new TreeMap<>();
        groups().forEach(of -> files.put("vigil-" + of, document(of)));

        assertThat(files).containsKeys("vigil-audit", "vigil-ledger", "vigil-notice-clock");
        assertThat(resources).as("the head of rules.yaml has how it is made").isEqualTo(files);
        assertThat(Files.readString(MONITORING.resolve("kustomization.yaml")))
                .contains("- rules.yaml\n");
    }

    static List<String> groups() throws IOException {
        try (Stream<Path> files = Files.list(ALERTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(RULES))
                    .map(name -> name.replace(RULES, ""))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode document(String of) {
        return Manifests.documents(ALERTS.resolve(of + RULES)).get(0);
    }

    private static List<ObjectNode> rules(JsonNode document) {
        List<ObjectNode> rules = new ArrayList<>();
        document.at("/groups")
                .forEach(group -> group.at("/rules").forEach(it -> rules.add((ObjectNode) it)));
        assertThat(rules).isNotEmpty();
        return rules;
    }

    /** True where the page is there and has a heading of that name. */
    private static boolean anchors(String link) throws IOException {
        String[] parts = link.split("#", 2);
        return Files.readAllLines(Manifests.PROJECT.resolve(parts[0])).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .anyMatch(heading -> heading.replace(' ', '-').equals(parts[1]));
    }

    private static String file(Path folder, String name) {
        return folder.resolve(name).toString();
    }
}
