package dev.vigil.desk.web;

import dev.vigil.fixtures.broker.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Keycloak as a process, with a database in its memory. Its archive is no dependency: it is used
 * where {@code mvn dependency:copy -Dartifact=org.keycloak:keycloak-quarkus-dist:26.4.0:zip} has
 * brought it.
 */
final class TestingKeycloak implements AutoCloseable {
    static final String REALM = "vigil";

    private static final String VERSION = "26.4.0";
    private static final String NAME = "keycloak-quarkus-dist-" + VERSION + ".zip";
    private static final Path UNPACKED = Path.of("target", "keycloak");
    private static final String ADMIN = "admin";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;
    private final Path log;

    private TestingKeycloak(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** The archive, where there is one. */
    static Optional<Path> archive() {
        List<Path> repositories = new ArrayList<>();
        for (String property : List.of("maven.repo.local", "localRepository")) {
            Optional.ofNullable(System.getProperty(property))
                    .map(Path::of)
                    .ifPresent(repositories::add);
        }
        repositories.add(Path.of(System.getProperty("user.home"), ".m2", "repository"));
        List<Path> places = new ArrayList<>(List.of(UNPACKED.resolve(NAME)));
        repositories.forEach(
                it ->
                        places.add(
                                it.resolve("org/keycloak/keycloak-quarkus-dist")
                                        .resolve(VERSION)
                                        .resolve(NAME)));
        return places.stream().filter(Files::isRegularFile).findFirst();
    }

    /**
     * Starts it.
     *
     * @param realm as JSON
     * @param folder for its log
     */
    static TestingKeycloak start(Path archive, String realm, Path folder) throws Exception {
        Path home = unpacked(archive);
        Path imported = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(imported.resolve(REALM + "-realm.json"), realm);
        int port = Ports.free();
        int management = Ports.free();
        Path log = folder.resolve("keycloak.log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + management);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process)));
        TestingKeycloak started =
                new TestingKeycloak(process, URI.create("http://127.0.0.1:" + port), log);
        started.awaitStarted();
        return started;
    }

    /** Once for all runs of a working copy: it takes some seconds, and half of its first start. */
    private static Path unpacked(Path archive) throws IOException {
        Path home = UNPACKED.resolve("keycloak-" + VERSION);
        if (Files.isExecutable(home.resolve("bin").resolve("kc.sh"))) {
            return home.toAbsolutePath();
        }
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = UNPACKED.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(UNPACKED)) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // Last: what was unpacked halfway is not taken for the whole.
        home.resolve("bin").resolve("kc.sh").toFile().setExecutable(true);
        return home.toAbsolutePath();
    }

    private void awaitStarted() throws IOException {
        URI description =
                issuer().resolve(issuer().getPath() + "/.well-known/openid-configuration");
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !process.isAlive() || answers(description));
        } catch (ConditionTimeoutException e) {
            kill(process);
        }
        if (!process.isAlive()) {
            throw new IOException("Keycloak: expected it to start, got\n" + Files.readString(log));
        }
    }

    private static boolean answers(URI address) throws InterruptedException {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(address)
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    URI issuer() {
        return address.resolve("/realms/" + REALM);
    }

    // What its administrator does -------------------------------------------------------------

    /** Signs a person out of all that it is signed in to. */
    void signOut(String user) throws Exception {
        String found = admin("GET", "/users?exact=true&username=" + user, "");
        String id = found.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        admin("POST", "/users/" + id + "/logout", "{}");
    }

    /** Signs with another key from now on. */
    void rotateKey() throws Exception {
        admin(
                "POST",
                "/components",
                """
                {"name": "newer", "providerId": "rsa-generated",
                 "providerType": "org.keycloak.keys.KeyProvider",
                 "config": {"priority": ["1000"], "enabled": ["true"], "active": ["true"],
                            "algorithm": ["RS256"], "keySize": ["2048"]}}
                """);
    }

    private String admin(String method, String path, String json) throws Exception {
        String form =
                "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + ADMIN;
        HttpResponse<String> granted =
                HTTP.send(
                        HttpRequest.newBuilder(
                                        address.resolve(
                                                "/realms/master/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String token = granted.body().replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> done =
                HTTP.send(
                        HttpRequest.newBuilder(address.resolve("/admin/realms/" + REALM + path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (done.statusCode() >= 300) {
            throw new IOException(path + ": got " + done.statusCode() + " " + done.body());
        }
        return done.body();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        kill(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
