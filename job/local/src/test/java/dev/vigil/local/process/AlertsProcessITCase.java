package dev.vigil.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.cli.alerts.TestingAlerts;
import dev.vigil.cli.alerts.TestingTarget;
import dev.vigil.cli.alerts.TestingTarget.Reply;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.process.JavaProcess;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vigil alerts}, killed after the target has a document and before its offset is kept. */
class AlertsProcessITCase {

    @Test
    void aKillBetweenPostAndCommitRepeatsAndLosesNothing(@TempDir Path directory) throws Exception {
        AtomicReference<JavaProcess> running = new AtomicReference<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
                Bus bus = Bus.of(broker.bootstrap());
                TestingTarget target =
                        new TestingTarget(
                                (request, before) -> {
                                    if (before == 0) {
                                        running.get().kill();
                                    }
                                    return Reply.OK;
                                })) {
            Topics.create(broker.bootstrap());
            try (JavaProcess first = alerts(directory, "first", broker, target)) {
                running.set(first);
                first.awaitOutput("forwarding to");
                TestingAlerts.send(
                        bus, TestingAlerts.alert("n-1", "E7", "emergency", 1_800_000_000_000L));
                first.waitFor();
            }
            assertThat(ids(target)).containsExactly("n-1/1/E7");
            TestingAlerts.send(
                    bus, TestingAlerts.alert("n-2", "E7", "emergency", 1_800_000_000_000L));
            try (JavaProcess second = alerts(directory, "second", broker, target)) {
                second.await(() -> target.requests().size() == 3);
            }
            assertThat(ids(target)).containsExactlyInAnyOrder("n-1/1/E7", "n-1/1/E7", "n-2/1/E7");
        }
    }

    private static JavaProcess alerts(
            Path directory, String name, EmbeddedBroker broker, TestingTarget target)
            throws IOException {
        return JavaProcess.start(
                directory.resolve(name + ".log"),
                List.of("-Xmx256m", "-Dvigil.log=" + directory.resolve("vigil.log")),
                JavaProcess.classPath(entry -> !entry.contains("test-classes")),
                Map.of("VIGIL_BOOTSTRAP", broker.bootstrap()),
                Vigil.class.getName(),
                "alerts",
                "--to",
                target.uri().toString(),
                "--format",
                "webhook");
    }

    private static List<Object> ids(TestingTarget target) {
        return target.requests().stream()
                .map(request -> request.body().getBytes(StandardCharsets.UTF_8))
                .<Object>map(body -> Json.read(body, Map.class).get("id"))
                .toList();
    }
}
