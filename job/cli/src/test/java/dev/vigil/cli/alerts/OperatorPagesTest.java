package dev.vigil.cli.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.client.alerts.AlertmanagerForm;
import dev.vigil.notice.AlertForm;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alerts send people to exists, and the example for Alertmanager does what it says. */
class OperatorPagesTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void everyLevelHasAHeadingInTheRunbook() throws IOException {
        List<String> headings =
                Files.readAllLines(REPOSITORY.resolve(AlertmanagerForm.RUNBOOK)).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
                        .filter(heading -> heading.matches("e\\d"))
                        .toList();
        List<String> wanted =
                IntStream.range(0, 10)
                        .mapToObj(i -> AlertForm.runbook("", i == 9 ? "E9.3" : "E" + i))
                        .map(link -> link.substring(1))
                        .toList();
        assertThat(headings).containsExactlyElementsOf(wanted);
    }

    @Test
    void theExampleIsValidAndABrokenOneIsNot(@TempDir Path directory) throws Exception {
        assertThat(amtool("check-config", TestingAlertmanager.EXAMPLE.toString()))
                .startsWith("0 ")
                .contains("SUCCESS");
        String example = Files.readString(TestingAlertmanager.EXAMPLE);
        Path broken = directory.resolve("broken.yml");
        Files.writeString(broken, example.replace("receiver: desk", "receiver: unknown"));
        assertThat(amtool("check-config", broken.toString()))
                .doesNotStartWith("0 ")
                .contains("undefined receiver \"unknown\"");
    }

    @Test
    void everySeverityReachesItsPeople() throws Exception {
        Map<String, String> receivers =
                new TreeMap<>(
                        Map.of(
                                "info", "none",
                                "low", "desk",
                                "warning", "handler",
                                "warning+", "handler",
                                "major", "duty-officer",
                                "critical", "compliance-head",
                                "critical+", "compliance-head",
                                "emergency", "executive",
                                "breach", "everyone",
                                "breach-repeat", "everyone"));
        Map<String, String> found = new TreeMap<>();
        for (String severity : receivers.keySet()) {
            String said =
                    amtool(
                            "config",
                            "routes",
                            "test",
                            "--config.file=" + TestingAlertmanager.EXAMPLE,
                            "notice=n-1",
                            "severity=" + severity);
            found.put(severity, said.substring(said.lastIndexOf(' ') + 1));
        }
        assertThat(found).isEqualTo(receivers);
    }

    @Test
    void aBreachRecordIsForTheAuditAndItsLevelForEverybody() throws Exception {
        String said =
                amtool(
                        "config",
                        "routes",
                        "test",
                        "--config.file=" + TestingAlertmanager.EXAMPLE,
                        "notice=n-1",
                        "severity=breach",
                        "alertname=" + AlertForm.BREACH);
        assertThat(said).endsWith(" audit");
    }

    /** They name no notice and have no urgency. */
    @Test
    void whatARuleOfPrometheusReportsIsForTheOperators() throws Exception {
        String route =
                amtool(
                        "config",
                        "routes",
                        "test",
                        "--config.file=" + TestingAlertmanager.EXAMPLE,
                        "severity=critical",
                        "alertname=PeerFeedLags");
        assertThat(route).endsWith(" operators");
    }

    @Test
    void tombstonesOutliveTheOldestSavepointThatProductionKeeps() throws IOException {
        Path storage = REPOSITORY.resolve("k8s-operator/overlays/production/storage.yaml");
        Matcher age =
                Pattern.compile("savepoint\\.history\\.max\\.age\\s+value: (\\d+) h")
                        .matcher(Files.readString(storage));
        assertThat(age.find()).isTrue();
        assertThat(Duration.ofHours(Long.parseLong(age.group(1))))
                .isLessThan(Topic.TOMBSTONES_KEPT);
    }

    /** The exit code, a blank, and what it printed on one line. */
    private static String amtool(String... arguments) throws Exception {
        Optional<Path> command = TestingAlertmanager.find("amtool");
        assumeThat(command).as("needs amtool on the PATH").isPresent();
        ProcessBuilder builder = new ProcessBuilder(command.get().toString());
        builder.command().addAll(List.of(arguments));
        // A configuration of the person who runs the tests would speak too.
        builder.environment().put("HOME", "/nonexistent");
        Process process = builder.redirectErrorStream(true).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .replaceAll("\\s+", " ")
                        .strip();
        return process.waitFor() + " " + said;
    }
}
