package dev.vigil.cli.alerts;

import static dev.vigil.cli.alerts.TestingAlerts.alert;
import static dev.vigil.cli.alerts.TestingAlerts.breach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.client.alerts.AlertmanagerForm;
import dev.vigil.client.bus.Event;
import dev.vigil.notice.LedgerAlertForm;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.Outgoing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the example configuration informs, as the distribution's own tool finds it. */
class AlertmanagerRoutesTest {
    private static final long NOW_MS = 1_800_000_000_000L;

    /** Both are severities of the ladder, too. */
    @ParameterizedTest
    @ValueSource(strings = {"critical", "warning"})
    void aRuleOfPrometheusIsForTheOperators(String severity) throws Exception {
        Map<String, String> labels =
                Map.of(
                        "alertname", "MediaCheckpointsFail",
                        "job_name", "vigil_media",
                        "severity", severity);
        assertThat(receiver(labels)).isEqualTo("operators");
    }

    @Test
    void aLevelOfANoticeIsForThePeopleOfTheLadder() throws Exception {
        assertThat(receiver(labels(alert("n-1", "E5", "critical", NOW_MS))))
                .isEqualTo("compliance-head");
        assertThat(receiver(labels(alert("n-1", "E2", "warning", NOW_MS)))).isEqualTo("handler");
        assertThat(receiver(labels(alert("n-1", "E8", "breach", NOW_MS)))).isEqualTo("everyone");
        assertThat(receiver(labels(breach("n-1", NOW_MS)))).isEqualTo("audit");
    }

    @Test
    void aClockThatHasStoppedIsForThePeopleOfTheLadder() throws Exception {
        Map<?, ?> ofLedger = Json.read(Json.bytes(LedgerAlertForm.clockLabels()), Map.class);
        assertThat(receiver(ofLedger)).isEqualTo("compliance-head");
    }

    private static Map<?, ?> labels(Outgoing alert) {
        Event event = TestingAlerts.event(alert);
        AlertmanagerForm form = new AlertmanagerForm("page", null);
        form.learn(event, false);
        byte[] document = form.document(event, NOW_MS).orElseThrow();
        return (Map<?, ?>) ((Map<?, ?>) Json.read(document, List.class).get(0)).get("labels");
    }

    private static String receiver(Map<?, ?> labels) throws Exception {
        Optional<Path> tool = TestingAlertmanager.find("amtool");
        assumeThat(tool).as("needs amtool of prometheus-alertmanager on the PATH").isPresent();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tool.get().toString(),
                                "config",
                                "routes",
                                "test",
                                "--config.file=" + TestingAlertmanager.EXAMPLE));
        labels.forEach((name, value) -> command.add(name + "=" + value));
        // Some distributions have a default address, which it then warns of on stderr.
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] answer = process.getInputStream().readAllBytes();
        return new String(answer, StandardCharsets.UTF_8).strip();
    }
}
