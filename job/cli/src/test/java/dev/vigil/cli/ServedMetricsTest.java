package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that go on until they are stopped, where nothing answers them: they try, and report it. */
class ServedMetricsTest {
    private static final String NO_ANSWER = "127.0.0.1:9";

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private Thread verb;
    private int port;
    private Path kafka;

    @BeforeEach
    void prepare() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        kafka = folder.resolve("kafka.properties");
        Files.writeString(kafka, "default.api.timeout.ms=400\nrequest.timeout.ms=300\n");
    }

    @AfterEach
    void stop() throws Exception {
        if (verb != null) {
            verb.interrupt();
            assertThat(exit.get(2, TimeUnit.MINUTES)).isNotZero();
        }
    }

    private void start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", NO_ANSWER, "--kafka-properties", kafka.toString()));
        all.addAll(List.of("--metrics", "127.0.0.1:" + port));
        verb = new Thread(() -> exit.complete(Vigil.run(all.toArray(String[]::new))));
        verb.start();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return http.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String awaitMetrics(String expected) throws Exception {
        Awaitility.await()
                .atMost(Await.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/metrics").body()).containsPattern(expected));
        return get("/metrics").body();
    }

    @Test
    void aPublicationThatFailsIsTriedAgain() throws Exception {
        NoteKey log = NoteKey.of("site.example/audit/1", ListKeys.create().getPublic());
        NoteKey witness = NoteKey.ofWitness("w.example", ListKeys.create().getPublic());
        start(
                "audit",
                "publish",
                "--key",
                log.line(),
                "--out",
                folder.resolve("log").toString(),
                "--every",
                "1",
                "--witness",
                witness.line());
        String metrics =
                awaitMetrics(
                        "vigil_audit_publish_failures_total\\{log=\"site.example/audit/1\"}"
                                + " [2-9]");
        assertThat(metrics)
                .contains(
                        "vigil_audit_witnessed_timestamp_seconds{log=\"site.example/audit/1\","
                                + "witness=\"w.example\"} 0.0");
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(exit).as("it goes on").isNotDone();
    }

    @Test
    void aBridgeWhosePeerIsAwayReportsHowLong() throws Exception {
        Path store = folder.resolve("here.p12");
        Path certificate = folder.resolve("here.pem");
        keytool(store, "-genkeypair -keyalg EC -dname CN=here -validity 2");
        keytool(store, "-exportcert -rfc -file " + certificate);
        Path password = Files.writeString(folder.resolve("password"), "not-secret");
        start(
                "peers",
                "--peer",
                "west",
                "--from",
                "https://" + NO_ANSWER,
                "--cursor",
                folder.resolve("cursor").toString(),
                "--store",
                store.toString(),
                "--password-file",
                password.toString(),
                "--peer-cert",
                certificate.toString());
        String metrics =
                awaitMetrics(
                        "vigil_peers_certificate_end_timestamp_seconds\\{of=\"here\",peer=\"west\"}"
                                + " 1\\.\\d+E9");
        assertThat(metrics)
                .contains("vigil_peers_caught_up_timestamp_seconds{peer=\"west\"}")
                .doesNotContain("vigil_peers_served");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    private static void keytool(Path store, String arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", "not-secret"));
        command.addAll(List.of("-alias", "here", "-keystore", store.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(printed).isZero();
    }

    @Test
    void optionsThatNeedEachOtherAreRefusedAlone() {
        assertThat(Vigil.run("peers", "--peer", "west", "--bind", "0.0.0.0:0")).isEqualTo(2);
        assertThat(Vigil.run("doctor", "--store", "here.p12")).isEqualTo(2);
        assertThat(Vigil.run("doctor", "--audit-key", "audit.pem")).isEqualTo(2);
        assertThat(Vigil.run("audit", "publish", "--key", "k", "--out", "o", "--metrics", "x"))
                .isEqualTo(2);
    }
}
