package dev.vigil.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that nobody tested stay silent when they are needed. */
class AlertsTest {
    private static final Path ALERTS = Manifests.ROOM.resolve("alerts");
    private static final String RULES = ".rules.yaml";
    private static final String TEST = ".test.yaml";

    @ParameterizedTest
    @CsvSource({"notice-clock", "list"})
    void rulesAreValid(String of) throws IOException {
        assumeTrue(Tool.isInstalled("promtool", "--version"), "no promtool on this machine");
        Tool.Result result = Tool.run("promtool", "check", "rules", file(ALERTS, of + RULES));
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"notice-clock", "list"})
    void rulesFireWhenTheyMustAndAreSilentElse(String of) throws IOException {
        assumeTrue(Tool.isInstalled("promtool", "--version"), "no promtool on this machine");
        Tool.Result result = Tool.run("promtool", "test", "rules", file(ALERTS, of + TEST));
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "notice-clock, > 60000, NoticeClockLags",
        "notice-clock, > 60000, NoticeClockStands",
        "list, > 0, ListEntryRefused"
    })
    void aPlantedDeafRuleIsCaught(String of, String heard, String alert, @TempDir Path copy)
            throws IOException {
        assumeTrue(Tool.isInstalled("promtool", "--version"), "no promtool on this machine");
        Files.copy(ALERTS.resolve(of + TEST), copy.resolve(of + TEST));
        String rules = Files.readString(ALERTS.resolve(of + RULES));
        Files.writeString(copy.resolve(of + RULES), rules.replace(heard, "> 6e19"));
        Tool.Result result = Tool.run("promtool", "test", "rules", file(copy, of + TEST));
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains(alert);
    }

    @ParameterizedTest
    @CsvSource({"notice-clock, 6", "list, 1"})
    void everyRuleIsTestedAndSaysWhatToDo(String of, int least) throws IOException {
        String tests = Files.readString(ALERTS.resolve(of + TEST));
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode document : Manifests.documents(ALERTS.resolve(of + RULES))) {
            document.at("/groups").forEach(group -> group.at("/rules").forEach(rules::add));
        }
        assertThat(rules).hasSizeGreaterThanOrEqualTo(least);
        for (JsonNode rule : rules) {
            assertThat(tests).contains("alertname: " + rule.at("/alert").asText() + "\n");
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(anchors(rule.at("/annotations/runbook_url").asText()))
                    .as(rule.at("/alert").asText())
                    .isTrue();
        }
        assertThat(anchors("job/docs/runbooks/time.md#planted")).isFalse();
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
