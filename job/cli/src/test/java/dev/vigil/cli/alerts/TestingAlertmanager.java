package dev.vigil.cli.alerts;

import dev.vigil.fixtures.broker.Await;
import dev.vigil.schema.wire.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The distribution's Alertmanager, as a process of this test, with the example configuration. */
final class TestingAlertmanager implements AutoCloseable {
    static final Path EXAMPLE = Path.of("../docs/alertmanager.yml").toAbsolutePath().normalize();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;

    private TestingAlertmanager(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** A command of that name, or empty where this machine has none. */
    static Optional<Path> find(String... names) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static TestingAlertmanager start(Path command, int port, Path directory) throws IOException {
        Process process =
                new ProcessBuilder(
                                command.toString(),
                                "--config.file=" + EXAMPLE,
                                "--storage.path=" + directory.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port,
                                "--cluster.listen-address=")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("alertmanager.log").toFile())
                        .start();
        TestingAlertmanager started =
                new TestingAlertmanager(process, URI.create("http://127.0.0.1:" + port));
        try {
            Awaitility.await()
                    .atMost(Await.PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> started.get("/-/ready").statusCode() == 200);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    URI uri() {
        return uri;
    }

    /** Alerts that fire now, silenced ones too. */
    List<Map<String, Object>> alerts() throws Exception {
        String body = get("/api/v2/alerts").body();
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> alerts =
                Json.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), List.class);
        return alerts;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
