package dev.vigil.cli.alerts;

import static dev.vigil.cli.alerts.TestingAlerts.alert;
import static dev.vigil.cli.alerts.TestingAlerts.breach;
import static dev.vigil.cli.alerts.TestingAlerts.correction;
import static dev.vigil.cli.alerts.TestingAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.cli.AlertsCommand;
import dev.vigil.cli.Vigil;
import dev.vigil.client.alerts.AlertmanagerForm;
import dev.vigil.client.alerts.Backoff;
import dev.vigil.client.alerts.HeaderFile;
import dev.vigil.client.alerts.ReceiverAnswer;
import dev.vigil.client.alerts.Target;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.stream.Outgoing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, found where the distribution puts it. */
class AlertmanagerITCase {
    private static final long NOW_MS = System.currentTimeMillis();

    @TempDir private Path directory;

    @Test
    void alertsStandOnceUntilTheirNoticeIsDoneAlsoAfterARestart() throws Exception {
        Path command = command();
        int port = Ports.free();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
                Bus bus = Bus.of(broker.bootstrap())) {
            Topics.create(broker.bootstrap());
            try (TestingAlertmanager alertmanager = start(command, port)) {
                TestingAlerts.send(
                        bus,
                        alert("n-1", "E5", "critical", NOW_MS - 60_000),
                        alert("n-1", "E7", "emergency", NOW_MS),
                        alert("n-2", "E5", "critical", NOW_MS),
                        breach("n-3", NOW_MS));
                forward(broker, alertmanager, "first");
                assertThat(states(alertmanager))
                        .containsOnlyKeys("n-1 E5", "n-1 E7", "n-2 E5", "n-3 E8");
                Await.until(
                        Duration.ofMillis(100),
                        () -> states(alertmanager).get("n-1 E5").equals("suppressed"),
                        () -> {},
                        () -> alertmanager.alerts().toString());
                assertThat(states(alertmanager)).containsEntry("n-1 E7", "active");
                assertThat(states(alertmanager)).containsEntry("n-2 E5", "active");

                forward(broker, alertmanager, "of another group, which sends all of it again");
                assertThat(alertmanager.alerts()).as("the same alert twice is one").hasSize(4);
                assertThat(alertmanager.alerts())
                        .extracting(alert -> alert.get("annotations"))
                        .allMatch(told -> told.toString().contains("runbook_url=job/docs/"));
            }
            try (TestingAlertmanager forgetful = start(command, port)) {
                assertThat(forgetful.alerts()).isEmpty();
                forward(broker, forgetful, "first");
                assertThat(forgetful.alerts()).as("what stands was said again").hasSize(4);

                TestingAlerts.send(
                        bus,
                        resolved("n-1", NOW_MS - 1_000, "E5", "E7"),
                        correction("n-3", NOW_MS, true));
                forward(broker, forgetful, "first");
                assertThat(states(forgetful)).containsOnlyKeys("n-2 E5");
                forward(broker, forgetful, "that reads from the start");
                assertThat(states(forgetful)).as("no end is undone").containsOnlyKeys("n-2 E5");

                // The planted fault: a forwarder that does not read on to the end first.
                postWithoutLearning(forgetful, alert("n-1", "E5", "critical", NOW_MS - 60_000));
                assertThat(states(forgetful)).containsKey("n-1 E5");
            }
        }
    }

    private static Path command() {
        Optional<Path> command =
                TestingAlertmanager.find("prometheus-alertmanager", "alertmanager");
        assumeThat(command).as("needs prometheus-alertmanager on the PATH").isPresent();
        return command.get();
    }

    private TestingAlertmanager start(Path command, int port) throws Exception {
        return TestingAlertmanager.start(command, port, directory);
    }

    private static void postWithoutLearning(TestingAlertmanager alertmanager, Outgoing alert)
            throws Exception {
        AlertmanagerForm form = new AlertmanagerForm("page", null);
        byte[] document = form.document(TestingAlerts.event(alert), NOW_MS).orElseThrow();
        ReceiverAnswer answer =
                new Target(
                                AlertsCommand.uri(
                                        alertmanager.uri(), AlertsCommand.Format.ALERTMANAGER),
                                new HeaderFile(null),
                                new Backoff(Duration.ZERO, Duration.ZERO, new Random(7)),
                                Duration.ZERO,
                                span -> {},
                                Clock.systemUTC(),
                                line -> {})
                        .post(document, form.contentType(), "a naive alert");
        assertThat(answer.accepted()).isTrue();
    }

    private static void forward(
            EmbeddedBroker broker, TestingAlertmanager alertmanager, String group) {
        assertThat(
                        Vigil.run(
                                "alerts",
                                "--bootstrap",
                                broker.bootstrap(),
                                "--to",
                                alertmanager.uri().toString(),
                                "--group",
                                group,
                                "--once"))
                .isZero();
    }

    /** Notice and level of what fires, to Alertmanager's state of it. */
    private static Map<String, String> states(TestingAlertmanager alertmanager) throws Exception {
        Map<String, String> states = new TreeMap<>();
        List<Map<String, Object>> alerts = alertmanager.alerts();
        for (Map<String, Object> alert : alerts) {
            Map<?, ?> labels = (Map<?, ?>) alert.get("labels");
            Map<?, ?> status = (Map<?, ?>) alert.get("status");
            states.put(labels.get("notice") + " " + labels.get("level"), "" + status.get("state"));
        }
        return states;
    }
}
